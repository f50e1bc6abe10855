"""The map as a picture: the same bytes each time, nothing from elsewhere, names escaped."""

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import shapely

from places import board as boards
from places import drawing, geometry, labels
from places.atlas import EMPTY, SCHEMATIC, read
from places.drawing import Drawn
from places.locating import Locator

MAP = read(SCHEMATIC.read_text("utf-8"))
CITY = Locator(MAP)
WAY: Any = CITY.locate(
    "line", "", ("Lipovy Boulevard 4", "Sadovnikov Street", "Melnichnaya Square")
).geo
NS = "{http://www.w3.org/2000/svg}"


def test_a_picture_is_whole_still_and_says_what_it_shows() -> None:
    svg = drawing.picture(MAP, [Drawn(WAY)], 'March "A" & <b>', "en")
    assert svg == drawing.picture(
        read(SCHEMATIC.read_text("utf-8")), [Drawn(WAY)], 'March "A" & <b>', "en"
    )
    tree = ET.fromstring(svg)
    assert (tree.get("role"), tree.get("aria-label")) == ("img", 'March "A" & <b>')
    texts = [one.text for one in tree.iter(f"{NS}text")]
    assert {"1", "3", "Lipovy Boulevard", "200 m"} <= set(texts)
    assert "2" not in texts
    assert "200 м" in drawing.picture(MAP, [Drawn(WAY)], "", "ru")
    for forbidden in ("style=", "<script", "href", "http://", "url(", " on"):
        assert forbidden not in svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), forbidden
    assert len(svg) < 12_000


def test_the_name_of_a_place_stands_beside_its_number() -> None:
    square: Any = CITY.locate("", "Melnichnaya Square", ()).geo
    tree = ET.fromstring(drawing.picture(MAP, [Drawn(square)], "", "en"))
    at = {one.text: float(one.get("y") or 0) for one in tree.iter(f"{NS}text")}
    assert abs(at["Melnichnaya Square"] - at["1"]) >= labels.ASIDE


def test_a_name_keeps_off_the_outline_of_what_is_drawn_around_it() -> None:
    square: Any = CITY.locate("", "Melnichnaya Square", ()).geo
    middle = geometry.from_geojson(square.shape).centroid
    around = middle.buffer(0.0003, cap_style="square")  # some 19 by 33 metres each way
    ring = [list(spot) for spot in around.exterior.coords]
    area = replace(square, shape={"type": "Polygon", "coordinates": [ring]})
    window = drawing.window_of(MAP, [Drawn(area)])
    assert window is not None
    edge = shapely.LinearRing([window.at(spot) for spot in around.exterior.coords])

    tree = ET.fromstring(drawing.picture(MAP, [Drawn(area)], "", "en"))

    said = next(one for one in tree.iter(f"{NS}text") if one.text == "Melnichnaya Square")
    spot = float(said.get("x") or 0), float(said.get("y") or 0) - 4
    x, y, wide, high = labels.name_box("Melnichnaya Square", *spot, 0, labels.FONT_SIZE)
    assert not edge.intersects(shapely.box(x - wide, y - high, x + wide, y + high))


def test_a_square_is_named_above_itself_on_a_map_that_can_be_moved() -> None:
    square: Any = CITY.locate("", "Melnichnaya Square", ()).geo
    window = drawing.window_of(MAP, [Drawn(square)])
    assert window is not None
    _west, _south, _east, north = geometry.from_geojson(square.shape).bounds

    tree = ET.fromstring(boards.board(MAP, window, [Drawn(square)], "", "en"))

    at = {one.text: float(one.get("y") or 0) for one in tree.iter(f"{NS}text")}
    assert at["Melnichnaya Square"] < window.at((0, north))[1]


def test_what_was_before_is_dashed_and_has_no_numbers() -> None:
    svg = drawing.picture(MAP, [Drawn(WAY, was=True)], "", "en")
    assert 'stroke-dasharray="7 5"' in svg
    assert "<circle" not in svg


def test_a_hostile_name_stays_a_name() -> None:
    evil = '"><script>alert(1)</script>'
    features = tuple(replace(one, en=evil) for one in MAP.features)
    found = replace(MAP, features=features)
    window = drawing.window_of(found, [Drawn(WAY)])
    assert window is not None
    board = boards.board(found, window, [Drawn(WAY)], evil, "en")
    assert "<script" not in board
    ET.fromstring(board)


def test_the_board_leads_back_to_the_ground() -> None:
    """A script finds the spot of a pixel by the numbers of the svg: each crossing comes out where it is."""
    window = drawing.window_of(MAP, [Drawn(WAY)])
    assert window is not None
    board = boards.board(MAP, window, [Drawn(WAY)], "Map", "en")
    said = {name: float(value) for name, value in re.findall(r'data-(\w+)="([\d.]+)"', board)}
    crossing = next(one for one in MAP.of("crossing") if one.id == "lipovy+sadovnikov")
    x, y = re.findall(
        r'data-name="Lipovy Boulevard / Sadovnikov Street" cx="([-\d.]+)" cy="([-\d.]+)"', board
    )[0]
    lon, lat = said["west"] + float(x) / said["lon"], said["north"] - float(y) / said["lat"]
    assert abs(lon - crossing.at[0]) < 1e-6
    assert abs(lat - crossing.at[1]) < 1e-6
    assert len(board) < 60_000


def test_a_city_without_a_map_draws_a_place_that_has_a_shape_and_nothing_else() -> None:
    assert drawing.picture(EMPTY, [], "", "en") == ""
    assert drawing.window_of(EMPTY, []) is None
    assert "<path" in drawing.picture(EMPTY, [Drawn(WAY)], "", "en")


def test_a_large_city_sends_what_a_page_can_carry() -> None:
    """Every street and crossing a hundred times: the nearest stay, from afar the longest."""
    grown = tuple(
        replace(one, id=f"{one.id}-{copy}")
        for one in MAP.features
        for copy in range(1 if one.layer == "district" else 100)
    )
    okrugs = {f"{code}-0": okrug for code, okrug in MAP.okrugs.items()}
    city = replace(MAP, features=grown, okrugs=okrugs)
    whole = drawing.window_of(city, [])
    assert whole is not None
    svg = boards.board(city, whole, [], "Map", "en")
    assert svg.count("data-name=") <= boards.MOST_ON_A_BOARD
    assert svg.count("data-street=") <= boards.MOST_STREETS
