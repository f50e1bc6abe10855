"""What the law of the land says in a letter is frozen with it; a letter without it speaks as Moscow's once did."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from letters import press, slots
from letters.letter import KINDS, Conditions, Ground, Letter, Refused, Warning_, Wording, from_json
from letters.page import LOCALES, SAMPLES, page
from letters.parts import Unprintable
from letters.specimens import specimen
from tests.letters.payloads import HARMLESS, TYPED

MOSCOW = (
    "54",
    "КАС",
    "Кодекса административного",
    "Code of Administrative",
    "59",
    "prosecutor",
    "прокурор",
)
BEFORE = ("receipt", "agreed", "proposal", "cure", "warning", "refused", "not-examined", "deemed-agreed")  # fmt: skip


def _said(letter: Letter, **changes: Any) -> Letter:
    return replace(letter, head=replace(letter.head, wording=Wording(**changes)))


def _text(letter: Letter) -> str:
    written = re.sub(r"</?span[^>]*>", "", page(letter))
    return written.replace("\u00a0", " ").replace("\u2011", "-")


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_letter_stored_before_there_was_a_wording_speaks_as_it_did(
    kind: str, locale: str
) -> None:
    stored = json.loads((SAMPLES / f"{locale}-{kind}.json").read_text("utf-8"))
    assert "wording" not in stored["head"]
    assert stored["format"] == 1
    law = {"ru": "19 июня 2004 г. № 54-ФЗ", "en": "54-FZ of 19 June 2004"}[locale]
    assert law in _text(from_json(stored))


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_letter_of_another_law_never_names_moscows(kind: str, locale: str) -> None:
    other = _said(specimen(kind, locale), deciding="en", remedies=("Go to the court of the land",))
    if isinstance(other, Refused):
        other = replace(other, ground=Ground(article="section 13", text="a ban"))
    if isinstance(other, Warning_):
        other = replace(other, article="section 12", reasons=("A fact.",))
    body = _text(replace(other, notified=replace(other.notified, aim=""))).split("<main")[1]
    for name in MOSCOW:
        assert name not in body.replace("№ 26-0131", ""), name


@pytest.mark.parametrize("locale", LOCALES)
def test_the_law_words_heading_opening_and_remedies(locale: str) -> None:
    letter = _said(
        specimen("conditions", locale),
        heading="Conditions for the walk, {days}",
        opening="Under the law of the land.",
        remember="Keep left.",
        remedies=("Ask the county court", "Ask the ombudsman"),
    )
    text = _text(letter)
    day = {"en": "8 November 2026", "ru": "22 мая 2027 г."}[locale]
    assert f"Conditions for the walk, {day}" in text
    for words in ("Under the law of the land.", "Keep left.", "Ask the county court."):
        assert words in text


def test_what_is_empty_takes_the_plain_sentence_with_the_act_in_brackets() -> None:
    letter = _said(specimen("noted", "en"), law="Assemblies Act, section 4")
    assert "Nothing is asked of you (Assemblies Act, section 4)." in _text(letter)
    bare = _said(specimen("noted", "en"))
    assert "Nothing is asked of you." in _text(bare)


def test_the_letterhead_says_which_text_decides() -> None:
    english = specimen("conditions", "en")
    assert "the Russian text is the decision" not in _text(english)
    assert "the Russian text is the decision" in _text(_said(english, deciding="ru"))
    russian = specimen("conditions", "ru")
    assert "решением является английский текст" in _text(_said(russian, deciding="en"))
    assert "решением является" not in _text(_said(russian, deciding="ru"))


@pytest.mark.parametrize("kind", ["receipt", "deemed-agreed"])
def test_what_nobody_signs_is_no_decision(kind: str) -> None:
    english = _text(_said(specimen(kind, "en"), deciding="ru"))
    assert "the Russian text counts" in english
    assert "the Russian text is the decision" not in english
    russian = _text(_said(specimen(kind, "ru"), deciding="en"))
    assert "силу имеет английский текст" in russian
    assert "решением является" not in russian


def test_a_refusal_names_its_ground_whatever_the_opening_says() -> None:
    refused = specimen("refused", "en")
    for opening in ("Prohibited.", "Prohibited: {ground}", "Prohibited: {ground} ({article})"):
        said = _said(refused, opening=opening, remedies=("Go to court",))
        assert refused.ground.text in _text(said)  # type: ignore[attr-defined] # of refusals
        press.pdf(said)


def test_a_slot_takes_its_value_or_its_stand_in_and_is_never_filled_twice() -> None:
    text = "to {court: the court of the place} on {days}, not {other}"
    assert (
        slots.filled(text, court="", days="8 May")
        == "to the court of the place on 8 May, not {other}"
    )
    assert slots.filled("{a} {b}", a="{b}", b="x") == "{b} x"
    assert tuple(slots.names(text)) == ("court", "days", "other")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(BEFORE)))
@pytest.mark.parametrize("locale", LOCALES)
def test_hostile_words_of_the_law_and_of_people_stay_words(kind: str, locale: str) -> None:
    words = " ".join(TYPED)
    hostile = _filled_with(specimen(kind, locale), words)
    harmless = _filled_with(specimen(kind, locale), words.translate(HARMLESS))
    assert _tags(hostile) == _tags(harmless)
    press.pdf(hostile)


def _tags(letter: Letter) -> list[str]:
    return [tag for tag in re.findall(r"</?\w+", page(letter)) if "span" not in tag]


def _filled_with(letter: Letter, words: str) -> Letter:
    """Every free text of one of the four kinds, and of its wording, holds these words."""
    fields = {
        "conditions": ("facts",), "noted": (), "invitation": ("subject",), "opposed": ("reasons", "possible"),
        "answered": ("quoted", "why"), "consultation": ("looks_at",), "reminder": (),
    }[letter.kind]  # fmt: skip
    changes: dict[str, Any] = dict.fromkeys(fields, (words,))
    filled = replace(letter, **changes)
    if isinstance(filled, Conditions):
        row = replace(filled.conditions[0], what=words, reason=words, basis=words)
        filled = replace(filled, conditions=(row,))
    wording = replace(letter.head.wording, opening=words, remedies=(words,))  # type: ignore[type-var] # has one
    return replace(filled, head=replace(filled.head, wording=wording))


def test_a_slot_reads_well_in_its_sentence() -> None:
    known = {"office": "the Prefecture", "ground": "works that can't wait."}
    assert slots.filled("The {office} refuses: {ground}.", **known) == (
        "The Prefecture refuses: works that can't wait."
    )
    assert slots.filled("{office} refuses. {office} answers {office}", **known) == (
        "The Prefecture refuses. The Prefecture answers the Prefecture"
    )
    assert slots.filled("{office} откажет.", office="префектура") == "Префектура откажет."


def test_the_wording_must_stand_on_the_page() -> None:
    letter = specimen("conditions", "en")
    wording = replace(letter.head.wording, opening="Words with a sign 🎵")  # type: ignore[type-var] # has one
    with pytest.raises(Unprintable, match="1F3B5"):
        press.pdf(replace(letter, head=replace(letter.head, wording=wording)))
