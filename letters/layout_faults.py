"""What is wrong with a page layout: an address that leaves its window, a block in a clear zone, text too narrow."""

from collections.abc import Iterator
from typing import Any

from letters.layout_parts import HIGH, LINES, POINT, WIDE, Layout, Zone

CODE = 21.0  # mm: the QR code under the rule of the check strip
EDGE = 4.5  # mm that no printer reaches


def faults(one: Layout) -> Iterator[tuple[str, str]]:
    """Key and what is wrong with what the layout says."""
    for key, value, known in (
        ("text.face", one.text.face, ("serif", "sans")),
        ("sender.contact", one.sender.contact, ("sender", "reference")),
        ("reference.form", one.reference.form, ("lines", "rows")),
    ):
        if value not in known:
            yield key, f"must be one of {', '.join(known)}, and is “{value}”"
    for key, size in (("text", one.text), ("heading", one.heading), ("address", one.address)):
        if not 7 <= size.size <= 20 or not size.size <= size.leading <= 2 * size.size:
            yield key, "size must be 7 to 20 points, and leading one to two sizes"
    if one.measure < 140:
        yield "margins", f"leave {one.measure:g} mm for the text; its tables need 140"
    yield from _address(one)
    yield from _apart(one)
    if one.check.top < one.last_line[0] or one.check.top + CODE > HIGH - 5:
        yield (
            "check.top",
            f"must stand between the text ({one.last_line[0]:g}) and {HIGH - 5 - CODE:g}",
        )


def _address(one: Layout) -> Iterator[tuple[str, str]]:
    box = address_box(one)
    if not one.window.holds(box):
        yield (
            "address",
            f"six lines take {box.left:g}..{box.right:g} x {box.top:g}..{box.bottom:.1f} and leave the window",
        )
    if one.address.width * 10.5 / one.address.size < 75:
        yield "address.width", "is too narrow for the lines that Veche makes: 75 mm at 10.5 points"
    if not any(zone.holds(one.window) for zone in one.clear):
        yield "clear", "no clear zone holds the whole window"


def address_box(one: Layout) -> Zone:
    """Six lines of the address."""
    at = one.address
    bottom = at.top + LINES * at.leading * POINT
    return Zone(left=at.left, top=at.top, right=at.left + at.width, bottom=bottom)


def _apart(one: Layout) -> Iterator[tuple[str, str]]:
    """Every block stands on the sheet and out of the clear zones."""
    for key, box in _blocks(one):
        if box.right > WIDE - EDGE or box.left < EDGE or box.top < EDGE or box.bottom > HIGH - EDGE:
            yield key, "comes nearer than 4.5 mm to the edge of the sheet"
        if any(zone.meets(box) for zone in one.clear):
            yield key, "stands in a clear zone"


def _blocks(one: Layout) -> Iterator[tuple[str, Zone]]:
    def block(at: Any, width: float, height: float) -> Zone:
        return Zone(left=at.left, top=at.top, right=at.left + width, bottom=at.top + height)

    yield "emblem", block(one.emblem, one.emblem.width, one.emblem.height)
    yield "sender", block(one.sender, one.sender.width, (one.sender.size + 18) * POINT)
    yield "reference", block(one.reference, one.reference.width, 2 * one.reference.leading * POINT)
    yield "state", block(one.state, 25, 4.5)
    if one.rule:
        yield "rule", block(one.rule, one.rule.width, 0.2)
    for mark in one.marks:
        yield "marks", block(mark, mark.length, 0.2)
    m = one.margins
    yield (
        "text.begins",
        Zone(left=m.left, top=one.text.begins, right=WIDE - m.right, bottom=one.last_line[0]),
    )
