"""Shapes on the ground: GeoJSON text in WGS84, what is wrong with them, how long and how large they are."""

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import LineString, Point, Polygon, mapping, shape

Spot = tuple[float, float]
"""Longitude, latitude: degrees, in this order, as GeoJSON has them."""

DIGITS = 6
"""Digits after the point that are kept: 0.1 m on the ground, finer than anyone stands."""

_EARTH: Any = Geodesic.WGS84


def rounded(lon: float, lat: float) -> Spot:
    """A spot as it is kept: six digits, no negative zero."""
    return round(lon, DIGITS) + 0.0, round(lat, DIGITS) + 0.0


def is_on_earth(lon: float, lat: float) -> bool:
    """Whether both are finite degrees of WGS84."""
    return math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90


def text_of(found: Any) -> str:
    """A shape as canonical GeoJSON text: six digits, keys sorted, no spaces (RFC 7946)."""
    return json.dumps(_plain(mapping(found)), sort_keys=True, separators=(",", ":"))


def from_geojson(said: dict[str, Any]) -> Any:
    """The shape of a GeoJSON geometry that was found sound before."""
    return shape(said)


def _plain(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _plain(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [_plain(value) for value in said]
    return round(said, DIGITS) + 0.0 if isinstance(said, float) else said


def point(spot: Spot) -> Any:
    """One spot."""
    return Point(spot)


def line(spots: Sequence[Spot]) -> Any:
    """A way through these spots; two or more."""
    return LineString(spots)


def area(corners: Sequence[Spot]) -> Any:
    """What these corners bound, in this order; three or more, the last leads back to the first."""
    return Polygon(corners)


def crossing_sides(corners: Sequence[Spot]) -> tuple[int, int] | None:
    """Two sides of an outline that cross, by the numbers of their first corners from 1; None for a sound outline."""
    sides = [LineString([one, corners[(at + 1) % len(corners)]]) for at, one in enumerate(corners)]
    for first, one in enumerate(sides):
        for second in range(first + 2, len(sides)):
            if (second + 1) % len(sides) != first and one.intersects(sides[second]):
                return first + 1, second + 1
    return None


def is_flat(corners: Sequence[Spot]) -> bool:
    """Whether the corners bound nothing: fewer than three different ones, or all in one line."""
    return len(set(corners)) < 3 or Polygon(corners).convex_hull.area == 0


def metres(spots: Iterable[Spot]) -> float:
    """The length of a way on the ellipsoid, in metres (Karney 2013, by geographiclib)."""
    found, before = 0.0, None
    for lon, lat in spots:
        if before is not None:
            found += _EARTH.Inverse(before[1], before[0], lat, lon)["s12"]
        before = (lon, lat)
    return found


def length(found: Any) -> float:
    """Metres of every line in a shape; 0 for points and areas."""
    return sum(
        metres(part.coords) for part in shapely.get_parts(found) if part.geom_type == "LineString"
    )


def square_metres(found: Any) -> float:
    """The area of every polygon in a shape on the ellipsoid, holes taken off; 0 for points and lines."""
    return sum(
        _ring(part.exterior) - sum(_ring(hole) for hole in part.interiors)
        for part in shapely.get_parts(found)
        if part.geom_type == "Polygon"
    )


def _ring(ring: Any) -> float:
    polygon = _EARTH.Polygon()
    for lon, lat, *_height in list(ring.coords)[:-1]:
        polygon.AddPoint(lat, lon)
    return abs(float(polygon.Compute(False, True)[2]))
