"""Reading the laid-out letter before it is written: the window, the margins, the words (letters.md 8, items 1-3, 9, 11).

Measured on WeasyPrint's boxes, which are the finished page to the hundredth of a millimetre; the tests measure the
finished PDF with an independent reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from letters import slots, typography
from letters.layout_parts import LINES, WIDE, Layout, Zone
from letters.letter import Letter
from letters.parts import N_, Unprintable, Wording
from letters.sitting import PAPERS

MM = 96 / 25.4  # CSS pixels
KERNING = 0.25  # mm that a stretched line may stand out
UNSPOKEN = {"who", "outside", "email", "map"}  # codes, pictures and what the letter may leave out


@dataclass(frozen=True)
class Line:
    """One stretch of text on a page, in mm of the paper."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    within: frozenset[str]  # classes of the elements around it

    @property
    def zone(self) -> Zone:
        return Zone(left=self.left, top=self.top, right=self.right, bottom=self.bottom)


def proofread(pages: list[Any], letter: Letter, clipped: bool, layout: Layout) -> None:
    """Raise Unprintable, naming what is wrong, unless the letter may leave the house."""
    lines = [line for number, page in enumerate(pages) for line in _lines(page._page_box, number)]  # noqa: SLF001
    limit = letter.limit + (letter.map is not None)
    if len(pages) > limit:
        raise Unprintable(
            N_("The letter has %(pages)s pages; a letter of this kind may have %(limit)s."),
            pages=len(pages), limit=limit,
        )  # fmt: skip
    if letter.kind not in PAPERS:  # what goes to nobody by post has no window
        _window([line for line in lines if line.page == 0], layout)
    _margins(lines, layout)
    if not clipped:
        _words(lines, letter)


def _lines(box: Any, page: int, within: frozenset[str] = frozenset()) -> Iterator[Line]:
    box = getattr(box, "_box", box)  # an absolute block stands behind a placeholder
    kind = type(box).__name__
    if kind == "MarginBox":
        return
    if box.element is not None:
        within |= frozenset((box.element.get("class") or "").split())
    if kind == "TextBox":
        left, top, width, height = box.position_x, box.position_y, box.width, box.height
        if box.text.strip():
            yield Line(
                box.text,
                page,
                left / MM,
                top / MM,
                (left + width) / MM,
                (top + height) / MM,
                within,
            )
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, page, within)


def _window(lines: list[Line], layout: Layout) -> None:
    address = [line for line in lines if "addr" in line.within]
    rows = {round(line.top, 1) for line in address}
    if not address:
        raise Unprintable(N_("The address is empty."))
    if len(rows) > LINES:
        raise Unprintable(N_("The address has more than %(limit)s lines."), limit=LINES)
    for line in address:
        if not layout.window.holds(line.zone):
            raise Unprintable(
                N_("“%(words)s” does not fit the window of the envelope."), words=line.text
            )
    for line in lines:
        meets = any(zone.meets(line.zone) for zone in layout.clear)
        if "addr" not in line.within and meets:
            raise Unprintable(
                N_("“%(words)s” stands in the window of the envelope."), words=line.text
            )


def _margins(lines: list[Line], layout: Layout) -> None:
    text = WIDE - layout.margins.right
    sheet = max(text, layout.reference.left + layout.reference.width)
    for line in lines:
        if line.right > (sheet if "sheet" in line.within else text) + KERNING:
            raise Unprintable(N_("“%(words)s” runs over the right margin."), words=line.text)
        if "sheet" not in line.within and line.bottom > layout.last_line[min(line.page, 1)] + 1:
            raise Unprintable(N_("“%(words)s” runs over the lower margin."), words=line.text)


def _words(lines: list[Line], letter: Letter) -> None:
    printed = typography.fold("".join(line.text for line in lines))
    head = letter.head
    for text in (
        head.number,
        head.reply_reference,
        *head.addressee,
        *_spoken(letter, letter.silent),
        *_worded(head.wording),
    ):
        if head.show_missing:
            text = typography.show_missing(text)  # noqa: PLW2901 - the words as they were released
        if typography.fold(text).rstrip(".") not in printed:
            raise Unprintable(
                N_("The page does not say “%(words)s” as the record does."), words=text
            )


def _worded(wording: Wording | None) -> Iterator[str]:
    """What the law says in this letter must stand there too; not what depends on a case, or waits for a value."""
    if wording is not None:
        for text in (wording.opening, *wording.remedies):
            if not any(slots.names(text)):
                yield text


def _spoken(value: Any, silent: frozenset[str]) -> Iterator[str]:
    """The words of the record that must stand on the page, in any place of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spoken(item, silent)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNSPOKEN | silent and field.name != "head":
                yield from _spoken(getattr(value, field.name), silent)
