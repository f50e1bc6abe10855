"""The first page and the dates of an idea: the heading is the answer, nothing is kept."""

import pytest
from sqlmodel import select

from records.tables import Draft, WebSession
from tests.intake.conftest import Door
from tests.support.client import Grumbler


def ask(
    browser: Grumbler, day: str, kind: str = "rally", people: str = "800", okrug: str = "SVAO"
) -> None:
    """Ask for the dates of an idea on a day of 2027, `14.3`."""
    number, month = day.split(".")
    browser.get(
        f"/check?kind={kind}&people={people}&okrug={okrug}&day-day={number}&day-month={month}&day-year=2027"
    )


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        ("14.3", "You can file now, and until the end of Thursday 4 March"),
        ("12.3", "You can file now, and until the end of tomorrow"),
        ("11.3", "You can file now, and until the end of today"),
        ("10.3", "The window for this day closed yesterday"),
        ("8.3", "The window for this day closed on Friday 26 February"),
        ("30.3", "The window opens on Monday 15 March at 00:00"),
    ],
)
def test_the_heading_is_the_answer(olga: Grumbler, day: str, heading: str) -> None:
    ask(olga, day)

    assert olga.title == heading


def test_a_day_that_is_over_is_called_so(olga: Grumbler) -> None:
    ask(olga, "28.2")

    assert "This day is over. Enter today or a later day" in olga.text
    assert "window for this day" not in olga.text


def test_the_dates_are_explained_and_cited(olga: Grumbler) -> None:
    ask(olga, "14.3")

    assert "by Thursday 4 March, 24:00" in olga.text
    assert "by Thursday 11 March, 24:00" in olga.text
    assert "54-FZ, art. 7(1)" in olga.text
    assert "Prefecture of the North-Eastern okrug" in olga.text


def test_in_the_centre_the_government_receives_it(olga: Grumbler) -> None:
    ask(olga, "14.3", okrug="CAO")

    assert "Government of Moscow" in olga.text


def test_a_late_day_names_the_next_one(olga: Grumbler) -> None:
    ask(olga, "10.3")

    assert "The next day you can still file for is Thursday 11 March" in olga.text


def test_an_exempt_kind_needs_no_notice(olga: Grumbler) -> None:
    ask(olga, "14.3", kind="assembly", people="40")

    assert olga.title == "No notice is needed"


def test_nothing_is_kept(olga: Grumbler, door: Door) -> None:
    olga.get("/")
    ask(olga, "14.3")

    with door.city.reading() as work:
        assert work.session.exec(select(Draft)).all() == []
        assert work.session.exec(select(WebSession)).all() == []


def test_several_days_without_a_common_window_are_told_to_be_parted(olga: Grumbler) -> None:
    olga.get(
        "/check?kind=rally&people=800&okrug=SVAO&day-day=14&day-month=3&day-year=2027"
        "&until-day=25&until-month=3&until-year=2027"
    )

    assert olga.title == "No day to file serves all these days"
    assert "Sunday 14 March – Friday 19 March file from Thursday 4 March, 00:00" in olga.text
    assert "Saturday 20 March – Thursday 25 March file from Wednesday 10 March, 00:00" in olga.text


def test_a_window_of_holidays_can_be_used_before_them(olga: Grumbler) -> None:
    olga.get("/check?kind=rally&people=80&okrug=SVAO&day-day=16&day-month=1&day-year=2028")

    assert olga.title == "You can file on Thursday 30 December, and from Saturday 1 January 2028"


def test_what_was_typed_stays_beside_its_error(olga: Grumbler) -> None:
    answer = olga.get("/check?kind=rally&people=many&okrug=&day-day=31&day-month=2&day-year=2027")

    assert answer.status_code == 422
    assert olga.errors() == [
        "Enter a whole number, for example 350",
        "Choose the okrug",
        "There is no such day. Check day, month and year",
    ]
    assert olga.value("people") == "many"


def test_the_draft_takes_over_what_the_dates_were_asked_for(olga: Grumbler) -> None:
    ask(olga, "14.3", kind="march")
    olga.follow(
        olga.post(
            "/notices/new",
            **{
                "kind": "march",
                "people": "800",
                "okrug": "SVAO",
                "day-day": "14",
                "day-month": "3",
                "day-year": "2027",
            },
        )
    )
    assert "Sunday 14 March 2027" in olga.text
    assert "File by" in olga.text

    olga.get("/draft/people")

    assert olga.value("attendance") == "800"


def test_the_guide_leads_to_every_kind(olga: Grumbler) -> None:
    seen, waiting = set(), ["/notices/new/which"]
    while waiting:
        page = olga.get(waiting.pop())
        assert page.status_code == 200
        for link in page.text.split('href="/notices/new/which?at=')[1:]:
            name = link.split('"')[0]
            if name not in seen:
                seen.add(name)
                waiting.append(f"/notices/new/which?at={name}")

    assert {"march", "rally", "picket_single", "deputy_meeting", "assembly"} <= seen
