"""A map inside a letter, as data: a picture that was drawn when the letter was released, its words, and whose map it is.

The picture is kept with the letter, so that the letter set anew shows the ground as it was known then.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import ParseError, fromstring

from letters.parts import N_, Unprintable

SVG = "{http://www.w3.org/2000/svg}"
TAGS = frozenset(SVG + name for name in ("svg", "g", "path", "title", "rect", "circle", "text"))
ATTRIBUTES = frozenset(
    ("class", "viewBox", "role", "d", "x", "y", "width", "height", "cx", "cy", "r", "fill", "stroke", "stroke-width",
     "stroke-dasharray", "transform", "font-family", "font-size", "font-weight", "text-anchor")
)  # fmt: skip
MOST = 64_000  # characters


@dataclass(frozen=True, kw_only=True)
class Map:
    """`svg` with its alternative text inside, and the line under it: what kind of map it is, and whose data."""

    svg: str
    caption: str


def drawn(figure: Map) -> str:
    """The picture for the page. Unprintable unless it is what our own maps are made of: shapes, words, no reference."""
    try:
        root = fromstring(figure.svg)  # noqa: S314 - kept with the letter, drawn by us; no entity survives the check
    except ParseError as error:
        raise Unprintable(
            N_("The map of the letter cannot be read: %(why)s."), why=error
        ) from error
    odd = [
        name
        for one in root.iter()
        for name in (one.tag, *one.attrib)
        if name not in TAGS and name not in ATTRIBUTES
    ]
    if odd or root.tag != SVG + "svg" or len(figure.svg) > MOST or not root.findtext(SVG + "title"):
        raise Unprintable(
            N_("The map of the letter cannot be read: %(why)s."), why=", ".join(odd)[:80] or "svg"
        )
    return figure.svg
