"""The calendar: a year with its three kinds of special days, what was corrected, and what that moved."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request

from desk.door import bp, scope
from desk.speech import _
from records import moved_rows
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, regime, regimes, rulebook
from workflow import missing_years, moved_dates, showing_days
from workflow.policy import may
from workflow.showing_days import YearView

PAGE = 25
FIRST, LAST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the year's view: its kind, the short word under it, the whole word for who hears it."""

    day: date
    looks: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month in weeks from Monday; None where a week begins or ends in another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def kinds() -> dict[str, str]:
    """Say what a day can be."""
    return {
        "holiday": _("Holiday by statute"),
        "day_off": _("Day off, moved by decree"),
        "workday": _("Working Saturday or Sunday"),
        "plain": _("Ordinary day"),
    }


def marks() -> dict[str, str]:
    """Say it in short, under the number of the day."""
    return {"holiday": _("hol."), "day_off": _("off"), "workday": _("work"), "plain": ""}


def months(view: YearView) -> list[Month]:
    """Lay a year out in twelve months."""
    words, short = kinds(), marks()
    return [_month(view, number, words, short) for number in range(1, 13)]


def _month(view: YearView, number: int, words: dict[str, str], short: dict[str, str]) -> Month:
    def cell(that: date) -> Cell | None:
        if that.month != number:
            return None
        kind = view.of(that)
        looks = [f"is-{kind}"] if kind != "plain" else ["is-off"] if that.weekday() >= 5 else []
        star = "*" if that in view.corrected else ""
        if that == today():
            looks.append("is-now")
        said = words[kind] if kind != "plain" else ""
        if star:
            said = f"{said or words[kind]}, {_('corrected')}"
        return Cell(that, " ".join(looks), short[kind] + star, said)

    weeks = Weeks().monthdatescalendar(view.number, number)
    return Month(
        date(view.number, number, 1), tuple(tuple(cell(that) for that in week) for week in weeks)
    )


def checked(name: str, year: int) -> None:
    """Refuse an address of a calendar or a year that can't be."""
    if name not in rulebook().calendars or not FIRST <= year <= LAST:
        raise Missing(f"There is no calendar {name} of {year}.")


@bp.get("/calendar")
@bp.get("/calendar/<name>/<int(max=9999):year>")
@gate("calendar.read")
def calendar(name: str = "", year: int = 0) -> str:
    """Show a year of a calendar, the city's own of today without an address."""
    name, year = name or regime().calendar, year or today().year
    checked(name, year)
    with reading() as work:
        view = showing_days.year(work, rulebook(), name, year)
    lists = {
        kind: sorted(that for that in (getattr(view.known, kind) if view.known else ()))
        for kind in ("holidays", "days_off", "workdays")
    }
    return render_template(
        "desk/calendar.html", view=view, months=months(view), kinds=kinds(), lists=lists,
        own=regime().calendar == name, weekdays=Weeks().monthdatescalendar(2024, 1)[0],
    )  # fmt: skip


@bp.get("/calendar/recounts/<int(max=2147483647):number>")
@gate("calendar.read")
def recount(number: int) -> str:
    """Show how far a recount has come, and what it moved, held dates first."""
    group, point, line = request.args.get("after", "").partition(".")
    after = (row_number(group), row_number(line)) if point else (None, None)
    begins = after[0] is None or after[1] is None
    place = (-1, 0) if begins else (after[0] or 0, after[1] or 0)
    with reading() as work:
        row = moved_rows.recount(work, scope(), number)
        rows = moved_rows.listed(work, scope(), number, after=place, limit=PAGE + 1)
        lines = moved_dates.of_rows(work, rulebook(), rows[:PAGE])
        units = moved_rows.by_unit(work, scope(), number)
        about = moved_rows.correction_of(work, row.correction_id) if row.correction_id else None
    beyond = moved_rows.place_of(rows[PAGE - 1]) if len(rows) > PAGE else None
    return render_template(
        "desk/recount.html", row=row, lines=lines, units=units, about=about, kinds=kinds(),
        beyond=f"{beyond[0]}.{beyond[1]}" if beyond else "", first=begins, page=PAGE,
        title=rulebook().calendars[row.calendar].title if row.calendar in rulebook().calendars else row.calendar,
        settles=may(current_actor(), "calendar.settle"),
    )  # fmt: skip


@bp.context_processor
def _alarm() -> dict[str, Any]:
    """Tell those who can enter a year that it is missing, on every page of the desk."""
    if not may(current_actor(), "calendar.keep"):
        return {"missing_years": ()}
    with reading() as work:
        found = missing_years.missing(work, rulebook(), regimes(), today())
    return {"missing_years": found, "missing_today": today()}
