"""The map of a city: districts, streets, crossings, houses and named places, from one checked file."""

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import shapely

from places import geometry, geostream
from places.districts import District, Okrug, Places
from places.geometry import Spot

HERE = Path(__file__).resolve().parent
SCHEMATIC = HERE / "schematic.geojson"
"""The invented streets of the demo city on a drawn grid of districts; it says of itself that it is schematic."""

PEOPLE_PER_M2 = 2.0
"""How many people a square metre holds unless a place says otherwise (Moscow, government order on norms of capacity)."""

NEAR = 0.00005
"""Degrees, about 5 m: what lies on a border within this touches both sides."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something on the map with a name in two languages and a shape."""

    layer: str  # district | street | place | crossing | house | water | green
    id: str
    en: str
    ru: str
    shape: Any
    streets: tuple[str, ...] = ()  # of a crossing, and of a house
    number: str = ""  # of a house
    per_m2: float = PEOPLE_PER_M2
    people: int = 0  # a place that says how many it holds

    def in_(self, locale: str) -> str:
        """Give the name in a language."""
        return self.ru if locale == "ru" else self.en

    @property
    def at(self) -> Spot:
        """The one spot that stands for it."""
        inside = (
            self.shape if self.shape.geom_type == "Point" else self.shape.representative_point()
        )
        return geometry.rounded(inside.x, inside.y)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose data it is, as the map and the letters must say."""

    en: str
    ru: str

    def in_(self, locale: str) -> str:
        """Give it in a language."""
        return self.ru if locale == "ru" else self.en


@dataclass(frozen=True)
class Atlas:
    """One map. `sha256` names its file; an empty one (a city without a map) knows nothing and refuses nothing."""

    sha256: str
    schematic: bool
    sources: tuple[Source, ...]
    features: tuple[Named, ...]
    okrugs: Mapping[str, tuple[str, str, str]]  # district -> okrug, its name en, ru

    def of(self, *layers: str) -> tuple[Named, ...]:
        """What it has of these layers, one layer after the other, each in the order of the file."""
        return tuple(one for layer in layers for one in self._by_layer.get(layer, ()))

    @cached_property
    def _by_layer(self) -> Mapping[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for one in self.features:
            found.setdefault(one.layer, []).append(one)
        return found

    @cached_property
    def _drawn(self) -> tuple[tuple[Named, ...], Any]:
        """What a picture shows, and the tree by which what lies in a box is found; spots are not shown."""
        rows = tuple(one for one in self.features if one.layer not in ("crossing", "house"))
        return rows, shapely.STRtree([one.shape for one in rows])

    def within(self, box: Any) -> tuple[Named, ...]:
        """What a picture of a box shows: all that is in it or reaches into it, in the order of the file."""
        rows, tree = self._drawn
        found = tree.query(box, "intersects")
        return tuple(rows[at] for at in sorted(int(one) for one in found))

    @cached_property
    def grounds(self) -> dict[Any, str]:
        """Ground as it was drawn, by its window and language (places.board); gone with the map."""
        return {}

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What other rooms of the shelf made of it, by name (places.cells); gone with the map."""
        return {}

    @cached_property
    def by_id(self) -> Mapping[tuple[str, str], Named]:
        """Everything by layer and id."""
        return {(one.layer, one.id): one for one in self.features}

    def called(self, one: Named, locale: str) -> str:
        """The name of something; a house by its street and number."""
        if one.layer != "house":
            return one.in_(locale)
        street = self.by_id.get(("street", one.streets[0])) if one.streets else None
        return f"{street.in_(locale)}, {one.number}" if street else one.number

    @cached_property
    def first_of(self) -> Mapping[str, str]:
        """For each street the first of its name: two streets of one name in two parts of a city are told apart by crossings."""
        names: dict[tuple[str, str], str] = {}
        return {one.id: names.setdefault((one.en, one.ru), one.id) for one in self.of("street")}

    @cached_property
    def districts(self) -> tuple[Named, ...]:
        """The districts, in the order of the file."""
        return self.of("district")

    @cached_property
    def _tree(self) -> Any:
        return shapely.STRtree([one.shape for one in self.districts])

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of the districts, else of everything; None for an empty map."""
        shapes = [one.shape for one in self.districts or self.features]
        if not shapes:
            return None
        west, south, east, north = (float(side) for side in shapely.total_bounds(shapes))
        return west, south, east, north

    def covers(self, spot: Spot) -> bool:
        """Whether a spot is in the city; a map without districts can't say, so it takes everything."""
        if not self.districts:
            return True
        return len(self._tree.query(geometry.point(spot).buffer(NEAR), "intersects")) > 0

    def touched(self, shape: Any) -> tuple[str, ...]:
        """Ids of every district that a shape is in, touches or runs along; in the order of the file."""
        if not self.districts:
            return ()
        found = self._tree.query(shape.buffer(NEAR), "intersects")
        return tuple(self.districts[at].id for at in sorted(int(one) for one in found))

    def okrugs_of(self, districts: Iterable[str]) -> tuple[str, ...]:
        """Okrugs of these districts, each once."""
        return tuple(dict.fromkeys(self.okrugs[one][0] for one in districts if one in self.okrugs))

    def places(self, known: Places) -> Places:
        """Okrugs and districts for choices: those of the map where it has any, with its names; else the known."""
        if not self.okrugs:
            return known
        okrugs: dict[str, Okrug] = {}
        for okrug, en, ru in dict.fromkeys(self.okrugs.values()):
            inside = tuple(
                District(one.id, okrug, one.en, one.ru)
                for one in self.districts
                if self.okrugs[one.id][0] == okrug
            )
            okrugs[okrug] = Okrug(okrug, en, ru, inside)
        return Places(okrugs, {one.id: one for part in okrugs.values() for one in part.districts})


EMPTY = Atlas("", schematic=False, sources=(), features=(), okrugs={})


def read(text: str) -> Atlas:
    """A map from the text that `mapmaking.written` gave; it was checked then."""
    return load(io.StringIO(text), hashed(text))


def load(source: IO[str], sha256: str) -> Atlas:
    """The same from a file, feature by feature; `sha256` is the file's own."""
    features: list[Named] = []
    okrugs: dict[str, tuple[str, str, str]] = {}
    said: dict[str, Any] = {}
    for key, one in geostream.parts(source):
        if key != geostream.FEATURE:
            said[key] = one
            continue
        about = one["properties"]
        features.append(_named(one))
        if about["layer"] == "district":
            okrugs[about["id"]] = (about["okrug"], about["okrug_en"], about["okrug_ru"])
    sources = tuple(Source(one["en"], one["ru"]) for one in said["sources"])
    return Atlas(sha256, bool(said["schematic"]), sources, tuple(features), okrugs)


def hashed(text: str) -> str:
    """SHA-256 of a map's text, hex: its name."""
    return hashlib.sha256(text.encode()).hexdigest()


def _named(one: Mapping[str, Any]) -> Named:
    about = one["properties"]
    return Named(
        layer=about["layer"],
        id=about["id"],
        en=about["en"],
        ru=about["ru"],
        shape=geometry.from_geojson(one["geometry"]),
        streets=tuple(about.get("streets", ())),
        number=about.get("number", ""),
        per_m2=float(about.get("per_m2", PEOPLE_PER_M2)),
        people=int(about.get("people", 0)),
    )
