"""A letter in, a PDF out: the door of the press, without weasyprint on this side of it.

The work is done by `python -m letters.press`, started at the first letter and again when it died. At most two
letters are set at once; a third caller waits. Everything here may be called from any thread.
"""

import hashlib
from dataclasses import dataclass

from letters.inner import Inner
from letters.layout import default
from letters.layout_parts import Layout
from letters.letter import Letter
from letters.parts import N_, Unprintable
from letters.press.asking import asked_of
from letters.press.line import LINES

__all__ = ["Printed", "Unprintable", "inner", "pdf"]


@dataclass(frozen=True)
class Printed:
    """A finished letter. The same letter and mark give the same bytes."""

    pdf: bytes
    sha256: str
    pages: int


def pdf(letter: Letter, mark: str = "", layout: Layout | None = None) -> Printed:
    """Set the letter as PDF/A-3a with the PDF/UA-1 mark. `mark` is "", "draft" or "specimen".

    `layout` says where everything stands; without one, the sheet is that of GOST R 7.0.97-2016.

    Raises Unprintable with the reason when a must is missing or the press stops (letters.md 8): the letter is
    then held for a person, never sent.
    """
    missing = letter.musts(draft=mark == "draft")
    if missing:
        raise Unprintable(N_("The letter lacks: %(missing)s."), missing="; ".join(missing))
    answer, content = LINES.ask(asked_of(letter, mark, layout or default()))
    if "text" in answer:
        raise Unprintable(answer["text"], **answer["values"])
    return Printed(content, hashlib.sha256(content).hexdigest(), answer["pages"])


def inner(paper: Inner) -> Printed:
    """Set a paper of the print room. The same paper gives the same bytes; Unprintable when the press stops."""
    answer, content = LINES.ask({"inner": paper.to_json()})
    if "text" in answer:
        raise Unprintable(answer["text"], **answer["values"])
    return Printed(content, hashlib.sha256(content).hexdigest(), answer["pages"])
