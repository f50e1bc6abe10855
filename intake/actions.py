"""What the buttons of a page do to its rows: add, remove, move, take an offered name. No script is needed."""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any

from intake.rows import MOST_DAYS, MOST_PEOPLE, MOST_PLACES, MOST_POINTS
from intake.typed import day_of, without_empty_rows

MOST = {
    "sessions": MOST_DAYS,
    "places": MOST_PLACES,
    "route": MOST_POINTS,
    "corners": MOST_POINTS,
    "authorised": MOST_PEOPLE,
}
DAY = timedelta(days=1)
_PATH = re.compile(
    r"(?:places-(?P<place>[0-9]{1,3})-)?(?P<name>[a-z]+)(?:-(?P<at>[0-9]{1,3}))?", re.ASCII
)
_MOST_TAKEN = 300


def act(wish: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a page after a button, or a plain send.

    `add:places`, `remove:places-2`, `up:route-1`, `down:places-0-corners-2`, `take:route-1:Lipovy Boulevard`.
    """
    deed, _colon, what = wish.partition(":")
    path, _colon, text = what.partition(":")
    found = _PATH.fullmatch(path)
    whole = deepcopy(dict(answers))
    rows = _rows(whole, found) if found else None
    if found is None or rows is None:
        return without_empty_rows(answers)
    name, at = found["name"], int(found["at"] or -1)
    if deed == "add" and len(rows) < MOST[name]:
        rows.append(_next(name, rows))
    elif deed == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif deed == "up" and 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    elif deed == "down" and 0 <= at < len(rows) - 1:
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    elif deed == "take" and 0 <= at < len(rows):
        _take(rows, at, text[:_MOST_TAKEN])
    return whole


def _rows(answers: dict[str, Any], found: re.Match[str]) -> list[Any] | None:
    """The rows that a path names, None where there are none such."""
    name, holder = found["name"], answers
    if found["place"] is not None:
        places = answers.get("places")
        at = int(found["place"])
        if name != "corners" or not isinstance(places, list) or at >= len(places):
            return None
        holder = places[at]
        holder.setdefault("corners", [])
    elif name == "corners":
        return None
    rows = holder.get(name)
    return rows if name in MOST and isinstance(rows, list) else None


def _take(rows: list[Any], at: int, text: str) -> None:
    """Write an offered name into a line; of a place, into its name."""
    if isinstance(rows[at], dict):
        rows[at]["name"] = text
    else:
        rows[at] = text


def _next(name: str, rows: list[Any]) -> Any:
    """A new row: the day after the last with the same hours, the same okrug, or nothing."""
    if name in {"route", "corners"}:
        return ""
    if not rows:
        return {}
    last = rows[-1]
    if name == "sessions":
        day = day_of(last.get("day"))
        return {**last, "day": (day + DAY).isoformat() if day else ""}
    return {"okrug": last.get("okrug", "")} if name == "places" else {}
