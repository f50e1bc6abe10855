"""What a picture shows of the ground, and where on it each spot comes to lie."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from places.atlas import Atlas

WIDE, HIGH = 640, 440
LEAST = 700.0  # metres across: no closer than that
_ROUND = 111_320.0  # metres of a degree of latitude


@dataclass(frozen=True, slots=True)
class Window:
    """What is seen: north-west corner, and how many pixels a degree takes."""

    west: float
    north: float
    per_lon: float
    per_lat: float

    def at(self, spot: Sequence[float]) -> tuple[float, float]:
        """Pixels of a spot."""
        return (spot[0] - self.west) * self.per_lon, (self.north - spot[1]) * self.per_lat

    @property
    def metres(self) -> float:
        """How wide it is on the ground."""
        return WIDE / self.per_lat * _ROUND

    @property
    def box(self) -> Any:
        """What it covers."""
        return self.grown(1)

    def grown(self, times: float) -> Any:
        """What so many windows around its middle cover."""
        wide, high = WIDE / self.per_lon, HIGH / self.per_lat
        x, y = self.west + wide / 2, self.north - high / 2
        return shapely.box(
            x - wide * times / 2, y - high * times / 2, x + wide * times / 2, y + high * times / 2
        )


def around(atlas: Atlas, places: Sequence[Any], near: Sequence[Any] = ()) -> Window | None:
    """A window around the places with a margin, else around `near`, else around the whole city; None without a map."""
    shapes = [*places] or [*near]
    bounds = tuple(shapely.total_bounds(shapes)) if shapes else atlas.bounds
    if bounds is None:
        return None
    west, south, east, north = (float(side) for side in bounds)
    x, y = (west + east) / 2, (south + north) / 2
    narrow = math.cos(math.radians(y))
    wide = max((east - west) * narrow * 1.3, (north - south) * 1.3 * WIDE / HIGH, LEAST / _ROUND)
    per_lat = WIDE / wide
    per_lon = per_lat * narrow
    return Window(x - WIDE / per_lon / 2, y + HIGH / per_lat / 2, per_lon, per_lat)
