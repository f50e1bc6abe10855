"""The text of a page, by the table of characters that each font carries; letters are set in such fonts only."""

import re
from typing import Any

from proof.document import Document
from proof.pdf import Lexer, Name, Stream, Unreadable, Word

DEEPEST_FORM = 8
FOLDED = re.compile("[\\s\u00a0\ufeff\u00ad\u200e\u200f\u2066-\u2069\u202a-\u202e\u2010\u2011-]")
Map = dict[int, str]


def fold(text: str) -> str:
    """Without spaces, hyphens and marks of direction: what setting does to a text is undone."""
    return FOLDED.sub("", text)


def pages(document: Document) -> list[str]:
    """The folded text of each page, in the order in which it was drawn. Unreadable."""
    fonts: dict[int, Map] = {}
    return [fold(_Page(document, fonts).of(page)) for page in document.pages()]


class _Page:
    def __init__(self, document: Document, fonts: dict[int, Map]) -> None:
        self.document, self.fonts = document, fonts
        self.out: list[str] = []

    def of(self, page: dict[str, Any]) -> str:
        """The text of a page."""
        contents = self.document.get(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [page.get("Contents")]
        drawn = b"\n".join(self.document.content(part) for part in parts if part is not None)
        self._draw(drawn, self.document.dict_of(page.get("Resources")), 0)
        return "".join(self.out)

    def _draw(self, drawn: bytes, resources: dict[str, Any], depth: int) -> None:
        if depth > DEEPEST_FORM:
            raise Unreadable("too-deep")
        lexer = Lexer(drawn, 0, self.document.cost)
        font: Map = {}
        kept: list[Map] = []
        operands: list[Any] = []
        while (token := lexer.token()) is not None:
            if not isinstance(token, Word) or token in {b"[", b"]"}:
                operands.append(token)
                continue
            if token == b"q":
                kept.append(font)
            elif token == b"Q":
                font = kept.pop() if kept else {}
            elif token == b"Tf":
                font = self._font(resources, operands)
            elif token in {b"Tj", b"TJ", b"'", b'"'}:
                self.out += [
                    _read(one, font)
                    for one in operands
                    if isinstance(one, bytes) and not isinstance(one, Word)
                ]
            elif token == b"Do":
                self._form(resources, operands, depth)
            elif token == b"BI":
                raise Unreadable("text")  # a picture within the text can hide text from a reader
            operands = []

    def _form(self, resources: dict[str, Any], operands: list[Any], depth: int) -> None:
        name = operands[-1] if operands else None
        known = self.document.dict_of(resources.get("XObject"))
        form = self.document.get(known.get(name)) if isinstance(name, Name) else None
        if isinstance(form, Stream) and form.said.get("Subtype") == "Form":
            own = self.document.dict_of(form.said.get("Resources"))
            self._draw(self.document.content(form), own or resources, depth + 1)

    def _font(self, resources: dict[str, Any], operands: list[Any]) -> Map:
        names = [one for one in operands if isinstance(one, Name)]
        known = self.document.dict_of(resources.get("Font"))
        font = self.document.dict_of(known.get(names[0])) if names else {}
        table = self.document.get(font.get("ToUnicode"))
        if not isinstance(table, Stream):
            return {}
        if id(table) not in self.fonts:  # the document keeps its objects, so the id stays theirs
            self.fonts[id(table)] = self._table(table)
        return self.fonts[id(table)]

    def _table(self, stream: Stream) -> Map:
        """Code -> character, of pairs and of ranges."""
        lexer = Lexer(self.document.content(stream), 0, self.document.cost)
        held: list[bytes] = []
        found: Map = {}
        while (token := lexer.token()) is not None:
            if isinstance(token, Word):
                if token == b"endbfchar":
                    pairs = zip(held[::2], held[1::2], strict=False)
                    found |= {int.from_bytes(code, "big"): _utf16(told) for code, told in pairs}
                elif token == b"endbfrange":
                    for first, last, told in zip(held[::3], held[1::3], held[2::3], strict=False):
                        self._range(found, first, last, told)
                if token not in {b"[", b"]"}:
                    held = []
            elif isinstance(token, bytes):
                held.append(token)
        return found

    def _range(self, found: Map, first: bytes, last: bytes, told: bytes) -> None:
        begin, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if not 0 <= end - begin < 65_536 or len(told) != 2:
            raise Unreadable("text")
        for code in range(begin, end + 1):
            self.document.cost.token()
            found[code] = chr((int.from_bytes(told, "big") + code - begin) & 0xFFFF)


def _utf16(told: bytes) -> str:
    return told.decode("utf-16-be", "replace")


def _read(shown: bytes, font: Map) -> str:
    """Codes of two bytes, as fonts with their own numbers of glyphs have them."""
    return "".join(
        font.get(int.from_bytes(shown[at : at + 2], "big"), "\ufffd")
        for at in range(0, len(shown), 2)
    )
