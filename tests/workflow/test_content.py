"""A place that is not touched stays exactly as it was kept, whatever map is in use by then."""

from dataclasses import replace

from places.atlas import SCHEMATIC, read
from places.locating import Locator
from tests.support.city import content
from workflow.content import PlaceIn

CITY = Locator(read(SCHEMATIC.read_text("utf-8")))


def place(name: str, *lines: str) -> PlaceIn:
    """A place as the map has it now; numbers leave the words."""
    found = CITY.locate("line" if lines else "point", name, lines)
    assert found.geo is not None
    points = tuple(one.words for one in found.stops)
    return PlaceIn(found.name.words, "SVAO", "ostankinsky", points, geo=found.geo.text())


def settled(old: PlaceIn, new: PlaceIn) -> PlaceIn:
    return content(places=(new,)).settled(content(places=(old,))).places[0]


def test_a_new_map_changes_no_notice() -> None:
    square = place("Melnichnaya Square")
    before = replace(square, geo=square.geo.replace('"people":9606', '"people":1'))
    assert settled(before, square) == before
    words_only = replace(square, geo="")
    assert settled(words_only, square) == words_only


def test_what_a_person_says_anew_is_new() -> None:
    square, elsewhere = place("Melnichnaya Square"), place("Melnichnaya Square (55.83, 37.71)")
    assert elsewhere.name == square.name
    assert settled(square, elsewhere) == elsewhere
    assert settled(replace(square, geo=""), elsewhere) == elsewhere
    assert settled(square, replace(square, okrug="ZAO")).okrug == "ZAO"
    assert settled(square, replace(square, geo="")).geo == ""


def test_a_notice_names_every_okrug_that_its_places_touch() -> None:
    west, north = CITY.atlas.by_id["district", "ostankinsky"].shape.bounds[0::3]
    corner = place(f"Corner ({north}, {west})")
    assert set(content(places=(corner,)).okrugs) == {"SVAO", "SAO"}
    assert content(places=(replace(corner, okrug="ZAO"),)).okrugs == ("ZAO",)
