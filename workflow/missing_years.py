"""The alarm for a year that no decree is known of: told ninety days ahead, to those who can enter it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from records import calendar_rows, holders
from records.unit_of_work import UnitOfWork
from regimes.decrees import needs_data
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import calendars, law, mailing

AHEAD = timedelta(days=90)
"""How long before its first day a year without data is told of."""


@dataclass(frozen=True, slots=True)
class MissingYear:
    """A calendar in use that lacks a year which has begun or begins within ninety days."""

    calendar: str
    title: Text
    year: int

    def begins_in(self, today: date) -> int:
        """Days until it begins; 0 once it has."""
        return max((date(self.year, 1, 1) - today).days, 0)


def in_use(work: UnitOfWork, rulebook: Rulebook, regimes: Iterable[Regime]) -> dict[str, Regime]:
    """Regimes that count days: those of the city, and those that notices are pinned to; one a calendar."""
    pinned = law.readable(work, rulebook, calendar_rows.pins(work))
    return {
        one.calendar: one
        for one in (*regimes, *pinned)
        if needs_data(one, rulebook.calendars[one.calendar])
    }


def missing(
    work: UnitOfWork, rulebook: Rulebook, regimes: Iterable[Regime], today: date
) -> tuple[MissingYear, ...]:
    """Years that lack data and must be told of today, by calendar and year."""
    found = []
    for name in sorted(in_use(work, rulebook, regimes)):
        calendar = calendars.named(work, rulebook, name)
        found += [
            MissingYear(name, calendar.title, year)
            for year in (today.year, today.year + 1)
            if year not in calendar.years and date(year, 1, 1) - AHEAD <= today
        ]
    return tuple(found)


def tell(work: UnitOfWork, years: Iterable[MissingYear], today: date) -> int:
    """Promise one mail for each missing year to each head and administrator; ever only once."""
    keepers = [one.id for one in holders.holding(work, ("head", "administrator"), today)]
    count = 0
    for one in years:
        for account in keepers:
            mailing.year_missing(work, one.calendar, one.year, account)
            count += 1
    return count
