"""Okrugs and districts of Moscow: whole, named in both languages, found by stable codes."""

import json
from pathlib import Path

import pytest

from places.districts import BadPlaces, load, load_city
from tests.house.files import HOUSE

CITY = load()
CASES = HOUSE / "tests/regimes/deadlines.json"


def test_the_city_is_whole() -> None:
    counts = {okrug.code: len(okrug.districts) for okrug in CITY}
    assert counts == {
        "CAO": 10, "SAO": 16, "SVAO": 17, "VAO": 16, "YuVAO": 12, "YuAO": 16, "YuZAO": 12,
        "ZAO": 13, "SZAO": 8, "ZelAO": 5, "NAO": 4, "TAO": 4,
    }  # fmt: skip


def test_every_okrug_of_the_cases_is_known() -> None:
    text = json.dumps(json.loads(CASES.read_text("utf-8")))
    used = {code for code in CITY.okrugs if f'"{code}"' in text}
    assert {"CAO", "SAO", "SVAO"} <= used


def test_names_are_in_their_own_letters() -> None:
    for district in CITY.by_id.values():
        assert district.en.isascii()
        assert not any(letter.isascii() and letter.isalpha() for letter in district.ru)
        assert district.id == district.id.lower()
        assert CITY.okrug(district.okrug)


def test_names_are_told_apart_within_the_city() -> None:
    assert len({district.ru for district in CITY.by_id.values()}) == len(CITY.by_id)


def test_a_place_is_said_in_one_line() -> None:
    assert CITY.line("SVAO", "ostankinsky", "en") == "North-Eastern okrug, Ostankinsky"
    assert CITY.line("SVAO", "ostankinsky", "ru") == "Северо-Восточный округ, Останкинский"
    assert CITY.line("XX", "nowhere", "en") == "XX, nowhere"
    assert CITY.line("CAO", "", "ru") == "Центральный округ"


def test_choices_come_by_okrug_in_the_alphabet_of_the_reader() -> None:
    of_centre = CITY.choices("ru")["Центральный округ"]
    assert [name for _id, name in of_centre] == sorted(name for _id, name in of_centre)
    assert CITY.okrug_choices("en")[0] == ("CAO", "Central okrug")


def test_a_city_brings_its_own_places(tmp_path: Path) -> None:
    (tmp_path / "harbour.toml").write_text(
        '[okrugs.N]\nen = "North"\nru = "Север"\n[okrugs.N.districts]\n'
        'quay = { en = "Quay", ru = "Причал" }\n'
    )
    city = load_city(tmp_path)
    assert city.line("N", "quay", "en") == "North, Quay"
    assert load_city(tmp_path / "none").okrug("CAO")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", r"\[okrugs\]"),
        ('[okrugs.N]\nen = "North"\n', "okrugs.N"),
        ('[okrugs.N]\nen = "a"\nru = "б"\n[okrugs.N.districts]\nq = { en = "Q" }\n', "districts.q"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(BadPlaces, match=rf"bad\.toml.*{key}"):
        load(tmp_path / "bad.toml")
