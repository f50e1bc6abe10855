"""Days of a land by year: statutory holidays, moved days off and working Saturdays, kept apart.

Source: Labour Code art 112 and the yearly transfer decrees (law.md 8.1). A moved day is a day off, never a
holiday: the tests of 54-FZ name holidays and must not see it. The files are made by scripts/make_calendar.py;
what people corrected is laid over them by workflow/calendars.py.
"""

import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from regimes.asked import Source, Text
from regimes.fault import Fault
from regimes.table import Sheet, Table

SATURDAY, SUNDAY = 5, 6
WHATS = ("holiday", "day_off", "workday", "plain")
"""What a day can be corrected to: the three kinds, or nothing but its weekday."""
FOLDER = Path(__file__).parent / "calendars"
NAMELESS = Text("", "")


class NoYear(Exception):
    """The calendar has no data for this year, so it can't tell working days (nor, without a fixed list, holidays)."""

    def __init__(self, calendar: str, year: int) -> None:
        super().__init__(f"calendar {calendar} has no data on moved days off for {year}")
        self.calendar = calendar
        self.year = year


@dataclass(frozen=True, slots=True)
class Year:
    """The days of one year that differ from their weekday."""

    holidays: frozenset[date]  # non-working by statute
    days_off: frozenset[date]  # moved here by decree: a day off, never a holiday
    workdays: frozenset[date]  # Saturdays or Sundays that are worked
    source: Source | None = None  # None where people entered the year

    def of(self, day: date) -> str:
        """What the year says of a day: one of WHATS, `plain` where it says nothing."""
        lists = {"holiday": self.holidays, "day_off": self.days_off, "workday": self.workdays}
        return next((what for what, days in lists.items() if day in days), "plain")


@dataclass(frozen=True)
class Calendar:
    """Fixed statutory days hold for every year; decrees only for the years of the file.

    `fixed` is None where holidays move with Easter or the week: then a year without data knows none.
    """

    name: str
    fixed: tuple[tuple[int, int], ...] | None  # (month, day)
    years: Mapping[int, Year]
    title: Text = NAMELESS
    source: Source | None = None

    def is_holiday(self, day: date) -> bool:
        """Whether the statute names this day; a fixed list needs no decree, so it is known for every year."""
        if day.year in self.years or self.fixed is None:
            return day in self._year(day).holidays
        return (day.month, day.day) in self.fixed

    def statutory(self, year: int) -> frozenset[date]:
        """The days of a year that the fixed list names; 29 February only where it is."""
        return frozenset(
            date(year, month, day)
            for month, day in self.fixed or ()
            if day <= monthrange(year, month)[1]
        )

    def is_moved_day_off(self, day: date) -> bool:
        """Whether a decree moved a day off here. NoYear without data."""
        return day in self._year(day).days_off

    def is_workday(self, day: date) -> bool:
        """Whether offices work. NoYear without data, and only when asked."""
        year = self._year(day)
        if day in year.workdays:
            return True
        return day.weekday() < SATURDAY and day not in year.holidays and day not in year.days_off

    def is_class(self, day: date, name: str) -> bool:
        """Whether the day is of one of words.DAY_CLASSES; only the moved kinds need the year's data."""
        match name:
            case "statutory_holiday":
                return self.is_holiday(day)
            case "moved_day_off":
                return self.is_moved_day_off(day)
            case "working_saturday":
                return day.weekday() == SATURDAY and day in self._year(day).workdays
            case "saturday":
                return day.weekday() == SATURDAY
            case "sunday":
                return day.weekday() == SUNDAY
            case "weekend":
                return day.weekday() >= SATURDAY
        raise KeyError(name)

    def workday_before(self, day: date) -> date:
        """The last working day before `day`. NoYear when the search meets a year without data."""
        day -= timedelta(days=1)
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def corrected(self, day: date, kind: str) -> "Calendar":
        """The same calendar with one day changed to holiday, day_off, workday or plain (decisions 20).

        Raises NoYear for a year without data, KeyError for another word.
        """
        year = self._year(day)
        if kind not in WHATS:
            raise KeyError(kind)
        changed = Year(
            _with(year.holidays, day, kind == "holiday"),
            _with(year.days_off, day, kind == "day_off"),
            _with(year.workdays, day, kind == "workday"),
            year.source,
        )
        return self.with_year(day.year, changed)

    def with_year(self, number: int, year: Year) -> "Calendar":
        """The same calendar with a whole year as people entered it, or without that of its file."""
        return replace(self, years=MappingProxyType({**self.years, number: year}))

    def _year(self, day: date) -> Year:
        year = self.years.get(day.year)
        if year is None:
            raise NoYear(self.name, day.year)
        return year


def _with(days: frozenset[date], day: date, there: bool) -> frozenset[date]:
    return days | {day} if there else days - {day}


def load(path: Path) -> Calendar:
    """Read one calendar file. Fault names the file and the key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Fault(path.name, "", f"is not TOML: {error}") from error
    top = Table(Sheet(path.name), "", data)
    top.take_acts()
    head = top.table("calendar")
    name = head.word("name")
    title, source = head.text("title"), head.source()
    given = head.words("fixed") if head.has("fixed") else None
    fixed = None if given is None else tuple(_month_day(head, item) for item in given)
    head.done()
    parts = top.table("year").tables() if top.has("year") else ()
    years = {_number(part): _read_year(part) for part in parts}
    top.done()
    return Calendar(name, fixed, MappingProxyType(years), title, source)


def _month_day(head: Table, item: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2024-{item}")
    except ValueError as error:
        raise head.fault("fixed", f"{item!r} is not MM-DD") from error
    return day.month, day.day


def _number(part: Table) -> int:
    try:
        return int(part.name)
    except ValueError as error:
        raise part.fault("", "is not a year") from error


def _read_year(part: Table) -> Year:
    year = _number(part)
    source = part.source()
    sets = [frozenset(part.days(key)) for key in ("holidays", "days_off", "workdays")]
    part.done()
    for key, days in zip(("holidays", "days_off", "workdays"), sets, strict=True):
        for day in days:
            if day.year != year:
                raise part.fault(key, f"{day} is not in {year}")
    if len(frozenset.union(*sets)) != sum(map(len, sets)):
        raise part.fault("", "one day stands in two lists")
    holidays, days_off, workdays = sets
    return Year(holidays, days_off, workdays, source)
