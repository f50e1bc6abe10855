"""A finished PDF read back by another reader than its maker (pdfium): each character and where it stands."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped] # carries no types of its own
from pypdfium2 import raw

from letters.layout_parts import Zone

MM = 72 / 25.4


@dataclass(frozen=True)
class Sign:
    """One character of a page, where the reader found it, in mm of the paper."""

    text: str
    zone: Zone


def signs(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    """Every character that leaves ink, in the order of the file."""
    high = page.get_height()
    read = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = box
    at = [ctypes.byref(one) for one in box]
    for index in range(raw.FPDFText_CountChars(read)):
        sign = chr(raw.FPDFText_GetUnicode(read, index))
        if sign.isspace() or not sign.isprintable():
            continue
        raw.FPDFText_GetCharBox(read, index, *at)
        yield Sign(
            sign,
            Zone(
                left=left.value / MM, top=(high - top.value) / MM,
                right=right.value / MM, bottom=(high - bottom.value) / MM,
            ),
        )  # fmt: skip


def address(pdf: bytes, clear: Iterable[Zone]) -> Zone | None:
    """The rectangle around what stands in the clear zones of the first page; None where nothing does, or it can't be read."""
    try:
        opened = pypdfium2.PdfDocument(pdf)
    except (
        pypdfium2.PdfiumError
    ):  # whoever merges the file finds that its bytes were changed, and says so
        return None
    try:
        zones = tuple(clear)
        there = [
            one.zone for one in signs(opened[0]) if any(zone.meets(one.zone) for zone in zones)
        ]
    finally:
        opened.close()
    return around(there)


def around(zones: Iterable[Zone]) -> Zone | None:
    """The smallest zone that holds all of these."""
    some = list(zones)
    if not some:
        return None
    return Zone(
        left=min(one.left for one in some),
        top=min(one.top for one in some),
        right=max(one.right for one in some),
        bottom=max(one.bottom for one in some),
    )
