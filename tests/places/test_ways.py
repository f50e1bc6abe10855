"""A way follows the streets that were named, else the shortest, and says where it is only a straight line."""

from places import geometry, locating
from places.atlas import EMPTY, SCHEMATIC, read
from places.locating import Geo, Locator
from places.ways import Ways

MAP = read(SCHEMATIC.read_text("utf-8"))
CITY = Locator(MAP)


def way(*lines: str) -> Geo:
    found = CITY.locate("line", "", lines).geo
    assert found is not None
    return found


def lies_on(geo: Geo, *streets: str) -> bool:
    """Whether every spot between the ends lies within 10 m of one of these streets."""
    ground = [MAP.by_id["street", one].shape for one in streets]
    inner = geo.shape["coordinates"][1:-1]
    spots = [geometry.point(spot) for spot in inner]
    return all(min(one.distance(spot) for one in ground) < 1e-4 for spot in spots)


def test_a_street_between_two_squares_is_walked_along() -> None:
    """What a newcomer typed: a square, a street, a far meadow. It was one line across the blocks."""
    geo = way("Melnichnaya Square", "Melnichnaya Street", "Prudovy Park, meadow")
    straight = geometry.metres([geo.stops[0] or (0, 0), geo.stops[2] or (0, 0)])
    assert len(geo.shape["coordinates"]) > 2
    assert lies_on(geo, "melnichnaya")
    assert geo.length > straight + 30
    assert (geo.led, geo.straight) == (
        0,
        1,
    )  # the meadow lies off the street: that part is said to be straight


def test_three_streets_are_joined_at_their_crossings() -> None:
    geo = way("Sadovnikov Street", "Verkhnyaya Street", "Prudovaya Street")
    corners = [
        MAP.by_id["crossing", one].at for one in ("sadovnikov+verkhnyaya", "prudovaya+verkhnyaya")
    ]
    ends = [tuple(geo.shape["coordinates"][at]) for at in (0, -1)]
    assert ends == corners
    assert (geo.led, geo.straight) == (0, 0)


def test_between_two_crossings_without_a_common_street_the_shortest_way_is_led() -> None:
    geo = way("Lipovy Boulevard / Sadovnikov Street", "Mill Embankment / Prudovaya Street")
    assert lies_on(
        geo, "lipovy", "sadovnikov", "sadovy", "melnichnaya", "prudovaya", "mill-embankment"
    )
    assert len(geo.shape["coordinates"]) > 2
    named = way(
        "Lipovy Boulevard / Sadovnikov Street", "Garden Lane", "Mill Embankment / Prudovaya Street"
    )
    assert lies_on(named, "lipovy", "sadovnikov", "sadovy", "mill-embankment", "prudovaya")
    lane = MAP.by_id["street", "sadovy"].shape
    on_it = [one for one in named.shape["coordinates"] if lane.distance(geometry.point(one)) < 1e-5]
    assert len(on_it) >= 2


def test_nobody_is_led_round_half_the_city() -> None:
    """Squares of two okrugs that no street of the map joins: a straight line, and counted as one."""
    geo = way("Melnichnaya Square", "Gorky Park, designated site")
    assert (len(geo.shape["coordinates"]), geo.led, geo.straight) == (2, 0, 1)


def test_a_shape_that_needs_no_guess_keeps_its_text() -> None:
    """What was filed before legs were counted has the same text, and so the same hash."""
    geo = way("Sadovnikov Street", "Verkhnyaya Street", "Prudovaya Street")
    assert "straight" not in geo.text()
    assert locating.read(geo.text()) == geo
    guessed = way("Melnichnaya Square", "Gorky Park, designated site")
    assert locating.read(guessed.text()) == guessed


def test_a_search_ends_and_an_empty_map_has_straight_lines() -> None:
    assert Ways(EMPTY).leg((37.7, 55.8), (37.71, 55.8)).how == "straight"
    here = (37.70, 55.83)
    assert Ways(MAP).leg(here, here).spots[0] == here
