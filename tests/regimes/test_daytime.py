"""The hours of the day: other ones on named weekdays, none on a memorial date."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from regimes.conditions import Case
from regimes.counted import Hours, HoursException
from regimes.daytime import outside
from regimes.regime import Condition, Source, Text

ZONE = ZoneInfo("Europe/Dublin")
SAID = Text("A", "А")
SOURCE = Source("Act", "6", "read", SAID)
LATE = HoursException(Condition(), SAID, SOURCE, ("friday", "saturday"), closes=time(23, 30))
FREE = HoursException(Condition(given="memorial"), SAID, SOURCE)
HOURS = Hours(time(10), time(22), "outside_permitted_hours", SAID, SOURCE, (FREE, LATE))
THURSDAY, FRIDAY = 18, 19  # June 2026


def case(**given: bool) -> Case:
    return Case(kind="festival", attendance=100, given=given)


@pytest.mark.parametrize(
    ("day", "start", "end", "beyond"),
    [
        (THURSDAY, "10:00", "22:00", False),
        (THURSDAY, "09:59", "22:00", True),
        (THURSDAY, "10:00", "22:30", True),
        (FRIDAY, "10:00", "23:30", False),
        (FRIDAY, "10:00", "23:31", True),
        (FRIDAY, "09:00", "12:00", True),  # only the end is later on a Friday
    ],
)
def test_the_hours_of_a_day_are_those_of_its_weekday(
    day: int, start: str, end: str, beyond: bool
) -> None:
    begins = datetime.combine(date(2026, 6, day), time.fromisoformat(start), ZONE)
    ends = datetime.combine(date(2026, 6, day), time.fromisoformat(end), ZONE)
    assert outside(HOURS, case(), begins, ends) is beyond


def test_a_session_past_midnight_is_outside_on_any_day() -> None:
    begins = datetime(2026, 6, FRIDAY, 20, tzinfo=ZONE)
    assert outside(HOURS, case(), begins, datetime(2026, 6, FRIDAY + 1, 1, tzinfo=ZONE))


def test_where_hours_do_not_bind_the_night_is_free() -> None:
    begins = datetime(2026, 6, THURSDAY, 23, tzinfo=ZONE)
    free = case(memorial=True)
    assert not outside(HOURS, free, begins, datetime(2026, 6, FRIDAY, 2, tzinfo=ZONE))
