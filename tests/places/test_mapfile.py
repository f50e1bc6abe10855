"""A city's own map is checked feature by feature: which, what is wrong, how to mend it."""

import json
from typing import Any

import pytest

from places import atlas, mapfile, mapmaking
from places.districts import load
from places.mapfile import BadMap, Found

SQUARE = [[[37.0, 55.0], [37.1, 55.0], [37.1, 55.1], [37.0, 55.1], [37.0, 55.0]]]
NORTH = {"layer": "district", "id": "north", "okrug": "N", "en": "North", "ru": "Север"}
OKRUG = {"layer": "okrug", "id": "N", "en": "Northern okrug", "ru": "Северный округ"}


def feature(
    about: dict[str, Any], kind: str = "Polygon", coordinates: Any = SQUARE
) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": about, "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def street(id_: str, *spots: list[float]) -> dict[str, Any]:
    about = {"layer": "street", "id": id_, "name:en": f"{id_} Street", "name:ru": f"{id_} улица"}
    return feature(about, "LineString", list(spots))


def text(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


OKRUG_FEATURE = {"type": "Feature", "properties": OKRUG, "geometry": None}
WHOLE = text(
    OKRUG_FEATURE, feature(NORTH),
    street("A", [37.0, 55.05], [37.1, 55.05]), street("B", [37.05, 55.0], [37.05, 55.1]),
    attribution="© Somebody, licence X",
)  # fmt: skip


def made(*texts: str, before: atlas.Atlas = atlas.EMPTY, layer: str = "") -> str:
    found = Found()
    for number, one in enumerate(texts):
        mapfile.load(one, f"file-{number}", found, layer)
    return mapmaking.merged(found, before, {})


def test_a_map_is_merged_with_its_crossings_names_and_source() -> None:
    written = made(WHOLE)
    city = atlas.read(written)
    assert made(WHOLE) == written  # the same bytes, so the same hash
    assert [one.en for one in city.of("crossing")] == ["A Street / B Street"]
    assert city.of("crossing")[0].at == (37.05, 55.05)
    assert city.sources[0].ru == "© Somebody, licence X"
    assert not city.schematic
    okrug = city.places(load()).okrug("N")
    assert okrug is not None
    assert okrug.in_("ru") == "Северный округ"
    assert city.touched(city.of("street")[0].shape) == ("north",)


def test_a_later_file_brings_its_layers_and_leaves_the_others() -> None:
    first = atlas.read(made(WHOLE))
    about = {"en": "Square", "ru": "Площадь", "people": 300}
    place = feature(about, "Point", [37.02, 55.02, 120.0])
    city = atlas.read(made(text(place), before=first, layer="place"))
    assert {one.layer for one in city.features} == {"district", "street", "crossing", "place"}
    assert city.of("place")[0].people == 300
    assert city.sources == first.sources


FAULTS: tuple[tuple[str, Any], ...] = (
    ("needs a name in both languages", feature({**NORTH, "ru": ""})),
    ("coordinates look swapped", street("C", [55.0, 137.0], [55.1, 137.1]) | {"geometry": {
        "type": "LineString", "coordinates": [[55.0, 137.0], [55.1, 137.1]]}}),
    ("no degrees of WGS84", street("C", [4183000.0, 7508000.0], [4183100.0, 7508100.0])),
    ("crosses the antimeridian", street("C", [-179.9, 55.0], [179.9, 55.0])),
    ("Self-intersection", feature(NORTH, coordinates=[[[37, 55], [37.1, 55.1], [37.1, 55], [37, 55.1], [37, 55]]])),
    ("no pairs of numbers", street("C", [37.0, "x"], [37.1, 55.0])),  # type: ignore[list-item]
    ("no pairs of numbers", feature(NORTH, coordinates=[[[[[[37, 55]]]]]])),
    ("a street is a LineString or MultiLineString", feature({**NORTH, "layer": "street"}, "Point", [37, 55])),
    ("its layer is tram", feature({**NORTH, "layer": "tram"})),
    ("has no properties", {"type": "Feature"}),
    ("20001 points; 20000 fit", street("C", *([37.0 + at / 1e6, 55.05] for at in range(20_001)))),
    ("its okrug is X", feature({**NORTH, "okrug": "X"})),
    ("stands twice", feature(NORTH)),
    ("lies outside the districts", street("C", [30.0, 60.0], [30.1, 60.0])),
    ("look swapped: GeoJSON writes longitude first", street("C", [55.01, 37.01], [55.02, 37.02])),
    ("`people` is -5", feature({"layer": "place", "en": "S", "ru": "П", "people": -5}, "Point", [37.01, 55.01])),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "bad"), FAULTS)
def test_each_fault_names_the_feature_and_how_to_mend_it(sentence: str, bad: Any) -> None:
    with pytest.raises(BadMap) as caught:
        made(text(OKRUG_FEATURE, feature(NORTH), bad))
    assert sentence in str(caught.value)
    assert "file-0, feature 3" in str(caught.value)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "NaN is no coordinate"),
        ("not json", "is no JSON"),
        ("[]", "holds no object"),
        ('{"type": "Feature"}', "no GeoJSON FeatureCollection"),
        (text(crs={"name": "urn:ogc:def:crs:EPSG::3857"}), "not in WGS84"),
    ],
)
def test_a_file_that_is_no_map_is_refused_whole(bad: str, sentence: str) -> None:
    with pytest.raises(BadMap, match=sentence):
        made(bad)


def test_a_file_with_a_thousand_faults_says_the_first_twenty() -> None:
    with pytest.raises(BadMap) as caught:
        made(text(*({"type": "Feature"} for _ in range(1000))))
    assert len(caught.value.faults) == mapfile.MOST_FAULTS + 1
