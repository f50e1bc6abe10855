"""Search from any page of the desk: by number, name, place and telephone, as far as the reader may see."""

from tests.desk.conftest import Desk
from workflow.content import PlaceIn


def test_a_notice_is_found_by_number_name_place_and_telephone(desk: Desk) -> None:
    reference = desk.files().reference
    desk.files(
        places=(PlaceIn("Сад на Кольцевой", "SVAO", "babushkinsky"),),
        answers={"organiser": "Иванов", "phone": "+7 999 123-45-67"},
    )
    orlova = desk.at("orlova")

    for typed in (reference, "сокольн", "Липовый", "8 495 000 14 20", "Сокольникова липовый"):
        orlova.get(f"/desk/search?q={typed}")
        assert "1 notice found" in orlova.text, typed
        assert reference in orlova.text, typed
    orlova.get("/desk/search?q=nobody")
    assert "Nothing found for «nobody»" in orlova.text


def test_who_types_a_kind_is_shown_the_way_to_it(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")

    for typed in ("march", "Шеств"):
        shown = orlova.get(f"/desk/search?q={typed}").text
        assert "/desk/?view=all&amp;kind=march" in shown, typed
    orlova.get("/desk/?view=all&kind=march")
    assert reference in orlova.text
    for typed in ("ma", "arch", "%", "марш"):
        assert "kind=march" not in orlova.get(f"/desk/search?q={typed}").text, typed


def test_a_search_goes_on_by_key(desk: Desk) -> None:
    filed = [desk.files(key=f"key-{number}").reference for number in range(27)]
    orlova = desk.at("orlova")

    orlova.get("/desk/search?q=липовый")
    assert "27 notices found" in orlova.text
    assert [one for one in reversed(filed) if one in orlova.text] == filed[:1:-1]
    assert orlova.last is not None
    before = orlova.last.text.split("before=")[1].split('"')[0]
    orlova.get(f"/desk/search?q=липовый&before={before}")

    assert [one for one in filed if one in orlova.text] == filed[:2]


def test_a_body_does_not_find_by_what_it_is_not_shown(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police"])
    police = desk.at("police")

    for typed in ("Сокольникова", "4950001420", "памяти"):
        police.get(f"/desk/search?q={typed}")
        assert "Nothing found" in police.text, typed
    police.get("/desk/search?q=Липовый")

    assert reference in police.text
