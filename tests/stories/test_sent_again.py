"""The browser's Back and Reload do no harm: the filed notice is shown, and what was typed since is kept."""

from records.tables import Notice
from tests.stories.conftest import Town, filled


def test_reload_of_the_filed_form_leads_to_the_same_receipt(town: Town) -> None:
    vera = town.visitor()
    town.fills(vera)
    browser, path, data = filled(vera, "/draft/answers", signature="Vera Sokolnikova", declared="y")
    first = browser.post(
        path, token=data["csrf_token"], **{k: v for k, v in data.items() if k != "csrf_token"}
    )

    again = browser.post(
        path, token=data["csrf_token"], **{k: v for k, v in data.items() if k != "csrf_token"}
    )

    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    assert town.count(Notice) == 1


def test_who_goes_back_and_changes_the_text_is_shown_the_filed_notice(town: Town) -> None:
    vera = town.visitor()
    town.fills(vera)
    browser, path, data = filled(vera, "/draft/answers", signature="Vera Sokolnikova", declared="y")
    data.pop("csrf_token")
    browser.post(path, **data)

    other = browser.post(path, **(data | {"signature": "Vera Andreevna Sokolnikova"}))

    assert other.status_code == 409
    assert "27-0001" in browser.text
    assert "Vera Andreevna Sokolnikova" in browser.text
    assert town.count(Notice) == 1


def test_who_goes_back_to_a_page_of_the_filed_draft_is_shown_the_notice(town: Town) -> None:
    vera = town.visitor()
    town.fills(vera)
    opened = vera.get("/draft/people")
    town.sends(vera, "/draft/answers", signature="Vera Sokolnikova", declared="y")
    assert opened.status_code == 200

    vera.post("/draft/people", attendance="4999", do="go")

    assert "27-0001" in vera.text
    with town.city.reading() as work:
        assert work.notice("27-0001").attendance == 350
    vera.follow(vera.get("/draft/people"))
    assert "27-0001" in vera.text


def test_a_letter_is_marked_as_sent_once_however_often_the_button_is_pressed(town: Town) -> None:
    reference = town.at.released("agreed", "agreed")
    town.works()
    number = town.letter(reference, "agreed").id
    clerk = town.person("kravets")
    sent = filled(clerk, f"/desk/letters/{number}/sent", way="post")

    answers = town.together(sent, sent, sent)

    first, *others = sorted(answer.status_code for answer in answers)
    assert first == 303
    assert set(others) <= {409, 422}  # the way was used already, seen before or under the lock
    assert town.logged("letter.sent") == 1
