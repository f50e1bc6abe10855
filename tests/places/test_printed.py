"""The map of a letter: greys only, nothing outside of its frame, bounded, the same bytes each time."""

import re
from typing import Any

import shapely

from letters.figure import Map, drawn
from places import printed
from places.atlas import Atlas, Named
from places.drawing import Drawn
from places.locating import Geo, Locator
from places.window import HIGH, WIDE


def _streets(many: int, name: str = "Улица") -> tuple[Named, ...]:
    lines = [
        shapely.LineString([(37.60, 55.70 + i * 1e-5), (37.60 + 0.02, 55.70 + i * 1e-5)]) for i in range(many)
    ]  # fmt: skip
    return tuple(
        Named("street", f"s{i}", f"Street {i}", f"{name} {i}", line) for i, line in enumerate(lines)
    )


def _atlas(*features: Named) -> Atlas:
    return Atlas("0" * 64, False, (), tuple(features), {})


def _place(atlas: Atlas, name: str) -> Geo:
    found = Locator(atlas).locate("point", name).geo
    assert found is not None
    return found


def _square(at: float, name: str) -> Named:
    return Named("place", name, name, name, shapely.box(at, 55.705, at + 0.002, 55.706))


def test_two_places_in_greys_inside_their_frame_the_same_each_time() -> None:
    atlas = _atlas(*_streets(4), _square(37.604, "Old Square"), _square(37.612, "New Square"))
    both = [Drawn(_place(atlas, "Old Square"), 1, was=True), Drawn(_place(atlas, "New Square"), 1)]
    svg = printed.picture(atlas, both, "Map. 1: <New> Square", "en")
    assert svg == printed.picture(atlas, both, "Map. 1: <New> Square", "en")
    assert drawn(Map(svg=svg, caption="")) == svg  # a letter takes it
    assert "<title>Map. 1: &lt;New&gt; Square</title>" in svg
    colours = re.findall(r"#([0-9A-F]{6})", svg)
    assert colours
    assert all(one[:2] == one[2:4] == one[4:] for one in colours)  # grey on any printer
    assert "stroke-dasharray" in svg  # as it was notified
    assert re.search(r">\d+ m<", svg)  # the bar of a scale
    spots = [
        (float(x), float(y)) for d in re.findall(r' d="([^"]*)"', svg) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", d)
    ]  # fmt: skip
    assert all(-0.1 <= x <= WIDE + 0.1 and -0.1 <= y <= HIGH + 0.1 for x, y in spots)


def test_a_crowded_city_and_strange_names_make_no_endless_picture() -> None:
    long = _streets(3000, "Улица " + "длинная " * 12)
    atlas = _atlas(*long, _square(37.604, "Old Square"), Named("place", "x", "🎪 Circus", "🎪 Цирк", shapely.box(37.609, 55.7051, 37.6095, 55.7053)))  # fmt: skip
    svg = printed.picture(atlas, [Drawn(_place(atlas, "Old Square"))], "Map", "ru")
    assert 0 < len(svg.encode()) <= printed.MOST
    assert "🎪" not in svg  # no font of a letter has it: the words of the letter name it


def test_without_a_map_or_a_shape_there_is_no_picture() -> None:
    empty: Any = _atlas()
    assert printed.picture(empty, [], "Map", "en") == ""
