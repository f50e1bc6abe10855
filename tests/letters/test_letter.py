"""A letter as data: nothing is lost on the way to JSON and back; codes are read as people type them."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from letters import check_code, qr
from letters.letter import KINDS, Replaced, from_json
from letters.page import LOCALES, page
from letters.parts import Unprintable
from letters.specimens import specimen


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_letter_survives_json(kind: str, locale: str) -> None:
    letter = specimen(kind, locale)
    assert from_json(json.loads(json.dumps(letter.to_json()))) == letter


@pytest.mark.parametrize(
    "change",
    [
        {"letter": "permit"},
        {"format": 2},
        {"colour": "red"},
        {"capacity": "many"},
        {"capacity": True},
    ],
)
def test_json_of_no_letter_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Unprintable):
        from_json(specimen("agreed", "ru").to_json() | change)


def test_an_instant_without_a_zone_is_refused() -> None:
    letter = specimen("cure", "ru", until=datetime(2026, 12, 17, 12, 0))  # noqa: DTZ001 - the fault itself
    with pytest.raises(ValueError, match="no zone"):
        letter.to_json()


def test_a_new_letter_says_which_one_it_replaces() -> None:
    replaced = Replaced(
        number="ДПМ-16-1500/26", day=date(2026, 12, 15), reason="неверно указан дом"
    )
    written = page(specimen("agreed", "ru", replaces=replaced)).replace("\u00a0", " ")
    assert "заменяет письмо № ДПМ-16-1500/26 от 15 декабря 2026 г." in written
    assert "Причина замены: неверно указан дом." in written


def test_a_given_title_and_the_fixed_salutation() -> None:
    letter = specimen("agreed", "ru")
    head = replace(letter.head, title="О шествии по Садовой улице", salutation="")
    written = page(replace(letter, head=head)).replace("\u00a0", " ")
    assert "<h1>О шествии по Садовой улице</h1>" in written
    assert '<p class="hail">Здравствуйте!</p>' in written


@pytest.mark.parametrize(
    ("outside", "silence", "sentence"),
    [
        ("late", False, "молчание согласием не считается"),
        ("", False, "Отсутствие ответа согласием не считается."),
        ("", True, "место и время считаются согласованными"),
    ],
)
def test_a_receipt_says_what_silence_means(outside: str, silence: bool, sentence: str) -> None:
    receipt = specimen(
        "receipt", "ru", outside=outside, silence_agrees=silence,
        opens=date(2026, 12, 4), closes=date(2026, 12, 9),
    )  # fmt: skip
    assert sentence in page(receipt).replace("\u00a0", " ")


def test_codes_are_random_and_readable() -> None:
    codes = {check_code.new() for _ in range(200)}
    assert len(codes) == 200
    assert all(check_code.valid(code) and check_code.read(code) == code for code in codes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0xh4-v9m2-er7p", "0XH4V9M2ER7P"),
        (" OXH4 V9M2 ER7P ", "0XH4V9M2ER7P"),
        ("IL00-1111-0000", "110011110000"),
        ("0XH4-V9M2-ER7", None),
        ("0XH4-V9M2-ER7U", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert check_code.read(typed) == code


def test_a_code_is_shown_in_fours() -> None:
    assert check_code.shown("0XH4V9M2ER7P") == "0XH4-V9M2-ER7P"


def test_the_square_is_small_because_its_address_is_in_capitals() -> None:
    target = qr.address("https://veche.example/c/", "0XH4V9M2ER7P")
    assert target == "HTTPS://VECHE.EXAMPLE/C/0XH4V9M2ER7P"
    assert 'viewBox="0 0 25 25"' in qr.svg(target, "<title>")
    assert "<title>&lt;title&gt;</title>" in qr.svg(target, "<title>")
