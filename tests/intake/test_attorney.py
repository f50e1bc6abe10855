"""Somebody files for an organiser by a power of attorney: both are named, and a paper that is over is told at its field."""

import re

import pytest
from sqlmodel import select

from records.tables import Letter, NoticeVersion
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from tests.support.clock import FakeClock
from tests.support.filling import PAGES
from workflow import envelope, printing

PAPER: dict[str, str] = {
    "attorney-name": "Ольга Игоревна Кравцова",
    "attorney-number": "77 АВ 1234567",
    "attorney-day-day": "3",
    "attorney-day-month": "2",
    "attorney-day-year": "2027",
    "attorney-until_day-day": "3",
    "attorney-until_day-month": "2",
    "attorney-until_day-year": "2028",
}
"""A power of attorney that is in force on the day of these stories, 1 March 2027."""


def typed(**changed: str) -> dict[str, str]:
    """The page of the organiser with a power of attorney, as a browser sends it."""
    return {**PAGES["organiser"], **PAPER, **changed, "do": "go"}


def test_a_representative_files_and_both_are_named(olga: Grumbler, fill: Fill, door: Door) -> None:
    fill(olga, organiser=PAPER)
    assert "Ольга Игоревна Кравцова, power of attorney No. 77 АВ 1234567" in olga.text
    assert "You sign for the organiser, by power of attorney: Ольга Игоревна Кравцова" in olga.text
    assert "The power of attorney is not among the papers yet." in olga.text

    assert "that I file for the organiser by a power of attorney" in olga.text
    assert "that I may be an organiser" not in olga.text
    other = sign(olga, signature="Vera Sokolnikova")
    assert other.status_code == 422
    assert "it is signed by Ольга Игоревна Кравцова. Type this name" in olga.text

    olga.follow(sign(olga, signature="О. И. Кравцова"))

    assert "Vera Andreevna Sokolnikova" in olga.text
    assert "of 3 February 2027, good until 3 February 2028" in olga.text
    with door.city.reading() as work:
        notice = work.notice("27-0001")
        version = work.session.exec(select(NoticeVersion)).one()
        assert "attorney" not in version.answers
        assert (version.personal or {})["attorney"]["number"] == "77 АВ 1234567"
        russian = envelope.address_lines(work, notice, "ru")
        english = envelope.address_lines(work, notice, "en")
    assert russian[:2] == (
        "Vera Andreevna Sokolnikova",
        "Представитель: Ольга Игоревна Кравцова",
    )
    assert english[1] == "c/o Ольга Игоревна Кравцова"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"attorney-until_day-day": "28", "attorney-until_day-year": "2027"}, "ended on 28 February 2027"),
        ({"attorney-day-year": "2024", "attorney-until_day-day": "", "attorney-until_day-month": "", "attorney-until_day-year": ""}, "names no term was good until 3 February 2025"),
        ({"attorney-day-year": "2028"}, "This day is still ahead"),
        ({"attorney-name": ""}, "Enter who files for the organiser, or empty these fields"),
        ({"attorney-day-day": "", "attorney-day-month": "", "attorney-day-year": ""}, "Enter the day on which"),
        ({"attorney-until_day-month": "1", "attorney-until_day-year": "2027"}, "before the day on which it was given"),
        ({"attorney-day-month": "14"}, "There is no such day"),
        ({"attorney-name": "Ольга\x00"}, ""),
    ],
)  # fmt: skip
def test_a_paper_that_is_over_or_not_whole_is_told_at_its_field(
    olga: Grumbler, fill: Fill, door: Door, changed: dict[str, str], told: str
) -> None:
    fill(olga)

    answer = olga.post("/draft/organiser", draft=olga.hidden("draft"), **typed(**changed))

    assert answer.status_code == 422
    assert any(told in one for one in olga.errors()), olga.errors()
    assert olga.value("attorney-number") == "77 АВ 1234567"  # nothing typed is lost
    olga.get("/draft/answers")
    assert "one page needs a change first" in olga.text
    assert door.numbers() == []


def test_a_draft_is_filed_after_its_paper_ended_only_with_another(
    olga: Grumbler, fill: Fill, door: Door, clock: FakeClock
) -> None:
    over = {
        "attorney-until_day-day": "2",
        "attorney-until_day-month": "3",
        "attorney-until_day-year": "2027",
    }
    fill(olga, organiser={**PAPER, **over})
    assert "good until 2 March 2027" in olga.text
    key = olga.hidden("key")
    clock.advance(days=2)

    assert sign(olga, key=key).status_code == 422
    assert door.numbers() == []


def test_a_notice_is_changed_after_the_power_ended_under_which_it_was_received(
    olga: Grumbler, fill: Fill, door: Door, clock: FakeClock
) -> None:
    """It was in force on the day of receipt; a power that is named instead must be in force today."""
    over = {"attorney-until_day-day": "1", "attorney-until_day-month": "3", "attorney-until_day-year": "2027"}  # fmt: skip
    fill(olga, organiser={**PAPER, **over})
    olga.follow(sign(olga, signature="О. И. Кравцова"))
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", olga.text)
    clock.advance(hours=13)
    olga.get("/find")
    assert code
    assert olga.post("/find", reference="27-0001", code=code[0]).status_code == 303
    path = "/notices/27-0001/amend"
    olga.get(f"{path}?open=organiser")
    sent = {**typed(**over), "phone": "+7 495 000-11-22", "open": "organiser", "seen": olga.hidden("seen")}  # fmt: skip

    assert olga.post(path, **(sent | {"attorney-number": "78"})).status_code == 422
    assert any("ended on 1 March 2027" in one for one in olga.errors())
    assert olga.post(path, **sent).status_code == 200, olga.errors()


def test_a_receipt_that_a_person_must_look_at_says_so(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    with door.city.unit() as work:
        letter = work.session.exec(select(Letter)).first()
        printing.hold(work, letter.id, "It does not fit.")

    page = olga.get(f"/notices/27-0001/letters/{letter.id}.pdf")

    assert page.status_code == 200
    assert "a person at the office looks at it" in olga.text
    assert "few seconds" not in olga.text
