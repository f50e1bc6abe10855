"""The calendar for its page: a year with what people corrected, and the years that can be looked at."""

from dataclasses import dataclass
from datetime import date

from records import calendar_rows, moved_rows
from records.calendar_rows import Correction
from records.errors import Missing
from records.moved_rows import RecountRow
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar, Year
from regimes.regime import Source, Text
from regimes.shelf import Rulebook
from workflow import calendars


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction with who made and who revoked it, in both languages, and its recounts."""

    row: Correction
    by: Text
    revoked_by: Text
    recounts: tuple[RecountRow, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of one calendar; `known` is None for a year that no data is known of."""

    name: str
    title: Text
    number: int
    known: Year | None
    statutory: frozenset[date]
    fixed: bool
    source: Source | None
    corrections: tuple[CorrectionLine, ...]
    years: tuple[int, ...]
    others: tuple[tuple[str, Text], ...]

    def of(self, day: date) -> str:
        """What a day is: holiday, day_off, workday or plain."""
        if self.known is None:
            return "holiday" if day in self.statutory else "plain"
        return self.known.of(day)

    @property
    def corrected(self) -> frozenset[date]:
        """Days whose correction stands."""
        return frozenset(
            one.row.day for one in self.corrections if one.row.day and not one.row.revoked_at
        )

    @property
    def entered(self) -> Correction | None:
        """The entry of the whole year that stands, if people made one."""
        return next(
            (one.row for one in self.corrections if one.row.day is None and not one.row.revoked_at),
            None,
        )


def year(work: UnitOfWork, rulebook: Rulebook, name: str, number: int) -> YearView:
    """A year as it stands now. Missing where there is no such calendar."""
    if name not in rulebook.calendars:
        raise Missing(f"There is no calendar {name}.")
    calendar = calendars.named(work, rulebook, name)
    known = calendar.years.get(number)
    return YearView(
        name=name,
        title=calendar.title,
        number=number,
        known=known,
        statutory=calendar.statutory(number),
        fixed=calendar.fixed is not None,
        source=(known.source if known else None) or calendar.source,
        corrections=_lines(work, name, number),
        years=_years(calendar, number, work.now.year),
        others=tuple(
            (other.name, other.title)
            for other in sorted(rulebook.calendars.values(), key=lambda one: one.name)
            if other.name != name
        ),
    )


def _years(calendar: Calendar, shown: int, now: int) -> tuple[int, ...]:
    return tuple(sorted({*calendar.years, shown, now, now + 1}))


def _lines(work: UnitOfWork, name: str, number: int) -> tuple[CorrectionLine, ...]:
    rows = calendar_rows.of_year(work, name, number)
    people = {who for row in rows for who in (row.made_by, row.revoked_by) if who}
    names = moved_rows.names(work, people)
    recounts = moved_rows.recounts(work, [row.id for row in rows])

    def said(who: int | None) -> Text:
        return Text(*names[who]) if who in names else Text("", "")

    return tuple(
        CorrectionLine(
            row, said(row.made_by), said(row.revoked_by), tuple(recounts.get(row.id, ()))
        )
        for row in rows
    )
