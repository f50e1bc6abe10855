"""What an organiser does against the office, page by page: object while it is open, complain, read the answer."""

from datetime import UTC, datetime

import pytest

from records import plea_rows
from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from tests.support.clock import FakeClock
from workflow import complaining

NUMBER = "27-0001"
REFUSAL = {
    "outcome": "refused", "ground": "art12_3_place", "facts": "The route crosses the yard of a school.",
    "measures": ({"measure": "Move it", "found": "free", "result": "declined"},),
}  # fmt: skip
START = datetime(2027, 3, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def refused(olga: Grumbler, fill: Fill, door: Door) -> Grumbler:
    """Olga's browser after her march was refused."""
    fill(olga)
    olga.follow(sign(olga))
    office.decides(door.city, NUMBER, **REFUSAL)
    return olga


def objects(browser: Grumbler, **typed: str) -> Grumbler:
    """Fill in and send the form of an objection."""
    browser.get(f"/notices/{NUMBER}/objection")
    given = {"decision": browser.hidden("decision"), "text": "The school is closed on Sundays."}
    browser.follow(browser.post(f"/notices/{NUMBER}/objection", **(given | typed)))
    return browser


def returns(browser: Grumbler, door: Door) -> None:
    """After days the browser forgot the notice: number and check code open it again."""
    with door.city.reading() as work:
        code = work.notice(NUMBER).check_code
    browser.get("/find")
    browser.follow(browser.post("/find", reference=NUMBER, code=code))


def test_the_page_of_a_refusal_says_which_ways_are_open_and_until_when(refused: Grumbler) -> None:
    refused.get(f"/notices/{NUMBER}")

    assert "If you do not agree with the decision" in refused.text
    assert "Objection to the office" in refused.text
    assert "Object to this decision" in refused.text
    assert "Court. Open until" in refused.text
    assert "Free of charge." in refused.text


def test_after_a_lost_session_the_code_opens_the_notice_and_the_text_is_sent(
    refused: Grumbler, door: Door
) -> None:
    path = f"/notices/{NUMBER}/objection"
    refused.get(path)
    typed = {"decision": refused.hidden("decision"), "text": "The school is closed on Sundays."}
    said = "What is wrong with the decision? The school is closed on Sundays."

    refused.steal("nobody-knows-this-one")
    assert refused.post(path, **typed).status_code == 400
    assert said in refused.text
    assert "Your answer" not in refused.text  # nobody typed the number of the decision
    assert refused.post(path, **typed).status_code == 404
    assert said in refused.text
    assert "Open the notice in another tab" in refused.text
    returns(refused, door)
    assert refused.post(path, **typed).status_code == 303


def test_an_objection_is_filed_and_its_page_is_the_receipt(refused: Grumbler, door: Door) -> None:
    refused.get(f"/notices/{NUMBER}/objection")
    answer = refused.post(
        f"/notices/{NUMBER}/objection", decision=refused.hidden("decision"), text=""
    )
    assert answer.status_code == 422
    assert "Say what is wrong with the decision, in your own words" in refused.errors()

    objects(refused)

    assert refused.title == "Your objection has been received"
    assert "27-0001/O1" in refused.text
    assert "This page is your receipt." in refused.text
    assert "The school is closed on Sundays." in refused.text
    assert "Objection received: No. 27-0001/O1" in door.deliver()
    refused.get(f"/notices/{NUMBER}")
    assert "You filed objection No. 27-0001/O1." in refused.text
    refused.get(f"/notices/{NUMBER}/objection")
    assert "One decision is objected to once" in refused.text


def test_after_its_time_it_is_told_what_is_still_open(
    refused: Grumbler, door: Door, clock: FakeClock
) -> None:
    refused.get(f"/notices/{NUMBER}/objection")
    decision = refused.hidden("decision")
    clock.set(START)
    returns(refused, door)

    answer = refused.post(f"/notices/{NUMBER}/objection", decision=decision, text="Too late?")
    assert answer.status_code == 409
    assert "Too late?" in refused.text
    refused.get(f"/notices/{NUMBER}/objection")

    assert "The time for an objection ended" in refused.text
    assert "No longer open:" in refused.text
    assert "Complaint. The law sets no last day." in refused.text
    refused.get(f"/notices/{NUMBER}")
    assert "Object to this decision" not in refused.text


def test_an_objection_is_taken_back_by_its_page(refused: Grumbler) -> None:
    objects(refused)
    page = f"/notices/{NUMBER}/objection/1"
    assert refused.post(f"{page}/withdraw", revision="99").status_code == 409
    refused.get(page)

    refused.follow(refused.post(f"{page}/withdraw", revision=refused.hidden("revision")))

    assert "You took the objection back" in refused.text


def test_nobody_else_reads_it(refused: Grumbler, door: Door) -> None:
    objects(refused)
    stranger = door.visitor()
    for path in ("objection", "objection/1", "complaint", "complaint/1"):
        assert stranger.get(f"/notices/{NUMBER}/{path}").status_code == 404
    assert refused.get(f"/notices/{NUMBER}/complaint/1").status_code == 404
    assert refused.get(f"/notices/{NUMBER}/objection/2").status_code == 404


def test_a_complaint_by_whoever_holds_the_receipt_and_its_answer(
    refused: Grumbler, door: Door, clock: FakeClock
) -> None:
    refused.get(f"/notices/{NUMBER}/complaint")
    assert refused.post(f"/notices/{NUMBER}/complaint", text="x").status_code == 422
    refused.follow(
        refused.post(
            f"/notices/{NUMBER}/complaint", about="manner", text="Nobody picked up.\nTwice."
        )
    )
    assert "27-0001/C1" in refused.text
    clock.advance(hours=3)
    with door.city.unit() as work:
        plea = plea_rows.by_number(work, "27-0001/C1")
        complaining.answer(
            work, door.city.rulebook, actor=door.city.actor("zuev"), plea_id=plea.id or 0,
            seen=plea.revision, text="The line was down. We are sorry.",
        )  # fmt: skip

    returns(refused, door)
    refused.get(f"/notices/{NUMBER}/complaint/1")

    assert "The line was down. We are sorry." in refused.text
    assert "Answer to your complaint No. 27-0001/C1" in door.deliver()


@pytest.mark.parametrize("text", ["\x00", "\u202eevil", "<b>x</b>", "é" * 6001, "' OR 1=1 --"])
def test_hostile_words_are_taken_or_refused_in_words(refused: Grumbler, text: str) -> None:
    refused.get(f"/notices/{NUMBER}/objection")
    answer = refused.post(
        f"/notices/{NUMBER}/objection", decision=refused.hidden("decision"), text=text
    )
    assert answer.status_code in {303, 422}


@pytest.mark.parametrize("decision", ["", "x", "99999999999999999999", "-1", "7"])
def test_a_form_of_another_decision_changes_nothing(refused: Grumbler, decision: str) -> None:
    refused.get(f"/notices/{NUMBER}/objection")
    answer = refused.post(f"/notices/{NUMBER}/objection", decision=decision, text="Words")
    assert answer.status_code == 409
    assert refused.get(f"/notices/{NUMBER}/objection/1").status_code == 404


def test_in_russian_too(refused: Grumbler, door: Door) -> None:
    objects(refused)
    other = door.visitor("ru")
    returns(other, door)
    other.get(f"/notices/{NUMBER}")
    assert "Если вы не согласны с решением" in other.text
    other.get(f"/notices/{NUMBER}/objection/1")
    assert "Ваше возражение получено" in other.text
    assert "Закон даёт срок в календарных днях: 30" in other.text
