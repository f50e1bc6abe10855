"""Where it is held: words are enough, the map knows more, and neither loses what the other said."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from places import citymap, locating
from places.atlas import SCHEMATIC
from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler
from web import ground
from workflow import bounds, versions
from workflow.content import PlaceIn, SessionIn

Opens = Callable[..., Door]


@pytest.fixture
def mapped(opens: Opens) -> Door:
    """A city that put a map in use while it ran."""
    door = opens()
    home = door.app.extensions["veche"].settings.home
    citymap.keep(home / "places", SCHEMATIC.read_text("utf-8"))
    return door


def begins(door: Door, kind: str = "march", language: str = "en") -> Grumbler:
    browser = door.visitor(language)
    browser.get("/notices/new")
    assert browser.post("/notices/new", kind=kind).status_code == 303
    return browser


def filed_places(door: Door) -> tuple[PlaceIn, ...]:
    with door.city.reading() as work:
        return versions.content_of(work, work.notice(door.numbers()[-1])).places


def test_typing_one_place_is_one_line_and_the_okrug_is_found(mapped: Door) -> None:
    olga = begins(mapped, "rally")

    page = olga.post(
        "/draft/where", **{"places-0-name": "Melnichnaya Square", "places-0-okrug": "", "do": "go"}
    )

    assert page.status_code == 303
    olga.get("/draft/where")
    assert "4,803 m²" in olga.text
    assert "up to 9,606 people, at 2 per m²" in olga.text
    assert "North-Eastern okrug" in olga.text
    assert "Schematic map: it shows how places lie to each other" in olga.text


def test_a_way_that_outlasts_its_event_is_told(mapped: Door) -> None:
    evening = SessionIn(date(2027, 3, 14), "22:00", "00:30")

    with mapped.app.test_request_context("/"):
        assert "about 332 minutes, and the event lasts 150" in ground.too_long([16_600], [evening])
        assert not ground.too_long([7_400], [evening])
        assert not ground.too_long([16_600], [])


def test_a_route_by_words_is_filed_with_its_shape(mapped: Door, walk: Fill) -> None:
    olga = mapped.visitor()
    where = {"places-0-name": "Melnichnaya Square", "places-0-okrug": "", "places-0-district": ""}
    way = {
        "route-0": "Lipovy Boulevard, from No. 4", "route-1": "Sadovnikov Street", "route-2": "By the old oak",
        "route-3": "Melnichnaya Square", "vehicles_used": "no",
    }  # fmt: skip

    walk(olga, where=where, route=way)
    assert sign(olga).status_code == 303

    (place,) = filed_places(mapped)
    geo = locating.read(place.geo)
    assert (place.okrug, place.district) == ("SVAO", "ostankinsky")
    assert place.points == tuple(way[f"route-{at}"] for at in range(4))
    assert geo is not None
    assert geo.shape["type"] == "LineString"
    assert [spot is None for spot in geo.stops] == [False, True, True, False]
    page = olga.get(f"/notices/{mapped.numbers()[-1]}")
    assert '<svg class="v-map"' in page.text
    assert "Words only, not on the map: By the old oak." in olga.text


def test_what_is_near_is_offered_and_taken_by_a_button(mapped: Door) -> None:
    olga = begins(mapped)
    typed = {"route-0": "Lipovy Bulevard", "route-1": "Sadovnikov Street"}
    page = olga.follow(olga.post("/draft/route", **typed, do="look:map"))
    assert "Not on the map: it stays as you wrote it." in olga.text
    assert 'value="take:route-0:Lipovy Boulevard"' in page.text
    assert olga.value("route-0") == "Lipovy Bulevard"  # nothing was chosen for her

    olga.follow(olga.post("/draft/route", **typed, do="take:route-0:Lipovy Boulevard"))

    assert [olga.value("route-0"), olga.value("route-1")] == [
        "Lipovy Boulevard",
        "Sadovnikov Street",
    ]


def test_an_area_is_typed_corner_by_corner_and_keeps_everything(mapped: Door) -> None:
    olga = begins(mapped, "rally")
    typed = {
        "places-0-name": "The field", "places-0-okrug": "SVAO", "places-0-form": "area",
        "places-0-corners-0": "(55.83, 37.70)", "places-0-corners-1": "(55.83, 37.71)",
        "places-0-corners-2": "(55.84, 37.71)", "places-1-name": "Melnichnaya Square",
        "places-1-okrug": "",
    }  # fmt: skip
    olga.follow(olga.post("/draft/where", **typed, do="add:places-0-corners"))
    olga.follow(
        olga.post(
            "/draft/where",
            **typed,
            **{"places-0-corners-3": "(55.84, 37.70)"},
            do="down:places-0-corners-2",
        )
    )
    assert olga.value("places-0-corners-2") == "(55.84, 37.70)"
    assert olga.value("places-1-name") == "Melnichnaya Square"
    crossed = olga.post(
        "/draft/where", **typed, **{"places-0-corners-3": "(55.835, 37.72)"}, do="go"
    )
    assert crossed.status_code in {303, 422}

    swapped = {**typed, "places-0-corners-1": "(37.71, 55.83)"}
    assert olga.post("/draft/where", **swapped, do="go").status_code == 422
    assert "the other way round" in olga.text
    assert olga.value("places-0-corners-1") == "(37.71, 55.83)"
    tie = {**typed, "places-0-corners-1": "(55.84, 37.71)", "places-0-corners-2": "(55.83, 37.71)",
           "places-0-corners-3": "(55.84, 37.70)"}  # fmt: skip
    assert olga.post("/draft/where", **tie, do="go").status_code == 422
    assert (
        "The outline crosses itself: the side after corner 1 meets the side after corner 3"
        in olga.text
    )


def test_a_crowd_beyond_the_place_is_told_and_may_stay(mapped: Door, walk: Fill) -> None:
    olga = mapped.visitor()
    yard = {
        "places-0-form": "area", "places-0-corners-0": "(55.83000, 37.70000)",
        "places-0-corners-1": "(55.83010, 37.70000)", "places-0-corners-2": "(55.83010, 37.70010)",
        "places-0-corners-3": "(55.83000, 37.70010)",
    }  # fmt: skip
    walk(olga, "rally", where=yard)
    said = "You expect 350 people, and the place holds about 140. You can keep it"
    assert said in olga.text
    assert sign(olga).status_code == 303
    olga.get(f"/notices/{mapped.numbers()[-1]}")
    assert said in olga.text


def test_the_organisers_okrug_stands_where_the_map_has_another(mapped: Door) -> None:
    olga = begins(mapped, "rally")
    olga.post(
        "/draft/where",
        **{"places-0-name": "Melnichnaya Square", "places-0-okrug": "ZAO", "do": "go"},
    )
    olga.get("/draft/where")
    assert "Your choice stands" in olga.text
    olga.post(
        "/draft/where", **{"places-0-name": "No such square", "places-0-okrug": "", "do": "go"}
    )
    assert "Choose the okrug that the place is in" in olga.text


def test_hostile_lines_are_kept_and_answered(mapped: Door) -> None:
    olga = begins(mapped)
    many = {f"route-{at}": "(55.83, 37.70)" for at in range(999)}
    assert olga.post("/draft/route", **many, vehicles_used="no", do="go").status_code < 500
    for path in (
        "take:places-9-corners-0:x",
        "up:places-0-corners-999",
        "add:places-0-sessions",
        "take:route-0:" + "я" * 9000,
    ):
        assert (
            olga.post("/draft/route", **{"route-0": "A", "route-1": "B"}, do=path).status_code < 500
        )


def test_a_city_without_a_map_asks_as_before(opens: Opens) -> None:
    olga = begins(opens(), "rally")
    olga.get("/draft/where")
    assert "data-map" not in olga.get("/draft/where").text
    assert (
        olga.post("/draft/where", **{"places-0-name": "Melnichnaya Square", "do": "go"}).status_code
        == 422
    )


def test_two_versions_are_compared_on_the_map(mapped: Door, walk: Fill) -> None:
    olga = mapped.visitor()
    where = {"places-0-name": "Melnichnaya Square", "places-0-okrug": "", "places-0-district": ""}
    way = {"route-0": "Lipovy Boulevard, from No. 4", "route-1": "Sadovnikov Street",
           "route-2": "Melnichnaya Square", "vehicles_used": "no"}  # fmt: skip
    walk(olga, where=where, route=way)
    assert sign(olga).status_code == 303
    number = mapped.numbers()[-1]
    path = f"/notices/{number}/amend"
    olga.get(f"{path}?open=route")
    changed: dict[str, Any] = {**way, "open": "route", "route-1": "Prudovaya Street"}

    olga.post(path, **changed, do="go", seen=olga.hidden("seen"))

    assert "What moved on the map" in olga.text
    more = {"seen": olga.hidden("seen"), "mark": olga.hidden("mark"), "reason": "Works"}
    assert olga.post(path, **changed, **more, do="send").status_code == 303
    page = olga.get(f"/notices/{number}/versions").get_data(as_text=True)
    assert page.count('<svg class="v-map"') == 2
    assert "Streets and corners, new: Prudovaya Street." in olga.text
    assert "Streets and corners, no longer: Sadovnikov Street." in olga.text
    boxes = re.findall(r'<g class="v-map__near".*?</g>', page, re.DOTALL)
    assert len(boxes) == 2


def test_too_much_ground_is_told_at_its_place_and_at_the_days(
    mapped: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing typed is lost, and the sentence stands where it can be mended, whichever page is sent."""
    monkeypatch.setattr(bounds, "MOST_GROUND", 8)
    olga = begins(mapped, "rally")
    days = {
        f"sessions-{at}-{name}": value
        for at in range(3)
        for name, value in {
            "day-day": str(14 + at), "day-month": "3", "day-year": "2027", "start": "14:00", "end": "16:00",
        }.items()
    }  # fmt: skip
    assert olga.post("/draft/when", **days, do="go").status_code == 303
    typed = {
        "places-0-name": "By the mill", "places-0-okrug": "SVAO", "places-0-form": "area",
        **{f"places-0-corners-{at}": f"Stone {at}" for at in range(3)},
    }  # fmt: skip

    page = olga.post("/draft/where", **typed, do="go")

    said = "3 lines, 3 days; multiplied they may make 8"
    assert page.status_code == 422
    assert said in olga.text
    assert 'href="#places-0-corners' in page.get_data(as_text=True)
    assert olga.value("places-0-corners-2") == "Stone 2"
    assert olga.post("/draft/when", **days, do="go").status_code == 422
    assert said in olga.text
    two = {name: value for name, value in days.items() if not name.startswith("sessions-2")}
    assert olga.post("/draft/when", **two, do="go").status_code == 303
    assert olga.post("/draft/where", **typed, do="go").status_code == 303
