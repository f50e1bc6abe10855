"""A line is compared with a bounded number of names, however large the city and whatever is typed."""

from collections import Counter
from typing import Any

import pytest

from places import board, drawing, gazetteer, geometry, words
from places.atlas import SCHEMATIC, Atlas, Named, read
from places.gazetteer import Gazetteer

MANY = 3_000
PARTS = ("Kalin", "Sosn", "Berez", "Yablon", "Vishn", "Lesn", "Polev", "Rechn", "Gorn", "Zaton")


def town(many: int = MANY) -> Atlas:
    """Streets that differ by one word, as those of a city do."""
    streets = tuple(
        Named(
            "street", f"s{at}",
            f"{PARTS[at % 10]}{PARTS[at // 10 % 10].lower()}aya {at} Street",
            f"улица {PARTS[at % 10]} {at}", geometry.line([(37.0 + at / 1e4, 55.0), (37.0 + at / 1e4, 55.1)]),
        )
        for at in range(many)
    )  # fmt: skip
    return Atlas("", schematic=True, sources=(), features=streets, okrugs={})


def test_a_line_meets_few_of_the_names_of_a_large_city(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Gazetteer(town())
    assert names.look_up("Street", "en").known is False  # half of the city shares the word
    assert len(names.candidates(Counter(words.key("street улица 7 8 9")))) < 20
    assert names.look_up("Kalinberezaya 20 Street", "en").street == "s20"
    assert names.look_up("ул. Kalin 20", "ru").street == "s20"
    assert len(names.sharing("aya street улица nowhere")) <= gazetteer.MOST_NAMES
    assert "Kalinberezaya 20 Street" in names.alike("Kalinberesaya 20 Street")
    monkeypatch.setattr(gazetteer, "MOST_NAMES", 10)
    every = Counter(words.key(" ".join(str(at) for at in range(90))))
    assert len(names.candidates(every)) == 10


def test_what_was_read_is_kept_and_what_is_no_name_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names, looked = Gazetteer(read(SCHEMATIC.read_text("utf-8"))), []
    named = names._named_in

    def counted(text: str) -> Any:
        looked.append(text)
        return named(text)

    monkeypatch.setattr(names, "_named_in", counted)
    for _again in range(20):
        names.look_up("behind the big stone", "en")
    assert len(looked) == 1
    long = "ы " * 100_000
    assert names.look_up(long, "ru").words == long.strip()
    assert names.alike(long) == ()
    assert len(looked) == 1


def test_the_ground_of_a_window_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    city, drawn = town(40), []
    ground = drawing.ground

    def counted(*asked: Any, **more: Any) -> Any:
        drawn.append(asked)
        return ground(*asked, **more)

    monkeypatch.setattr(drawing, "ground", counted)
    window = drawing.window_of(city, ())
    assert window is not None
    first = board.board(city, window, (), "Map", "en")
    assert board.board(city, window, (), "Map", "en") == first
    assert len(drawn) == 1
    assert "улица" in board.board(city, window, (), "Карта", "ru")
    assert len(drawn) == 2
    monkeypatch.setattr(board, "MOST_KEPT", 2)
    board.board(
        city, drawing.window_of(city, (), [city.features[0].shape]) or window, (), "Map", "en"
    )
    assert len(city.grounds) == 1
