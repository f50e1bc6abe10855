"""The map that a script makes one's own: the picture with more around it, and names to be read off it."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from places import drawing
from places.atlas import Atlas, Named
from places.drawing import Drawn
from places.window import HIGH, WIDE, Window

MOST_ON_A_BOARD = 3000
"""Features; a larger city sends what lies around."""

MOST_KEPT = 32
"""Windows kept as they were drawn, up to some 300 kB each: the whole city and its okrugs are asked for by every page."""


def board(
    atlas: Atlas,
    window: Window,
    drawn: Sequence[Drawn],
    label: str,
    locale: str,
    around: Sequence[Drawn] = (),
) -> str:
    """The same map for a script: much more than the window is there, with names and spots to be read off it.

    `data-*` of the svg give the north-west corner and the pixels of a degree, so that a script finds its way back.
    """
    where = (
        f'data-west="{window.west!r}" data-north="{window.north!r}" '
        f'data-lon="{window.per_lon!r}" data-lat="{window.per_lat!r}"'
    )
    far = (
        " is-far"
        if window.metres > drawing.AFAR
        else " is-mid"
        if window.metres > drawing.FAR
        else ""
    )
    return "".join(
        (
            (f'<svg class="v-map__board{far}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
            f'role="img" aria-label="{escape(label)}" {where}>'),
            _ground(atlas, window, locale),
            "<g>", *drawing.chosen(around, window), "</g>",
            '<g data-chosen="">', *drawing.chosen(drawn, window), "</g>",
            "</svg>",
        )
    )  # fmt: skip


def _ground(atlas: Atlas, window: Window, locale: str) -> str:
    """All but the chosen places: the same for everybody who sees this window, so it is kept while the map is in use."""
    found = atlas.grounds.get((window, locale))
    if found is None:
        seen = _seen(atlas, window)
        found = "".join(
            (
                *drawing.ground(atlas, window, seen, locale, names=True),
                *_known(atlas, window, seen, locale),
            )
        )
        if len(atlas.grounds) >= MOST_KEPT:
            atlas.grounds.clear()
        atlas.grounds[window, locale] = found
    return found


def _seen(atlas: Atlas, window: Window) -> Any:
    """The whole city where it is small; else as much around the window as a page can carry."""
    for times in (1e6, 6, 3, 1.5):
        box = window.grown(times)
        if len(atlas.within(box)) <= MOST_ON_A_BOARD:
            return box
    return window.box


def _known(atlas: Atlas, window: Window, seen: Any, locale: str) -> Iterator[str]:
    """Crossings, houses and named places: what a point is called when it lies on one."""
    yield '<g fill="none">'
    order = ("place", "crossing", "house")
    named = [one for one in atlas.within(seen) if one.layer in order]
    named.sort(key=lambda one: order.index(one.layer))  # houses are left out first
    for one in named[:MOST_ON_A_BOARD]:
        name = _house_name(atlas, one, locale) if one.layer == "house" else one.in_(locale)
        x, y = window.at(one.at)
        yield f'<circle data-name="{escape(name)}" cx="{x:.2f}" cy="{y:.2f}" r="1"/>'
    yield "</g>"


def _house_name(atlas: Atlas, one: Named, locale: str) -> str:
    street = atlas.by_id.get(("street", one.streets[0])) if one.streets else None
    return f"{street.in_(locale)}, {one.number}" if street else one.number
