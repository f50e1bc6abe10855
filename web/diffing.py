"""Two states of a notice beside one another, in words: used by the desk and by the organiser alike."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from web import attorney, hours_compared
from web.filters import day as full_day
from web.filters import law, moment, number
from web.i18n import gettext as _
from web.i18n import language
from web.work import places
from workflow import drawing, titles
from workflow.content import Content, PlaceIn, SessionIn

WORDS = re.compile(r"\S+\s*|\s+")
SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
MOST_PAIRS = 20_000
"""More pairs of like words than this are not looked at: the search takes each of them many times over.

Eight hundred words of a letter have some five thousand; what one person types to slow another down has more.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `changed`: it is not in the other version."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in both versions; `note` says in words what a glance does not."""

    field: str
    title: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    same: bool
    note: str = ""


def rows(
    regime: Any, old: Content, new: Content, kinds: Mapping[str, str] | None = None
) -> list[Row]:
    """Every answer that either has, what changed first. `kinds`: words for who the organiser is."""
    found = [_row(regime, name, old, new, kinds or {}) for name in _fields(regime, old, new)]
    return sorted(found, key=lambda row: row.same)


REACH = frozenset({"phone", "email", "address", "postcode"})
"""How a person is reached: not shown again to whoever holds a link, unless it is what changes."""


def without_reach(rows_: Sequence[Row]) -> list[Row]:
    """The rows without ways to reach the organiser that stayed as they were."""
    return [row for row in rows_ if not (row.same and row.field in REACH)]


def changed(rows_: Sequence[Row]) -> list[Row]:
    """Those that differ."""
    return [row for row in rows_ if not row.same]


def _fields(regime: Any, old: Content, new: Content) -> Iterator[str]:
    yield from ("kind", "sessions", "places", "attendance")
    shaped = {"sessions", "places", "route", "attendance"}
    known = [*regime.questions, *regime.inputs]
    for name in dict.fromkeys([*known, *old.answers, *new.answers]):
        if name not in shaped and (old.answers.get(name) or new.answers.get(name)):
            yield name


def _row(regime: Any, name: str, old: Content, new: Content, kinds: Mapping[str, str]) -> Row:
    one, other = (text_of(regime, content, name, kinds) for content in (old, new))
    note = (
        hours_compared.note(old.sessions, new.sessions)
        if name == "sessions" and one != other
        else ""
    )
    return Row(name, law(titles.title(regime, name)), *pieces(one, other), one == other, note)


def text_of(regime: Any, content: Content, name: str, kinds: Mapping[str, str]) -> str:
    """One answer as text; days, places and people one a line."""
    if name == "kind":
        return (
            law(regime.kinds[content.kind].name) if content.kind in regime.kinds else content.kind
        )
    if name == "sessions":
        return "\n".join(map(session_line, content.sessions))
    if name == "places":
        return "\n".join(map(place_line, content.places))
    if name == "attendance":
        return number(content.attendance)
    value = content.answers.get(name)
    return kinds.get(str(value), "") or _said(value)


def session_line(one: SessionIn) -> str:
    """One day with its hours."""
    words = str(
        _("%(day)s, %(start)s to %(end)s", day=full_day(one.day), start=one.start, end=one.end)
    )
    if one.setup_from:
        words += "; " + str(_("setting up from %(hour)s", hour=one.setup_from))
    if one.cleared_by:
        words += "; " + str(_("cleared by %(hour)s", hour=one.cleared_by))
    return words


def place_line(one: PlaceIn) -> str:
    """One place with its streets and its district."""
    said = drawing.place_line(one)
    where = places().line(one.okrug, one.district, language())
    return f"{said} ({where})" if where else said


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if attorney.is_one(value):
        return attorney.words(value)
    if isinstance(value, Mapping):
        return ", ".join(_said(part) for part in value.values() if part)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(map(_said, value))
    return str(value)


def pieces(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts, cut where they part: word by word, spaces kept; long or repetitive ones by sentence, else whole."""
    for parts in (WORDS, SENTENCES):
        old, new = parts.findall(one), parts.findall(other)
        if _pairs(old, new) <= MOST_PAIRS:
            return _cut(old, new)
    same = one == other
    return (Piece(one, not same),), (Piece(other, not same),)


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of like parts there are to choose among."""
    counted = Counter(new)
    return sum(counted[part] for part in old)


def _cut(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for found, words in ((left, old[a:b]), (right, new[c:d])):
            if words:
                found.append(Piece("".join(words), tag != "equal"))
    return tuple(left), tuple(right)


def version_name(one: Any) -> str:
    """A version in a list: its number, why it was made, and when."""
    why = {
        "filed": _("as filed"),
        "amended": _("changed by the organiser"),
        "proposal-accepted": _("proposal accepted"),
        "counter-accepted": _("counter-offer accepted"),
        "corrected": _("registration corrected"),
        "cured": _("put right on request"),
    }
    return str(
        _(
            "version %(number)s, %(why)s, %(when)s",
            number=one.number,
            why=why.get(one.why, one.why),
            when=moment(one.made_at),
        )
    )


def pair(found: Any, old: str, new: str) -> tuple[Any, Any]:
    """The two versions that somebody asked for; else the newest and the one before it."""
    newest = found.all[0].number
    right = found.of(int(new)) if _number(new) else None
    right = right or found.of(newest)
    left = found.of(int(old)) if _number(old) else None
    return left or found.of(max(right.number - 1, 1)), right


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6
