"""The way from one spot to another along the streets of the map: what was named is followed, else the shortest.

Two spots of a typed route seldom lie on one street. A straight line between them would cross houses and gardens, and
would touch districts that nobody walks through.
"""

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from shapely import ops

from places import geometry
from places.atlas import Atlas, Named
from places.geometry import Spot

NEAR = 0.0016
"""Degrees of latitude, about 180 m: so far a spot (the middle of a square) may lie from the street one leaves by."""

MOST_CORNERS = 400
"""Crossings looked at for one leg; a longer search would be a guess, and a page waits for it."""

MOST_OF_A_WAY = 4_000
"""Crossings looked at for all legs of one way: a route of streets needs some hundreds; what comes after goes straight."""

DETOUR = 3.0
"""A way more than so many times the straight one is no way that somebody meant."""

FAR = 0.012
"""Degrees, about 1.3 km: so far a street that the route names is walked to, since somebody means to take it."""

UNNAMED = 3.0
"""How much longer a street counts that the route does not name: named ones are followed where they lead there."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A way between two spots. `how`: named (along streets of the route), led (along others too), straight (in part)."""

    spots: tuple[Spot, ...]
    how: str
    looked: int = field(default=0, compare=False)  # crossings that the search looked at


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a spot meets a street: the distance along it, and the metres to get there."""

    street: Named
    at: float
    away: float


class Ways:
    """The streets of one map and where they cross."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    @cached_property
    def _corners(self) -> dict[str, list[tuple[float, Named]]]:
        """Crossings of each street in the order in which one walks by."""
        found: dict[str, list[tuple[float, Named]]] = defaultdict(list)
        for one in self.atlas.of("crossing"):
            for street in self._lines(one.streets):
                found[street.id].append((street.shape.project(one.shape), one))
        return {name: sorted(rows, key=lambda row: row[0]) for name, rows in found.items()}

    def _lines(self, streets: Collection[str]) -> Iterator[Named]:
        for name in streets:
            street = self.atlas.by_id.get(("street", name))
            if street is not None and street.shape.geom_type == "LineString":
                yield street

    def leg(
        self, one: Spot, other: Spot, named: Collection[str] = (), most: int = MOST_CORNERS
    ) -> Leg:
        """The way from `one` to `other`; `named`: ids of streets that the route names between them.

        `most`: crossings that the search may look at; it goes straight where they do not do.
        """
        if most <= 0:
            return Leg((one, other), "straight")
        search = _Search(self, one, other, frozenset(named))
        found = search.run(most)
        if found is None:
            return Leg((one, other), "straight", search.looked)
        spots = [one]
        for spot in (*found, other):
            if spot != spots[-1]:
                spots.append(spot)
        if search.strays:
            return Leg(tuple(spots), "straight", search.looked)
        meant = search.used <= search.named if named else len(search.used) == 1
        return Leg(tuple(spots), "named" if meant else "led", search.looked)

    def reaches(self, spot: Spot, named: Collection[str] = ()) -> list[_Reach]:
        """Streets near a spot, and the named ones farther off."""
        point = geometry.point(spot)
        near = dict.fromkeys(self.atlas.streets_at(spot, NEAR))
        near.update((one, None) for one in self._lines(named) if one.shape.distance(point) < FAR)
        return [
            _Reach(one, at, _apart(spot, _spot(one.shape.interpolate(at))))
            for one in near
            if one.shape.geom_type == "LineString"
            for at in [one.shape.project(point)]
        ]

    def beside(self, street: Named, at: float) -> Iterator[tuple[float, Named]]:
        """The crossings of a street on either side of a spot on it."""
        rows = self._corners.get(street.id, [])
        before = [row for row in rows if row[0] < at - 1e-9]
        after = [row for row in rows if row[0] > at + 1e-9]
        here = [row for row in rows if abs(row[0] - at) <= 1e-9]
        yield from (*before[-1:], *here, *after[:1])


class _Search:
    """One search for the cheapest way (Dijkstra 1959), over crossings, from one spot to another."""

    def __init__(self, ways: Ways, one: Spot, other: Spot, named: frozenset[str]) -> None:
        self.ways, self.one, self.other, self.named = ways, one, other, named
        self.used: set[str] = set()
        self.strays, self.looked = False, 0
        self._begins = ways.reaches(one, named)
        self._ends = {reach.street.id: reach for reach in ways.reaches(other, named)}

    def run(self, most: int = MOST_CORNERS) -> list[Spot] | None:
        """Spots of the way; None where there is none, or none that somebody would mean."""
        count = itertools.count()
        straight = _apart(self.one, self.other)
        queue: list[Any] = [(0.0, next(count), self.one, (), 0.0)]
        done: set[Spot] = set()
        while queue and self.looked < most:
            cost, _turn, here, steps, walked = heapq.heappop(queue)
            if here == self.other and steps:
                self.used = {street.id for street, _from, _to in steps}
                self.strays = self._straying(steps)
                far = walked > DETOUR * straight + 300 and not self.used <= self.named
                return None if far else list(_traced(steps))
            if here in done:
                continue
            done.add(here)
            self.looked += 1
            for spot, street, since, till, off in self._onward(here):
                length = off + _long(street, since, till)
                weight = 1.0 if street.id in self.named or not self.named else UNNAMED
                heapq.heappush(
                    queue,
                    (
                        cost + length * weight,
                        next(count),
                        spot,
                        (*steps, (street, since, till)),
                        walked + length,
                    ),
                )
        return None

    def _straying(self, steps: Any) -> bool:
        """Whether the way leaves the streets for longer than the middle of a square lies from its edge."""
        first = next(one.away for one in self._begins if one.street.id == steps[0][0].id)
        return max(first, self._ends[steps[-1][0].id].away) > NEAR * 111_320

    def _onward(self, here: Spot) -> Iterator[tuple[Spot, Named, float, float, float]]:
        for street, at, off in self._standing(here):
            end = self._ends.get(street.id)
            if end is not None:
                yield self.other, street, at, end.at, off + end.away
            for till, corner in self.ways.beside(street, at):
                yield corner.at, street, at, till, off

    def _standing(self, here: Spot) -> Iterator[tuple[Named, float, float]]:
        if here == self.one:
            for reach in self._begins:
                yield reach.street, reach.at, reach.away
            return
        for street in self.ways.atlas.streets_at(here):
            if street.shape.geom_type == "LineString":
                yield street, street.shape.project(geometry.point(here)), 0.0


def _traced(steps: Any) -> Iterator[Spot]:
    for street, since, till in steps:
        if since == till:
            yield _spot(street.shape.interpolate(since))
            continue
        part = ops.substring(street.shape, since, till)
        yield from (geometry.rounded(lon, lat) for lon, lat, *_height in part.coords)


def _long(street: Named, since: float, till: float) -> float:
    """Metres along a street, near enough to compare ways."""
    if since == till:
        return 0.0
    spots = [(lon, lat) for lon, lat, *_height in ops.substring(street.shape, since, till).coords]
    return sum(_apart(one, other) for one, other in itertools.pairwise(spots))


def _spot(point: Any) -> Spot:
    return geometry.rounded(point.x, point.y)


def _apart(one: Spot, other: Spot) -> float:
    """Metres between two spots of one city on a flat map."""
    wide = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * wide, one[1] - other[1]) * 111_320
