"""A TOML table that is read key by key: what is absent, of another type or unknown is a Fault with its name."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from regimes.fault import Fault
from regimes.regime import Source, Text
from regimes.words import MARKS

_ABSENT: Any = object()


class Table:
    """One table of one file. Each reader takes its key once; `done` complains about what nobody took."""

    def __init__(
        self,
        file: str,
        path: str,
        data: Mapping[str, Any],
        tally: dict[str, int] | None = None,
        acts: dict[str, Text] | None = None,
    ) -> None:
        self.file = file
        self.path = path
        self.tally = dict.fromkeys(MARKS, 0) if tally is None else tally
        self.acts = {} if acts is None else acts
        self._data = dict(data)

    @property
    def name(self) -> str:
        """The last part of the path: `windows.ordinary` -> `ordinary`."""
        return self.path.rpartition(".")[2]

    def fault(self, key: str, problem: str) -> Fault:
        """A Fault that names this file and the key inside this table."""
        return Fault(self.file, ".".join(filter(None, (self.path, key))), problem)

    def has(self, key: str) -> bool:
        return key in self._data

    def word(self, key: str, default: str = _ABSENT, among: tuple[str, ...] = ()) -> str:
        """A string; one of `among` if given."""
        found: str = self._take(key, str, default)
        if among and found != default and found not in among:
            raise self.fault(key, f"{found!r} is not one of {', '.join(among)}")
        return found

    def peek(self, key: str) -> str:
        """A string that a later reader will take."""
        found = self._data.get(key)
        if not isinstance(found, str):
            raise self.fault(key, "is missing")
        return found

    def number(self, key: str) -> int:
        """A whole number from 0."""
        found: int = self._take(key, int, _ABSENT)
        if isinstance(found, bool) or found < 0:
            raise self.fault(key, "is not a whole number from 0")
        return found

    def maybe_number(self, key: str) -> int | None:
        return self.number(key) if self.has(key) else None

    def flag(self, key: str, default: bool = False) -> bool:
        found: bool = self._take(key, bool, default)
        return found

    def day(self, key: str) -> date:
        found: date = self._take(key, date, _ABSENT)
        if isinstance(found, datetime):
            raise self.fault(key, "is a moment, not a day")
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
                raise self.fault(key, "is not a list of strings")
            if among and item not in among:
                raise self.fault(key, f"{item!r} is not one of {', '.join(among)}")
        return found

    def days(self, key: str) -> tuple[date, ...]:
        found = tuple(self._take(key, list, _ABSENT))
        if not all(type(item) is date for item in found):
            raise self.fault(key, "is not a list of days")
        return found

    def text(self, key: str, optional: bool = False) -> Text:
        """A text in both languages, neither empty."""
        if optional and not self.has(key):
            return Text("", "")
        return self.table(key).names()

    def names(self) -> Text:
        """The whole table as a text in both languages."""
        text = Text(self.word("en"), self.word("ru"))
        self.done()
        if not text.en.strip() or not text.ru.strip():
            raise self.fault("", "is empty in one language")
        return text

    def source(self, key: str = "source") -> Source:
        """Where the values of this table come from; every value-bearing table has one."""
        if not self.has(key):
            raise self.fault(key, "is missing: say act, article and mark")
        part = self.table(key)
        act, article = part.word("act"), part.word("article")
        if self.acts and act not in self.acts:
            raise self.fault(f"{key}.act", f"{act!r} is not one of the acts of this file")
        found = Source(
            act=act,
            article=article,
            mark=part.word("mark", among=MARKS),
            cited=_cited(self.acts.get(act, Text(act, act)), article),
            url=part.word("url", ""),
            note=part.word("note", ""),
        )
        part.done()
        self.tally[found.mark] += 1
        return found

    def table(self, key: str) -> "Table":
        """A table that must be there."""
        return self._part(key, self._take(key, dict, _ABSENT))

    def left(self) -> tuple[str, ...]:
        """What nobody has read yet, in the order of the file."""
        return tuple(self._data)

    def tables(self) -> "Iterator[Table]":
        """Every key of this table as a table of its own, in the order of the file."""
        for key in self.left():
            yield self.table(key)

    def rows(self, key: str) -> "Iterator[Table]":
        """A list of tables, `[[key]]`; none if absent."""
        for number, row in enumerate(self._take(key, list, []), 1):
            if not isinstance(row, dict):
                raise self.fault(key, "is not a list of tables")
            yield self._part(f"{key}[{row.get('name', row.get('id', number))}]", row)

    def done(self) -> None:
        """Everything was read; an unknown key is a mistake that would be believed to work."""
        if self._data:
            raise self.fault(next(iter(self._data)), "is not a key that is known here")

    def _part(self, key: str, data: Mapping[str, Any]) -> "Table":
        path = ".".join(filter(None, (self.path, key)))
        return Table(self.file, path, data, self.tally, self.acts)

    def _take(self, key: str, kind: type, default: Any) -> Any:
        if key not in self._data:
            if default is _ABSENT:
                raise self.fault(key, "is missing")
            return default
        found = self._data.pop(key)
        if not isinstance(found, kind):
            raise self.fault(key, f"is not a {kind.__name__}")
        return found


def _cited(act: Text, article: str) -> Text:
    if not article[:1].isdigit():
        return act
    return Text(f"{act.en}, art. {article}", f"{act.ru}, ст. {article}")
