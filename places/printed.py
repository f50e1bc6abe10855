"""The map of a letter: the places of an event in greys, for any printer; the same bytes for the same place and map.

Nothing is fetched and nothing lies outside of the frame. Its size is bounded: where a city has very many streets, the
longest of them are drawn, and fewer still until the picture is small enough.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import shapely

from places import geometry
from places.atlas import Atlas, Named
from places.drawing import Drawn, marks, numbering, path
from places.labels import FAR, Box, is_free, label_at, name_box
from places.scale import scale_bar
from places.window import HIGH, WIDE, Window, around

MOST = 60_000  # bytes of the picture, kept with its letter
STREETS = (600, 240, 90, 30)
"""Streets drawn at most: the next number where the picture came out larger than that."""
FACE = 'font-family="PT Sans"'
INK, CASING, EDGE, WATER, GREEN = "#000000", "#8A8A8A", "#A8A8A8", "#DADADA", "#F0F0F0"
SIZE = 15  # of names: 7.7 points on a letter, where the picture is 116 mm wide
BESIDE, WITHIN = -8.0, 5.0
"""From the middle of a street or of anything else down to the base line of its name: no name covers a way."""
PLAIN = re.compile(r"[ -~\u00a0-\u017f\u0400-\u045f\u2013\u2014\u2019\u2116«»]*")
"""Names in these signs are set in the face of the letter; others are left out of the picture, not of the words."""


def picture(atlas: Atlas, drawn: Sequence[Drawn], label: str, locale: str) -> str:
    """A map of these places, as `<svg role="img">` with its words; '' where nothing can be drawn."""
    window = around(atlas, [geometry.from_geojson(one.geo.shape) for one in drawn])
    if window is None or not drawn:
        return ""
    for streets in STREETS:
        made = "".join(_parts(atlas, drawn, label, locale, window, streets))
        if len(made.encode()) <= MOST:
            return made
    return ""


def _parts(
    atlas: Atlas, drawn: Sequence[Drawn], label: str, locale: str, window: Window, streets: int
) -> Iterator[str]:
    yield (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img">'
        f"<title>{escape(label)}</title>"
    )
    yield f'<rect x="0" y="0" width="{WIDE}" height="{HIGH}" fill="#FFFFFF"/>'
    found = atlas.within(window.box)
    shown = _longest([one for one in found if one.layer == "street"], streets)
    yield from _ground(found, shown, window)
    yield from _places(drawn, window)
    yield from _names(found, shown, drawn, window, locale)
    yield from _numbers(drawn, window)
    yield from scale_bar(window, locale, FACE, INK)
    yield f'<rect x="0.5" y="0.5" width="{WIDE - 1}" height="{HIGH - 1}" fill="none" stroke="{INK}" stroke-width="1"/></svg>'


def _ground(found: Sequence[Named], streets: Sequence[Named], window: Window) -> Iterator[str]:
    far, seen = window.metres > FAR, window.box
    for layer, grey in (("water", WATER), ("green", GREEN)):
        for one in found:
            if one.layer == layer:
                yield _filled(one.shape, window, seen, f'fill="{grey}"')
    for one in found:
        if one.layer == "district":
            way = path(shapely.boundary(one.shape), window, seen)
            yield (
                f'<path d="{way}" fill="none" stroke="{EDGE}" stroke-width="1" stroke-dasharray="4 3"/>'
                if way
                else ""
            )
    for grey, thick in ((CASING, 2.5 if far else 9), ("#FFFFFF", 1 if far else 6.5)):
        for one in streets:
            way = path(one.shape, window, seen)
            yield (
                f'<path d="{way}" fill="none" stroke="{grey}" stroke-width="{thick}"/>'
                if way
                else ""
            )
    for one in found:
        if one.layer == "place" and one.shape.geom_type != "Point":
            yield _filled(one.shape, window, seen, f'fill="#FFFFFF" stroke="{CASING}"')


def _names(
    found: Sequence[Named],
    streets: list[Named],
    drawn: Sequence[Drawn],
    window: Window,
    locale: str,
) -> Iterator[str]:
    """Of streets, squares, parks and water; from afar those of districts."""
    far = window.metres > FAR
    named = [one for one in found if one.layer in ("place", "green", "water")] + streets
    if far:
        named = [one for one in found if one.layer == "district"]
    taken = [(*at, 13.0, 13.0) for one in drawn for at in marks(one, window)]
    names = [(one.in_(locale), one.shape) for one in named if PLAIN.fullmatch(one.in_(locale))]
    for name, x, y, turn, down in _where_named(names, window, taken):
        turned = f' transform="rotate({turn:.0f} {x:.1f} {y:.1f})"' if turn else ""
        about = (
            f'x="{x:.1f}" y="{y + down:.1f}"{turned} {FACE} font-size="{SIZE}" text-anchor="middle"'
        )
        for look in (
            'fill="#FFFFFF" stroke="#FFFFFF" stroke-width="4"',
            f'fill="{INK}"',
        ):  # a white edge, then the name
            yield f"<text {about} {look}>{escape(name)}</text>"


def _where_named(
    names: Sequence[tuple[str, Any]], window: Window, taken: Sequence[Box]
) -> Iterator[tuple[str, float, float, float, float]]:
    """Name, place, turn and base line of those names that lie in the window, none on another or on what is `taken`; once each."""
    lying, said = [*taken], set[str]()
    for name, shape in names:
        x, y, turn = label_at(shape, window, everything=False)
        box = name_box(name, x, y, turn, SIZE)
        half, high = box[2], box[3]
        inside = half < x < WIDE - half and high < y < HIGH - high
        if name and name not in said and inside and is_free(box, lying):
            said.add(name)
            lying.append(box)
            yield name, x, y, turn, BESIDE if shape.geom_type.endswith("LineString") else WITHIN


def _filled(shape: Any, window: Window, seen: Any, look: str) -> str:
    way = path(shape, window, seen)
    return f'<path d="{way}" {look}/>' if way else ""


def _longest(streets: list[Named], most: int) -> list[Named]:
    return sorted(streets, key=lambda one: (-one.shape.length, one.id))[:most]


def _places(drawn: Sequence[Drawn], window: Window) -> Iterator[str]:
    """As notified black and dashed where it was, as proposed solid; numbers as in the list of places."""
    for one in drawn:
        shape = geometry.from_geojson(one.geo.shape)
        way = path(shape, window, None)
        dash = ' stroke-dasharray="7 5"' if one.was else ""
        if shape.geom_type.endswith("LineString"):
            yield f'<path d="{way}" fill="none" stroke="#FFFFFF" stroke-width="9"/>'
            yield f'<path d="{way}" fill="none" stroke="{INK}" stroke-width="{3 if one.was else 5}"{dash}/>'
        elif shape.geom_type.endswith("Polygon"):
            yield f'<path d="{way}" fill="none" stroke="{INK}" stroke-width="{2 if one.was else 4}"{dash}/>'


def _numbers(drawn: Sequence[Drawn], window: Window) -> Iterator[str]:
    for one in drawn:
        for (x, y), number in zip(marks(one, window), numbering(one), strict=True):
            fill, ink = ("#FFFFFF", INK) if one.was else (INK, "#FFFFFF")
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{fill}" stroke="{INK}" stroke-width="2"/>'
                f'<text x="{x:.1f}" y="{y + 4.5:.1f}" {FACE} font-size="13" font-weight="700" fill="{ink}" '
                f'text-anchor="middle">{number}</text>'
            )
