"""The print file of a run: stored letters one after another, each sheet with its code. Nothing is rendered again.

The file is for the printer only and claims no standard; the stored letters stay as they are, to the byte.
"""

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import segno

from letters import outlines
from letters.layout_parts import Layout
from letters.parts import N_, Unprintable

LEFT, TOP, SIDE, PAPER = 7.0, 272.0, 10.5, 297.0
"""Of the code of a sheet, in mm from the left upper corner of the paper (letters.md 1)."""
MARK_TOP, MARK_SIZE = 14.4, 7.6
MASK = (
    2  # any of the eight is read alike in so small a code; to weigh them costs more than all else
)
COPY = {"ru": "КОПИЯ", "en": "COPY"}

Progress = Callable[[int], None]


class Altered(Unprintable):
    """Stored bytes are not those whose fingerprint was kept: nothing is printed, somebody must look."""


@dataclass(frozen=True)
class Part:
    """One letter in a run."""

    pdf: bytes
    sha256: str
    number: str
    code: str  # R0417-0038: run and place; sheet of sheets comes behind it
    copy_no: int
    locale: str
    sheet: Layout | None = None  # the layout it was made in, where that was kept


def sheet_code(code: str, sheet: int, of: int) -> str:
    """R0417-0038-1/2."""
    return f"{code}-{sheet}/{of}"


def merged(
    parts: Iterable[Part],
    *,
    first: Iterable[bytes] = (),
    sides: int = 2,
    told: Progress | None = None,
) -> bytes:
    """One file: `first` (cover, proof page), then each letter, beginning on a right-hand page of two-sided paper.

    The same letters give the same bytes. Raises Altered where stored bytes do not fit their fingerprint,
    ValueError for an empty run.
    """
    with pikepdf.new() as out:
        for paper in first:
            _append(out, paper, sides)
        count = 0
        for part in parts:
            if hashlib.sha256(part.pdf).hexdigest() != part.sha256:
                raise Altered(
                    N_("The stored bytes of letter %(number)s are not those that were released."),
                    number=part.number,
                )
            pages = _append(out, part.pdf, sides)
            _code(pages, part, sides)
            count += 1
            if told is not None:
                told(count)
        if not count:
            raise ValueError("There is nothing to print.")
        stream = io.BytesIO()
        out.save(stream, deterministic_id=True)
    return stream.getvalue()


def joined(papers: Iterable[bytes]) -> bytes:
    """Papers of the print room one after another, as they are; the same papers give the same bytes."""
    with pikepdf.new() as out:
        for paper in papers:
            with pikepdf.open(io.BytesIO(paper)) as one:
                out.pages.extend(one.pages)
        out.save(stream := io.BytesIO(), deterministic_id=True)
    return stream.getvalue()


PASSES = {
    "fronts": slice(0, None, 2),
    "backs": slice(1, None, 2),
    "backs-reversed": slice(None, None, -2),
}
"""Pages of a two-sided file for a printer that prints on one side: first the fronts, then the backs on the same pile."""


def one_pass(content: bytes, which: str) -> bytes:
    """The fronts or the backs of a two-sided print file; `backs-reversed` begins with the last sheet.

    Every paper in such a file has an even number of pages, so the n-th front and the n-th back are one sheet.
    """
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as out:
        pages = list(whole.pages)
        if len(pages) % 2:
            raise ValueError("A file for one side has no backs.")
        out.pages.extend(pages[PASSES[which]])
        out.save(stream := io.BytesIO(), deterministic_id=True)
    return stream.getvalue()


def _unsigned(one: pikepdf.Pdf) -> None:
    """Leave the signature of a letter out of the print file: it covers the letter alone, and is not on paper."""
    if "/AcroForm" in one.Root:
        del one.Root.AcroForm
        for page in one.pages:
            if "/Annots" in page:
                del page.obj["/Annots"]


def _append(out: pikepdf.Pdf, content: bytes, sides: int) -> list[pikepdf.Page]:
    """The pages as they now stand in the file, without the blank one."""
    with pikepdf.open(io.BytesIO(content)) as one:
        _unsigned(one)
        count = len(one.pages)
        out.pages.extend(one.pages)
        pages = [out.pages[number] for number in range(len(out.pages) - count, len(out.pages))]
        if sides == 2 and count % 2:
            box = one.pages[0].mediabox
            out.add_blank_page(page_size=(float(box[2]), float(box[3])))
    return pages


def marks(part: Part, pages: int, sides: int) -> Iterator[tuple[int, bytes]]:
    """What the print room draws over a letter of so many pages: index of the page, and the drawing."""
    of = -(-pages // sides)
    for sheet, page in enumerate(range(0, pages, sides), start=1):
        drawn = [_sheet(sheet_code(part.code, sheet, of), part.number)]
        if part.copy_no > 1:
            drawn.append(_copy(part))
        yield page, "\n".join(drawn).encode("ascii")


def _code(pages: list[pikepdf.Page], part: Part, sides: int) -> None:
    for number, drawn in marks(part, len(pages), sides):
        _lay_over(pages[number], drawn)


def _sheet(code: str, number: str) -> str:
    rows = segno.make(code, error="m", micro=False, boost_error=False, mask=MASK).matrix
    bottom = PAPER - TOP - SIDE
    lines = [outlines.square([bytes(row) for row in rows], left=LEFT, bottom=bottom, side=SIDE)]
    for line, text in enumerate((code, number)):
        size = min(5.6, 5.6 * 20 / max(outlines.width(text, 5.6), 0.1))
        lines.append(outlines.words(text, left=LEFT, baseline=bottom - 2.8 - 2.4 * line, size=size))
    return "\n".join(lines)


def _copy(part: Part) -> str:
    text = f"{COPY.get(part.locale, COPY['en'])} {part.copy_no}"
    return outlines.words(
        text, left=30.0, baseline=PAPER - MARK_TOP, size=MARK_SIZE, face=outlines.BOLD
    )


def _lay_over(page: pikepdf.Page, drawn: bytes) -> None:
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q\nq 0 g\n" + drawn + b"\nQ")


def write(path: Path, content: bytes) -> None:
    """Lay the file down whole or not at all: beside its name first, then in one step.

    It holds names and addresses, so only its owner reads it.
    """
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)


def chunks(count: int, size: int) -> Iterator[tuple[int, int]]:
    """First and last place of each chunk, from 1."""
    for start in range(1, count + 1, size):
        yield start, min(start + size - 1, count)
