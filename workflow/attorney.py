"""Filing for an organiser by a power of attorney: the organiser stays who they are, the attorney stands beside.

An answer of the notice under the id `attorney`: {name, number, day, until_day}, days as `2026-11-03`, kept with the
answers that name a person and erased with them. The paper itself comes on the road of all papers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from letters import dates

ID = "attorney"
PARTS = ("name", "number", "day", "until_day")


@dataclass(frozen=True, slots=True)
class Attorney:
    """Who files, and by what paper; a part that the paper does not name is empty."""

    name: str
    number: str
    day: date | None
    until: date | None


def read(value: object) -> Attorney | None:
    """The answer of a notice; None where nobody files for the organiser."""
    if not isinstance(value, Mapping) or not str(value.get("name") or "").strip():
        return None
    return Attorney(
        str(value["name"]).strip(),
        str(value.get("number") or "").strip(),
        _day(value.get("day")),
        _day(value.get("until_day")),
    )


def ends(known: Attorney, unnamed_years: int) -> date | None:
    """The last day of a power: as its paper says, else so many years after it was given (0: not read so)."""
    if known.until or known.day is None or not unnamed_years:
        return known.until
    return years_on(known.day, unnamed_years)


def years_on(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def unnamed_years(regime: Any) -> int:
    """How long a power that names no term is good under this law; 0 where the law does not say."""
    asked = regime.questions.get(ID)
    return int(asked.unnamed_term_years) if asked else 0


def kept(value: object) -> dict[str, str]:
    """What a notice keeps of typed parts: nothing where no name was typed."""
    known = read(value)
    if known is None:
        return {}
    days = (one.isoformat() if one else "" for one in (known.day, known.until))
    return dict(zip(PARTS, (known.name, known.number, *days), strict=True))


def in_letter(value: object, locale: str) -> str:
    """The line of a letter under the organiser's name; empty where nobody files for them."""
    known = read(value)
    if known is None:
        return ""
    if locale == "ru":
        paper = "по доверенности" + (f" № {known.number}" if known.number else "")
        paper += f" от {dates.short(known.day)}" if known.day else ""
        return f"Представитель {paper}: {known.name}"
    paper = "by power of attorney" + (f" No. {known.number}" if known.number else "")
    paper += f" of {dates.long(known.day, 'en')}" if known.day else ""
    return f"Represented {paper}: {known.name}"


def signs(known: Attorney, typed: str) -> bool:
    """Whether a typed name can be the attorney's: every word is one of the name's, or its initial; one is whole."""
    name, said = _words(known.name), _words(typed)
    if not any(word in name for word in said):
        return False
    initials = {word[:1] for word in name}
    return all(word in name or (len(word) == 1 and word in initials) for word in said)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("ё", "е"))


def in_window(value: object, locale: str) -> str:
    """The short line of the envelope's window: who files for them; the paper by which they do stands in the letter."""
    known = read(value)
    if known is None:
        return ""
    return f"{'Представитель:' if locale == 'ru' else 'c/o'} {known.name}"


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
