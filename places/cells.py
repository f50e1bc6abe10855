"""The map cut into cells: what a script asks for as one pans. A cell holds a bounded part of the map and is always the same.

Cells are boxes of degrees, twice as wide as high; each level halves them. From afar a cell holds its longest streets alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from places.atlas import Atlas, Named

LEVELS = 6
HIGHEST = 0.32
"""Degrees of latitude of a cell of level 0, some 35 km; a cell of level 5 is some 1.1 km high."""
MOST_STREETS, MOST_SPOTS = 300, 300
MOST_BYTES = 48_000
"""Bytes of one cell, at the most; what comes later in the order of worth is left out."""
MOST_KEPT = 256
"""Cells kept as they were made: 12 MB at the most."""
POINTS, SINCE = ("place", "crossing", "house"), (3, 4, 5)
"""What has a spot, and the level from which cells have it."""
Bounds = tuple[float, float, float, float]
_GRAIN = 100_000  # a hundred thousandth of a degree, about a metre


@dataclass(frozen=True, slots=True)
class Cell:
    """One box: level, column from 180° west, row from the south pole."""

    level: int
    column: int
    row: int

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north."""
        high = HIGHEST / 2**self.level
        west, south = self.column * high * 2 - 180, self.row * high - 90
        return west, south, west + high * 2, south + high


class Cells:
    """The cells of one map."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._kept: dict[tuple[Cell, str], bytes] = {}

    @cached_property
    def _streets(self) -> tuple[tuple[Named, ...], Any, Any]:
        """The streets, how long each is, and the tree by which those of a box are found."""
        streets = self.atlas.of("street")
        shapes = [one.shape for one in streets]
        return streets, shapely.length(shapes), shapely.STRtree(shapes)

    @cached_property
    def _spots(self) -> dict[str, tuple[tuple[Named, ...], Any]]:
        """Places, crossings and houses, each with its tree."""
        layers = {name: self.atlas.of(name) for name in POINTS}
        return {
            name: (rows, shapely.STRtree([one.shape for one in rows]))
            for name, rows in layers.items()
        }

    def read(self, cell: Cell, locale: str) -> bytes | None:
        """A cell as JSON, at most MOST_BYTES; None where there is no such cell or the city does not reach it.

        `s`: streets, each with its name and its lines in steps; `a`: outlines of places, in steps; `n`: name and spot of what has one. Numbers count from
        the south-west corner `o`, in hundred thousandths of a degree. `m`: whether something was left out.
        """
        if not self._is_here(cell):
            return None
        found = self._kept.get((cell, locale))
        if found is None:
            found = self._made(cell, locale)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[cell, locale] = found
        return found

    def _is_here(self, cell: Cell) -> bool:
        city = self.atlas.bounds
        if city is None or not 0 <= cell.level < LEVELS or min(cell.column, cell.row) < 0:
            return False
        if max(cell.column, cell.row) > 180 * 2**cell.level / HIGHEST:
            return False
        west, south, east, north = cell.bounds
        return west <= city[2] and east >= city[0] and south <= city[3] and north >= city[1]

    def _made(self, cell: Cell, locale: str) -> bytes:
        west, south, _east, _north = cell.bounds
        streets, more = self.longest(cell.bounds, MOST_STREETS)
        lines = [line for one in streets if (line := _line(one, cell, locale))]
        layers = [name for name, since in zip(POINTS, SINCE, strict=True) if cell.level >= since]
        named = self.named(cell.bounds, MOST_SPOTS + 1, layers)
        more = more or len(named) > MOST_SPOTS
        spots = [
            [self.atlas.called(one, locale), *_steps([one.at], west, south)]
            for one in named[:MOST_SPOTS]
        ]
        areas = [
            _steps(ring.exterior.coords, west, south)
            for one in named[:MOST_SPOTS]
            for ring in shapely.get_parts(one.shape)
            if ring.geom_type == "Polygon"
        ]
        while True:
            said = {
                "o": [round(west, 6), round(south, 6)],
                "s": lines,
                "a": areas,
                "n": spots,
                "m": more,
            }
            body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
            if len(body) <= MOST_BYTES:
                return body
            more = True
            lines, areas = lines[: len(lines) * 3 // 4], areas[: len(areas) * 3 // 4]
            spots = spots[: len(spots) * 3 // 4]

    def longest(self, bounds: Bounds, most: int) -> tuple[list[Named], bool]:
        """The longest streets that reach into a box, and whether there are more."""
        streets, long, tree = self._streets
        found = tree.query(shapely.box(*bounds), predicate="intersects")
        order = np.lexsort((found, -long[found]))
        return [streets[at] for at in found[order[:most]]], len(found) > most

    def named(self, bounds: Bounds, most: int, layers: Sequence[str] = POINTS) -> list[Named]:
        """What has a name and its spot in a box, what matters more first: houses are left out first."""
        (west, south, east, north), made = bounds, list[Named]()
        for layer in layers:
            rows, tree = self._spots[layer]
            found = tree.query(shapely.box(*bounds), predicate="intersects")
            for one in (rows[at] for at in np.sort(found).tolist()):
                if len(made) >= most:
                    return made
                lon, lat = one.at
                if west <= lon < east and south <= lat < north:  # its neighbours have the others
                    made.append(one)
        return made


def of(atlas: Atlas) -> Cells:
    """The cells of a map, made once while it is in use."""
    found: Cells = atlas.kept.setdefault("cells", Cells(atlas))
    return found


def _line(street: Named, cell: Cell, locale: str) -> list[Any] | None:
    """Name and lines of a street within a cell and a little around; the first spot as it is, then steps."""
    west, south, east, north = cell.bounds
    room = (north - south) / 50
    shape = shapely.clip_by_rect(street.shape, west - room, south - room, east + room, north + room)
    parts = [
        _steps(part.coords, west, south)
        for part in shapely.get_parts(shapely.simplify(shape, (north - south) / 600))
        if part.geom_type == "LineString"
    ]
    return [street.in_(locale), *parts] if parts else None


def _steps(spots: Sequence[Sequence[float]], west: float, south: float) -> list[int]:
    here, made = (0, 0), []
    for spot in spots:
        there = round((spot[0] - west) * _GRAIN), round((spot[1] - south) * _GRAIN)
        made += [there[0] - here[0], there[1] - here[1]]
        here = there
    return made
