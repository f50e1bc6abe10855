"""What a draft keeps of a form, as typed: a wrong answer waits in the draft to be mended, like a right one.

Kept: a text or number for each field; a list for rows; {field: answer} for one row. A day is
`2026-12-06`, or `31.2.2026` as typed where there is no such day.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField

from web.widgets import DayField

_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00", re.ASCII)


def read(form: Any) -> dict[str, Any]:
    """What the form holds, by field name; rows that are wholly empty at the end are left out."""
    return {field.name: _value(field) for field in form if field.type != "HiddenField"}


def _value(field: Any) -> Any:
    if isinstance(field, FieldList):
        return [_value(entry) for entry in field.entries]
    if isinstance(field, FormField):
        return {part.short_name: _value(part) for part in field.form}
    if isinstance(field, DayField):
        return day_text(field.data, field.boxes)
    return "" if field.data is None else field.data


def day_text(day: date | None, boxes: tuple[str, str, str]) -> str:
    """A day as a draft keeps it."""
    return day.isoformat() if day else ".".join(boxes) if any(boxes) else ""


def day_of(kept: object) -> date | None:
    """The day that a draft holds, None where it holds none or a wrong one."""
    try:
        return date.fromisoformat(str(kept))
    except ValueError:
        return None


def is_hour(text: str) -> bool:
    """Whether a text is an hour as a draft keeps it: 13:30, and 24:00 at the end of a day."""
    return _HOUR.fullmatch(text) is not None


def formdata(answers: Mapping[str, Any]) -> MultiDict[str, str]:
    """Kept answers as a browser would send them."""
    return MultiDict(pair for name, value in answers.items() for pair in _pairs(name, value))


def _pairs(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _pairs(f"{name}-{part}", inner)
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _pairs(f"{name}-{index}", inner)
    elif name.endswith(("-day", "-until_day")) or name == "day":
        for part, box in zip(("day", "month", "year"), _boxes(str(value)), strict=True):
            yield f"{name}-{part}", box
    elif value is not False:  # a box without a tick is not sent
        yield name, "" if value is None else str(value)


def _boxes(kept: str) -> tuple[str, str, str]:
    day = day_of(kept)
    if day:
        return str(day.day), str(day.month), str(day.year)
    parts = [*kept.split("."), "", "", ""][:3]
    return parts[0], parts[1], parts[2]


def empty(value: Any) -> bool:
    """Whether a row or an answer holds nothing."""
    if isinstance(value, Mapping):
        return all(empty(part) for part in value.values())
    if isinstance(value, list):
        return all(empty(part) for part in value)
    return value in ("", None)


def without_empty_rows(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers without wholly empty rows; what remains of a list of empties is one row."""
    return {
        name: ([row for row in value if not empty(row)] or value[:1])
        if isinstance(value, list)
        else value
        for name, value in answers.items()
    }
