"""Days and hours that are odd: midnight, changed clocks, leap days, the first and the last year, no data.

Found by: a date of receipt taken from another moment than the commit, an OverflowError that is a 500.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from records import chain, rows
from records.tables import LogEntry, Notice
from regimes.shelf import Rulebook
from tests.faults.conftest import Site
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.visitor import Visitor
from web.settings import BadSettings, load
from web.work import open_shelf
from workflow import missing_years, when
from workflow.content import SessionIn
from workflow.errors import Invalid

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

LAW = "ru-moscow-assembly"
MOSCOW = ZoneInfo("Europe/Moscow")
TENTH = timedelta(milliseconds=100)
NIGHTS = 100
SHOWN = 10
"""Of the notices of the nights, so many are looked at page by page."""


def midnights() -> Iterator[datetime]:
    """A hundred midnights, New Year's and the last of February among them; 200 filings, one on each side."""
    yield datetime(2027, 1, 1, tzinfo=MOSCOW)
    yield datetime(2028, 2, 29, tzinfo=MOSCOW)
    yield datetime(2028, 3, 1, tzinfo=MOSCOW)
    for number in range(NIGHTS - 3):
        yield datetime(2027, 1, 10, tzinfo=MOSCOW) + timedelta(days=3 * number)


def test_two_hundred_notices_on_both_sides_of_midnight(site: Site) -> None:
    """The date of receipt is that of the commit; row, log, number, page and letter agree."""
    for number, midnight in enumerate(sorted(midnights())):
        for step in (-TENTH, TENTH):
            instant = (midnight + step).astimezone(UTC)
            day = instant.astimezone(MOSCOW)
            site.city.clock.set(instant)
            filed = site.city.files(key=f"{number} {step}")
            with site.city.reading() as work:
                notice = work.notice(filed.reference)
                entry = work.session.exec(
                    select(LogEntry).where(
                        LogEntry.kind == "notice.filed", LogEntry.subject_id == notice.id
                    )
                ).one()
                receipt = rows.letters(work, notice)[0]
                row = work.session.exec(select(Notice).where(Notice.id == notice.id)).one()
            assert (row.received_at, entry.at) == (instant, instant)
            assert entry.details["received_at"] == chain.instant(instant)
            assert row.reference.startswith(f"{day:%y}-")
            assert receipt.day == day.date()
            if number < SHOWN:
                clerk = Visitor(site.app)
                clerk.get("/find")
                clerk.post("/find", reference=filed.reference, code=filed.check_code)
                clerk.get(f"/notices/{filed.reference}/receipt")
                assert f"{day.day} {day:%B}" in clerk.text
                assert f"{day:%H:%M}" in clerk.text
    site.advance(hours=1)


SKIPPED = [
    # a local hour that is skipped when clocks go forward
    (date(2027, 3, 28), "02:30", "Europe/Berlin"),
    (date(2028, 3, 26), "01:30", "Europe/London"),
    (date(2027, 10, 3), "02:30", "Australia/Sydney"),
    (date(2011, 3, 27), "02:30", "Europe/Moscow"),
]
TWICE = [
    # a local hour that comes twice: the first counts
    (date(2027, 10, 31), "02:30", "Europe/Berlin", 0),
    (date(2028, 10, 29), "01:30", "Europe/London", 0),
    (date(2027, 4, 4), "02:30", "Australia/Sydney", 15),
    (date(2014, 10, 26), "01:30", "Europe/Moscow", 21),
]


@pytest.mark.parametrize(("day", "hour", "zone"), SKIPPED)
def test_an_hour_that_is_skipped_is_told(day: date, hour: str, zone: str) -> None:
    with pytest.raises(Invalid, match="does not exist on that day"):
        when.instant(day, hour, ZoneInfo(zone))


@pytest.mark.parametrize(("day", "hour", "zone", "utc"), TWICE)
def test_an_hour_that_comes_twice_is_the_first(day: date, hour: str, zone: str, utc: int) -> None:
    assert when.instant(day, hour, ZoneInfo(zone)).hour == utc


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/London", "Australia/Sydney"])
@pytest.mark.parametrize("change", [(2027, 3, 28), (2027, 10, 31), (2027, 4, 4), (2027, 10, 3)])
def test_a_night_over_a_change_is_as_long_as_it_is(zone: str, change: tuple[int, int, int]) -> None:
    """22:00 to 06:00: seven, eight or nine hours, by the zone's own data."""
    eve = date(*change) - timedelta(days=1)
    start, end = when.span(SessionIn(eve, "22:00", "06:00"), ZoneInfo(zone))
    offset = [one.astimezone(ZoneInfo(zone)).utcoffset() for one in (start, end)]
    assert None not in offset
    assert end - start == timedelta(hours=8) - (offset[1] - offset[0])  # type: ignore[operator]  # aware, so known


DAYS = [
    # typed day, month, year; whether it is a day that a notice may name
    ("29", "2", "2028", True),
    ("29", "2", "2027", False),
    ("31", "12", "2027", True),
    ("31", "12", "9999", False),
    ("1", "1", "0001", False),
    ("1", "1", "1", False),
    ("0", "0", "0", False),
    ("32", "13", "99999", False),
    ("31", "4", "2027", False),
    ("30", "2", "2027", False),
    ("1", "1", "1999", False),
    ("31", "12", "2100", False),
    ("1", "1", "2101", False),
    ("-1", "3", "2027", False),
    ("١٤", "3", "2027", False),
    ("1e1", "3", "2027", False),
]


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """A draft in hand."""
    form = site.ready()
    made = Visitor(site.app)
    made.steal(form.cookie)
    return made


@pytest.mark.parametrize(("day", "month", "year", "good"), DAYS)
def test_an_odd_day_is_taken_or_told(
    visitor: Visitor, day: str, month: str, year: str, good: bool
) -> None:
    """On the form, with a session over midnight; and in the pre-check, which writes nothing."""
    visitor.get("/draft/when")
    typed = {
        "sessions-0-day-day": day, "sessions-0-day-month": month, "sessions-0-day-year": year,
        "sessions-0-start": "23:00", "sessions-0-end": "01:30", "do": "go",
    }  # fmt: skip
    sent = visitor.post("/draft/when", **typed)
    assert sent.status_code in ({200, 303} if good else {422}), visitor.text  # 200: asked once more
    assert visitor.get("/draft/answers").status_code == 200
    if not good:
        visitor.post("/draft/when", **typed)
        assert f'value="{year}"' in (visitor.last.text if visitor.last else "")
    query = f"kind=rally&people=800&okrug=SVAO&day-day={day}&day-month={month}&day-year={year}"
    assert visitor.get(f"/check?{query}&start=23:00&end=01:30").status_code in {200, 422}


@pytest.mark.parametrize("name", ["Europe/Muscovy", "Mars/Olympus", "../../etc/passwd", "", "\x00"])
def test_a_zone_that_is_unknown_starts_nothing(name: str, tmp_path: object) -> None:
    """Zone data that is absent is said in words at the start, never guessed as UTC."""
    with pytest.raises(BadSettings):
        open_shelf(load(home=tmp_path, mode="test", timezone=name))


def last_known(rulebook: Rulebook) -> int:
    """The last year that the city's calendar knows."""
    return max(rulebook.calendar_of(rulebook.current(LAW, date(2027, 3, 1))).years)


@pytest.mark.parametrize(("before", "told"), [(91, False), (90, True), (1, True)])
def test_the_missing_year_is_told_ninety_days_ahead(
    engine: Engine, clock: FakeClock, before: int, told: bool
) -> None:
    """Not a day earlier, not a day later."""
    city = City(engine, clock).found()
    year = last_known(city.rulebook) + 1
    law = city.rulebook.current(LAW, date(2027, 3, 1))
    with city.reading() as work:
        day = date(year, 1, 1) - timedelta(days=before)
        found = missing_years.missing(work, city.rulebook, [law], day)
    assert [one.year for one in found] == [year] * told
