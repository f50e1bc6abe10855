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

import shapely
from shapely import ops

from places import geometry
from places.atlas import NEAR as BESIDE
from places.atlas import Atlas
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
class _Track:
    """One line of a street; a street that forks has several. `street`: the first of its name."""

    number: int
    street: str
    shape: Any


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where a spot meets a street: the distance along it, and the metres to get there."""

    track: _Track
    at: float
    away: float


class Ways:
    """The streets of one map and where they cross."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    @cached_property
    def _tracks(self) -> list[_Track]:
        lines = (
            (self.atlas.first_of[one.id], part)
            for one in self.atlas.of("street")
            for part in shapely.get_parts(one.shape)
        )
        return [_Track(number, *line) for number, line in enumerate(lines)]

    @cached_property
    def _tree(self) -> Any:
        return shapely.STRtree([one.shape for one in self._tracks])

    @cached_property
    def _of_street(self) -> dict[str, list[_Track]]:
        found: dict[str, list[_Track]] = defaultdict(list)
        for one in self._tracks:
            found[one.street].append(one)
        return found

    def at(self, spot: Spot, within: float = BESIDE) -> list[_Track]:
        """Tracks that pass within so many degrees of a spot."""
        found = self._tree.query(geometry.point(spot).buffer(within), "intersects")
        return [self._tracks[at] for at in sorted(int(one) for one in found)]

    @cached_property
    def _corners(self) -> dict[int, list[tuple[float, Spot]]]:
        """Corners of each track in the order in which one walks by: crossings, and where a street forks."""
        found: dict[int, list[tuple[float, Spot]]] = defaultdict(list)
        crossings = self.atlas.of("crossing")
        spots = [one.shape for one in crossings]
        ats, numbers = self._tree.query(spots, predicate="dwithin", distance=BESIDE)
        for at, number in zip(ats.tolist(), numbers.tolist(), strict=True):
            one, track = crossings[at], self._tracks[number]
            if track.street in {self.atlas.first_of.get(street) for street in one.streets}:
                found[number].append((track.shape.project(one.shape), one.at))
        for tracks in self._of_street.values():
            for track, spot in _forks(tracks):
                found[track.number].append((track.shape.project(geometry.point(spot)), spot))
        return {number: sorted(rows) for number, rows in found.items()}

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
        near = {one.number: one for one in self.at(spot, NEAR)}
        here = {one.street for one in near.values()}
        for street in sorted(
            set(named) - here
        ):  # of a street that forks, the line that comes nearest
            lines = self._of_street.get(street, ())
            one = min(lines, key=lambda each: each.shape.distance(point), default=None)
            if one is not None and one.shape.distance(point) < FAR:
                near[one.number] = one
        return [
            _Reach(one, at, _apart(spot, _spot(one.shape.interpolate(at))))
            for one in near.values()
            for at in [one.shape.project(point)]
        ]

    def beside(self, track: _Track, at: float) -> Iterator[tuple[float, Spot]]:
        """The corners of a track on either side of a spot on it."""
        rows = self._corners.get(track.number, [])
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
        self._ends = {reach.track.number: reach for reach in ways.reaches(other, named)}

    def run(self, most: int = MOST_CORNERS) -> list[Spot] | None:
        """Spots of the way; None where there is none, or none that somebody would mean."""
        count = itertools.count()
        straight = _apart(self.one, self.other)
        queue: list[Any] = [(0.0, next(count), self.one, (), 0.0)]
        done: set[Spot] = set()
        while queue and self.looked < most:
            cost, _turn, here, steps, walked = heapq.heappop(queue)
            if here == self.other and steps:
                self.used = {track.street for track, _from, _to in steps}
                self.strays = self._straying(steps)
                far = walked > DETOUR * straight + 300 and not self.used <= self.named
                return None if far else list(_traced(steps))
            if here in done:
                continue
            done.add(here)
            self.looked += 1
            for spot, track, since, till, off in self._onward(here):
                length = off + _long(track, since, till)
                weight = 1.0 if track.street in self.named or not self.named else UNNAMED
                heapq.heappush(
                    queue,
                    (
                        cost + length * weight,
                        next(count),
                        spot,
                        (*steps, (track, since, till)),
                        walked + length,
                    ),
                )
        return None

    def _straying(self, steps: Any) -> bool:
        """Whether the way leaves the streets for longer than the middle of a square lies from its edge."""
        first = next(one.away for one in self._begins if one.track == steps[0][0])
        return max(first, self._ends[steps[-1][0].number].away) > NEAR * 111_320

    def _onward(self, here: Spot) -> Iterator[tuple[Spot, _Track, float, float, float]]:
        for track, at, off in self._standing(here):
            end = self._ends.get(track.number)
            if end is not None:
                yield self.other, track, at, end.at, off + end.away
            for till, corner in self.ways.beside(track, at):
                yield corner, track, at, till, off

    def _standing(self, here: Spot) -> Iterator[tuple[_Track, float, float]]:
        if here == self.one:
            for reach in self._begins:
                yield reach.track, reach.at, reach.away
            return
        for track in self.ways.at(here):
            yield track, track.shape.project(geometry.point(here)), 0.0


def _forks(tracks: list[_Track]) -> Iterator[tuple[_Track, Spot]]:
    """Where an end of one line of a street lies on another: one can turn from either into the other."""
    for one, other in itertools.permutations(tracks, 2):
        for end in (one.shape.coords[0], one.shape.coords[-1]):
            if other.shape.distance(geometry.point(end)) < BESIDE:
                spot = geometry.rounded(*end)
                yield one, spot
                yield other, spot


def _traced(steps: Any) -> Iterator[Spot]:
    for track, since, till in steps:
        if since == till:
            yield _spot(track.shape.interpolate(since))
            continue
        part = ops.substring(track.shape, since, till)
        yield from (geometry.rounded(lon, lat) for lon, lat, *_height in part.coords)


def _long(track: _Track, since: float, till: float) -> float:
    """Metres along a street, near enough to compare ways."""
    if since == till:
        return 0.0
    spots = [(lon, lat) for lon, lat, *_height in ops.substring(track.shape, since, till).coords]
    return sum(_apart(one, other) for one, other in itertools.pairwise(spots))


def _spot(point: Any) -> Spot:
    return geometry.rounded(point.x, point.y)


def _apart(one: Spot, other: Spot) -> float:
    """Metres between two spots of one city on a flat map."""
    wide = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * wide, one[1] - other[1]) * 111_320
