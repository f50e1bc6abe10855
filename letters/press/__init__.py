"""A letter in, a PDF out: the door of the press, without weasyprint on this side of it.

The work is done by `python -m letters.press`, started at the first letter and again when it died. At most two
letters are set at once; a third caller waits. Everything here may be called from any thread.
"""

import hashlib
import io
from dataclasses import dataclass

import pikepdf

from letters.letter import Letter
from letters.parts import N_, Unprintable
from letters.press.line import LINES

__all__ = ["Printed", "Unprintable", "pdf", "pile"]


@dataclass(frozen=True)
class Printed:
    """A finished letter. The same letter and mark give the same bytes."""

    pdf: bytes
    sha256: str
    pages: int


def pdf(letter: Letter, mark: str = "") -> Printed:
    """Set the letter as PDF/A-3a with the PDF/UA-1 mark. `mark` is "", "draft" or "specimen".

    Raises Unprintable with the reason when a must is missing or the press stops (letters.md 8): the letter is
    then held for a person, never sent.
    """
    missing = letter.musts(draft=mark == "draft")
    if missing:
        raise Unprintable(N_("The letter lacks: %(missing)s."), missing="; ".join(missing))
    answer, content = LINES.ask({"letter": letter.to_json(), "mark": mark})
    if "text" in answer:
        raise Unprintable(answer["text"], **answer["values"])
    return Printed(content, hashlib.sha256(content).hexdigest(), answer["pages"])


def pile(letters: list[bytes]) -> bytes:
    """One print file of stored letters, each beginning on a right-hand page of double-sided paper.

    It is for the printer only and claims no standard; the stored letters stay as they are. The same letters give
    the same bytes. Raises ValueError for an empty pile.
    """
    if not letters:
        raise ValueError("There is nothing to print.")
    with pikepdf.new() as out:
        for content in letters:
            with pikepdf.open(io.BytesIO(content)) as one:
                out.pages.extend(one.pages)
                if len(one.pages) % 2:
                    box = one.pages[0].mediabox
                    out.add_blank_page(page_size=(float(box[2]), float(box[3])))
        stream = io.BytesIO()
        out.save(stream, deterministic_id=True)
    return stream.getvalue()
