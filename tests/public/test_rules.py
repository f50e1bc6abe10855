"""The page of rules is the file of law: whatever the file says stands on it, in both languages, for every law."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, render_template

from regimes.regime import Regime, Text
from regimes.shelf import load_all

SHELF = {regime.id: regime for regime in load_all()}


def said(regime: Regime) -> Iterator[Text]:
    """Every text that people must be able to read."""
    yield from (regime.text, regime.silence)
    for kind in regime.kinds.values():
        yield from (kind.name, kind.help)
    for window in regime.windows.values():
        yield window.text
        yield from (one.text for one in (window.extension,) if one)
        yield from (one.text for one in (window.extra_day,) if one)
    for verdict in regime.verdicts.values():
        yield from (verdict.text, verdict.silence)
    if regime.hours:
        yield regime.hours.text
        yield from (one.text for one in regime.hours.exceptions)
    for clock in regime.clocks.values():
        yield from (clock.title, clock.text, clock.silence)
        yield from (one.text for one in clock.variants)
        yield from (one.reason for one in (clock.pause, *clock.extensions) if one)
    yield from (one.text for one in regime.variants)
    yield from (one.text for one in regime.declarations)
    for duties in (regime.closed_places, regime.duties, regime.office_duties):
        yield from (one.text for one in duties)
    yield from (one.text for one in regime.addressee_rules)
    yield from (one.text for one in regime.appeals)
    yield from (one.text for one in regime.blocking_orders)
    yield from (one.text for one in regime.rules)
    yield from (one.text for one in regime.reminders)
    yield from (kind.short.text for kind in regime.kinds.values() if kind.short)
    yield from (one.text for one in regime.attachments.values())
    yield from (one.text for one in regime.grounds.values())
    yield from (one.text for one in regime.reasons.values())
    yield from (one.help for one in regime.outcomes.values())


def page(house: Flask, regime: Regime, language: str) -> str:
    with house.test_request_context(f"/rules?language={language}"):
        text = render_template("public/rules.html", law=regime, laws=tuple(SHELF.values()))
    return html.unescape(re.sub(r"\s+", " ", text))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", SHELF)
def test_whatever_the_file_says_stands_on_the_page(house: Flask, name: str, language: str) -> None:
    shown = page(house, SHELF[name], language)
    texts = [" ".join(one.in_(language).split()) for one in said(SHELF[name])]
    missing = [one for one in texts if one not in shown]
    assert missing == []


def test_the_law_s_own_names_and_its_doubts_are_shown(house: Flask) -> None:
    berlin = SHELF["de-berlin"]
    shown = page(house, berlin, "en")
    for kind in berlin.kinds.values():
        assert f'lang="de">{kind.name.own}<' in shown
    assert f"{berlin.unverified} values of this law rest on memory" in shown


def test_a_law_without_a_term_says_so(house: Flask) -> None:
    assert "This law sets no term for an answer." in page(house, SHELF["ru-moscow-mass"], "en")
    assert "This law sets no term for an answer." not in page(house, SHELF["intl-model"], "en")


def test_an_act_is_called_by_the_words_of_its_file(house: Flask) -> None:
    shown = page(house, SHELF["ru-moscow-mass"], "ru")
    assert "распоряжение Мэра Москвы № 1054-РМ от 5 октября 2000 г., ст. 1" in shown
    assert "1054-RM" not in shown.split("<main")[1].split("ru-moscow-mass@")[0]


def test_an_order_says_who_gives_it_and_where(house: Flask) -> None:
    order = SHELF["au-nsw"].blocking_orders[0]
    shown = page(house, SHELF["au-nsw"], "en")
    assert f"Given by: {order.by.en}. Where: {order.area.en}." in shown


def test_a_rule_that_two_parts_share_stands_there_once(house: Flask) -> None:
    moscow = SHELF["ru-moscow-assembly"]
    ordinary, variant = moscow.windows["ordinary"], moscow.variants[0]
    twice = replace(
        moscow,
        windows={**moscow.windows, "again": replace(ordinary, name="again", latest=9)},
        variants=(*moscow.variants, replace(variant, name="again")),
    )
    once, both = page(house, moscow, "en"), page(house, twice, "en")
    for text in (ordinary.text.en, variant.text.en):
        assert both.count(text) == once.count(text)
