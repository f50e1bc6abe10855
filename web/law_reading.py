"""A whole text of law as people read it: every part with its values and its article, by section."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from regimes.changing import Number
from regimes.comparing import DERIVED, rows_of
from regimes.regime import Condition, Extension, Regime, Source, Text
from web.law_change import Entry, Line, Section, section_of
from web.law_labels import OTHER, SECTIONS
from web.law_words import Speech, basis, condition, label, speaking, title, value


def read(regime: Regime, say: Speech, mark: str = "") -> tuple[Section, ...]:
    """Everything that the file says; with a `mark` only the parts that rest on such a source."""
    found: dict[str, list[Entry]] = {}
    for one in fields(Regime):
        if one.name not in DERIVED:
            found.setdefault(section_of(one.name), []).extend(_group(say, regime, one.name, mark))
    return tuple(
        Section(say.say(name), tuple(found[name])) for name in (*SECTIONS, OTHER) if found.get(name)
    )


def waiting(regime: Regime) -> int:
    """How many values a lawyer has to check."""
    return regime.marks.get("memory", 0)


def _group(say: Speech, regime: Regime, group: str, mark: str) -> Iterator[Entry]:
    held = getattr(regime, group)
    if is_dataclass(held) and not isinstance(held, Text | Source):
        if not mark or mark in _marks(held):
            yield Entry(label(say, group), "", tuple(_lines(say, regime, held)))
    elif isinstance(held, Mapping) or (isinstance(held, tuple) and held):
        for _, part in rows_of(held):
            if is_dataclass(part) and (not mark or mark in _marks(part)):
                yield Entry(title(say, regime, part), "", tuple(_lines(say, regime, part)))
    elif held not in (None, (), "") and (not mark or mark in _marks(held)):
        words = value(say, regime, group, held)
        yield Entry("", "", (Line(label(say, group), "", words, "", ""),))


def _lines(say: Speech, regime: Regime, part: Any) -> Iterator[Line]:
    said = [
        (label(say, name), _said(say, regime, name, held, part)) for name, held in speaking(part)
    ]
    own = basis(say, getattr(part, "source", None), whole=True)
    for number, (name, words) in enumerate(said, 1):
        yield Line(name, "", words, "", own if number == len(said) else "")


def _said(say: Speech, regime: Regime, name: str, held: Any, part: Any) -> str:
    """Rows inside a part are told by their names and conditions; one that rests on memory says so."""
    rows = isinstance(held, tuple) and bool(held) and all(map(is_dataclass, held))
    if not rows or isinstance(held[0], Condition):
        return value(say, regime, name, held, part)
    return "; ".join(_row(say, regime, row) for row in held)


def _row(say: Speech, regime: Regime, row: Any) -> str:
    words = title(say, regime, row)
    when = getattr(row, "when", None)
    text = getattr(row, "text", None)
    more = (
        [condition(say, regime, when)]
        if isinstance(when, Condition) and when != Condition()
        else []
    )
    if more and more[0] not in words:
        words += f" ({more[0]})"
    if isinstance(text, Text) and say.law(text) and say.law(text) != words:
        words += f": {say.law(text)}"
    unsure = getattr(getattr(row, "source", None), "mark", "") == "memory"
    return f"{words} [{basis(say, row.source)}]" if unsure else words


def _marks(value: Any) -> frozenset[str]:
    """Every mark inside a part."""
    if isinstance(value, Source):
        return frozenset({value.mark})
    if isinstance(value, Mapping):
        return frozenset[str]().union(*(_marks(part) for part in value.values()))
    if isinstance(value, tuple):
        return frozenset[str]().union(*map(_marks, value))
    if is_dataclass(value) and not isinstance(value, type):
        return frozenset[str]().union(*(_marks(getattr(value, one.name)) for one in fields(value)))
    return frozenset()


def number_words(say: Speech, regime: Regime, number: Number) -> tuple[str, str, str, str]:
    """Section, name, present value and article of a number that can be tried."""
    path = number.paths[0]
    group, name = path[0], path[-1]
    asked = number.name.startswith("questions.")
    section = "questions" if asked else group
    if asked:
        words = title(say, regime, regime.questions[number.name.split(".")[1]])
    else:
        held = getattr(regime, group)
        part = held[path[1]] if isinstance(held, Mapping) else held[int(path[1]) - 1]
        words = title(say, regime, part)
    inner = [one for one in path[2:-1] if not one.isdigit() and one not in ("span", "when")]
    own = [] if name == "amount" and inner == ["cap"] else [name]
    own = ["when"] if isinstance(number.held, Condition) else own
    said = ": ".join([words, *(label(say, one) for one in ([] if asked else inner + own))])
    present = value(say, regime, name, number.value, number.held)
    if isinstance(number.held, Condition):
        present = condition(say, regime, _only(number.held, name))
    elif isinstance(number.held, Extension):
        present = f"{present} ({say.law(number.held.text)})"
    elif name == "amount":
        present = value(say, regime, "span", number.held)
    return say.say(section_of(section)), said, present, basis(say, number.source)


def _only(when: Condition, name: str) -> Condition:
    return Condition(**{name: getattr(when, name)})
