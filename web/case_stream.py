"""Cases read one at a time from a JSON text of any length: what is wrong with one does not stop the others.

The text is a list of cases, or an object with a list `cases` among other keys. A case is cut out by its
brackets and only then parsed, so that memory holds one case and a piece of the text.
"""

import json
import math
import re
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

CHUNK = 65_536  # characters
DIGITS = 300  # a number of more is no number that anybody counts with
SPACE = " \t\n\r"
MARK = re.compile(r'["\[\]{}]')
IN_STRING = re.compile(r'["\\]')
WORD_END = re.compile(r'[\s,:\[\]{}"]')
WANTED = "expected a list of cases, or an object with a list `cases`"


_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxlong = _SHORT.maxother = 60


def shown(value: Any) -> str:
    """A value as it is said in an error: never longer than a line."""
    return _SHORT.repr(value)


class BadCase(Exception):
    """A case that can't be judged, or no list of cases; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A case that is no JSON, and why; it has no id that could be read."""

    error: str


def each_case(file: TextIO) -> Iterator[Any]:
    """Every case of the text in its order, Broken where one can't be read. BadCase where the text is no list."""
    text = _Text(file)
    first = text.peek()
    if first == "[":
        yield from _items(text)
    elif first == "{":
        yield from _cases_of_object(text)
    else:
        raise BadCase(WANTED if first else f"the text is empty: {WANTED}")
    if text.peek():
        raise text.bad("more follows after the cases")


def _items(text: "_Text") -> Iterator[Any]:
    text.pass_by("[")
    if text.peek() == "]":
        text.pass_by("]")
        return
    while True:
        yield _parsed(text.value())
        if text.peek() == "]":
            text.pass_by("]")
            return
        text.pass_by(",")


def _cases_of_object(text: "_Text") -> Iterator[Any]:
    text.pass_by("{")
    there, more = False, text.peek() != "}"
    while more:
        key = _parsed(text.value())
        if not isinstance(key, str):
            raise text.bad("a key is no word")
        text.pass_by(":")
        if key == "cases" and text.peek() == "[":
            there = True
            yield from _items(text)
        elif isinstance(_parsed(text.value()), Broken):
            raise text.bad(f"the value of {shown(key)} can't be read")
        more = text.peek() != "}"
        if more:
            text.pass_by(",")
    text.pass_by("}")
    if not there:
        raise BadCase(WANTED)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_int=_whole, parse_float=_float, parse_constant=str)
    except RecursionError:
        return Broken("not JSON that can be read: nested too deeply")
    except ValueError as error:
        return Broken(f"not JSON: {error}")


def _whole(digits: str) -> int | str:
    # Python refuses to read or write huge numbers; as a word it is refused where a number is wanted.
    return int(digits) if len(digits) <= DIGITS else digits


def _float(digits: str) -> float | str:
    found = float(digits)
    return found if math.isfinite(found) else digits


class _Text:
    """The text under a moving finger; what lies before `kept` is forgotten when more is read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._kept = 0
        self._lines = 1
        if self._more() and self._text.startswith("\ufeff"):
            self._at = 1

    def _more(self) -> bool:
        """Read on. At least as much as is held, so that one long case is not copied again and again."""
        read = self._file.read(max(CHUNK, len(self._text) - self._kept))
        self._lines += self._text.count("\n", 0, self._kept)
        self._text = self._text[self._kept :] + read
        self._at -= self._kept
        self._kept = 0
        return bool(read)

    def peek(self) -> str:
        """The next character that is no space, or '' at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in SPACE:
                    return self._text[self._at]
                self._at += 1
            self._kept = self._at
            if not self._more():
                return ""

    def pass_by(self, sign: str) -> None:
        """Step over the sign that must stand here. BadCase if another does."""
        if self.peek() != sign:
            raise self.bad(f"{sign!r} is missing")
        self._at += 1

    def value(self) -> str:
        """The text of one value, by its brackets. BadCase if none begins here, or it does not end."""
        first = self.peek()
        if not first or first in ",:]}":
            raise self.bad("a value is missing")
        self._kept = self._at
        if first not in '"[{':
            self._find(WORD_END, ends=True)
            self._at -= 1
        else:
            depth = 0
            while True:
                sign = self._find(MARK)
                if sign == '"':
                    self._string()
                depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
                if depth <= 0:
                    break
        return self._text[self._kept : self._at]

    def _string(self) -> None:
        while self._find(IN_STRING) == "\\":
            self._at += 1

    def _find(self, sign: re.Pattern[str], *, ends: bool = False) -> str:
        """Step behind the next sign and say which. At the end of the text: '' if `ends`, else BadCase."""
        while True:
            found = sign.search(self._text, self._at)
            if found:
                self._at = found.end()
                return found[0]
            self._at = max(self._at, len(self._text))
            if not self._more():
                if ends:
                    self._at = len(self._text) + 1
                    return ""
                raise self.bad("the text ends in the middle of a value")

    def bad(self, what: str) -> BadCase:
        """What is wrong where the finger stands."""
        line = self._lines + self._text.count("\n", 0, self._at)
        return BadCase(f"not JSON in line {line}: {what}")
