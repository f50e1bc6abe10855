"""Names on the map: along streets and in the middle of places, none on another; from afar districts, then okrugs."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import shapely

from places.atlas import Atlas, Named
from places.scale import FONT
from places.window import HIGH, WIDE, Window

MOST_STREETS = 600
FAR = 8_000.0  # metres across from which districts are named instead of streets
AFAR = 24_000.0  # and okrugs instead of districts
FONT_SIZE, NARROW_SIZE = 11, 21
"""Letters on a desk, and of the same picture on a telephone, where the style sheet makes them larger."""
ASIDE = 20  # pixels from the middle of a number to the middle of a name above or below it
OFF = 14  # and from an outline
SMALL = 120  # pixels: what is lower than that on a map that can be moved is named above it
Box = tuple[float, float, float, float]


def longest(streets: list[Named]) -> list[Named]:
    """Where very many streets are in view, the longest of them: from afar the others are dust."""
    if len(streets) <= MOST_STREETS:
        return streets
    return sorted(streets, key=lambda one: -one.shape.length)[:MOST_STREETS]


def all_(
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
    for level, names in levels(atlas, found, locale).items():
        if everything or level == shown:
            yield from at(level, names, window, taken, everything=everything)


Names = Sequence[tuple[str, Any]]
"""What is named: its name and its shape, what takes the room first in front."""


def levels(atlas: Atlas, found: Sequence[Named], locale: str) -> dict[str, Names]:
    """What is named from near, from farther away, from afar."""
    return {
        "near": [(one.in_(locale), one.shape) for one in _by_layer(found)],
        "mid": [(one.in_(locale), one.shape) for one in found if one.layer == "district"],
        "far": list(_okrugs(atlas, locale)),
    }


def at(
    level: str, names: Names, window: Window, taken: Sequence[Box] = (), *, everything: bool
) -> Iterator[str]:
    """The names of one level."""
    yield f'<g class="v-map__{level}" {FONT} font-size="{FONT_SIZE}" fill="#4B5765" text-anchor="middle">'
    small, large = [*taken], [_grown(box) for box in taken]
    for name, shape in names:
        x, y, turn = label_at(shape, window, everything=everything)
        inside = everything or (30 < x < WIDE - 30 and 12 < y < HIGH - 12)
        if not everything and not shape.geom_type.endswith("LineString"):
            y = _beside_mark(name, x, y, small, _span(shape, window))
        elif level == "near" and not shape.geom_type.endswith("LineString"):
            y = _above_what_is_small(shape, window, y)  # where somebody will set points
        box = name_box(name, x, y, turn, FONT_SIZE)
        free = inside and is_free(box, small)
        if not free and not everything:
            continue
        wide = name_box(name, x, y, turn, NARROW_SIZE)
        first = free and is_free(wide, large)
        small += [box] if free else []
        large += [wide] if first else []
        about = ' class="v-map__first"' if first else "" if free else ' visibility="hidden"'
        turned = f' transform="rotate({turn:.0f} {x:.1f} {y:.1f})"' if turn else ""
        yield f'<text{about} x="{x:.1f}" y="{y + 4:.1f}"{turned}>{escape(name)}</text>'
    yield "</g>"


def _beside_mark(
    name: str, x: float, y: float, taken: Sequence[Box], span: tuple[float, float]
) -> float:
    """Where a name stands that lies on a number or an outline: above or below the number, else what it names; else where it was."""
    top, bottom = span
    heights = (y, y - ASIDE, y + ASIDE, top - OFF, bottom + OFF, y - 3 * ASIDE, y + 3 * ASIDE)
    seen = (at for at in heights if at == y or 12 < at < HIGH - 12)
    return next((at for at in seen if is_free(name_box(name, x, at, 0.0, FONT_SIZE), taken)), y)


def _above_what_is_small(shape: Any, window: Window, y: float) -> float:
    """A square is named above it, so that its name keeps off its outline and off a number; a park in its middle."""
    top, bottom = _span(shape, window)
    return top - OFF if bottom - top < SMALL else y


def _span(shape: Any, window: Window) -> tuple[float, float]:
    """The highest and the lowest pixel of a shape."""
    west, south, _east, north = shape.bounds
    return window.at((west, north))[1], window.at((west, south))[1]


def name_box(name: str, x: float, y: float, turn: float, size: int) -> Box:
    """What a name covers, near enough: its middle, half its width and half its height, turned."""
    wide, high = len(name) * size * 0.29 + 4, size * 0.7
    bent = math.radians(turn)
    cos, sin = abs(math.cos(bent)), abs(math.sin(bent))
    return x, y, wide * cos + high * sin, wide * sin + high * cos


def _grown(box: Box) -> Box:
    return box[0], box[1], box[2] * 2, box[3] * 2


def is_free(box: Box, taken: Sequence[Box]) -> bool:
    """Whether nothing lies there yet."""
    x, y, wide, high = box
    return all(abs(x - i) > wide + k or abs(y - j) > high + m for i, j, k, m in taken)


def _by_layer(found: Sequence[Named]) -> list[Named]:
    """What is named from near; places first, since the first name takes the room."""
    order = ("place", "green", "water", "street")
    named = [one for one in found if one.layer in order and one.en and one.layer != "street"]
    named += longest([one for one in found if one.layer == "street"])
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


def label_at(shape: Any, window: Window, *, everything: bool) -> tuple[float, float, float]:
    """Where a name stands, in pixels, and how it is turned: along a street, in the middle of anything else."""
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
