"""The map in the desk's forms shows what is typed, adds no row and loses none, and asks for nothing."""

from tests.desk.conftest import Desk
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
