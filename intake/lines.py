"""Answers as lines to read: on the page where answers are checked, on the receipt, on the status page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from web import attorney
from web.filters import day as full_day
from web.filters import number
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.work import places


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a summary list: what, the answer, a quieter second line, where to change it."""

    key: str
    value: str
    note: str = ""
    change: str = ""
    what: str = ""


def day_line(day: date) -> str:
    """The day of the event in full."""
    return full_day(day)


def hours_line(start: str, end: str) -> str:
    """Hours of one day; midnight at the end is 24:00, an end before the start is on the next day."""
    last = "24:00" if end == "00:00" else end
    words = str(_("%(start)s to %(end)s", start=start, end=last))
    return (
        str(_("%(hours)s on the next day", hours=words))
        if end != "00:00" and end <= start
        else words
    )


def setup_line(setup_from: str, cleared_by: str) -> str:
    """When things are brought and taken away, if that was said."""
    parts = []
    if setup_from:
        parts.append(str(_("setting up from %(hour)s", hour=setup_from)))
    if cleared_by:
        parts.append(str(_("cleared by %(hour)s", hour=cleared_by)))
    return ", ".join(parts)


def session_lines(sessions: Iterable[Any]) -> tuple[str, str]:
    """All days and hours, and the quieter lines about setting up."""
    rows = [f"{day_line(one.day)}, {hours_line(one.start, one.end)}" for one in sessions]
    notes = [setup_line(one.setup_from, one.cleared_by) for one in sessions]
    return "\n".join(rows), "\n".join(note for note in notes if note)


def place_lines(found: Sequence[Any]) -> tuple[str, str]:
    """Places by name, and the okrugs and districts that they are in."""
    names = "\n".join(one.name for one in found)
    where = [places().line(one.okrug, one.district, language()) for one in found]
    return names, "; ".join(dict.fromkeys(where))


def route_line(found: Sequence[Any]) -> str:
    """The route: its streets and crossings in order; a stop may hold commas of its own."""
    return " → ".join(found[0].points) if found else ""


def people_line(attendance: int) -> str:
    """How many people are expected."""
    if not attendance:
        return ""
    return str(
        ngettext("%(count)s person", "%(count)s people", attendance, count=number(attendance))
    )


def plain(value: object) -> str:
    """Any other answer as text."""
    if isinstance(value, list | tuple):
        return "\n".join(plain(item) for item in value)
    if attorney.is_one(value):
        return attorney.words(value)
    if isinstance(value, dict):  # one person: name, telephone
        return ", ".join(str(part) for part in value.values() if part)
    return "" if value is None else str(value)


def organiser_kinds() -> dict[str, str]:
    """Who an organiser can be, in words."""
    return {
        "citizen": str(_("Citizen")),
        "association": str(_("Party, or public or religious association")),
        "deputy": str(_("Deputy")),
        "company": str(_("Company")),
    }
