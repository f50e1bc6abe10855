"""What the law says in its letters: Moscow's as it always read, another land's never Moscow's."""

import json
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import letters.letter as paper
from letters import before
from letters.page import page
from letters.specimens import specimen
from records import rows
from records.tables import Letter, Notice, Unit
from regimes.regime import Regime, Text
from regimes.shelf import load_all
from tests.support.everywhere import Everywhere
from workflow import wording

STAGES = ("receipt", "deemed-agreed")
KIND = "rally"


@pytest.fixture(scope="module")
def moscow() -> Regime:
    return next(one for one in load_all() if one.id == "ru-moscow-assembly")


def said(regime: Regime, kind: str, locale: str) -> paper.Wording:
    """The wording of this kind of letter, from the file of law."""
    if kind in STAGES:
        return wording.of_stage(regime, kind, KIND, locale)
    return wording.of_outcome(regime, kind, KIND, locale)


@pytest.mark.parametrize("kind", sorted(before.SAID["ru"]))
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_moscows_file_says_what_its_letters_said(moscow: Regime, kind: str, locale: str) -> None:
    was: dict[str, Any] = before.SAID[locale][kind]
    now = said(moscow, kind, locale)
    for key in ("opening", "remember", "law", "window", "counted"):
        assert getattr(now, key) == was.get(key, ""), key


@pytest.mark.parametrize("kind", ["agreed", "proposal", "cure", "warning", "refused", "not-examined"])  # fmt: skip
def test_court_and_complaint_stand_in_each_letter_with_the_names_of_the_office(
    moscow: Regime, kind: str
) -> None:
    letter = specimen(kind, "ru")
    office = replace(letter.head.office, court="Тверской районный суд", higher_body="")
    filled = replace(said(moscow, kind, "ru"), deciding="ru").of(office)
    text = page(replace(letter, head=replace(letter.head, office=office, wording=filled)))
    text = text.replace("\u00a0", " ")
    for words in ("главы 22", "10 дней", "Тверской районный суд", "вышестоящий орган", "прокурору"):
        assert words in text
    assert "{" not in text.split("<main")[1]


def test_every_part_that_the_law_wants_is_a_must_of_the_letter(moscow: Regime) -> None:
    agreed = said(moscow, "agreed", "ru")
    assert {"capacity", "representative", "attendance"} <= set(agreed.needs)
    bare = specimen("agreed", "ru", capacity=0, representative=None)
    assert len(replace(bare, head=replace(bare.head, wording=agreed)).musts()) == 2


def test_a_receipt_says_what_follows_from_silence_and_from_being_late(
    at: Everywhere, moscow: Regime
) -> None:
    reference = at.files("n")
    with at.city.reading() as work:
        notice = work.notice(reference)
        data = next(row.data for row in _letters(work, notice) if row.kind == "receipt")
    found = paper.from_json(json.loads(json.dumps(data)))
    assert found.head.wording is not None
    assert found.head.wording.silence.startswith("Если до {until} ")  # the law's own words
    assert found.head.wording.deciding == "ru"
    told = page(found).replace("\u00a0", " ")
    assert "считаются согласованными" in told
    assert "{until}" not in told


def _letters(work: Any, notice: Notice) -> list[Letter]:
    return list(rows.letters(work, notice))


def test_the_offices_language_decides_then_the_laws(moscow: Regime) -> None:
    notice = Notice.model_construct(locale="en")
    own = Unit.model_construct(letterhead={"language": "en"})
    none = Unit.model_construct(letterhead={})
    assert wording.languages(own, moscow, notice) == ("en",)
    assert wording.languages(none, moscow, notice) == ("ru", "en")
    german = replace(moscow, language="de")  # letters are written in two languages
    assert wording.languages(none, german, notice) == ("en",)


@pytest.mark.parametrize(
    ("zone", "en", "ru"),
    [
        ("Europe/Moscow", "Moscow time", "МСК"),
        ("Europe/London", "London time", "местное время, Лондон"),
        ("Australia/Sydney", "Sydney time", "местное время, Сидней"),
        ("Etc/UTC", "UTC", "UTC"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_letter_says_whose_time_it_is(moscow: Regime, zone: str, en: str, ru: str) -> None:

    there = replace(moscow, zone=ZoneInfo(zone))
    assert (wording.zone_name(there, "en"), wording.zone_name(there, "ru")) == (en, ru)


def test_a_law_without_words_of_its_own_names_no_act(moscow: Regime) -> None:
    outcomes = {name: replace(one, words={}) for name, one in moscow.outcomes.items()}
    silent = replace(moscow, outcomes=outcomes, appeals=(), letter_words={})
    letter = specimen("agreed", "en")
    letter = replace(letter, head=replace(letter.head, wording=said(silent, "agreed", "en")))
    assert "54-FZ" not in page(letter)
    worded = replace(silent, letter_words={"law": Text("Assemblies Act", "Закон")})
    letter = replace(letter, head=replace(letter.head, wording=said(worded, "agreed", "en")))
    assert "(Assemblies Act)." in page(letter)


def test_what_has_a_time_to_keep_stands_before_what_can_also_be_done(moscow: Regime) -> None:
    """A list of ways can't begin with «also»; where an objection must come before the court, it stays first."""
    first, *others = said(moscow, "refused", "ru").remedies
    assert "10 дней" in first
    assert all(one.startswith("Можно также") for one in others)
    berlin = next(one for one in load_all() if one.id == "de-berlin")
    ways = [one.id for one in berlin.appeals if one.within_months]
    assert ways[0] == "objection"
