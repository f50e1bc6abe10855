"""Too much ground for one notice, told at the field: lines of all places together, times the days."""

from collections.abc import Mapping
from typing import Any

from places.locating import MOST_LINES
from web.filters import say
from web.i18n import gettext as _
from workflow import bounds

PLACES = ("places", "route")


def told(form: Any, answers: Mapping[str, Any]) -> bool:
    """Whether the days and places of `answers` fit. Where not, the form's field says it: the longest place, else the days."""
    if not any(name in form for name in (*PLACES, "sessions")):
        return True
    rows = [row for row in answers.get("places") or () if isinstance(row, Mapping)]
    many = [_lines(row) for row in rows]
    way = sum(bool(line) for line in answers.get("route") or ())
    days = sum(bool(row.get("day")) for row in answers.get("sessions") or ())
    found = bounds.fault(sum(many) + way, max(days, 1))
    if found is None:
        return True
    field = _field(form, many, way)
    field.errors = [*field.errors, say(found.text, **found.values)]
    return False


def _lines(row: Mapping[str, Any]) -> int:
    corners = sum(bool(one) for one in row.get("corners") or ()) if row.get("form") else 0
    return max(corners, 1 if row.get("name") else 0)


def _field(form: Any, many: list[int], way: int) -> Any:
    """Where it is told: at the place or the way that has most lines, where this page asks for it."""
    most = max(many, default=0)
    if "route" in form and ("places" not in form or way > most):
        return form["route"]
    if "places" not in form:
        return form["sessions"]
    at = many.index(most) if many else 0
    row = form["places"][at].form if at < len(form["places"]) else None
    if row is None:
        return form["places"]
    return row.corners if most > 1 else row.name


def too_many(lines: int) -> str:
    """Why one place takes no more lines, for its field; empty where they fit. Nothing is cut off unsaid."""
    if lines <= MOST_LINES:
        return ""
    return str(
        _(
            "This place has %(lines)s lines; %(most)s fit. Take out some, or make two places of it",
            lines=lines,
            most=MOST_LINES,
        )
    )
