"""A PDF file as a document: which objects count, its pages, its enclosed files, its revisions."""

import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from proof.pdf import (
    DEEPEST,
    LARGEST,
    MOST_OBJECTS,
    MOST_REVISIONS,
    Cost,
    Lexer,
    Ref,
    Stream,
    Unreadable,
    Word,
    cut,
    indirect,
    unpacked,
)

MOST_PAGES = 100
_START = re.compile(rb"startxref\s{1,4}(\d{1,12})\s{1,4}%%EOF\s{0,4}\Z")
_TABLE = re.compile(rb"\s{0,4}xref\s")
_ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")


class Document:
    """The objects of a file, read when they are asked for. Unreadable from every method."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST:
            raise Unreadable("too-large")
        if not data.startswith(b"%PDF-"):
            raise Unreadable("no-pdf")
        self.data, self.cost = data, Cost()
        self.places: dict[int, tuple[int, int, bool]] = {}
        """Number -> offset and generation, or holder and index, and whether it is held in another object."""
        self.trailer: dict[str, Any] = {}
        self.revisions = 0
        self._taken: set[int] = set()
        self._known: dict[int, Any] = {}
        self._opened: dict[int, list[tuple[int, Any]]] = {}
        self._begin()

    def _begin(self) -> None:
        start = _START.search(self.data, max(0, len(self.data) - 64))
        if start is None:
            raise Unreadable("cut")
        at, seen = int(start[1]), set[int]()
        while True:
            if at in seen or len(seen) >= MOST_REVISIONS:
                raise Unreadable("too-much")
            seen.add(at)
            said = self._table(at) if _TABLE.match(self.data, at) else self._packed_table(at)
            self.trailer = self.trailer or said
            before = said.get("Prev")
            if before is None:
                break
            if type(before) is not int:
                raise Unreadable("syntax")
            at = before
        self.revisions = len(seen)
        if "Encrypt" in self.trailer:
            raise Unreadable("encrypted")

    def _place(self, number: int, where: tuple[int, int, bool] | None) -> None:
        """The newest table comes first: what it said of an object, even that it is gone, counts."""
        if number in self._taken:
            return
        self._taken.add(number)
        if len(self._taken) > MOST_OBJECTS:
            raise Unreadable("too-much")
        if where:
            self.places[number] = where

    def _table(self, at: int) -> dict[str, Any]:
        lexer = Lexer(self.data, at, self.cost)
        lexer.token()
        while (first := lexer.token()) != b"trailer":
            count = lexer.token()
            if type(first) is not int or type(count) is not int or not 0 <= count <= MOST_OBJECTS:
                raise Unreadable("syntax")
            begin = re.compile(rb"\s{1,4}(?=\d)").match(self.data, lexer.at)
            lexer.at = begin.end() if begin else lexer.at
            for number in range(first, first + count):
                self.cost.token()
                row = _ROW.match(self.data, lexer.at)
                if row is None:
                    raise Unreadable("syntax")
                lexer.at = row.end()
                where = (int(row[1]), int(row[2]), False) if row[3] == b"n" else None
                self._place(number, where)
        said = lexer.value()
        if not isinstance(said, dict) or "XRefStm" in said:
            raise Unreadable("syntax")
        return said

    def _packed_table(self, at: int) -> dict[str, Any]:
        stream = self._at(at, None)
        if not isinstance(stream, Stream) or stream.said.get("Type") != "XRef":
            raise Unreadable("syntax")
        said = stream.said
        widths, size = said.get("W"), said.get("Size")
        if not _whole(widths, 3) or type(size) is not int or sum(widths) > 24 or not widths[1]:
            raise Unreadable("syntax")
        index = said.get("Index", [0, size])
        if not _whole(index) or len(index) % 2:
            raise Unreadable("syntax")
        rows = unpacked(stream.raw, said.get("Filter"), said.get("DecodeParms"), self.cost)
        start, wide = 0, sum(widths)
        for first, count in zip(index[::2], index[1::2], strict=True):
            for number in range(first, first + count):
                self.cost.token()
                row = rows[start : start + wide]
                if len(row) < wide:
                    raise Unreadable("syntax")
                start += wide
                self._place(number, _entry(row, widths))
        return said

    def get(self, given: Any, depth: int = 0) -> Any:
        """The value itself, wherever it stands; None for what is not there."""
        while isinstance(given, Ref):
            if depth > DEEPEST:
                raise Unreadable("too-deep")
            depth += 1
            given = self._object(given.number, depth)
        return given

    def dict_of(self, given: Any) -> dict[str, Any]:
        """A dictionary, or an empty one where something else stands."""
        found = self.get(given)
        return found.said if isinstance(found, Stream) else found if isinstance(found, dict) else {}

    def list_of(self, given: Any) -> list[Any]:
        """A list, or an empty one."""
        found = self.get(given)
        return found if isinstance(found, list) else []

    def content(self, given: Any) -> bytes:
        """The unpacked bytes of a stream."""
        found = self.get(given)
        if not isinstance(found, Stream):
            raise Unreadable("stream")
        said = found.said
        return unpacked(
            found.raw, self.get(said.get("Filter")), self.get(said.get("DecodeParms")), self.cost
        )

    @property
    def root(self) -> dict[str, Any]:
        """The catalogue of the document."""
        return self.dict_of(self.trailer.get("Root"))

    def _object(self, number: int, depth: int) -> Any:
        if number not in self._known:
            if depth > DEEPEST:
                raise Unreadable("too-deep")
            where = self.places.get(number)
            if where is None:
                return None
            one, two, held = where
            self._known[number] = (
                self._held(number, one, two, depth) if held else self._at(one, number, depth)
            )
        return self._known[number]

    def _at(self, offset: int, number: int | None, depth: int = 0) -> Any:
        """The object at this offset, which must bear this number."""
        if offset > len(self.data):
            raise Unreadable("syntax")
        mine, _generation, value, end = indirect(self.data, offset, self.cost)
        if number is not None and mine != number:
            raise Unreadable("syntax")
        if isinstance(value, dict):
            raw = cut(
                self.data, end, self.get(value["Length"], depth + 1) if "Length" in value else None
            )
            return value if raw is None else Stream(value, raw)
        return value

    def _held(self, number: int, holder: int, index: int, depth: int) -> Any:
        if holder not in self._opened:
            where = self.places.get(holder)
            if where is None or where[2]:
                raise Unreadable("syntax")
            self._opened[holder] = self._open(self._object(holder, depth + 1))
        inside = self._opened[holder]
        if index >= len(inside) or inside[index][0] != number:
            raise Unreadable("syntax")
        return inside[index][1]

    def _open(self, stream: Any) -> list[tuple[int, Any]]:
        if not isinstance(stream, Stream) or stream.said.get("Type") != "ObjStm":
            raise Unreadable("syntax")
        sizes = [stream.said.get("N"), stream.said.get("First")]
        if not _whole(sizes) or sizes[0] > MOST_OBJECTS:
            raise Unreadable("syntax")
        count, first = sizes
        plain = self.content(stream)
        lexer = Lexer(plain, 0, self.cost)
        heads = [(lexer.token(), lexer.token()) for _ in range(count)]
        if not all(_whole(list(head)) for head in heads):
            raise Unreadable("syntax")
        return [
            (number, Lexer(plain, first + offset, self.cost).value()) for number, offset in heads
        ]

    def pages(self) -> list[dict[str, Any]]:
        """The pages in their order, each with the resources that it inherits."""
        found: list[dict[str, Any]] = []
        self._page(self.root.get("Pages"), None, found, 0)
        return found

    def _page(self, node: Any, resources: Any, found: list[dict[str, Any]], depth: int) -> None:
        if depth > DEEPEST or len(found) > MOST_PAGES:
            raise Unreadable("too-much")
        here = self.dict_of(node)
        resources = here.get("Resources", resources)
        if here.get("Type") == "Page":
            found.append(here | {"Resources": resources})
            return
        for kid in self.list_of(here.get("Kids")):
            self.cost.token()
            self._page(kid, resources, found, depth + 1)

    def enclosed(self, name: str) -> list[bytes]:
        """The contents of every enclosed file of this name, each once."""
        specs = [*self.list_of(self.root.get("AF"))]
        specs += self._leaves(self.dict_of(self.root.get("Names")).get("EmbeddedFiles"), 0)
        streams: list[Any] = []
        for spec in specs:
            said = self.dict_of(spec)
            names = {_string(self.get(said.get(key))) for key in ("F", "UF") if key in said}
            if name in names:
                streams += [
                    one for one in self.dict_of(said.get("EF")).values() if one not in streams
                ]
        return [self.content(one) for one in streams[:3]]

    def _leaves(self, node: Any, depth: int) -> Iterator[Any]:
        """The values of a tree of names."""
        if depth > DEEPEST:
            raise Unreadable("too-deep")
        here = self.dict_of(node)
        yield from self.list_of(here.get("Names"))[1::2]
        for kid in self.list_of(here.get("Kids")):
            self.cost.token()
            yield from self._leaves(kid, depth + 1)


def _entry(row: bytes, widths: list[int]) -> tuple[int, int, bool] | None:
    """Where one object stands, by its row in a packed table; None where it is said to be gone."""
    one, two = widths[0], widths[0] + widths[1]
    kind = int.from_bytes(row[:one], "big") if one else 1
    if kind not in {1, 2}:
        return None
    return int.from_bytes(row[one:two], "big"), int.from_bytes(row[two:], "big"), kind == 2


def _whole(given: Any, count: int | None = None) -> TypeGuard[list[int]]:
    return (
        isinstance(given, list)
        and (count is None or len(given) == count)
        and all(type(one) is int and one >= 0 for one in given)
        and all(not isinstance(one, Word) for one in given)
    )


def _string(raw: Any) -> str:
    """A text string of PDF: UTF-16 with its mark, or one byte a character."""
    if not isinstance(raw, bytes):
        return ""
    return (
        raw[2:].decode("utf-16-be", "replace") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
    )
