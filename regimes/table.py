"""A TOML table that is read key by key: what is absent, of another type or unknown is a Fault with its name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from regimes.fault import Fault
from regimes.regime import Source, Text
from regimes.words import MARKS

_ABSENT: Any = object()
LONGEST = 87_660  # hours of ten years: no term of a law is longer
LARGEST = 100_000_000  # people
NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
HOUSE = ("en", "ru")  # the languages of the house
EMPTY: dict[type, Any] = {
    str: "",
    int: 0,
    bool: False,
    list: [],
    dict: {},
    date: date.min,
    time: time.min,
}
"""What stands in for a value that is missing or of another type, so that reading goes on to the next fault."""


@dataclass
class Sheet:
    """What the tables of one file share: how often each mark stands, the acts, the language, the faults.

    `collect` keeps every fault for the end; without it the first one is raised.
    """

    file: str
    collect: bool = False
    language: str = ""
    tally: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MARKS, 0))
    acts: dict[str, Text] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Table:
    """One table of one file. Each reader takes its key once; `done` complains about what nobody took."""

    def __init__(
        self,
        sheet: Sheet,
        path: str,
        data: Mapping[str, Any],
        stands_in: bool = False,
        name: str = "",
    ) -> None:
        self.sheet = sheet
        self.path = path
        self.name = name  # the last part of the path, which may hold a full stop itself
        self._data = dict(data)
        self._stands_in = (
            stands_in  # for a table that is missing: its keys are not complained about
        )
        self._known: set[str] = set()  # keys that somebody asked for

    def fault(self, key: str, problem: str) -> Fault:
        """A Fault that names this file and the key inside this table."""
        return Fault(self.sheet.file, ".".join(filter(None, (self.path, key))), problem)

    def complain(self, key: str, problem: str) -> None:
        """Keep a fault, or raise it where the file is read only up to its first."""
        if self._stands_in:
            return
        fault = self.fault(key, problem)
        if not self.sheet.collect:
            raise fault
        self.sheet.faults.append(fault)

    def has(self, key: str) -> bool:
        self._known.add(key)
        return key in self._data

    def word(self, key: str, default: str = _ABSENT, among: tuple[str, ...] = ()) -> str:
        """A string; one of `among` if given."""
        found: str = self._take(key, str, default)
        if among and found != default and found not in among:
            self.complain(key, f"{found!r} is not one of {', '.join(among)}")
        return found

    def peek(self, key: str) -> str:
        """A string that a later reader will take."""
        found = self._data.get(key)
        if not isinstance(found, str):
            self.complain(key, "is missing")
            return "?"
        return found

    def number(self, key: str, most: int = LONGEST) -> int:
        """A whole number from 0; days, hours and the like beyond ten years are a slip of the hand."""
        found: int = self._take(key, int, _ABSENT)
        if isinstance(found, bool) or not 0 <= found <= most:
            self.complain(key, f"is not a whole number from 0 to {most}")
            return 0
        return found

    def maybe_number(self, key: str, most: int = LONGEST) -> int | None:
        return self.number(key, most) if self.has(key) else None

    def flag(self, key: str, default: bool = False) -> bool:
        found: bool = self._take(key, bool, default)
        return found

    def day(self, key: str) -> date:
        found: date = self._take(key, date, _ABSENT)
        if isinstance(found, datetime):
            self.complain(key, "is a moment, not a day")
            return found.date()
        return found

    def hour(self, key: str) -> time:
        found: time = self._take(key, time, _ABSENT)
        return found

    def words(
        self, key: str, among: tuple[str, ...] = (), default: Any = _ABSENT
    ) -> tuple[str, ...]:
        """A list of strings; each one of `among` if given."""
        found = tuple(self._take(key, list, default))
        for item in found:
            if not isinstance(item, str):
                self.complain(key, "is not a list of strings")
                return ()
            if among and item not in among:
                self.complain(key, f"{item!r} is not one of {', '.join(among)}")
        return found

    def days(self, key: str) -> tuple[date, ...]:
        found = tuple(self._take(key, list, _ABSENT))
        if not all(type(item) is date for item in found):
            self.complain(key, "is not a list of days")
            return ()
        return found

    def text(self, key: str, optional: bool = False) -> Text:
        """A text in both languages, neither empty."""
        if optional and not self.has(key):
            return Text("", "")
        return self.table(key).names()

    def take_acts(self) -> None:
        """Take `[acts]`, the names of acts in both languages; a name may hold a full stop, so it is no path."""
        if self.has("acts"):
            acts = self.table("acts")
            self.sheet.acts.update((name, acts.text(name)) for name in acts.left())

    def names(self) -> Text:
        """The whole table as a text in both languages, and in the law's own where it is given."""
        own = self.sheet.language
        if own in HOUSE or not self.has(own):
            own = ""
        whole = all(self.has(name) for name in HOUSE)
        text = Text(self.word("en"), self.word("ru"), self.word(own) if own else "", own)
        self.done()
        if whole and not (text.en.strip() and text.ru.strip()):
            self.complain("", "is empty in one language")
        return text

    def source(self, key: str = "source") -> Source:
        """Where the values of this table come from; every value-bearing table has one."""
        if not self.has(key):
            self.complain(key, "is missing: say act, article and mark")
            return Source("", "", MARKS[-1], Text("", ""))
        part = self.table(key)
        act, article = part.word("act"), part.word("article")
        acts = self.sheet.acts
        if acts and act not in acts:
            self.complain(f"{key}.act", f"{act!r} is not one of the acts of this file")
        found = Source(
            act=act,
            article=article,
            mark=part.word("mark", among=MARKS),
            cited=_cited(acts.get(act, Text(act, act)), article),
            url=part.word("url", ""),
            note=part.word("note", ""),
        )
        part.done()
        if found.mark in MARKS:
            self.sheet.tally[found.mark] += 1
        return found

    def table(self, key: str) -> "Table":
        """A table that must be there."""
        found = self._take(key, dict, _ABSENT)
        return self._part(key, found, stands_in=found is EMPTY[dict])

    def left(self) -> tuple[str, ...]:
        """What nobody has read yet, in the order of the file."""
        return tuple(self._data)

    def tables(self) -> "Iterator[Table]":
        """Every key of this table as a table of its own, in the order of the file."""
        for key in self.left():
            if not NAME.fullmatch(key):
                self.complain(key, "is no name: use letters, digits, - and _")
            yield self.table(key)

    def rows(self, key: str) -> "Iterator[Table]":
        """A list of tables, `[[key]]`; none if absent."""
        for number, row in enumerate(self._take(key, list, []), 1):
            if not isinstance(row, dict):
                self.complain(key, "is not a list of tables")
                continue
            yield self._part(f"{key}[{row.get('name', row.get('id', number))}]", row)

    def done(self) -> None:
        """Everything was read; an unknown key is a mistake that would be believed to work."""
        for key in self._data:
            near = get_close_matches(key, self._known, 1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            self.complain(key, f"is not a key that is known here{meant}")
        self._data = {}

    def _part(self, key: str, data: Mapping[str, Any], stands_in: bool = False) -> "Table":
        path = ".".join(filter(None, (self.path, key)))
        return Table(self.sheet, path, data, stands_in or self._stands_in, key)

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self._known.add(key)
        if key not in self._data:
            if default is _ABSENT:
                self.complain(key, "is missing")
                return EMPTY[kind]
            return default
        found = self._data.pop(key)
        if not isinstance(found, kind):
            self.complain(key, f"is not {KINDS[kind]}")
            return EMPTY[kind]
        return found


KINDS = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list in square brackets",
    dict: 'a table of keys and values (a text of the law is { en = "...", ru = "..." })',
    date: "a day, for example 2026-01-31",
    time: "an hour of the day, for example 08:00:00",
}


def _cited(act: Text, article: str) -> Text:
    if not article[:1].isdigit():
        return act
    own = f"{act.own}, § {article}" if act.own else ""
    return Text(f"{act.en}, art. {article}", f"{act.ru}, ст. {article}", own, act.language)
