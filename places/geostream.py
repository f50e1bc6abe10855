"""A GeoJSON file read feature by feature: no more of it is held than the feature that is read."""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

AT_ONCE = 1 << 18  # letters
MOST_OF_ONE = 8_000_000
"""Letters of one feature, or of any other member of the file; what needs more is broken."""
_SPACE = re.compile(r"[ \t\n\r]*")
FEATURE = "feature"


class Broken(ValueError):
    """No JSON, or no object: the text says what is wrong and after which feature."""


class TooDeep(ValueError):
    """Nested deeper than any map is."""


def parts(source: IO[str]) -> Iterator[tuple[str, Any]]:
    """Each feature as `("feature", value)`, every other member of the file's object by its name, in the file's order.

    A list of features is told at its end as `("features", True)`. Raises Broken and TooDeep.
    """
    text = _Text(source)
    if text.peek() != "{":
        text.value()
        raise Broken("")
    text.take("{")
    more = text.peek() != "}"
    while more:
        name = text.value()
        text.take(":")
        if name == "features" and text.peek() == "[":
            yield from text.features()
            yield "features", True
        else:
            yield str(name), text.value()
        more = text.peek() == ","
        if more:
            text.take(",")
    text.take("}")
    if text.peek():
        raise Broken("more follows after its end")


class _Text:
    """What was read and not yet used of a file."""

    def __init__(self, source: IO[str]) -> None:
        self.source, self.left, self.at, self.over, self.count = source, "", 0, False, 0
        self.json = json.JSONDecoder(parse_constant=_no_constant)

    def _more(self, least: int = 0) -> None:
        read = self.source.read(max(AT_ONCE, least))
        self.over = not read
        self.left, self.at = self.left[self.at :] + read, 0

    def peek(self) -> str:
        """The next sign; empty at the end."""
        while True:
            found = _SPACE.match(self.left, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.left) or self.over:
                return self.left[self.at : self.at + 1]
            self._more()

    def take(self, sign: str) -> None:
        """The next sign, which must be this one."""
        if self.peek() != sign:
            raise self._broken(f"“{sign}” is missing")
        self.at += 1

    def value(self) -> Any:
        """The next whole value."""
        self.peek()
        while True:
            try:
                found, end = self.json.raw_decode(self.left, self.at)
                if end < len(self.left) or self.over:
                    self.at = end
                    return found
            except json.JSONDecodeError as error:
                if self.over or len(self.left) - self.at > MOST_OF_ONE:
                    raise self._broken(error.msg) from None
            except RecursionError:
                raise TooDeep from None
            self._more(len(self.left) - self.at)

    def features(self) -> Iterator[tuple[str, Any]]:
        """The values of a list, one by one."""
        self.take("[")
        more = self.peek() != "]"
        while more:
            yield FEATURE, self.value()
            self.count += 1
            more = self.peek() == ","
            if more:
                self.take(",")
        self.take("]")

    def _broken(self, what: str) -> Broken:
        return Broken(f"{what} (after feature {self.count})")


def _no_constant(sign: str) -> float:
    raise Broken(f"{sign} is no coordinate")
