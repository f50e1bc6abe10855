"""Days and hours gone through one by one. Nothing here knows the engine, nor counts more than one step at a time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
ONE_SECOND = timedelta(seconds=1)
QUARTER = timedelta(minutes=15)

# Labour Code art 112: non-working by statute, whatever the weekday.
STATUTORY = frozenset(
    {(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8)}
    | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)
# Government decrees: a day off that was moved is no holiday; some Saturdays are worked.
DECREES: dict[int, tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]] = {
    2024: (
        frozenset({(4, 29), (4, 30), (5, 10), (12, 30), (12, 31)}),
        frozenset({(4, 27), (11, 2), (12, 28)}),
    ),
    2025: (frozenset({(5, 2), (5, 8), (6, 13), (11, 3), (12, 31)}), frozenset({(11, 1)})),
    2026: (frozenset({(1, 9), (3, 9), (5, 11), (12, 31)}), frozenset()),
    2027: (
        frozenset({(2, 22), (5, 3), (5, 10), (6, 14), (11, 5), (12, 31)}),
        frozenset({(2, 20)}),
    ),
}


class NoDecree(Exception):
    """Nobody has said yet which days of this year are worked."""


def statutory(day: date) -> bool:
    """Whether the Labour Code names this day."""
    return (day.month, day.day) in STATUTORY


def sunday(day: date) -> bool:
    """Whether the day is a Sunday."""
    return day.strftime("%w") == "0"


def worked(day: date) -> bool:
    """Whether offices work on this day. NoDecree where no decree says."""
    if day.year not in DECREES:
        raise NoDecree
    off, on = DECREES[day.year]
    here = (day.month, day.day)
    if here in on:
        return True
    return not (statutory(day) or here in off or day.strftime("%w") in {"0", "6"})


def before(day: date, steps: int) -> date:
    """The day that one reaches by so many steps back; D-15 is fifteen steps."""
    for _ in range(steps):
        day -= ONE_DAY
    return day


def after(day: date, steps: int) -> date:
    """The day that one reaches by so many steps on."""
    for _ in range(steps):
        day += ONE_DAY
    return day


def from_to(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both named."""
    while first <= last:
        yield first
        first += ONE_DAY


def month_before(day: date) -> date:
    """The day of the same number in the month before; the last of that month where it has no such day."""
    month, walked = day.month, day
    while walked.month == month:
        walked -= ONE_DAY
    last = walked
    while walked.month == last.month:
        if walked.day == day.day:
            return walked
        walked -= ONE_DAY
    return last


def civil(instant: datetime, zone: ZoneInfo) -> date:
    """What the calendar on the wall of the zone says at an instant."""
    return instant.astimezone(zone).date()


@cache
def dawn(day: date, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the wall of the zone says `day`, found by quarters of an hour."""
    instant = datetime.combine(day, time(), tzinfo=UTC) - ONE_DAY
    while civil(instant, zone) < day:
        instant += QUARTER
    return instant


def first_second(day: date, zone: ZoneInfo) -> str:
    """The first second of a local day, as the cases write it."""
    return dawn(day, zone).astimezone(zone).isoformat(timespec="seconds")


def last_second(day: date, zone: ZoneInfo) -> str:
    """The last whole second of a local day, as the cases write it."""
    return written(dawn(day + ONE_DAY, zone) - ONE_SECOND, zone)


def written(instant: datetime, zone: ZoneInfo) -> str:
    """An instant on the zone's wall, in whole seconds."""
    return instant.astimezone(zone).isoformat(timespec="seconds")


def hours_before(instant: datetime, hours: int) -> datetime:
    """So many hours back as they passed (UTC has no change of clocks)."""
    walked = instant.astimezone(UTC)
    for _ in range(hours):
        walked -= ONE_HOUR
    return walked


def hours_after(instant: datetime, hours: int) -> datetime:
    """So many hours on as they pass."""
    walked = instant.astimezone(UTC)
    for _ in range(hours):
        walked += ONE_HOUR
    return walked
