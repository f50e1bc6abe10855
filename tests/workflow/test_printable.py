"""What letters can't print is found question by question, and any name that the fonts have is none of it."""

from datetime import date

import pytest

from regimes.regime import Regime
from regimes.shelf import load_all
from tests.support.city import content
from workflow import printable
from workflow.content import PlaceIn


@pytest.fixture(scope="module")
def moscow() -> Regime:
    return load_all().current("ru-moscow-assembly", date(2027, 3, 1))


def test_each_question_tells_its_own_signs_once(moscow: Regime) -> None:
    said = content(
        answers={"organiser": "漢 Вера 漢", "purpose": "Песни 🎵", "address": "ул. 🎵, д. 1"},
        places=(PlaceIn("Сквер", "SVAO", "", ("Мира ул.", "🎵 площадь")),),
    )
    found = {one.question: one.signs for one in printable.missing(moscow, said)}
    assert found == {
        "organiser": ("漢",), "purpose": ("🎵",), "address": ("🎵",), "places": ("🎵",),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Phương", "שלום עולם", "محمد", "Қазыбек Әбілқайырұлы", "Łukasz Żółć", "Ё-моё"],
)
def test_a_name_that_the_fonts_have_is_no_mark(moscow: Regime, name: str) -> None:
    assert printable.missing(moscow, content(answers={"organiser": name})) == ()


def test_what_no_letter_prints_is_no_mark(moscow: Regime) -> None:
    said = content(answers={"order": "🎵", "medical": "🎵", "title": "🎵"})
    assert printable.missing(moscow, said) == ()
