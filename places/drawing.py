"""The map as a picture: SVG drawn here, the same bytes for the same place, nothing fetched from anywhere.

No `style`, no script, no class is needed to read it, so pages under a strict policy and letters take it as it is.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import shapely

from places import geometry
from places.atlas import Atlas, Named
from places.locating import Geo
from places.scale import FONT, INK, scale_bar
from places.window import HIGH, WIDE, Window, around

MOST_STREETS = 600
FAR = 8_000.0  # metres across from which districts are named instead of streets
AFAR = 24_000.0  # and okrugs instead of districts
FONT_SIZE, NARROW_SIZE = 11, 21
"""Letters on a desk, and of the same picture on a telephone, where the style sheet makes them larger."""
ASIDE = 20  # pixels from the middle of a number to the middle of a name above or below it
STAMP, LINE, LAND, GREEN, WATER = (
    "#2F3D9E",
    "#B9C0C9",
    "#F1F1EC",
    "#DFE5D6",
    "#DCE5EC",
)

Box = tuple[float, float, float, float]


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
            taken=[(*at, 10, 10) for one in drawn for at in _marks(one, window)],
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
    far = window.metres > FAR
    found = atlas.within(seen)
    yield f'<rect x="-9999" y="-9999" width="29999" height="29999" fill="{LAND}"/>'
    for layer, colour in (("water", WATER), ("green", GREEN)):
        for one in found:
            if one.layer == layer:
                yield f'<path d="{path(one.shape, window, seen)}" fill="{colour}"/>'
    yield f'<g fill="none" stroke="{LINE}" stroke-width="1" stroke-dasharray="4 3">'
    yield from (
        f'<path d="{path(one.shape, window, seen)}"/>' for one in found if one.layer == "district"
    )
    yield "</g>"
    streets = _longest([one for one in found if one.layer == "street"])
    for colour, thick in (("#D3D8DE", 2 if far else 9), ("#FFFFFF", 1 if far else 7)):
        last = names and colour == "#FFFFFF"
        yield f'<g fill="none" stroke="{colour}" stroke-width="{thick}" stroke-linecap="round">'
        for one in streets:
            about = f' data-street="{escape(one.in_(locale))}"' if last else ""
            yield f'<path{about} d="{path(one.shape, window, seen)}"/>'
        yield "</g>"
    squares = [one for one in found if one.layer == "place" and one.shape.geom_type != "Point"]
    yield '<g fill="#FFFFFF" stroke="#D3D8DE">'
    yield from (f'<path d="{path(one.shape, window, seen)}"/>' for one in squares)
    yield "</g>"
    yield from _labels(atlas, found, window, locale, taken, everything=names)


def _longest(streets: list[Named]) -> list[Named]:
    """Where very many streets are in view, the longest of them: from afar the others are dust."""
    if len(streets) <= MOST_STREETS:
        return streets
    return sorted(streets, key=lambda one: -one.shape.length)[:MOST_STREETS]


def _labels(
    atlas: Atlas,
    found: Sequence[Named],
    window: Window,
    locale: str,
    taken: Sequence[Box],
    *,
    everything: bool,
) -> Iterator[str]:
    """Names along streets and in the middle of places; from afar districts, then okrugs. None lies on another.

    A telephone shows the picture half as wide, with letters twice as large (the style sheet): `v-map__first` are the
    names that have room there too. With `everything` the others are in the page, hidden until a script gives them room.
    """
    metres = window.metres
    shown = "far" if metres > AFAR else "mid" if metres > FAR else "near"
    levels: dict[str, Sequence[tuple[str, Any]]] = {
        "near": [(one.in_(locale), one.shape) for one in _by_layer(found)],
        "mid": [(one.in_(locale), one.shape) for one in found if one.layer == "district"],
        "far": list(_okrugs(atlas, locale)),
    }
    for level, names in levels.items():
        if not everything and level != shown:
            continue
        yield f'<g class="v-map__{level}" {FONT} font-size="{FONT_SIZE}" fill="#4B5765" text-anchor="middle">'
        small, large = [*taken], [_grown(box) for box in taken]
        for name, shape in names:
            x, y, turn = _label_at(shape, window, everything=everything)
            inside = everything or (30 < x < WIDE - 30 and 12 < y < HIGH - 12)
            if not everything and not shape.geom_type.endswith("LineString"):
                y = _beside_mark(name, x, y, small)
            box = _box(name, x, y, turn, FONT_SIZE)
            free = inside and _is_free(box, small)
            if not free and not everything:
                continue
            wide = _box(name, x, y, turn, NARROW_SIZE)
            first = free and _is_free(wide, large)
            small += [box] if free else []
            large += [wide] if first else []
            about = ' class="v-map__first"' if first else "" if free else ' visibility="hidden"'
            turned = f' transform="rotate({turn:.0f} {x:.1f} {y:.1f})"' if turn else ""
            yield f'<text{about} x="{x:.1f}" y="{y + 4:.1f}"{turned}>{escape(name)}</text>'
        yield "</g>"


def _beside_mark(name: str, x: float, y: float, taken: Sequence[Box]) -> float:
    """Where a name stands that lies on a number: above it, else below it; else where it was."""
    heights = (y, y - ASIDE, y + ASIDE)
    return next((at for at in heights if _is_free(_box(name, x, at, 0.0, FONT_SIZE), taken)), y)


def _box(name: str, x: float, y: float, turn: float, size: int) -> Box:
    """What a name covers, near enough: its middle, half its width and half its height, turned."""
    wide, high = len(name) * size * 0.29 + 4, size * 0.7
    bent = math.radians(turn)
    cos, sin = abs(math.cos(bent)), abs(math.sin(bent))
    return x, y, wide * cos + high * sin, wide * sin + high * cos


def _grown(box: Box) -> Box:
    return box[0], box[1], box[2] * 2, box[3] * 2


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    x, y, wide, high = box
    return all(abs(x - i) > wide + k or abs(y - j) > high + m for i, j, k, m in taken)


def _by_layer(found: Sequence[Named]) -> list[Named]:
    """What is named from near; places first, since the first name takes the room."""
    order = ("place", "green", "water", "street")
    named = [one for one in found if one.layer in order and one.en and one.layer != "street"]
    named += _longest([one for one in found if one.layer == "street"])
    return sorted(named, key=lambda one: order.index(one.layer))


def _okrugs(atlas: Atlas, locale: str) -> Iterator[tuple[str, Any]]:
    inside: dict[str, list[Any]] = {}
    names: dict[str, str] = {}
    for one in atlas.districts:
        code, en, ru = atlas.okrugs[one.id]
        inside.setdefault(code, []).append(one.shape)
        names[code] = ru if locale == "ru" else en
    for code, shapes in inside.items():
        yield names[code].split(" ")[0], shapely.box(*shapely.total_bounds(shapes))


def _label_at(shape: Any, window: Window, *, everything: bool) -> tuple[float, float, float]:
    shape = shape if everything else shape.intersection(window.box)
    if shape.is_empty:
        return -999.0, -999.0, 0.0
    if shape.geom_type.endswith("LineString"):
        longest = max(shapely.get_parts(shape), key=lambda part: part.length)
        half = (
            longest.interpolate(0.62, normalized=True),
            longest.interpolate(0.66, normalized=True),
        )
        (x, y), (i, j) = (window.at((spot.x, spot.y)) for spot in half)
        turn = math.degrees(math.atan2(j - y, i - x))
        return x, y, turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    middle = shape.representative_point()
    return (*window.at((middle.x, middle.y)), 0.0)


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
    for (x, y), number in zip(_marks(one, window), _numbering(one), strict=True):
        yield (
            f'<circle class="v-map__mark" cx="{x:.1f}" cy="{y:.1f}" r="10" fill="#FFFFFF" stroke="{STAMP}" '
            'stroke-width="2.5"/>'
            f'<text class="v-map__mark" x="{x:.1f}" y="{y + 4:.1f}" {FONT} font-size="11" '
            f'font-weight="700" fill="{INK}" text-anchor="middle">{number}</text>'
        )


def _has_stops(one: Drawn) -> bool:
    return len(one.geo.stops) > 1 and any(one.geo.stops)


def _numbering(one: Drawn) -> list[int]:
    """Numbers as in the list of stops; a place without stops has its own."""
    if _has_stops(one):
        return [at for at, spot in enumerate(one.geo.stops, start=1) if spot]
    return [one.number]


def _marks(one: Drawn, window: Window) -> list[tuple[float, float]]:
    """Pixels at which the numbers stand."""
    if _has_stops(one):
        return [window.at(spot) for spot in one.geo.stops if spot]
    middle = geometry.from_geojson(one.geo.shape).representative_point()
    return [window.at((middle.x, middle.y))]


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
