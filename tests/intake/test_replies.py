"""What an organiser sends after filing: a withdrawal, an answer to a proposal, what was asked to be mended."""

import io
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from tests.support.made_files import pdf

NUMBER = "27-0001"


@pytest.fixture
def filed(olga: Grumbler, fill: Fill) -> Grumbler:
    """Olga's browser after filing."""
    fill(olga)
    olga.follow(sign(olga))
    return olga


def test_the_status_tells_who_is_awaited_and_by_when(filed: Grumbler, door: Door) -> None:
    office.asks(door.city, NUMBER)

    filed.get(f"/notices/{NUMBER}")

    assert "The city answers by Thursday 4 March." in filed.title
    assert "0 of 3 answered" in filed.text
    assert "Who is awaited" in filed.text
    assert "You filed the notice." in filed.text


def test_a_notice_is_withdrawn_without_a_reason(filed: Grumbler, door: Door) -> None:
    filed.get(f"/notices/{NUMBER}/withdraw")
    assert "you may leave this empty" in filed.text  # the law asks for no reason

    filed.follow(filed.post(f"/notices/{NUMBER}/withdraw", seen=filed.hidden("seen"), note=""))

    assert door.city.stage(NUMBER) == "withdrawn"
    assert "Withdraw it" not in filed.text
    assert filed.get(f"/notices/{NUMBER}/withdraw").status_code == 409
    assert filed.get(f"/notices/{NUMBER}/amend").status_code == 409
    assert "this notice was taken back or has ended" in filed.text
    filed.get(f"/notices/{NUMBER}/dates")
    assert "No longer counts." in filed.text
    assert "The law sets no term for this notice." not in filed.text


def test_who_is_overtaken_keeps_the_typed_text(filed: Grumbler, door: Door) -> None:
    filed.get(f"/notices/{NUMBER}/withdraw")
    seen = filed.hidden("seen")
    office.step(door.city, NUMBER, "register")

    answer = filed.post(f"/notices/{NUMBER}/withdraw", seen=seen, note="We meet in May.")

    assert answer.status_code == 409
    assert filed.title == "Somebody else was faster"
    assert "We meet in May." in filed.text
    assert door.city.stage(NUMBER) == "registered"


def test_a_proposal_shows_both_offers_and_nothing_is_chosen(filed: Grumbler, door: Door) -> None:
    office.proposes(door.city, NUMBER)

    page = filed.get(f"/notices/{NUMBER}/proposal")

    assert filed.title == "The city proposes another time"
    assert "12:00 to 13:30" in filed.text
    assert "15:30 to 17:00" in filed.text
    assert "A book fair takes down its stalls" in filed.text
    assert "checked" not in page.text
    filed.post(f"/notices/{NUMBER}/proposal", seen=filed.hidden("seen"))
    assert filed.errors() == ["Choose an answer"]


def test_an_accepted_proposal_comes_back_as_the_next_version(filed: Grumbler, door: Door) -> None:
    office.proposes(door.city, NUMBER)
    filed.get("/notices")
    assert "1 notice waits for your answer" in filed.text
    filed.get("/notices?state=waits")
    assert NUMBER in filed.text
    filed.get(f"/notices/{NUMBER}/proposal")

    filed.follow(
        filed.post(f"/notices/{NUMBER}/proposal", seen=filed.hidden("seen"), answer="accept")
    )

    assert door.city.stage(NUMBER) == "review"
    assert "version 2" in filed.text
    assert "15:30 to 17:00" in filed.text
    assert "You accepted the city's proposal on" in filed.text
    assert "The answer: " not in filed.text  # a proposal that was accepted is no answer any more
    aside = filed.last.text.split("What the city had written")[1].split("</div></details>")[0]  # type: ignore[union-attr]
    assert 'id="ways"' in aside  # what could be done against it stands with it
    again = filed.get(f"/notices/{NUMBER}/proposal")
    assert again.status_code == 409
    assert "You accepted the city's proposal on" in filed.text
    assert f'href="/notices/{NUMBER}"' in again.text
    office.writes(
        door.city, NUMBER, outcome="agreed", representative_name="N. P. Zuev",
        representative_phone="+7 495 000-03-11", capacity=2000,
    )  # fmt: skip
    assert "The answer: Agreed" in filed.get(f"/notices/{NUMBER}").text  # the newest, not the first


def test_a_declined_proposal_asks_why(filed: Grumbler, door: Door) -> None:
    office.proposes(door.city, NUMBER)
    filed.get(f"/notices/{NUMBER}/proposal")
    seen = filed.hidden("seen")

    filed.post(f"/notices/{NUMBER}/proposal", seen=seen, answer="decline", reason=" ")
    assert filed.errors() == ["Say why you decline; one sentence is enough"]
    filed.follow(
        filed.post(
            f"/notices/{NUMBER}/proposal",
            seen=seen,
            answer="decline",
            reason="Our guests come early.",
        )
    )

    assert door.city.stage(NUMBER) == "not-agreed"
    assert "You declined the city's proposal on" in filed.text
    assert "Your reason: Our guests come early." in filed.text
    assert "The city's proposal was declined. " in filed.text, "in what has happened, too"
    assert f"Your answer is received: notice {NUMBER}" in door.deliver()


def test_only_what_the_city_named_can_be_mended(filed: Grumbler, door: Door) -> None:
    office.asks_to_mend(door.city, NUMBER)
    assert "What to put right:" in filed.get(f"/notices/{NUMBER}").text
    filed.follow(filed.get(f"/notices/{NUMBER}/proposal"))
    assert filed.title == "The city asks you to mend your notice"
    assert "Twelve stewards are too few." in filed.text
    assert filed.value("organiser") is None
    seen = filed.hidden("seen")

    same = "12 stewards with armbands, one at each crossing"
    filed.post(f"/notices/{NUMBER}/cure", seen=seen, do="go", order=same)
    assert filed.errors() == ["Change what the request names, then send."]
    filed.follow(
        filed.post(
            f"/notices/{NUMBER}/cure", seen=seen, do="go", order="30 stewards", purpose="Sneaked in"
        )
    )

    assert door.city.stage(NUMBER) == "review"
    filed.get(f"/notices/{NUMBER}/receipt")
    assert "Sneaked in" not in filed.text
    filed.get(f"/notices/{NUMBER}")
    assert "What the city asked for was put right." in filed.text
    assert f"Your answer is received: notice {NUMBER}" in door.deliver()


def test_without_a_proposal_there_is_nothing_to_answer(filed: Grumbler) -> None:
    assert filed.get(f"/notices/{NUMBER}/proposal").status_code == 409


def test_the_answer_and_its_letters_stand_on_the_status_page(filed: Grumbler, door: Door) -> None:
    office.proposes(door.city, NUMBER)
    door.deliver()

    page = filed.get(f"/notices/{NUMBER}")

    assert "The answer: Proposal of another place or time" in filed.text
    links = [part.split('"')[0] for part in page.text.split('href="')[1:]]
    letters = [link for link in links if link.endswith(".pdf")]
    assert letters
    for link in letters:
        letter = filed.get(link)
        assert letter.mimetype == "application/pdf"
        assert letter.headers["Content-Disposition"].startswith("attachment")
        assert letter.headers["Cache-Control"] == "no-store"
        assert letter.data.startswith(b"%PDF-")


def test_a_route_that_is_asked_about_can_be_mended(filed: Grumbler, door: Door) -> None:
    item = {"field": "route", "reason": "Sadovnikov Street is closed.", "article": "7(3)(3)"}
    office.decides(door.city, NUMBER, outcome="cure", items=(item,))
    filed.get(f"/notices/{NUMBER}/cure")
    seen = filed.hidden("seen")
    way = {"route-0": "Lipovy Boulevard", "route-1": "Garden Lane", "route-2": "Melnichnaya Square"}

    added = filed.post(f"/notices/{NUMBER}/cure", seen=seen, do="add:route", **way)
    assert added.status_code == 200
    assert filed.value("route-1") == "Garden Lane"
    filed.follow(filed.post(f"/notices/{NUMBER}/cure", seen=seen, do="go", **way))

    assert door.city.stage(NUMBER) == "review"


def test_what_is_typed_stays_while_papers_are_added_or_the_language_changes(
    filed: Grumbler, door: Door
) -> None:
    office.asks_to_mend(door.city, NUMBER)
    page = f"/notices/{NUMBER}/cure"
    filed.get(page)
    assert "/papers" not in "".join(filed.links()), "no plain link leaves the page"

    filed.post(page, seen=filed.hidden("seen"), do="papers", order="30 stewards at the head")
    filed.get(f"/notices/{NUMBER}/papers")
    filed.get(page)
    assert "30 stewards at the head" in filed.text
    filed.follow(
        filed.post(page, seen=filed.hidden("seen"), do="speak:ru", order="40 распорядителей")
    )
    assert "40 распорядителей" in filed.text
    assert filed.title == "Город просит исправить уведомление"
    filed.follow(filed.post(page, seen=filed.hidden("seen"), do="go", order="40 распорядителей"))
    assert door.city.stage(NUMBER) == "review"


def test_a_missing_paper_is_asked_for_and_sent_without_touching_an_answer(
    filed: Grumbler, door: Door
) -> None:
    item = {"field": "paper:route_map", "reason": "No map came.", "article": "5(4)"}
    office.decides(door.city, NUMBER, outcome="cure", items=(item,))
    filed.get(f"/notices/{NUMBER}/cure")
    assert "Map of the route. No map came." in filed.text
    assert "Add the paper that is asked for." in filed.text
    seen = filed.hidden("seen")
    empty = filed.post(f"/notices/{NUMBER}/cure", seen=seen, do="go")
    assert empty.status_code == 422
    assert "Add the paper that the request names, then send." in filed.text

    filed.follow(filed.post(f"/notices/{NUMBER}/cure", seen=seen, do="papers"))
    assert "Map of the route" in filed.text
    assert "Consent of the owner" not in filed.text  # just what is asked for
    chosen: Any = FileStorage(io.BytesIO(pdf()), "map.pdf")
    sent = filed.post(f"/notices/{NUMBER}/papers", **{"paper-route_map": chosen}, do="go")
    filed.follow(sent)
    assert "map.pdf" in filed.text
    filed.follow(filed.post(f"/notices/{NUMBER}/cure", seen=filed.hidden("seen"), do="go"))

    assert door.city.stage(NUMBER) == "review"
    assert "Map of the route: map.pdf" in filed.text


def test_a_request_shows_what_is_locked_beside_what_is_asked(filed: Grumbler, door: Door) -> None:
    office.asks_to_mend(door.city, NUMBER)

    page = filed.get(f"/notices/{NUMBER}/cure")

    assert "Show the answers that stay as they were filed" in filed.text
    assert "Two first-aiders at the head and the end" in filed.text
    assert 'name="medical"' not in page.text
    assert 'name="order"' in page.text


def test_an_answered_event_is_cancelled_on_a_page_that_says_what_follows(
    filed: Grumbler, door: Door
) -> None:
    assert filed.get(f"/notices/{NUMBER}/cancel").status_code == 409  # still unanswered: withdraw
    office.decides(
        door.city, NUMBER, outcome="agreed", capacity=2000, representative_name="Orlova",
        representative_phone="+7 495 000-03-11",
    )  # fmt: skip
    filed.get(f"/notices/{NUMBER}")
    assert "Cancel the event" in filed.text

    filed.get(f"/notices/{NUMBER}/cancel")
    assert "not later than one day before the event" in filed.text
    filed.follow(filed.post(f"/notices/{NUMBER}/cancel", seen=filed.hidden("seen"), note=""))

    assert door.city.stage(NUMBER) == "cancelled"
    assert "The organiser has cancelled the event" in filed.title
    assert "Cancel the event" not in filed.text
