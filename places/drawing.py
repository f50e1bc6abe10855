"""The map as a picture: SVG drawn here, the same bytes for the same place, nothing fetched from anywhere.

No `style`, no script, no class is needed to read it, so pages under a strict policy and letters take it as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import shapely

from places import geometry, labels
from places.atlas import Atlas, Named
from places.labels import FAR, Box
from places.locating import Geo
from places.scale import FONT, INK, scale_bar
from places.window import HIGH, WIDE, Window, around

STAMP, LINE, LAND, GREEN, WATER = (
    "#2F3D9E",
    "#B9C0C9",
    "#F1F1EC",
    "#DFE5D6",
    "#DCE5EC",
)

AROUND = 2 * (WIDE + HIGH)  # pixels around the picture
STEP, MOST_STEPS = (
    10,
    100,
)  # pixels from spot to spot on an outline that names keep off, and how many of them


@dataclass(frozen=True, slots=True)
class Drawn:
    """One place to be drawn; `number` stands at a point, the stops of a way have their own. `was`: how it was before."""

    geo: Geo
    number: int = 1
    was: bool = False


def window_of(atlas: Atlas, drawn: Sequence[Drawn], near: Sequence[Any] = ()) -> Window | None:
    """A window around the places, else around `near`, else around the whole city; None without a map."""
    return around(atlas, [geometry.from_geojson(one.geo.shape) for one in drawn], near)


def picture(
    atlas: Atlas, drawn: Sequence[Drawn], label: str, locale: str, frame: Sequence[Drawn] = ()
) -> str:
    """A still map of the places, as `<svg role="img">` with its words; empty where nothing can be drawn.

    `frame`: what else must lie within the picture, so that two pictures show the same ground.
    """
    window = window_of(atlas, [*drawn, *frame])
    if window is None or not drawn:
        return ""
    parts = [
        (
            f'<svg class="v-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
            f'aria-label="{escape(label)}">'
        ),
        *ground(
            atlas,
            window,
            window.box,
            locale,
            taken=[box for one in drawn for box in _covers(one, window)],
        ),
        *chosen(drawn, window),
        *scale_bar(window, locale),
        "</svg>",
    ]
    return "".join(parts)


def ground(
    atlas: Atlas,
    window: Window,
    seen: Any,
    locale: str,
    *,
    names: bool = False,
    taken: Sequence[Box] = (),
) -> Iterator[str]:
    """Land, water, districts, streets and their names. `names`: with what a script reads off them.

    `taken`: boxes (middle, half width, half height, in pixels) on which no name may lie.
    """
    found = atlas.within(seen)
    yield from land(found, window, seen)
    yield from roads(found, window, seen, locale, names=names)
    yield from labels.all_(atlas, found, window, locale, taken, everything=names)


def land(found: Sequence[Named], window: Window, seen: Any, finest: float = 0.0) -> Iterator[str]:
    """Land, water, parks and the borders of districts; `finest`: degrees that are not worth a corner outside the window."""
    here = window.box

    def drawn(one: Named) -> str:
        rough = finest and not one.shape.intersects(here)
        return path(shapely.simplify(one.shape, finest) if rough else one.shape, window, seen)

    yield f'<rect x="-9999" y="-9999" width="29999" height="29999" fill="{LAND}"/>'
    for layer, colour in (("water", WATER), ("green", GREEN)):
        for one in found:
            if one.layer == layer:
                yield f'<path d="{drawn(one)}" fill="{colour}"/>'
    yield f'<g fill="none" stroke="{LINE}" stroke-width="1" stroke-dasharray="4 3">'
    yield from (f'<path d="{drawn(one)}"/>' for one in found if one.layer == "district")
    yield "</g>"


def roads(
    found: Sequence[Named],
    window: Window,
    seen: Any,
    locale: str,
    *,
    names: bool,
    finest: float = 0.0,
) -> Iterator[str]:
    """Streets and squares; `finest`: degrees that are not worth a corner."""
    far = window.metres > FAR
    streets = labels.longest([one for one in found if one.layer == "street"])
    for colour, thick in (("#D3D8DE", 2 if far else 9), ("#FFFFFF", 1 if far else 7)):
        last = names and colour == "#FFFFFF"
        yield f'<g fill="none" stroke="{colour}" stroke-width="{thick}" stroke-linecap="round">'
        for one in streets:
            shape = shapely.simplify(one.shape, finest) if finest else one.shape
            about = f' data-street="{escape(one.in_(locale))}"' if last else ""
            yield f'<path{about} d="{path(shape, window, seen)}"/>'
        yield "</g>"
    squares = [one for one in found if one.layer == "place" and one.shape.geom_type != "Point"]
    yield '<g fill="#FFFFFF" stroke="#D3D8DE">'
    yield from (f'<path d="{path(one.shape, window, seen)}"/>' for one in squares)
    yield "</g>"


def chosen(drawn: Sequence[Drawn], window: Window) -> Iterator[str]:
    """The places: a line with a white casing, an area, numbered points that match the list."""
    for one in drawn:
        shape = geometry.from_geojson(one.geo.shape)
        way = path(shape, window, None)
        if shape.geom_type.endswith("LineString"):
            dashed = f'stroke="{LINE}" stroke-dasharray="7 5"' if one.was else f'stroke="{STAMP}"'
            yield f'<path d="{way}" fill="none" stroke="#FFFFFF" stroke-width="9.5" stroke-linejoin="round"/>'
            yield f'<path d="{way}" fill="none" {dashed} stroke-width="5.5" stroke-linejoin="round"/>'
        elif shape.geom_type.endswith("Polygon"):
            look = f'stroke="{LINE}" stroke-dasharray="7 5"' if one.was else f'stroke="{STAMP}"'
            yield f'<path d="{way}" fill="{STAMP}" fill-opacity="0.16" {look} stroke-width="3"/>'
        if not one.was:
            yield from _numbers(one, window)


def _numbers(one: Drawn, window: Window) -> Iterator[str]:
    for (x, y), number in zip(marks(one, window), numbering(one), strict=True):
        yield (
            f'<circle class="v-map__mark" cx="{x:.1f}" cy="{y:.1f}" r="10" fill="#FFFFFF" stroke="{STAMP}" '
            'stroke-width="2.5"/>'
            f'<text class="v-map__mark" x="{x:.1f}" y="{y + 4:.1f}" {FONT} font-size="11" '
            f'font-weight="700" fill="{INK}" text-anchor="middle">{number}</text>'
        )


def _has_stops(one: Drawn) -> bool:
    return len(one.geo.stops) > 1 and any(one.geo.stops)


def numbering(one: Drawn) -> list[int]:
    """Numbers as in the list of stops; a place without stops has its own."""
    if _has_stops(one):
        return [at for at, spot in enumerate(one.geo.stops, start=1) if spot]
    return [one.number]


def marks(one: Drawn, window: Window) -> list[tuple[float, float]]:
    """Pixels at which the numbers stand."""
    if _has_stops(one):
        return [window.at(spot) for spot in one.geo.stops if spot]
    middle = geometry.from_geojson(one.geo.shape).representative_point()
    return [window.at((middle.x, middle.y))]


def _covers(one: Drawn, window: Window) -> Iterator[Box]:
    """What of a place no name may lie on: its numbers, and the outline of an area."""
    yield from ((*at, 10.0, 10.0) for at in marks(one, window))
    shape = geometry.from_geojson(one.geo.shape)
    if shape.geom_type.endswith("Polygon"):
        edge = shapely.clip_by_rect(shape.boundary, *window.box.bounds)
        for part in shapely.get_parts(edge):
            count = min(int(part.length / window.box.length * AROUND / STEP) + 2, MOST_STEPS)
            for at in range(count):
                spot = part.interpolate(at / (count - 1), normalized=True)
                yield (*window.at((spot.x, spot.y)), 4.0, 4.0)


def path(shape: Any, window: Window, seen: Any) -> str:
    """The `d` of a shape, cut to what is seen."""
    shape = shape if seen is None else shapely.clip_by_rect(shape, *seen.bounds)
    return "".join(_trace(part, window) for part in shapely.get_parts(shape))


def _trace(part: Any, window: Window) -> str:
    if part.geom_type == "Polygon":
        return "".join(
            _steps(ring.coords, window) + "Z" for ring in (part.exterior, *part.interiors)
        )
    return _steps(part.coords, window) if part.geom_type == "LineString" else ""


def _steps(spots: Sequence[Sequence[float]], window: Window) -> str:
    points = (window.at(spot) for spot in spots)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
