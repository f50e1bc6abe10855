"""A city's own map from GeoJSON files: read, every feature checked, merged into the one file that is kept.

RFC 7946: WGS84, longitude first. What is wrong is said feature by feature: which, what, how to mend it.
"""

import io
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import shapely
from shapely.geometry import shape
from shapely.validation import explain_validity

from places import geostream
from places.districts import Places

LAYERS = ("okrug", "district", "street", "crossing", "house", "place", "water", "green")
SHAPES = {
    "district": {"Polygon", "MultiPolygon"},
    "street": {"LineString", "MultiLineString"},
    "crossing": {"Point"},
    "house": {"Point"},
    "place": {"Point", "Polygon", "MultiPolygon"},
    "water": {"Polygon", "MultiPolygon", "LineString"},
    "green": {"Polygon", "MultiPolygon"},
}
NAMELESS = {"water", "green", "house", "crossing"}
MOST_BYTES = 250_000_000
MOST_FEATURES = 400_000
MOST_SPOTS = 20_000  # of one feature
MOST_FAULTS = 20
TOLD_EACH = 5_000
MOST_LETTERS = 200

Tell = Callable[[str], None]


class BadMap(ValueError):
    """A file that can't be used; `faults` name each feature, what is wrong, how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Piece:
    """A street, or a piece of one: pieces of one name that touch are one street (places.joining)."""

    id: str  # empty where the file gives none
    en: str
    ru: str
    shape: Any
    file: str
    number: int

    @property
    def where(self) -> str:
        """Which feature it is."""
        return f"{self.file}, feature {self.number} ({self.en})"


SOME_UNNAMED = 6  # more than are told


@dataclass
class Found:
    """What was read so far."""

    features: list[dict[str, Any]] = field(default_factory=list)  # all but streets
    pieces: list[Piece] = field(default_factory=list)
    names: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    unnamed: dict[str, list[int]] = field(default_factory=dict)  # first streets left out, by file
    left_out: Counter[str] = field(default_factory=Counter)  # and how many they are
    okrugs: dict[str, tuple[str, str]] = field(default_factory=dict)
    sources: list[dict[str, str]] = field(default_factory=list)
    schematic: bool = False
    faults: list[str] = field(default_factory=list)

    def fault(self, where: str, what: str) -> None:
        """Note one fault; BadMap as soon as there are too many to read."""
        self.faults.append(f"{where}: {what}")
        if len(self.faults) >= MOST_FAULTS:
            raise BadMap([*self.faults, "... and perhaps more: the check stops after 20."])


def load(
    source: str | IO[str],
    name: str,
    found: Found,
    layer: str = "",
    tell: Tell = lambda _line: None,
) -> None:
    """Read one GeoJSON file, or its text, into `found`, feature by feature. `layer`: of features that name none.

    `tell` is given a line every so many features; nothing of the file is held but what is kept of it.
    """
    handle = io.StringIO(source) if isinstance(source, str) else source
    said: dict[str, Any] = {}
    number = 0
    try:
        for key, value in geostream.parts(handle):
            if key != geostream.FEATURE:
                said[key] = value
                continue
            number += 1
            if number > MOST_FEATURES:
                raise BadMap(
                    [f"{name}: has more than {MOST_FEATURES:,} features. Leave out small things."]
                )
            _feature(value, name, number, layer, found)
            if number % TOLD_EACH == 0:
                tell(f"{name}: {number:,} features are read.")
    except geostream.TooDeep:
        raise BadMap([f"{name}: is nested too deeply to be a map."]) from None
    except geostream.Broken as error:
        what = f"JSON: {error}" if str(error) else "GeoJSON: it holds no object"
        raise BadMap([f"{name}: is no {what}."]) from error
    _whole(said, name, found)


def _whole(said: Mapping[str, Any], name: str, found: Found) -> None:
    """What the file says of all its features."""
    if said.get("type") != "FeatureCollection" or said.get("features") is not True:
        raise BadMap(
            [f"{name}: is no GeoJSON FeatureCollection. Save the layer as GeoJSON (RFC 7946)."]
        )
    crs = json.dumps(said.get("crs", "CRS84"))
    if "CRS84" not in crs and "4326" not in crs:
        raise BadMap([f"{name}: is not in WGS84. Save it with the coordinate system EPSG:4326."])
    found.schematic = found.schematic or said.get("schematic") is True
    for one in _sources(said):
        if one not in found.sources:
            found.sources.append(one)


def _sources(said: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Attribution: a text, or a text in each language, or a list of such."""
    given = said.get("sources") or said.get("attribution") or []
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str):
            yield {"en": one[:MOST_LETTERS], "ru": one[:MOST_LETTERS]}
        elif isinstance(one, dict) and one.get("en"):
            yield {
                "en": str(one["en"])[:MOST_LETTERS],
                "ru": str(one.get("ru") or one["en"])[:MOST_LETTERS],
            }


def _feature(one: Any, name: str, number: int, layer: str, found: Found) -> None:
    where = f"{name}, feature {number}"
    about = one.get("properties") if isinstance(one, dict) else None
    if not isinstance(about, dict):
        found.fault(where, "has no properties. Give it at least `layer` and names.")
        return
    kind = str(about.get("layer") or layer)
    en, ru = _name(about, "en"), _name(about, "ru")
    if en or ru:
        where = f"{where} ({en or ru})"
    if kind not in LAYERS:
        found.fault(
            where, f"its layer is {kind or 'missing'}. Use one of {', '.join(LAYERS)}, or --layer."
        )
        return
    if kind == "street" and not (en or ru):
        found.left_out[name] += 1
        if found.left_out[name] <= SOME_UNNAMED:  # a large file has hundreds of thousands
            found.unnamed.setdefault(name, []).append(number)
        return
    if not (en and ru) and kind not in NAMELESS:
        found.fault(
            where,
            "needs a name in both languages: properties `en` and `ru` (or `name:en`, `name:ru`).",
        )
        return
    if kind == "okrug":
        found.okrugs[str(about.get("id") or about.get("okrug") or "")] = (en, ru)
        return
    drawn = _shape(one.get("geometry"), kind, where, found)
    if drawn is None:
        return
    id_ = str(about.get("id") or one.get("id") or "")
    if kind == "street":
        en, ru = found.names.setdefault((en, ru), (en, ru))
        found.pieces.append(Piece(id_, en, ru, drawn, name, number))
        return
    made = {"layer": kind, "en": en, "ru": ru, "id": id_}
    found.features.append(
        {"about": made | _more(about, kind, where, found), "shape": drawn, "where": where}
    )


def _name(about: Mapping[str, Any], language: str) -> str:
    found = next(
        (
            about[key]
            for key in (language, f"name:{language}", f"name_{language}")
            if about.get(key)
        ),
        "",
    )
    return " ".join(str(found).split())[:MOST_LETTERS]


def _more(about: Mapping[str, Any], kind: str, where: str, found: Found) -> dict[str, Any]:
    """What a layer knows besides names: okrug of a district, house numbers, how many people a place holds."""
    made: dict[str, Any] = {}
    if kind == "district":
        made["okrug"] = str(about.get("okrug") or "")
        if about.get("okrug_en") and about.get("okrug_ru"):
            found.okrugs.setdefault(made["okrug"], (str(about["okrug_en"]), str(about["okrug_ru"])))
    if kind in {"crossing", "house"}:
        streets = about.get("streets") or ([about["street"]] if about.get("street") else [])
        made["streets"] = [str(one) for one in streets] if isinstance(streets, list) else []
        made["number"] = str(about.get("number") or "").casefold()[:20]
    if kind == "place":
        for key, most in (("per_m2", 10), ("people", 10_000_000)):
            value = about.get(key)
            if value is None:
                continue
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or not 0 < value <= most
            ):
                found.fault(where, f"`{key}` is {value!r}; write a number above 0, at most {most}.")
            else:
                made[key] = value
    return made


def _shape(said: Any, kind: str, where: str, found: Found) -> Any:
    """The geometry of a feature, or None after a fault was noted."""
    type_ = said.get("type") if isinstance(said, dict) else None
    if type_ not in SHAPES[kind]:
        wanted = " or ".join(sorted(SHAPES[kind]))
        found.fault(where, f"its geometry is {type_ or 'missing'}; a {kind} is a {wanted}.")
        return None
    spots = list(_spots(said.get("coordinates"), 0))
    if not spots or any(spot is None for spot in spots):
        found.fault(
            where, "its coordinates are no pairs of numbers. Save the layer anew as GeoJSON."
        )
        return None
    if len(spots) > MOST_SPOTS:
        found.fault(
            where, f"has {len(spots)} points; {MOST_SPOTS} fit. Simplify it (in QGIS: Simplify)."
        )
        return None
    if _off_earth([spot for spot in spots if spot], where, found):
        return None
    try:
        drawn = shape(said)
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError) as error:
        found.fault(where, f"its coordinates make no {type_}: {error}.")
        return None
    if drawn.is_empty or not drawn.is_valid:
        found.fault(where, f"{explain_validity(drawn)}. Mend it (in QGIS: Fix geometries).")
        return None
    return shapely.force_2d(drawn)


def _spots(said: Any, depth: int) -> Iterator[tuple[float, float] | None]:
    """Every position in nested coordinates; None for what is no position."""
    if not isinstance(said, list) or depth > 4 or not said:
        yield None
    elif isinstance(said[0], list):
        for one in said:
            yield from _spots(one, depth + 1)
    elif len(said) in (2, 3) and all(
        isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one)
        for one in said
    ):
        yield float(said[0]), float(said[1])
    else:
        yield None


def _off_earth(spots: list[tuple[float, float]], where: str, found: Found) -> bool:
    wests, norths = [spot[0] for spot in spots], [spot[1] for spot in spots]
    if max(map(abs, norths)) > 90 and max(map(abs, wests)) <= 90:
        found.fault(
            where, "its coordinates look swapped: GeoJSON writes longitude first, then latitude."
        )
    elif max(map(abs, norths)) > 90 or max(map(abs, wests)) > 180:
        found.fault(where, "its coordinates are no degrees of WGS84. Save it with EPSG:4326.")
    elif max(wests) - min(wests) > 180:
        found.fault(where, "crosses the antimeridian. Cut it there, as RFC 7946 (3.1.9) asks.")
    else:
        return False
    return True


def known_okrugs(known: Places) -> dict[str, tuple[str, str]]:
    """Names of okrugs that the city's list has already."""
    return {one.code: (one.en, one.ru) for one in known}
