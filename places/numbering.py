"""How an office numbers its letters: a pattern with fixed placeholders, from a day on, from the file of the offices."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from places.districts import BadPlaces

PLACEHOLDERS: Final = ("unit", "series", "number", "year", "yy")
FILLED = re.compile(r"\{([^{}]*)\}")
BETWEEN = re.compile(r"[\w\-/.()№]*")
LONGEST = 40
SERIES = 8
MOST = 999_999  # letters of one series that must still fit
DEFAULT: Final[Mapping[str, Any]] = {
    "from": "0001-01-01",
    "pattern": "{unit}-{number}/{yy}",
    "restarts": "year",
    "series": {},
}
"""What an office has whose file says nothing: ДПМ-16-38/27, begun anew each year."""


def filled(scheme: Mapping[str, Any], *, unit: str, series: str, year: int, number: int) -> str:
    """The number of a letter; `{number:4}` pads it with noughts to so many digits."""
    values = {"unit": unit, "series": series, "year": str(year), "yy": f"{year % 100:02d}"}

    def one(found: re.Match[str]) -> str:
        name, _, width = found[1].partition(":")
        return str(number).zfill(int(width or 0)) if name == "number" else values[name]

    return FILLED.sub(one, str(scheme["pattern"]))


def read(rows: Any, *, where: str, unit: str, alone: bool) -> list[dict[str, Any]]:
    """The schemes of one office, oldest first, as they are kept with its letterhead.

    `alone`: no other office sends letters, so that numbers need not name it. BadPlaces says in words
    which line can't number letters, and what to write instead.
    """
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadPlaces(f"{where}: numbering is a list, each line under [[...numbering]].")
    found = [_scheme(row, where=where, unit=unit, alone=alone) for row in rows]
    days = [one["from"] for one in found]
    if len(set(days)) < len(days):
        raise BadPlaces(f"{where}: two ways of numbering begin on the same day.")
    return sorted(found, key=lambda one: str(one["from"]))


def _scheme(row: dict[str, Any], *, where: str, unit: str, alone: bool) -> dict[str, Any]:
    unknown = sorted(set(row) - set(DEFAULT))
    if unknown:
        raise BadPlaces(f"{where}: numbering knows no {unknown[0]}; it has {', '.join(DEFAULT)}.")
    day, pattern, series = row.get("from"), row.get("pattern"), row.get("series", {})
    restarts = row.get("restarts", "year")
    if not isinstance(day, date):
        raise BadPlaces(
            f"{where}: numbering needs the day from which it counts, from = 2027-01-01."
        )
    if restarts not in ("year", "never"):
        raise BadPlaces(f'{where}: restarts is "year" or "never".')
    if not isinstance(series, dict) or not all(isinstance(one, str) for one in series.values()):
        raise BadPlaces(
            f'{where}: series gives kinds of letter a word, series = {{ refused = "02" }}.'
        )
    made = {"from": day.isoformat(), "pattern": pattern, "restarts": restarts, "series": series}
    for problem in _problems(made, unit=unit, alone=alone):
        raise BadPlaces(f"{where}: the pattern {pattern!r} {problem}.")
    return made


def _problems(scheme: Mapping[str, Any], *, unit: str, alone: bool) -> Iterable[str]:
    pattern = scheme["pattern"]
    if not isinstance(pattern, str) or not pattern:
        yield "is no text"
        return
    yield from _misplaced(pattern)
    held = {one.partition(":")[0] for one in FILLED.findall(pattern)}
    words = set(scheme["series"].values())
    if not all(BETWEEN.fullmatch(text) for text in (FILLED.sub("", pattern), *words)):
        yield "has other signs than letters, digits and - / . ( ) №"
    elif any(len(one) > SERIES for one in words):
        yield f"has a series of more than {SERIES} signs"
    elif "number" not in held:
        yield "has no {number}, so that two letters would bear the same"
    elif scheme["restarts"] == "year" and not held & {"year", "yy"}:
        yield "begins anew each year and names no {year} or {yy}"
    elif not alone and "unit" not in held:
        yield "names no {unit}, and several offices send letters"
    elif ("series" in held) != bool(words):
        yield "names {series}, or has series, one without the other"
    elif any(
        len(filled(scheme, unit=unit, series=one, year=2027, number=MOST)) > LONGEST
        for one in words or {""}
    ):
        yield f"gives numbers of more than {LONGEST} signs"


def _misplaced(pattern: str) -> Iterable[str]:
    for name, _, width in (one.partition(":") for one in FILLED.findall(pattern)):
        if name not in PLACEHOLDERS:
            yield f"has the placeholder {{{name}}}; there are {', '.join(PLACEHOLDERS)}"
        if width and (name != "number" or not width.isdecimal() or not 1 <= int(width) <= 6):
            yield "gives a width to something else than number, or one that is not 1 to 6"
