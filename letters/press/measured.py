"""The finished PDF, measured by another reader than its maker (pdfium): the address in its window, clear zones clear.

It knows no template and no class of an element, only the bytes, the layout's millimetres and the record's address.
"""

import unicodedata
from collections import Counter

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
from pypdfium2 import raw

from letters import typography
from letters.layout_faults import EDGE
from letters.layout_parts import HIGH, WIDE, Layout, Zone
from letters.letter import Letter
from letters.parts import N_, Unprintable
from letters.readback import MM, Sign, signs
from letters.sitting import PAPERS

MISREAD = 2  # signs that the reader may take for others; a word is longer


def measure(pdf: bytes, letter: Letter, layout: Layout) -> None:
    """Raise Unprintable, naming the words and where they stand, unless the envelope shows the address and nothing else."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        page = opened[0]
        seen = list(signs(page))
        if letter.kind not in PAPERS:  # goes to nobody by post
            _window(seen, letter, layout)
            _ink(page, layout)
        _edges(seen)
    finally:
        opened.close()


def _window(seen: list[Sign], letter: Letter, layout: Layout) -> None:
    there = [sign for sign in seen if any(zone.meets(sign.zone) for zone in layout.clear)]
    out = [sign for sign in there if not layout.window.holds(sign.zone)]
    if out:
        raise Unprintable(
            N_("Measured in the finished letter: “%(words)s” stands at %(where)s, outside the window (%(window)s)."),
            words=_words(out), where=_where(out[0].zone), window=_where(layout.window),
        )  # fmt: skip
    address = "".join(letter.head.addressee)
    if letter.head.show_missing:
        address = typography.show_missing(address)
    # Counted: a reader gives Hebrew and Arabic in the order of the page.
    found, wanted = (
        Counter(_folded(one)) for one in ("".join(sign.text for sign in there), address)
    )
    more, lost = (sorted(one.elements()) for one in (found - wanted, wanted - found))
    if max(len(more), len(lost)) <= max(MISREAD, wanted.total() // 20):
        return
    if more:
        raise Unprintable(
            N_("Measured in the finished letter: other words than the address stand in its clear zone (%(words)s)."),
            words="".join(more)[:60],
        )  # fmt: skip
    raise Unprintable(
        N_("Measured in the finished letter: the window does not show the whole address (missing: %(words)s)."),
        words="".join(lost)[:60],
    )  # fmt: skip


def _folded(text: str) -> str:
    """Letters and figures, without marks and ligatures: what words are told by.

    A reader gives the dots of an ellipsis beside Arabic, a mark over a letter and a ligature in ways of its own.
    """
    bare = unicodedata.normalize("NFKD", typography.fold(text))
    return "".join(sign for sign in bare if sign.isalnum())


def _ink(page: pypdfium2.PdfPage, layout: Layout) -> None:
    """Lines and pictures keep out of the clear zones too."""
    high = page.get_height()
    for thing in page.get_objects(max_depth=1):
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            continue
        left, bottom, right, top = (
            thing.get_bounds() if hasattr(thing, "get_bounds") else thing.get_pos()
        )
        zone = Zone(
            left=left / MM, top=(high - top) / MM, right=right / MM, bottom=(high - bottom) / MM
        )
        if any(clear.meets(zone) for clear in layout.clear):
            raise Unprintable(
                N_("Measured in the finished letter: a line or picture at %(where)s stands in a clear zone."),
                where=_where(zone),
            )  # fmt: skip


def _edges(seen: list[Sign]) -> None:
    inside = Zone(left=EDGE, top=EDGE, right=WIDE - EDGE, bottom=HIGH - EDGE)
    out = [sign for sign in seen if not inside.holds(sign.zone)]
    if out:
        raise Unprintable(
            N_("Measured in the finished letter: “%(words)s” stands at the edge of the paper, where no printer prints."),
            words=_words(out),
        )  # fmt: skip


def _words(some: list[Sign]) -> str:
    return "".join(sign.text for sign in some)[:60]


def _where(zone: Zone) -> str:
    return f"{zone.left:.1f}–{zone.right:.1f} × {zone.top:.1f}–{zone.bottom:.1f} mm"
