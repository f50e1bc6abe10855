"""Typed words become a shape: a point, an area, a way; nothing is chosen for a person, nothing is lost."""

from pathlib import Path
from typing import Any

import pytest

from places import citymap, geometry, locating, words
from places.atlas import EMPTY, SCHEMATIC, read
from places.districts import BadPlaces
from places.locating import Locator

MAP = read(SCHEMATIC.read_text("utf-8"))
CITY = Locator(MAP)
WAY = (
    "Lipovy Boulevard, from no. 4",
    "Sadovnikov Street",
    "Melnichnaya Street",
    "Melnichnaya Square",
)


def test_a_way_is_found_by_its_streets_in_both_languages_and_follows_them() -> None:
    english = CITY.locate("line", "", WAY).geo
    russian = CITY.locate(
        "line",
        "",
        ("Липовый бульвар, 4", "Садовников ул.", "ул. Мельничная", "Мельничная пл."),
        "ru",
    ).geo
    assert english is not None
    assert russian is not None
    assert english.shape == russian.shape
    assert english.shape["type"] == "LineString"
    assert (english.okrugs, english.districts) == (("SVAO",), ("ostankinsky",))
    assert english.stops[0] is not None
    assert english.stops[1] is None
    assert 1600 < english.length < 1700
    assert (english.area, english.people, english.per_m2) == (
        4803,
        9606,
        2.0,
    )  # of the square at its end
    assert locating.read(english.text()) == english


def test_the_map_writes_lines_that_give_the_same_record() -> None:
    """Drawn: crossings by name, other spots by numbers. Typed: the same lines."""
    typed = CITY.locate("line", "", ("Lipovy Boulevard / Sadovnikov Street", "Melnichnaya Square"))
    spot = typed.stops[0].at
    assert spot is not None
    drawn = CITY.locate("line", "", (words.written("", spot), "Melnichnaya Square"))
    assert typed.geo is not None
    assert drawn.geo is not None
    assert (typed.geo.shape, typed.geo.stops) == (drawn.geo.shape, drawn.geo.stops)
    assert (typed.geo.numbers, drawn.geo.numbers) == (False, True)


def test_a_square_at_the_end_of_a_way_is_counted_once() -> None:
    square, meadow = (
        CITY.locate("point", name).geo for name in ("Мельничная площадь", "Prudovy Park, meadow")
    )
    way = CITY.locate("line", "", WAY).geo
    assert way is not None
    assert square is not None
    assert meadow is not None
    assert [one.area for one in locating.rooms([way, square])] == [4803]
    assert len(locating.rooms([way, square, meadow])) == 2


def test_a_place_is_its_square_and_a_house_its_door() -> None:
    square, house = (
        CITY.locate("point", "Мельничная площадь"),
        CITY.locate("point", "Lipovy Boulevard 12"),
    )
    assert square.geo is not None
    assert square.geo.shape["type"] == "Polygon"
    assert house.geo is not None
    assert house.geo.shape["type"] == "Point"
    assert house.geo.people == 0
    meadow = CITY.locate("point", "Prudovy Park, meadow").geo
    assert meadow is not None
    assert meadow.people == meadow.area
    site = CITY.locate("point", "Gorky Park, designated site").geo
    assert site is not None
    assert site.people == 5000


def test_what_is_not_on_the_map_stays_words_and_likeness_is_only_offered() -> None:
    stop = CITY.locate("point", "Melnichnaya Sqare").name
    assert (stop.at, stop.known) == (None, False)
    assert CITY.names.alike(stop.words)[0] == "Melnichnaya Square"
    lost = CITY.locate("line", "", ("By the old oak", "Lipovy Boulevard 4", "Melnichnaya Square"))
    assert lost.unknown == ("By the old oak",)
    assert lost.geo is not None
    assert lost.geo.stops[0] is None
    house = CITY.locate("point", "Prudovaya Street, 99").name
    assert house.at is None
    assert "Melnichnaya Street / Prudovaya Street" in house.offers
    assert CITY.names.alike("x" * 10_000) == ()
    assert CITY.names.alike("ab") == ()


def test_on_a_border_every_district_is_named() -> None:
    """The corner of four rectangles of the plan touches all of them."""
    west, north = MAP.by_id["district", "ostankinsky"].shape.bounds[0::3]
    found = CITY.locate("point", words.written("Corner", (west, north))).geo
    assert found is not None
    assert len(found.districts) >= 3
    assert "ostankinsky" in found.districts
    assert set(locating.okrugs_of("SVAO", found.text())) == set(found.okrugs) == {"SVAO", "SAO"}
    assert locating.okrugs_of("ZAO", found.text()) == ("ZAO",)  # what the organiser says stands


def test_two_metres_from_a_border_is_on_it_and_thirty_are_not() -> None:
    west, south, _east, north = MAP.by_id["district", "ostankinsky"].shape.bounds
    inside = [
        CITY.locate("point", words.written("", (west + off, (south + north) / 2))).geo
        for off in (0.00003, 0.0005)
    ]
    assert [len(geo.districts) if geo else 0 for geo in inside] == [2, 1]


CORNERS = ("(55.83, 37.70)", "(55.83, 37.71)", "(55.84, 37.71)", "(55.84, 37.70)")


def test_an_area_is_bounded_by_corners_in_order() -> None:
    geo = CITY.locate("area", "Field", CORNERS).geo
    assert geo is not None
    assert geo.shape["type"] == "Polygon"
    assert 690_000 < geo.area < 705_000
    assert geo.people == geo.area * 2
    closed = CITY.locate("area", "Field", (*CORNERS, CORNERS[0])).geo
    assert closed is not None
    assert closed.shape == geo.shape


@pytest.mark.parametrize(
    ("corners", "fault"),
    [
        ((CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]), "crosses"),
        (CORNERS[:2], "few"),
        ((CORNERS[0], CORNERS[0], CORNERS[0]), "flat"),
        (("(55.83, 37.70)", "(55.84, 37.70)", "(55.85, 37.70)"), "flat"),
    ],
)
def test_corners_that_bound_nothing_are_told_apart(corners: tuple[str, ...], fault: str) -> None:
    found = CITY.locate("area", "Field", corners)
    assert (found.fault, found.geo) == (fault, None)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Field (37.70, 55.83)", "swapped"),
        ("Field (59.93, 30.31)", "outside"),
        ("Field (0.0, 180.0)", "outside"),
        ("Field (0.0, -180.0)", "outside"),
        ("Field (95.5, 200.5)", "numbers"),
        ("Field (NaN, NaN)", ""),
        ("Field (1e999, 37.7)", ""),
        ("Open 12.00, 13.30", ""),
    ],
)
def test_numbers_that_are_no_spot_of_the_city(line: str, wrong: str) -> None:
    stop = CITY.names.look_up(line, "en")
    assert (stop.wrong, stop.at) == (wrong, None)


def test_ten_thousand_lines_are_read_to_sixty() -> None:
    found = CITY.locate("line", "", ["Lipovy Boulevard 4", "Melnichnaya Square"] * 5000)
    assert len(found.stops) == locating.MOST_LINES


def test_a_city_without_a_map_keeps_every_word() -> None:
    found = Locator(EMPTY).locate("line", "Square", WAY)
    assert (found.geo, found.unknown) == (None, WAY)
    assert Locator(EMPTY).names.look_up("Field (55.83, 37.70)", "en").at == (37.7, 55.83)


def test_numbers_of_a_line_are_read_back_as_they_were_written() -> None:
    for text in ("Field (55.830000, 37.700000)", "(55.830000, 37.700000)"):
        said = words.read(text)
        assert said.at is not None
        assert words.written(said.words, said.at) == text
    assert words.read("Поле 55,830000; 37,700000").at == (37.7, 55.83)


def test_length_and_area_are_those_of_the_ellipsoid() -> None:
    """A degree of latitude at the equator is 110,574 m, one of longitude 111,320 m (WGS 84)."""
    assert geometry.metres([(0, 0), (0, 1)]) == pytest.approx(110_574, abs=1)
    assert geometry.metres([(0, 0), (1, 0)]) == pytest.approx(111_319, abs=1)


def test_a_map_that_was_changed_by_hand_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path
    assert citymap.load(folder, schematic=False) is EMPTY
    sha256 = citymap.keep(folder, SCHEMATIC.read_text("utf-8"))
    assert citymap.load(folder, schematic=False).sha256 == sha256 == MAP.sha256
    (folder / "maps" / f"{sha256}.geojson").write_text("{}", "utf-8")
    with pytest.raises(BadPlaces, match="was changed since"):
        citymap.load(folder, schematic=True)
    (folder / "maps" / citymap.CURRENT).write_text("../../secrets/key", "utf-8")
    with pytest.raises(BadPlaces, match="not there"):
        citymap.load(folder, schematic=True)


def test_a_place_is_found_once_however_many_pages_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    city = Locator(MAP)
    legs: list[object] = []
    leg = city.ways.leg

    def counted(*asked: Any) -> Any:
        legs.append(asked)
        return leg(*asked)

    monkeypatch.setattr(city.ways, "leg", counted)

    first = city.locate("line", "", WAY)
    walked = len(legs)
    again = city.locate("line", "", [*WAY, " "])

    assert walked > 0
    assert again is first
    assert len(legs) == walked
    city.locate("line", "", WAY[:-1])
    assert len(legs) > walked


def test_a_way_of_very_many_corners_is_searched_within_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city = Locator(MAP)
    looked: list[int] = []
    leg = city.ways.leg

    def counted(*asked: Any) -> Any:
        found = leg(*asked)
        looked.append(found.looked)
        return found

    monkeypatch.setattr(city.ways, "leg", counted)
    monkeypatch.setattr(locating, "MOST_OF_A_WAY", 60)
    spots = [one.at for one in MAP.of("crossing")]
    lines = [words.written("", spots[at * 37 % len(spots)]) for at in range(50)]

    geo = city.locate("line", "", lines).geo

    assert geo is not None
    assert 0 < sum(looked) <= 60
    assert geo.straight > 0
    assert city.locate("line", "", WAY).geo == CITY.locate("line", "", WAY).geo
