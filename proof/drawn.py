"""What the pages of a PDF draw, so that two files can be compared page by page, whoever wrote their bytes down.

Two pages are alike if their drawing, everything it uses (fonts, pictures) and their size are the same, to the byte and
after unpacking. How the objects are numbered, ordered and packed counts for nothing; a page that is drawn otherwise is
never alike, even if a reader sees the same.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from proof.document import Document
from proof.pdf import DEEPEST, Ref, Stream, Unreadable

SIZE = ("MediaBox", "CropBox", "Rotate", "UserUnit")
PACKING = frozenset({"Length", "Filter", "DecodeParms", "DL"})
OUTSIDE = frozenset({"Parent", "P", "Pg", "StructParent", "StructParents", "Dest", "A", "Metadata"})
"""Where it stands, where it leads and what is said about it: nothing of that is drawn."""


@dataclass(frozen=True)
class Drawn:
    """One page. `parts`: its drawing, as the file parts it; `uses`: fonts, pictures and size; `notes`: laid over it."""

    parts: tuple[bytes, ...]
    uses: str
    notes: frozenset[str]

    @property
    def blank(self) -> bool:
        """Whether nothing at all is drawn on it."""
        return not any(part.strip() for part in self.parts) and not self.notes

    def shows(self, other: "Drawn", over: bytes | None = None) -> bool:
        """Whether this page draws what the other does, and nothing but that; `over`: and these marks of ours above it.

        Notes may be fewer (links are left out of print files), never more or others.
        """
        wanted = _joined(other.parts)
        if over is not None:
            wanted = b"\n".join((b"q", wanted, b"Q\nq 0 g\n" + over + b"\nQ"))
        return (
            self.uses == other.uses and self.notes <= other.notes and _joined(self.parts) == wanted
        )


def _joined(parts: tuple[bytes, ...]) -> bytes:
    return b"\n".join(parts)


def pages(document: Document) -> list[Drawn]:
    """Each page of the document. Unreadable."""
    reader = _Reader(document)
    return [reader.page(one) for one in document.pages()]


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.known: dict[int, bytes] = {}

    def page(self, said: dict[str, Any]) -> Drawn:
        contents = self.document.get(said.get("Contents"))
        some = contents if isinstance(contents, list) else [said.get("Contents")]
        uses = hashlib.sha256(self._said(said.get("Resources"), 0))
        for name in SIZE:
            uses.update(b"/" + name.encode() + self._said(said.get(name), 0))
        notes = (self.document.get(one) for one in self.document.list_of(said.get("Annots")))
        return Drawn(
            tuple(self.document.content(one) for one in some if one is not None),
            uses.hexdigest(),
            frozenset(
                hashlib.sha256(self._said(one, 0)).hexdigest() for one in notes if not _unseen(one)
            ),
        )

    def _said(self, value: Any, depth: int) -> bytes:
        """A value with all that it refers to, always written the same way."""
        self.document.cost.token()
        if depth > DEEPEST:
            raise Unreadable("too-deep")
        if isinstance(value, Ref):
            return self._referred(value, depth)
        if isinstance(value, Stream):
            said = {key: one for key, one in value.said.items() if key not in PACKING}
            return b"S" + self._said(said, depth + 1) + hashlib.sha256(self._bytes(value)).digest()
        if isinstance(value, dict):
            each = (
                repr(key).encode() + self._said(value[key], depth + 1)
                for key in sorted(set(value) - OUTSIDE)
            )
            return b"<" + b"".join(each) + b">"
        if isinstance(value, list):
            return b"[" + b",".join(self._said(one, depth + 1) for one in value) + b"]"
        if isinstance(value, bytes):
            return b"(" + hashlib.sha256(value).digest() + b")"
        return f"{type(value).__name__}{value!r}".encode("utf-8", "replace")

    def _referred(self, value: Ref, depth: int) -> bytes:
        if value.number not in self.known:
            self.known[value.number] = b"round"  # what refers to itself is said once
            said = self._said(self.document.get(value), depth + 1)
            self.known[value.number] = hashlib.sha256(said).digest()
        return self.known[value.number]

    def _bytes(self, stream: Stream) -> bytes:
        try:
            return self.document.content(stream)
        except Unreadable as odd:
            if str(odd) != "filter":
                raise
            return stream.raw  # a photograph, say: packed in a way of its own, compared as it is


def _unseen(note: Any) -> bool:
    """The field of a signature that has no place on the page."""
    if not isinstance(note, dict) or note.get("FT") != "Sig":
        return False
    box = note.get("Rect")
    return isinstance(box, list) and len(box) == 4 and box[0] == box[2] and box[1] == box[3]
