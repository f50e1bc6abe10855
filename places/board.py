"""The map that a script makes one's own: the picture with more around it, and names to be read off it."""

import zlib
from collections.abc import Iterator, Sequence
from html import escape

from places import cells, drawing, labels
from places.atlas import Atlas, Named
from places.drawing import Drawn
from places.window import HIGH, WIDE, Window

MOST_ON_A_BOARD = 3000
"""Features; a larger city sends its districts and the streets of the window, and the rest in cells (places.cells)."""
MOST_STREETS, MOST_NAMED, MOST_LAND = 200, 250, 150
"""Of a window of a large city: streets, crossings and houses, waters and parks of the whole city."""
MOST_OF_LAND = 24_000
"""Bytes, packed, of borders, waters and parks; they are drawn the more roughly until they fit."""

MOST_KEPT = 32
"""Windows kept as they were drawn, up to some 300 kB each: the whole city and its okrugs are asked for by every page."""


def board(
    atlas: Atlas,
    window: Window,
    drawn: Sequence[Drawn],
    label: str,
    locale: str,
    around: Sequence[Drawn] = (),
    address: str = "",
) -> str:
    """The same map for a script: much more than the window is there, with names and spots to be read off it.

    `data-*` of the svg give the north-west corner and the pixels of a degree, so that a script finds its way back.
    `address`: where cells are asked for, for a city that no page can carry.
    """
    where = (
        f'data-west="{window.west!r}" data-north="{window.north!r}" '
        f'data-lon="{window.per_lon!r}" data-lat="{window.per_lat!r}"'
    )
    far = (
        " is-far"
        if window.metres > labels.AFAR
        else " is-mid"
        if window.metres > labels.FAR
        else ""
    )
    wide = ""
    if address and not _is_small(atlas) and atlas.bounds:
        city = " ".join(f"{side:.5f}" for side in atlas.bounds)
        wide = f' data-cells="{escape(address)}" data-city="{city}"'
    return "".join(
        (
            (f'<svg class="v-map__board{far}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            f'role="img" aria-label="{escape(label)}" {where}{wide}>'),
            _ground(atlas, window, locale),
            '<g data-around="">', *drawing.chosen(around, window), "</g>",
            '<g data-chosen="">', *drawing.chosen(drawn, window), "</g>",
            "</svg>",
        )
    )  # fmt: skip


def _is_small(atlas: Atlas) -> bool:
    """Whether a page can carry the whole city."""
    return len(atlas.features) <= MOST_ON_A_BOARD


def _ground(atlas: Atlas, window: Window, locale: str) -> str:
    """All but the chosen places: the same for everybody who sees this window, so it is kept while the map is in use."""
    found = atlas.grounds.get((window, locale))
    if found is None:
        parts = _whole(atlas, window, locale) if _is_small(atlas) else _part(atlas, window, locale)
        found = "".join(parts)
        if len(atlas.grounds) >= MOST_KEPT:
            atlas.grounds.clear()
        atlas.grounds[window, locale] = found
    return found


def _whole(atlas: Atlas, window: Window, locale: str) -> Iterator[str]:
    """A small city: all of it."""
    yield from drawing.ground(atlas, window, window.grown(1e6), locale, names=True)
    yield from _known(atlas, atlas.of("place", "crossing", "house"), window, locale)


def _part(atlas: Atlas, window: Window, locale: str) -> Iterator[str]:
    """A large city: its districts with their names, and the streets of the window; a script asks for the rest in cells."""
    here = cells.of(atlas)
    inside, _more = here.longest(window.box.bounds, MOST_STREETS)
    named = here.named(window.box.bounds, MOST_NAMED) if window.metres < labels.FAR else []
    names = labels.levels(atlas, [*inside, *named, *atlas.districts], locale)
    finest = 0.5 / window.per_lat  # half a pixel
    yield _land(atlas, window)
    yield '<g data-own="">'
    yield from drawing.roads(
        [*inside, *named], window, window.grown(1.2), locale, names=True, finest=finest
    )
    yield from labels.at("near", names["near"], window, everything=False)
    yield '</g><g data-ground=""></g>'
    for level in ("mid", "far"):
        yield from labels.at(level, names[level], window, everything=True)
    yield from _known(atlas, named, window, locale)


def _land(atlas: Atlas, window: Window) -> str:
    """Borders, waters and parks of the whole city, exact where they reach into the window."""
    waters = sorted(atlas.of("water", "green"), key=lambda one: -one.shape.area)[:MOST_LAND]
    found, everywhere, finest = [*waters, *atlas.districts], window.grown(1e6), 0.0001
    while True:
        drawn = "".join(drawing.land(found, window, everywhere, finest))
        if len(zlib.compress(drawn.encode())) <= MOST_OF_LAND or finest > 1:
            return drawn
        finest *= 3


def _known(atlas: Atlas, found: Sequence[Named], window: Window, locale: str) -> Iterator[str]:
    """Crossings, houses and named places: what a point is called when it lies on one."""
    yield '<g fill="none">'
    order = ("place", "crossing", "house")
    named = [one for one in found if one.layer in order]
    named.sort(key=lambda one: order.index(one.layer))  # houses are left out first
    for one in named[:MOST_ON_A_BOARD]:
        x, y = window.at(one.at)
        name = escape(atlas.called(one, locale))
        yield f'<circle data-name="{name}" cx="{x:.2f}" cy="{y:.2f}" r="1"/>'
    yield "</g>"
