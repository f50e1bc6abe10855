"""The stretches of days in which an office looks ahead: today, tomorrow, this week, the long holiday."""

from dataclasses import dataclass
from datetime import date, timedelta

from regimes.calendar import Calendar, NoYear

DAY = timedelta(days=1)
LONG = 3
"""So many non-working days in a row are a long holiday."""
AHEAD = 120
"""So many days ahead one is looked for."""
BEGINNING = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` on, before `after`."""

    first: date
    after: date


@dataclass(frozen=True, slots=True)
class Run:
    """A long holiday, and the last working day before it."""

    first: date
    last: date
    workday_before: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The stretches of one morning. `run` None: none was found, or (`no_year`) nobody can tell yet."""

    past: Stretch
    today: Stretch
    tomorrow: Stretch
    week: Stretch
    holiday: Stretch
    run: Run | None
    no_year: int | None


def plan(calendar: Calendar, today: date) -> Plan:
    """The stretches as seen from a day; no day is in two of them.

    This week ends with its Sunday. The long holiday's stretch goes from the end of the others to the
    last day of the holiday: what ends in it has to be answered before it.
    """
    tomorrow = today + DAY
    monday = today + timedelta(days=7 - today.weekday())
    week = Stretch(tomorrow + DAY, max(monday, tomorrow + DAY))
    run, no_year = next_run(calendar, today)
    end = run.last + DAY if run else week.after
    return Plan(
        past=Stretch(BEGINNING, today),
        today=Stretch(today, tomorrow),
        tomorrow=Stretch(tomorrow, tomorrow + DAY),
        week=week,
        holiday=Stretch(week.after, max(end, week.after)),
        run=run,
        no_year=no_year,
    )


def next_run(calendar: Calendar, today: date) -> tuple[Run | None, int | None]:
    """The long holiday that is under way or comes next, and the year without data that was met, if any.

    A run that a year without data cuts short is told as far as it is known, if it is long enough.
    """
    day = today
    begun: date | None = None
    no_year: int | None = None
    while _is_off(calendar, day) and _is_off(calendar, day - DAY):
        day -= DAY  # the run may be under way
    for _ in range(AHEAD + LONG * 10):
        try:
            works = calendar.is_workday(day)
        except NoYear as error:
            no_year, works = error.year, True
        if not works and begun is None:
            begun = day
        if works and begun is not None:
            if (day - begun).days >= LONG:
                return _run(calendar, begun, day - DAY), no_year
            begun = None
        if no_year is not None or day > today + timedelta(days=AHEAD):
            break
        day += DAY
    return None, no_year


def _run(calendar: Calendar, first: date, last: date) -> Run:
    before = first - DAY
    while _is_off(calendar, before):
        before -= DAY
    return Run(first, last, before)


def _is_off(calendar: Calendar, day: date) -> bool:
    """Whether it is known that nobody works on the day."""
    return day.year in calendar.years and not calendar.is_workday(day)
