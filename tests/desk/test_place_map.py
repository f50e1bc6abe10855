"""The map in the desk's forms shows what is typed, adds no row and loses none, and asks for nothing."""

import json
from typing import Any

from sqlmodel import col, select

from records.tables import Sentence
from tests.desk.conftest import Desk
from tests.desk.test_consultations import asked
from tests.desk.test_paper import PAPER


def test_the_paper_form_has_a_map_that_shows_what_is_typed(desk: Desk) -> None:
    kravets = desk.at("kravets")
    page = kravets.get("/desk/paper").get_data(as_text=True)
    assert page.count('class="v-map__board') == 1
    assert "js/map.js" in page
    lines = "Lipovy Boulevard, from No. 4\nSadovnikov Street\nMelnichnaya Square"
    typed = PAPER | {"places-0-points": lines, "places-1-name": "Elsewhere"}
    shown = kravets.post("/desk/paper", key=kravets.hidden("key"), **typed, more="map")
    assert shown.status_code == 200
    assert "route: Lipovy Boulevard, from No. 4 – Sadovnikov Street" in kravets.text
    page = shown.get_data(as_text=True)
    assert 'value="Elsewhere"' in page  # no row was added, and none was lost
    assert 'name="places-2-name"' not in page


def test_a_proposal_has_the_map_of_its_places(desk: Desk) -> None:
    reference = desk.prepared()
    orlova = desk.at("orlova")
    page = orlova.get(f"/desk/notices/{reference}/decision").get_data(as_text=True)
    assert page.count('class="v-map__board') == 1

    shown = desk.writes(
        orlova, reference, **{"proposal_places-0-name": "Melnichnaya Square"}, more="proposal_map"
    )

    assert shown.status_code == 200
    assert "Melnichnaya Square; North-Eastern okrug: Ostankinsky." in orlova.text
    assert 'value="Melnichnaya Square"' in shown.get_data(as_text=True)


ROW = "conditions-0-"


def limits_of(desk: Desk) -> list[dict[str, Any]]:
    with desk.city.reading() as work:
        return [
            dict(one.limit)
            for one in work.session.exec(select(Sentence).order_by(col(Sentence.id)))
        ]


def test_the_place_of_a_condition_is_found_like_the_place_of_a_notice(desk: Desk) -> None:
    reference, number = asked(desk, "police", "transport")
    police, path = desk.at("police"), f"/desk/consultations/{number['police']}"
    police.get(path)
    typed = {"answer": "conditions", "ground": "Order 7", f"{ROW}text": "Keep it open",
             f"{ROW}limits": "place:open"}  # fmt: skip
    shown = police.post(path, **typed, **{f"{ROW}place": "Melnichnaya Square"}, more="limits_map")
    assert shown.status_code == 200  # looked at, nothing was sent
    assert "Melnichnaya Square; North-Eastern okrug: Ostankinsky." in police.text
    assert limits_of(desk) == []
    far = police.post(path, **typed, **{f"{ROW}place": "A field (10.00000, 10.00000)"})
    assert (far.status_code, "outside the city" in far.text) == (422, True)
    assert police.post(path, **typed, **{f"{ROW}place": "Melnichnaya Square"}).status_code == 303

    # the other service closes the same square, called in the other language: the map knows that it is one place
    other, path = desk.at("transport"), f"/desk/consultations/{number['transport']}"
    other.get(path)
    shut = typed | {f"{ROW}limits": "place:closed", f"{ROW}place": "Мельничная площадь"}
    assert other.post(path, **shut).status_code == 303
    first, second = limits_of(desk)
    assert (first["place"], second["place"]) == ("Melnichnaya Square", "Мельничная площадь")
    assert json.loads(first["geo"])["districts"] == ["ostankinsky"]
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}/merged")
    assert "One wants Melnichnaya Square open" in orlova.text
    assert "Where the conditions hold" in orlova.text

    row = f"/desk/notices/{reference}/merged/1"
    orlova.get(row)
    spot = {
        "text": "Keep it open",
        "limits": "place:open",
        "place": "By the pump (55.828000, 37.716000)",
    }
    assert orlova.post(row, **spot, was=orlova.hidden("was"), do="change").status_code == 303
    assert limits_of(desk)[0]["place"] == "By the pump"
    again = orlova.get(row).get_data(as_text=True)
    assert 'value="By the pump (55.828000, 37.716000)"' in again
