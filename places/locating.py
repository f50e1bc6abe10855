"""From typed words to a shape on the ground: a point, an area by its corners, a way by its streets in order.

Drawn or typed is one and the same: the map only writes lines, so both give one record.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from places import geometry
from places.atlas import PEOPLE_PER_M2, Atlas, Named
from places.gazetteer import Gazetteer, Stop
from places.geometry import Spot
from places.ways import MOST_CORNERS, MOST_OF_A_WAY, Ways

FORMS = ("point", "area", "line")
MOST_LINES = 60
MOST_KEPT = 512
"""Places kept as they were found on one map; a draft has sixteen at most."""


@dataclass(frozen=True)
class Geo:
    """The shape of a place as a version keeps it; every number was found when it was filed."""

    shape: dict[str, Any]  # GeoJSON, WGS84
    stops: tuple[Spot | None, ...]  # one for each line; None: the map does not know it
    districts: tuple[str, ...]
    okrugs: tuple[str, ...]
    length: int = 0  # metres
    area: int = 0  # square metres; of a way, of the place where it ends
    people: int = 0  # how many that area holds; 0: not known
    per_m2: float = PEOPLE_PER_M2
    numbers: bool = False  # a spot was given by numbers, not by a name
    map: str = ""  # SHA-256 of the map that knew the names
    led: int = 0  # legs of a way along streets that it does not name
    straight: int = 0  # legs that the map can't follow

    def text(self) -> str:
        """Canonical JSON, as it is stored and hashed."""
        said = {name: value for name, value in asdict(self).items() if value or name not in _RARE}
        return json.dumps(said, sort_keys=True, separators=(",", ":"))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees: what a search for neighbours compares."""
        west, south, east, north = geometry.from_geojson(self.shape).bounds
        return west, south, east, north


_RARE = frozenset({"led", "straight"})
"""Left out where they are 0, so that a shape keeps the text and the hash that it had before they were counted."""


def read(text: str) -> Geo | None:
    """A stored shape; None where a place has only words."""
    if not text:
        return None
    said = json.loads(text)
    stops = tuple((one[0], one[1]) if one else None for one in said.pop("stops"))
    districts, okrugs = tuple(said.pop("districts")), tuple(said.pop("okrugs"))
    return Geo(stops=stops, districts=districts, okrugs=okrugs, **said)


def rooms(geos: Sequence[Geo]) -> list[Geo]:
    """Shapes whose ground holds people, each ground once: a square is often both a place and the end of the way."""
    found: dict[Any, Geo] = {}
    for geo in geos:
        if geo.area:
            found.setdefault((geo.area, geo.people, geo.stops[-1:]), geo)
    return list(found.values())


def okrugs_of(own: str, text: str) -> tuple[str, ...]:
    """Okrugs that a place touches: its own, and those of its shape where the shape is in its own too."""
    geo = read(text)
    if geo is None or own not in geo.okrugs:
        return (own,)
    return tuple(dict.fromkeys((own, *geo.okrugs)))


@dataclass(frozen=True, slots=True)
class Located:
    """What the map makes of a place. `fault`: why its lines bound no area; the words are kept whatever it says."""

    name: Stop
    stops: tuple[Stop, ...] = ()
    geo: Geo | None = None
    fault: str = ""  # few | flat | crosses
    sides: tuple[int, int] = (0, 0)  # which sides cross, counted from 1
    lines: tuple[str, ...] = field(default=(), compare=False)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Lines that stay words: the map has nothing under them."""
        stops = self.stops or (self.name,)
        return tuple(one.words for one in stops if not one.known and one.words)


class Locator:
    """Finds places on one map."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.names = Gazetteer(atlas)
        self.ways = Ways(atlas)
        self._kept = lru_cache(MOST_KEPT)(self._find)

    @cached_property
    def _streets(self) -> dict[str, Named]:
        return {one.id: one for one in self.atlas.of("street")}

    def locate(
        self, form: str, name: str, lines: Sequence[str] = (), locale: str = "en"
    ) -> Located:
        """Find a place: `form` is point, area or line; `lines` are corners, or streets and crossings in order.

        What was found last is kept while this map is in use: every page of a draft asks for all its places anew.
        """
        return self._kept(
            form, name, tuple(one for one in lines if one.strip())[:MOST_LINES], locale
        )

    def _find(self, form: str, name: str, written: tuple[str, ...], locale: str) -> Located:
        head = self.names.look_up(name, locale)
        stops = tuple(self.names.look_up(text, locale) for text in written)
        if form == "area" and written:
            return self._area(head, stops)
        if form == "line" and written:
            return Located(head, stops, self._way(head, stops))
        return Located(head, (), self._point(head))

    def _point(self, head: Stop) -> Geo | None:
        if head.at is None:
            return None
        whole = head.feature is not None and head.feature.shape.geom_type in {
            "Polygon",
            "MultiPolygon",
        }
        shape = head.feature.shape if whole and head.feature else geometry.point(head.at)
        return self._geo(shape, (head,), head.feature if whole else None)

    def _area(self, head: Stop, stops: tuple[Stop, ...]) -> Located:
        corners = [one.at for one in stops if one.at is not None]
        if len(corners) < len(stops) or len(corners) < 3:
            fault = "few" if len(corners) == len(stops) and corners else ""
            return Located(head, stops, self._point(head), fault)
        if corners[0] == corners[-1]:  # walked round to the start, as GeoJSON does
            corners.pop()
        if len(corners) < 3 or geometry.is_flat(corners):
            return Located(head, stops, self._point(head), "flat")
        sides = geometry.crossing_sides(corners)
        if sides:
            return Located(head, stops, self._point(head), "crosses", sides)
        shape = geometry.area(corners)
        return Located(head, stops, self._geo(shape, stops, head.feature, shape))

    def _way(self, head: Stop, stops: tuple[Stop, ...]) -> Geo | None:
        spots = self._vertices(stops)
        if len(spots) < 2:
            return self._point(head)
        path: list[Spot] = [spots[0][0]]
        hows, left = [], MOST_OF_A_WAY
        for spot, named in spots[1:]:
            leg = self.ways.leg(path[-1], spot, named, min(MOST_CORNERS, left))
            left -= leg.looked
            path.extend(leg.spots[1:])
            hows.append(leg.how)
        geo = self._geo(geometry.line(path), stops, stops[-1].feature)
        return replace(geo, led=hows.count("led"), straight=hows.count("straight"))

    def _vertices(self, stops: tuple[Stop, ...]) -> list[tuple[Spot, frozenset[str]]]:
        """Spots of the way in order, each with the streets named on the way to it.

        Two streets one after the other meet at their crossing.
        """
        found: list[tuple[Spot, frozenset[str]]] = []
        named: set[str] = set()

        def reach(spot: Spot) -> None:
            if not found or found[-1][0] != spot:
                found.append((spot, frozenset(named)))
            named.clear()

        for at, one in enumerate(stops):
            before = stops[at - 1] if at else None
            if before and (one.at is None or before.at is None) and one.street and before.street:
                corner = self.names.crossing_of(before.street, one.street)
                if corner is not None:
                    reach(corner.at)
            named |= {one.street} - {""}
            if one.at is not None:
                reach(one.at)
                named |= {one.street} - {""}
        return found

    def _geo(
        self, shape: Any, stops: tuple[Stop, ...], holds: Named | None, ground: Any = None
    ) -> Geo:
        """`holds`: the named place that says how many people fit; `ground`: what they stand on, else its own shape."""
        standing = ground if ground is not None else holds.shape if holds is not None else shape
        area = geometry.square_metres(standing)
        per_m2 = holds.per_m2 if holds is not None else PEOPLE_PER_M2
        people = holds.people if holds is not None and holds.people and ground is None else 0
        districts = self.atlas.touched(shape)
        return Geo(
            shape=json.loads(geometry.text_of(shape)),
            stops=tuple(one.at for one in stops),
            districts=districts,
            okrugs=self.atlas.okrugs_of(districts),
            length=round(geometry.length(shape)),
            area=round(area),
            people=people or int(round(area) * per_m2),
            per_m2=per_m2,
            numbers=any(one.at and one.feature is None for one in stops),
            map=self.atlas.sha256,
        )
