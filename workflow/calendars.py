"""The calendar as people corrected it: a file of the shelf, and over it what the records hold (decisions 20).

Pure files below, rows beside, put together here. A unit that writes reads the corrections inside itself,
so that no date is counted with days that were corrected a moment ago.
"""

from collections.abc import Iterable
from datetime import date

from records import calendar_rows, rows
from records.calendar_rows import Correction
from records.tables import Mark
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar, NoYear, Year
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import law

MARK = "calendar-state"
"""The fact in the records that grows with every correction: by it a process knows that its copy is old."""


def days_of(work: UnitOfWork, rulebook: Rulebook, regime: Regime) -> Calendar:
    """The calendar that a regime counts with, as it stands in this very unit."""
    return named(work, rulebook, regime.calendar)


def named(work: UnitOfWork, rulebook: Rulebook, name: str) -> Calendar:
    """A calendar by its name, as it stands in this very unit. KeyError where the shelf has none."""
    return corrected(rulebook.calendars[name], calendar_rows.standing(work, name))


def corrected(calendar: Calendar, corrections: Iterable[Correction]) -> Calendar:
    """A calendar with corrections laid over it, whole years before days.

    A corrected day of a year that nobody knows any more (its entry was revoked) counts for nothing.
    """
    for one in corrections:
        if one.day is None:
            calendar = calendar.with_year(one.year, year_of(calendar, one))
            continue
        try:
            calendar = calendar.corrected(one.day, one.what)
        except NoYear:
            continue
    return calendar


def year_of(calendar: Calendar, entry: Correction) -> Year:
    """A year as people entered it; days that the statute fixes need no entering."""
    lists = {
        name: frozenset(date.fromisoformat(day) for day in entry.days.get(name, ()))
        for name in ("holidays", "days_off", "workdays")
    }
    return Year(
        lists["holidays"] | calendar.statutory(entry.year), lists["days_off"], lists["workdays"]
    )


def state(work: UnitOfWork) -> str:
    """How often the calendars of this installation were corrected."""
    return rows.mark(work, MARK, "0")


def changed(work: UnitOfWork) -> None:
    """Tell every process that its copy of the calendars is old."""
    row = rows.mark_row(work, MARK)
    if row is None:
        work.add(Mark(name=MARK, value="1"))
    else:
        row.value = str(int(row.value) + 1)
    work.flush()


def with_corrections(work: UnitOfWork, rulebook: Rulebook) -> Rulebook:
    """The rulebook for pages: every calendar as it stands now."""
    return rulebook.with_days({name: named(work, rulebook, name) for name in rulebook.calendars})


def counting_with(work: UnitOfWork, rulebook: Rulebook, calendar: str) -> dict[str, Regime]:
    """Regimes of this calendar that notices were filed under, by pin, even if their file left the shelf."""
    found = {pin: law.regime_by_pin(work, rulebook, pin) for pin in calendar_rows.pins(work)}
    return {pin: regime for pin, regime in found.items() if regime.calendar == calendar}
