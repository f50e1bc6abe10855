"""What answers must say together: each check over words as people write them, in both languages."""

from datetime import date
from typing import Any

import pytest

from regimes import words
from regimes.shelf import load_all
from workflow import together
from workflow.content import Content, PlaceIn, SessionIn
from workflow.together import CHECKS

LAW = load_all().current("ru-moscow-assembly", date(2027, 3, 1))


def content(kind: str = "march", people: int = 150, points: int = 3, **answers: Any) -> Content:
    """A march that keeps every rule, but for what a test changes."""
    said = {
        "order": "3 stewards",
        "medical": "Two first-aiders",
        "sound": "",
        "organiser_kind": "citizen",
    }
    return Content(
        kind=kind,
        sessions=(SessionIn(date(2027, 3, 14), "12:00", "13:30"),),
        places=(PlaceIn("Lipovy Boulevard", "SVAO", "", tuple("abcdef"[:points])),),
        attendance=people,
        answers=said | answers,
    )


def broken(*unused: str, **changes: Any) -> list[str]:
    return [rule.id for rule in together.broken(LAW, content(**changes), unused=unused)]


def test_the_closed_list_is_what_code_can_do() -> None:
    assert set(words.CHECKS) == set(CHECKS)


def test_answers_that_fit_break_nothing() -> None:
    assert broken() == []
    assert (
        broken("sound", "vehicles", sound="No sound amplification is used.", vehicles="None") == []
    )


@pytest.mark.parametrize(
    ("sound", "found"),
    [
        ("One loudspeaker on the square", ["sound_has_hours"]),
        ("One loudspeaker, 13:00 to 13:20", []),
        ("Колонка с 13 до 14 часов", []),
        ("Мегафон, всё время мероприятия", []),
        ("Two columns, 21:00 to 23:30", ["sound_in_permitted_hours"]),
        ("Усиление с 20 до 23", ["sound_in_permitted_hours"]),
        ("Loudspeaker on 05.06., 13:00 to 13:20", []),  # a day with full stops is no hour
    ],
)
def test_sound_has_hours_and_they_are_those_of_the_law(sound: str, found: list[str]) -> None:
    assert broken(sound=sound) == found


def test_a_march_has_a_route_and_people_who_lead_it() -> None:
    assert broken(points=1) == ["route_of_a_march"]
    assert broken(order="We will behave") == ["order_names_people"]
    assert broken(order="Шестеро распорядителей с повязками") == []


def test_stewards_are_weighed_against_the_number_and_a_telephone_is_none_of_them() -> None:
    assert broken(people=350, order="2 stewards, telephone 84950001420") == [
        "order_fits_the_number"
    ]
    assert broken(people=350, order="4 stewards, telephone 84950001420") == []


def test_a_picket_gives_measures_and_is_told_that_it_has_no_loudspeaker() -> None:
    assert broken(kind="picket_group", structure="A small tent") == ["structure_has_measures"]
    assert broken(kind="picket_group", structure="A tent, 2 x 3 m", sound="12:00 to 13:00") == [
        "no_sound_at_a_picket"
    ]
    assert [rule.warns for rule in LAW.rules if rule.id == "no_sound_at_a_picket"] == [True]


@pytest.mark.parametrize(
    "words",
    ["see above", "См. выше.", "-", "—", "n/a", "N.A.", "то же самое", "уточняется", "…", "xx", "тбд - см. приложение"],
)  # fmt: skip
def test_what_only_points_elsewhere_is_no_answer(words: str) -> None:
    assert together.elsewhere(words) is (not words.startswith("тбд"))
