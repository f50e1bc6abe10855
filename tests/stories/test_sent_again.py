"""The browser's Back and Reload do no harm: the filed notice is shown, and what was typed since is kept."""

from collections.abc import Callable
from typing import Any

import pytest

from records.tables import LogEntry, Notice
from tests.stories.conftest import Town, filled
from tests.support.client import Grumbler
from tests.support.everywhere import SPOKESMAN

Open = tuple[Grumbler, str, dict[str, Any]]
NOTE = "It rained, so we did it twice."


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
    by_mail = town.logged("letter.sent")

    answers = town.together(sent, sent, sent)

    first, *others = sorted(answer.status_code for answer in answers)
    assert first == 303
    assert set(others) <= {409, 422}  # the way was used already, seen before or under the lock
    assert town.logged("letter.sent") == by_mail + 1


def moved(town: Town) -> Open:
    reference = town.at.asked("n")
    return filled(
        town.person("orlova"), f"/desk/notices/{reference}/moves/back-to-registered", note=NOTE
    )


def withdrawn(town: Town) -> Open:
    return filled(town.person("owner"), f"/notices/{town.at.files('n')}/withdraw", note=NOTE)


def decided(town: Town) -> Open:
    path = f"/desk/notices/{town.at.preparing('n')}/decision"
    return filled(town.person("orlova"), path, outcome="agreed", facts=NOTE, **SPOKESMAN)


def signed(town: Town) -> Open:
    page = f"/desk/notices/{town.at.to_sign('n', 'agreed')}/decision"
    return filled(town.person("morozova"), f"{page}/release", page)


def answered(town: Town) -> Open:
    path = f"/desk/consultations/{town.question(town.at.asked('n'), 'police')}"
    return filled(town.person("police"), path, answer="objection", ground="54-FZ", facts=NOTE)


def closed(town: Town) -> Open:
    path = f"/desk/consultations/{town.question(town.at.asked('n'), 'police')}/close"
    return filled(town.person("orlova"), path, reason=NOTE)


def corrected(town: Town) -> Open:
    path = f"/desk/notices/{town.at.asked('n')}/correct"
    return filled(town.person("orlova"), path, attendance="300", reason=NOTE)


@pytest.mark.parametrize("step", [moved, withdrawn, decided, signed, answered, closed, corrected])
def test_a_step_that_is_sent_again_from_its_old_page_is_done_once(
    town: Town, step: Callable[[Town], Open]
) -> None:
    """A double click, or Back and again: 409, what was typed is there, and the log says it once."""
    browser, path, data = step(town)
    token = data.pop("csrf_token")
    first = browser.post(path, token=token, **data)
    entries = town.count(LogEntry)

    again = browser.post(path, token=token, **data)

    assert (first.status_code, again.status_code) == (303, 409)
    assert town.count(LogEntry) == entries
    assert NOTE not in data.values() or NOTE in again.text
