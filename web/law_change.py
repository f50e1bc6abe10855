"""A change of law as a lawyer reads it: by section, what was and what is, and on which article each rests."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from regimes.comparing import Change, compare
from regimes.regime import Regime, Source, Text
from web.i18n import NAMES
from web.law_labels import OTHER, SECTIONS
from web.law_words import Speech, basis, label, speaking, speech, title, value
from workflow.errors import N_

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One value: what it was, what it is; '' on the side where it is not there, then `mark` says so."""

    label: str
    was: str
    now: str
    basis_was: str
    basis_now: str
    mark: str = ""  # added | removed | order | ''


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the law, with its lines. `mark`: added, removed, or '' for one that changed."""

    title: str
    mark: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What changed in one section of the law."""

    title: str
    entries: tuple[Entry, ...]


def told(old: Regime, new: Regime, say: Speech) -> tuple[Section, ...]:
    """Everything that differs, in the order in which a lawyer reads a law; () where nothing does."""
    found: dict[str, list[Change]] = {}
    for change in compare(old, new):
        found.setdefault(section_of(change.group), []).append(change)
    order = [*SECTIONS, OTHER]
    return tuple(
        Section(say.say(name), tuple(_entries(say, found[name], old, new)))
        for name in sorted(found, key=order.index)
    )


def section_of(group: str) -> str:
    """The section to which a field of a regime belongs."""
    return next((name for name, groups in SECTIONS.items() if group in groups), OTHER)


def _entries(say: Speech, changes: Iterable[Change], old: Regime, new: Regime) -> Iterator[Entry]:
    together: dict[tuple[Any, ...], list[Change]] = {}
    for change in changes:
        together.setdefault((change.group, change.items), []).append(change)
    for (group, items), ours in together.items():
        whole = ours[0].how in ("added", "removed") and not ours[0].path
        lines = [line for change in ours for line in _lines(say, change, old, new)]
        yield Entry(
            _titles(say, group, items, old, new), ours[0].how if whole else "", tuple(lines)
        )


def _titles(say: Speech, group: str, items: tuple[Any, ...], old: Regime, new: Regime) -> str:
    """The names of the parts; of all kinds and the like only that it is all of them."""
    if not items:
        return ""
    known = getattr(new, group)
    if len(items) > 2 and hasattr(known, "keys") and set(items) == set(known):
        return say.say(N_("All of them"))
    return ", ".join(_name(say, group, one, old, new) for one in items)


def _name(say: Speech, group: str, item: Any, old: Regime, new: Regime) -> str:
    for regime in (new, old):
        part = _found(regime, group, item)
        if part is not None:
            return title(say, regime, part)
    return str(item)


def _found(regime: Regime, group: str, item: Any) -> Any:
    held = getattr(regime, group)
    if not isinstance(item, str):
        return item
    if hasattr(held, "get"):
        return held.get(item)
    return next(
        (row for row in held if item in (getattr(row, "name", ""), getattr(row, "id", ""))), None
    )


def _lines(say: Speech, change: Change, old: Regime, new: Regime) -> Iterator[Line]:
    where = _where(say, change, new)
    if change.how == "order":
        was, now = (
            _ordered(say, change.group, rows, old, new) for rows in (change.was, change.now)
        )
        yield _line(say, change, where, was, now)
    elif change.how in ("added", "removed"):
        regime, part = (new, change.now) if change.how == "added" else (old, change.was)
        yield from _described(say, change, regime, part, where)
    elif isinstance(change.was, Text) and isinstance(change.now, Text):
        yield from _sentences(say, change, where)
    else:
        was, now = _values(say, change, old, new)
        others = [speech(code) for code in NAMES if code != say.language]
        for other in others if was == now else ():  # it differs in another language only
            tongue = f" ({NAMES[other.language]})"
            was, now = _values(other, change, old, new)
            where += tongue if was != now else ""
        if was == now:  # two parts with one title: then their own names tell them apart
            was, now = f"{was} [{_raw(change.was)}]", f"{now} [{_raw(change.now)}]"
        yield _line(say, change, where, was, now)


def _raw(value: Any) -> str:
    """A value as the file writes it, about."""
    if not is_dataclass(value):
        return str(value)
    said = {one.name: getattr(value, one.name) for one in fields(value)}
    return ", ".join(
        f"{name} = {held}" for name, held in said.items() if held not in (None, "", (), False)
    )


def _values(say: Speech, change: Change, old: Regime, new: Regime) -> tuple[str, str]:
    name = next((one for one in reversed(change.path) if isinstance(one, str)), "")
    return (
        value(say, old, name, change.was, change.held_was),
        value(say, new, name, change.now, change.held_now),
    )


def _where(say: Speech, change: Change, new: Regime) -> str:
    """The fields and rows on the way to the value: «Questions, Bank account: Condition»."""
    parts = [
        label(say, one) if isinstance(one, str) else title(say, new, one) for one in change.path
    ]
    return ": ".join(parts)


def _line(say: Speech, change: Change, where: str, was: str, now: str) -> Line:
    mark = "" if change.how == "changed" else change.how
    own = isinstance(change.was, Source) or isinstance(
        change.now, Source
    )  # tells its article itself
    return Line(
        where, was, now,
        "" if own else basis(say, change.source_was), "" if own else basis(say, change.source_now), mark,
    )  # fmt: skip


def _ordered(say: Speech, group: str, rows: Iterable[Any], old: Regime, new: Regime) -> str:
    return " > ".join(_name(say, group, row, old, new) for row in rows)


def _described(
    say: Speech, change: Change, regime: Regime, part: Any, where: str
) -> Iterator[Line]:
    """A part that is new or gone: every field that says something."""
    added = change.how == "added"
    said = [
        (
            f"{where}: {label(say, name)}" if where else label(say, name),
            value(say, regime, name, held, part),
        )
        for name, held in speaking(part)
    ]
    sides = (change.source_was, change.source_now)
    was, now = ("" if side is None else basis(say, side) for side in sides)
    for number, (name, words) in enumerate(said or [(where, title(say, regime, part))]):
        last = number == len(said or [0]) - 1
        yield Line(
            name, "" if added else words, words if added else "",
            was if last else "", now if last else "", change.how,
        )  # fmt: skip


def _sentences(say: Speech, change: Change, where: str) -> Iterator[Line]:
    """A text that changed: only the sentences that did, in each language, the reader's first."""
    names = sorted((one.name for one in fields(Text)), key=lambda name: name != say.language)
    for name in names:
        was, now = changed_sentences(getattr(change.was, name), getattr(change.now, name))
        if was != now:
            tongue = "" if name == say.language else f" ({NAMES.get(name, name)})"
            yield _line(say, change, where + tongue, was, now)


def changed_sentences(was: str, now: str) -> tuple[str, str]:
    """The sentences of two texts that are not in the other; a text of which all is new stands whole."""
    before, after = (_SENTENCE.split(text or "") for text in (was, now))
    moves = difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    changed = [move for move in moves if move[0] != "equal"]
    return (
        " … ".join(" ".join(before[start:end]) for _, start, end, _, _ in changed if end > start),
        " … ".join(" ".join(after[start:end]) for _, _, _, start, end in changed if end > start),
    )
