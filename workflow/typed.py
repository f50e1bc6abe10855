"""Conditions typed straight into a draft: compared with those of the bodies and with each other, never passed in silence.

A wording of the library counts as data wherever it stands. Among the conditions of the letter a contradiction holds the
release; in the prose of the answer it is said and may follow, as a reason may quote what is not asked. A condition in
words that can't be read is named, so that a person compares it (A11).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from records import said_rows
from records.tables import Decision
from records.unit_of_work import UnitOfWork
from workflow import library, limiting, sentences, typed_limits
from workflow.limiting import Limit
from workflow.sentences import SentenceView
from workflow.typed_limits import Found, Reading

SHOWN = 160  # letters of a condition that a line of the list repeats


@dataclass(frozen=True, slots=True)
class Against:
    """Two texts that exclude each other: of the draft, and of a body or another place of the draft."""

    typed: str
    other: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What comparing a draft gave. `held` keeps it from release; `said` and `unread` are for a person's eyes."""

    held: tuple[Against, ...] = ()
    said: tuple[Against, ...] = ()
    unread: tuple[str, ...] = ()


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    reading: Reading
    origin: int = 0  # the sentence whose words it still has


def compare(work: UnitOfWork, notice_id: int, row: Decision, *, prints: bool) -> Typed:
    """Compare what was typed. `prints`: whether the letter of this outcome has conditions at all."""
    typed = [str(one.get("what") or "") for one in _conditions(row)] if prints else []
    prose = [text for text in (row.facts, row.reasons, _possible(row)) if text.strip()]
    if not any(text.strip() for text in (*typed, *prose)):
        return NOTHING_TYPED
    every = {one.id: one for one in sentences.of_notice(work, notice_id)}
    asked = [one for one in every.values() if one.kind == sentences.CONDITIONS and not one.left_out]
    wordings = [library.of(one) for one in said_rows.wordings(work)]
    lines = [_line(one, every, wordings) for one in _conditions(row)] if prints else []
    lines = [one for one in lines if one.text.strip()]
    said = [
        _Line(text, typed_limits.read(text, wordings))
        for whole in prose
        for text in whole.splitlines()
    ]
    in_force = frozenset(_key(one.limit) for one in asked if not one.limit.empty)
    return Typed(
        tuple(_against(lines, asked, in_force, among=lines)),
        tuple(_against(said, asked, in_force, among=[])) + tuple(_prose(said, lines, in_force)),
        tuple(_unread(lines, asked)),
    )


def _conditions(row: Decision) -> list[Mapping[str, str]]:
    return list((row.extra or {}).get("conditions") or ())


def _possible(row: Decision) -> str:
    return str((row.extra or {}).get("possible") or "")


def _line(
    typed: Mapping[str, str], every: Mapping[int, SentenceView], wordings: list[library.Wording]
) -> _Line:
    """A condition of the draft: one taken over and not worded anew since limits what its sentence limits."""
    text, origin = str(typed.get("what") or ""), str(typed.get("origin") or "")
    source = every.get(int(origin)) if origin.isascii() and origin.isdigit() else None
    if source is None or source.text[:500].strip() != text.strip():
        return _Line(text, typed_limits.read(text, wordings))
    found = () if source.limit.empty else (Found((source.limit,)),)
    return _Line(text, Reading(found, unread=False), 0 if source.left_out else source.id)


def _against(
    lines: list[_Line], asked: list[SentenceView], in_force: frozenset[Limit], among: list[_Line]
) -> Iterator[Against]:
    """Pairs that exclude each other, each once; two conditions of the merged answer are settled there."""
    for at, line in enumerate(lines):
        mine = [] if line.origin else [one for one in line.reading.found if _new(one, in_force)]
        for one in asked:
            if any(each.against(Found((one.limit,))) for each in mine):
                yield Against(_short(line.text), _short(one.text))
        for other in among[at + 1 :]:
            if not line.origin and not other.origin and _exclude(line, other, in_force):
                yield Against(_short(line.text), _short(other.text))


def _prose(said: list[_Line], lines: list[_Line], in_force: frozenset[Limit]) -> Iterator[Against]:
    for line in said:
        for other in lines:
            if _exclude(line, other, in_force) and not other.origin:
                yield Against(_short(line.text), _short(other.text))


def _exclude(line: _Line, other: _Line, in_force: frozenset[Limit]) -> bool:
    return any(
        one.against(another) is not None
        for one in line.reading.found
        for another in other.reading.found
        if _new(one, in_force) or _new(another, in_force)
    )


def _new(found: Found, in_force: frozenset[Limit]) -> bool:
    """Whether the merged answer does not hold this limit already: if it does, the contradiction is settled there."""
    return not any(_key(one) in in_force for one in found.ways)


def _key(limit: Limit) -> Limit:
    """A limit as copies of it are compared: typed words carry no shape, and no capitals."""
    return replace(limit, place=limiting.name_of(limit.place), geo="")


def _unread(lines: list[_Line], asked: list[SentenceView]) -> Iterator[str]:
    """Words that nobody compared, where there is something to compare them with."""
    limits = [one for one in asked if not one.limit.empty]
    for line in lines:
        others = [one for one in lines if one is not line]
        if line.reading.unread and (limits or others):
            yield _short(line.text)


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= SHOWN else f"{one[: SHOWN - 1]}…"
