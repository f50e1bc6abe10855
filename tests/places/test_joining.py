"""Pieces of streets as a city's files have them: joined by name, crossed where they meet, walked along as one street."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bench import streets
from places import atlas, geostream, joining, mapfile, mapmaking
from places.locating import Locator
from places.mapfile import BadMap, Found
from tests.places.test_mapfile import NORTH, OKRUG_FEATURE, feature, made, text

EAST = [37.05, 55.05]


def piece(name: str, *spots: list[float], id_: str = "") -> dict[str, Any]:
    about = {"layer": "street", "en": f"{name} Street", "ru": f"{name} улица"}
    return feature(about | ({"id": id_} if id_ else {}), "LineString", list(spots))


def house(street: str, number: str, at: list[float]) -> dict[str, Any]:
    return feature({"layer": "house", "street": street, "number": number}, "Point", at)


PIECES = (
    piece("Long", [37.01, 55.05], [37.03, 55.05], id_="L1"),
    piece("Long", [37.03, 55.05], EAST, id_="L2"),
    piece("Long", EAST, [37.06, 55.05]),
    piece("Long", EAST, [37.05, 55.06]),  # it forks
    piece("Cross", [37.02, 55.04], [37.02, 55.05]),
    piece("Cross", [37.02, 55.05], [37.02, 55.06]),
    piece("Upper", [37.04, 55.06], [37.06, 55.06]),
    piece("Long", [37.08, 55.08], [37.09, 55.08], id_="far"),  # another street of the same name
    piece("Cross", [37.085, 55.075], [37.085, 55.085]),
)
WHOLE = text(
    OKRUG_FEATURE, feature(NORTH), *PIECES, house("L2", "5", [37.04, 55.0501]), house("far", "5", [37.081, 55.0801]),
    house("L1", "7", [37.02, 55.0501]),
)  # fmt: skip
CITY = Locator(atlas.read(made(WHOLE)))


def test_pieces_of_one_name_that_touch_are_one_street() -> None:
    names = [(one.id, one.en) for one in CITY.atlas.of("street")]
    assert names == [("L1", "Long Street"), ("street-2", "Cross Street"), ("street-3", "Upper Street"),
                     ("far", "Long Street"), ("street-5", "Cross Street")]  # fmt: skip
    crossings = {(one.en, one.at) for one in CITY.atlas.of("crossing")}
    assert crossings == {
        ("Long Street / Cross Street", (37.02, 55.05)),
        ("Long Street / Upper Street", (37.05, 55.06)),
        ("Long Street / Cross Street", (37.085, 55.08)),
    }
    assert [one.streets for one in CITY.atlas.of("house")] == [("L1",), ("far",), ("L1",)]


def test_a_way_turns_where_a_street_forks() -> None:
    geo = CITY.locate(
        "line", "", ["Long Street, 7", "Long Street", "Long Street / Upper Street"]
    ).geo
    assert geo is not None
    assert (geo.led, geo.straight) == (0, 0)
    assert EAST in geo.shape["coordinates"]


def test_what_stands_in_two_streets_of_one_name_is_for_a_person_to_say() -> None:
    twice = CITY.names.look_up("Long Street, 5", "en")
    assert (twice.at, len(twice.offers)) == (None, 2)
    assert CITY.names.look_up(twice.offers[1], "en").at == (37.081, 55.0801)
    assert CITY.names.look_up("Long Street, 7", "en").at == (37.02, 55.0501)
    corner = CITY.names.look_up("Cross Street, corner of Long Street", "en")
    assert (corner.at, len(corner.offers)) == (None, 2)


def test_the_halves_of_an_avenue_make_one_crossing() -> None:
    halves = [piece("Avenue", [37.01, lat], [37.09, lat], id_="avenue") for lat in (55.05, 55.0502)]
    city = atlas.read(made(text(OKRUG_FEATURE, feature(NORTH), *halves, piece("Cross", [37.02, 55.04], [37.02, 55.06]))))  # fmt: skip
    assert len(city.of("street")) == 2
    assert [one.at for one in city.of("crossing")] == [(37.02, 55.05)]


def test_streets_without_a_name_are_left_out_and_counted() -> None:
    nameless = feature({"layer": "street"}, "LineString", [[37.01, 55.05], [37.03, 55.05]])
    found = Found()
    mapfile.load(text(OKRUG_FEATURE, feature(NORTH), nameless, PIECES[0], nameless), "a", found)
    assert found.unnamed == {"a": [3, 5]}
    assert len(found.pieces) == 1


def test_one_id_for_two_names_is_a_fault() -> None:
    with pytest.raises(BadMap, match=r"feature 2 \(Cross Street\): its id x stands twice"):
        made(text(piece("Long", [37.0, 55.0], [37.1, 55.0], id_="x"), piece("Cross", [37.0, 55.0], [37.0, 55.1], id_="x")))  # fmt: skip


def test_a_made_city_keeps_its_count_and_looks_at_few_pairs(tmp_path: Path) -> None:
    """Work grows with the pieces, not with their square: a piece is held against those that it touches."""
    size = streets.Size(across=4, up=3, streets=4)
    found = Found()
    for path in streets.write(tmp_path, size, unnamed=9):
        with path.open(encoding="utf-8") as source:
            mapfile.load(source, path.name, found)
    joined = joining.streets(found.pieces)
    assert (len(found.pieces), len(joined.all)) == (size.segments, size.names)
    assert len(joined.first) < 6 * size.segments
    corners = [spot for _one, _other, _number, spot in joining.crossings(joined)]
    inner = size.across * size.up * size.streets**2
    assert len(corners) >= inner
    assert found.unnamed == {"streets.geojson": [1, 2, 3, 4, 5, 6]}  # the first are told
    assert found.left_out == {"streets.geojson": 9}
    assert len(made_text(found)) == sum(len(text_) for _layer, text_ in mapmaking.written(found, atlas.EMPTY, {}))  # fmt: skip


def made_text(found: Found) -> str:
    return mapmaking.merged(found, atlas.EMPTY, {})


def test_a_file_is_read_feature_by_feature(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json.loads(WHOLE)
    for step in (1, 7, 4096):
        monkeypatch.setattr(geostream, "AT_ONCE", step)
        parts = list(geostream.parts(io.StringIO(json.dumps(whole, indent=2))))
        assert [one for key, one in parts if key == geostream.FEATURE] == whole["features"]
        assert ("type", "FeatureCollection") in parts
    source = io.StringIO(WHOLE)
    monkeypatch.setattr(geostream, "AT_ONCE", 64)
    features = geostream.parts(source)
    assert [next(features)[0] for _ in range(3)] == ["type", "feature", "feature"]
    assert source.tell() < len(WHOLE) / 3  # the rest is not read yet


@pytest.mark.parametrize("cut", [40, 200, 900])
def test_a_file_that_ends_early_says_after_which_feature(cut: int) -> None:
    with pytest.raises(geostream.Broken, match=r"after feature \d"):
        list(geostream.parts(io.StringIO(WHOLE[:cut])))
