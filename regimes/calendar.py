"""Days of a land by year: statutory holidays, moved days off and working Saturdays, kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Year:
    holidays: frozenset[date]  # non-working by statute
    days_off: frozenset[date]  # moved here by decree: a day off, never a holiday
    workdays: frozenset[date]  # Saturdays or Sundays that are worked


@dataclass(frozen=True)
class Calendar:
    """Fixed statutory days hold for every year; decrees only for the years of the file."""

    name: str
    fixed: tuple[tuple[int, int], ...]  # (month, day)
    years: Mapping[int, Year]
