"""Reads the objects of a PDF file, strictly and within bounds: what a letter of Veche uses, and no more.

Written for files that may be hostile: every loop has an end that is counted, in objects, tokens, bytes and depth,
and whatever is odd ends in Unreadable. Nothing is repaired: a file that must be repaired is not what the city sent.
"""

import re
import zlib
from dataclasses import dataclass
from typing import Any

LARGEST = 16 * 1024 * 1024
"""Bytes of a file; a letter with maps has far less than one."""
MOST_OBJECTS, MOST_TOKENS, MOST_UNPACKED, MOST_REVISIONS, DEEPEST = (
    50_000,
    1_000_000,
    64 * 1024 * 1024,
    20,
    40,
)
"""What one file may cost: seconds and some hundred megabytes at the very worst."""

_SPACE = rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+"
_TOKEN = re.compile(
    _SPACE + rb"(?:(?P<mark><<|>>|[\[\]{}])|/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]{0,200})"
    rb"|(?P<number>[+-]?(?:\d{1,15}(?:\.\d{0,30})?|\.\d{1,30})(?![^\x00\t\n\x0c\r ()<>\[\]{}/%]))"
    rb"|<(?P<hex>[0-9A-Fa-f\x00\t\n\x0c\r ]*+)>|(?P<text>\()|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]{1,60}))"
)
_INSIDE = re.compile(rb"[()\\]")
_REFERENCE = re.compile(
    _SPACE
    + rb"(\d{1,8})"
    + _SPACE
    + rb"(\d{1,5})"
    + _SPACE
    + rb"R(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])"
)
_HEAD = re.compile(_SPACE + rb"(\d{1,8}) +(\d{1,5}) +obj(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])")
_STREAM = re.compile(_SPACE + rb"stream(?:\r\n|\n)")
_STREAM_END = re.compile(rb"(?:\r\n|\n|\r)?endstream(?![A-Za-z])")
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
_ESCAPES = {0x6E: b"\n", 0x72: b"\r", 0x74: b"\t", 0x62: b"\b", 0x66: b"\f"}


class Unreadable(Exception):
    """The file is no PDF that a letter could be; the id of the sentence that says why."""


class Name(str):
    """A name of PDF, without its slash."""

    __slots__ = ()


class Word(bytes):
    """An operator or keyword."""

    __slots__ = ()


class Hex(bytes):
    """A string that was written in hexadecimal figures."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """An object that stands elsewhere."""

    number: int
    generation: int


@dataclass(frozen=True)
class Stream:
    """A stream: what is said of it, and its bytes as they stand in the file."""

    said: dict[str, Any]
    raw: bytes


@dataclass
class Cost:
    """What reading a file has cost so far."""

    tokens: int = 0
    unpacked: int = 0

    def token(self) -> None:
        """One more step."""
        self.tokens += 1
        if self.tokens > MOST_TOKENS:
            raise Unreadable("too-much")


class Lexer:
    """The tokens and values of some bytes, from a place on."""

    def __init__(self, data: bytes, at: int, cost: Cost) -> None:
        self.data, self.at, self.cost = data, at, cost

    def token(self) -> Any:
        """The next token; None at the end. `null` comes as a Word too."""
        self.cost.token()
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            if re.compile(_SPACE + rb"\Z").match(self.data, self.at):
                return None
            raise Unreadable("syntax")
        self.at = found.end()
        if found["text"] is not None:
            return self._text()
        if found["name"] is not None:
            return _name(found["name"])
        if found["number"] is not None:
            number = found["number"]
            return float(number) if b"." in number else int(number)
        if found["hex"] is not None:
            figures = bytes(one for one in found["hex"] if one > 0x20)
            return Hex(bytes.fromhex((figures + b"0" * (len(figures) % 2)).decode()))
        return Word(found["mark"] or found["word"])

    def value(self, depth: int = 0) -> Any:
        """One whole value. Unreadable at the end, at an operator, or where it is nested too deeply."""
        if depth > DEEPEST:
            raise Unreadable("too-deep")
        if found := _REFERENCE.match(self.data, self.at):
            self.cost.token()
            self.at = found.end()
            return Ref(int(found[1]), int(found[2]))
        token = self.token()
        if not isinstance(token, Word):
            if token is None:
                raise Unreadable("syntax")
            return token
        if token == b"[":
            return self._list(depth)
        if token == b"<<":
            return self._dictionary(depth)
        if token in _WORDS:
            return _WORDS[token]
        raise Unreadable("syntax")

    def _ends(self, mark: bytes) -> bool:
        found = _TOKEN.match(self.data, self.at)
        if found is None:
            raise Unreadable("syntax")
        if found["mark"] == mark:
            self.at = found.end()
            return True
        return False

    def _list(self, depth: int) -> list[Any]:
        held: list[Any] = []
        while not self._ends(b"]"):
            held.append(self.value(depth + 1))
        return held

    def _dictionary(self, depth: int) -> dict[str, Any]:
        held: dict[str, Any] = {}
        while not self._ends(b">>"):
            key = self.token()
            if not isinstance(key, Name) or key in held:
                raise Unreadable(
                    "syntax"
                )  # two values under one name are read differently by two readers
            held[key] = self.value(depth + 1)
        return held

    def _text(self) -> bytes:
        """What stands between parentheses, escapes undone."""
        out, open_ones, start = bytearray(), 1, self.at
        while found := _INSIDE.search(self.data, self.at):
            self.cost.token()
            self.at = found.end()
            if found[0] == b"\\":
                out += self.data[start : found.start()] + self._escaped()
                start = self.at
                continue
            open_ones += 1 if found[0] == b"(" else -1
            if not open_ones:
                return bytes(out + self.data[start : found.start()])
        raise Unreadable("syntax")

    def _escaped(self) -> bytes:
        figures = re.compile(rb"[0-7]{1,3}").match(self.data, self.at)
        if figures:
            self.at = figures.end()
            return bytes([int(figures[0], 8) & 0xFF])
        after = self.data[self.at : self.at + 2]
        if after == b"\r\n":
            self.at += 2
            return b""
        self.at += 1
        return (
            b""
            if after[:1] in {b"\n", b"\r"}
            else _ESCAPES.get(after[0], after[:1])
            if after
            else b""
        )


def _name(raw: bytes) -> Name:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw)
    return Name(plain.decode("utf-8", "replace"))


def indirect(data: bytes, at: int, cost: Cost) -> tuple[int, int, Any, int]:
    """Number, generation, value and end of the object that stands there; a stream comes without its bytes cut."""
    head = _HEAD.match(data, at)
    if head is None:
        raise Unreadable("syntax")
    lexer = Lexer(data, head.end(), cost)
    return int(head[1]), int(head[2]), lexer.value(), lexer.at


def cut(data: bytes, at: int, length: Any) -> bytes | None:
    """The bytes of the stream that begins there; None if none does."""
    begin = _STREAM.match(data, at)
    if begin is None:
        return None
    if type(length) is not int or not 0 <= length <= len(data) - begin.end():
        raise Unreadable("stream")
    end = begin.end() + length
    if not _STREAM_END.match(data, end):
        raise Unreadable("stream")
    return data[begin.end() : end]


def unpacked(raw: bytes, filters: Any, parameters: Any, cost: Cost) -> bytes:
    """The content of a stream. Only Flate is known: letters use no other."""
    filters = filters if isinstance(filters, list) else [] if filters is None else [filters]
    parameters = parameters if isinstance(parameters, list) else [parameters]
    if len(filters) > 1 or any(one != "FlateDecode" for one in filters):
        raise Unreadable("filter")
    if not filters:
        return raw
    opener = zlib.decompressobj()
    try:
        plain = opener.decompress(raw, MOST_UNPACKED - cost.unpacked + 1)
    except zlib.error as error:
        raise Unreadable("stream") from error
    cost.unpacked += len(plain)
    if cost.unpacked > MOST_UNPACKED:
        raise Unreadable("too-much")
    return _unpredicted(plain, parameters[0] if parameters else None)


def _unpredicted(plain: bytes, said: Any) -> bytes:
    """Undo the prediction "up", which tables of objects use."""
    kind = said.get("Predictor", 1) if isinstance(said, dict) else 1
    if kind == 1:
        return plain
    wide = said.get("Columns", 1)
    if type(wide) is not int or not 0 < wide <= 64 or kind not in range(10, 16):
        raise Unreadable("filter")
    before, out = bytes(wide), bytearray()
    for start in range(0, len(plain), wide + 1):
        row = plain[start + 1 : start + 1 + wide]
        if len(row) < wide or plain[start] not in {0, 2}:
            raise Unreadable("filter")
        before = (
            bytes((a + b) & 0xFF for a, b in zip(row, before, strict=True)) if plain[start] else row
        )
        out += before
    return bytes(out)
