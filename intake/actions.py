"""What the buttons of a page do to its rows: add one, take one away, move one up. No script is needed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from intake.rows import MOST_DAYS, MOST_PEOPLE, MOST_PLACES, MOST_POINTS
from intake.typed import day_of, without_empty_rows

MOST = {
    "sessions": MOST_DAYS,
    "places": MOST_PLACES,
    "route": MOST_POINTS,
    "authorised": MOST_PEOPLE,
}
DAY = timedelta(days=1)


def act(wish: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a page after a button: `add:places`, `remove:places-2`, `up:route-1`, or a plain send."""
    deed, _colon, what = wish.partition(":")
    name, _dash, index = what.partition("-")
    rows = answers.get(name)
    if name not in MOST or not isinstance(rows, list):
        return without_empty_rows(answers)
    rows = list(rows)
    at = int(index) if index.isascii() and index.isdigit() and len(index) < 4 else -1
    if deed == "add" and len(rows) < MOST[name]:
        rows.append(_next(name, rows))
    elif deed == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif deed == "up" and 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    return {**answers, name: rows}


def _next(name: str, rows: list[Any]) -> Any:
    """A new row: the day after the last with the same hours, the same okrug, or nothing."""
    if name == "route":
        return ""
    if not rows:
        return {}
    last = rows[-1]
    if name == "sessions":
        day = day_of(last.get("day"))
        return {**last, "day": (day + DAY).isoformat() if day else ""}
    return {"okrug": last.get("okrug", "")} if name == "places" else {}
