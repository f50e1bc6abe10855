"""What the law of a notice says in a letter, put together in the letter's language and frozen with it.

A letter so never names the law of another land, and a later change of the law changes no letter that is out.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from babel.dates import get_timezone_location

import letters.letter as paper
from records.tables import Notice, Unit
from regimes.counting import Judgement
from regimes.regime import Kind, Regime, Text

ASKED = ("attendance",)
"""Questions without whose answer a letter is not whole, where the law asks them."""


def languages(unit: Unit, regime: Regime, notice: Notice) -> tuple[str, ...]:
    """The language of the text that decides first: the office's own, else the law's; then the organiser's."""
    own = str(unit.letterhead.get("language", "")) or regime.language
    deciding = own if own in ("en", "ru") else "en"
    return tuple(dict.fromkeys((deciding, notice.locale)))


def of_outcome(regime: Regime, outcome: str, kind: str, locale: str) -> paper.Wording:
    """The wording of a decision's letter; every way to challenge this outcome stands in it, those with a time first."""
    found = regime.outcomes[outcome]
    ways = sorted(regime.appeals, key=lambda one: not (one.within_days or one.within_months))
    remedies = tuple(
        (one.letter or one.text).in_(locale) for one in ways if outcome in one.outcomes
    )
    return replace(
        _said(regime.words_for(outcome), locale),
        remedies=remedies,
        silence=_unanswered(regime, outcome, locale) if "silence" in found.prints else "",
        needs=(*found.requires, *found.prints, *_asked(regime.kinds[kind])),
    )


def of_stage(regime: Regime, letter: str, kind: str, locale: str) -> paper.Wording:
    """The wording of a letter that a stage releases by itself (decisions 17)."""
    own = next((one.words for one in regime.stages.values() if one.letter == letter), {})
    said = _said({**regime.letter_words, **own}, locale)
    return replace(said, needs=_asked(regime.kinds[kind]))


def of_receipt(regime: Regime, judgement: Judgement, kind: str, locale: str) -> paper.Wording:
    """The wording of a receipt: also what follows from silence, and from coming outside the window."""
    said = of_stage(regime, "receipt", kind, locale)
    return replace(
        said,
        silence=_silence(regime, judgement, locale, said.silence),
        outside=regime.verdicts[judgement.verdict].text.in_(locale),
    )


def _silence(regime: Regime, judgement: Judgement, locale: str, agreed: str) -> str:
    """What follows if nobody answers; `agreed` are the law's own words for an agreement by silence."""
    due = judgement.due("authority")
    if due is not None and due.consequence == "lapse-agreed" and agreed:
        return agreed
    if due is not None and due.consequence:
        return regime.clocks[due.clock].silence.in_(locale)
    verdict = regime.verdicts[judgement.verdict].silence
    return (verdict if verdict.en else regime.silence).in_(locale)


def zone_name(regime: Regime, locale: str) -> str:
    """How a letter calls the zone of its hours, in brackets."""
    key = regime.zone.key
    if key == "Europe/Moscow":
        return "МСК" if locale == "ru" else "Moscow time"
    if "/" not in key or key.startswith("Etc/"):
        return key.removeprefix("Etc/")
    city = get_timezone_location(regime.zone, locale=locale, return_city=True)
    return f"местное время, {city}" if locale == "ru" else f"{city} time"


def _said(words: Mapping[str, Text], locale: str) -> paper.Wording:
    said: dict[str, Any] = {name: text.in_(locale) for name, text in words.items()}
    return paper.Wording(**said)


def _asked(kind: Kind) -> tuple[str, ...]:
    required = {need.question for need in kind.questions if need.required}
    return tuple(question for question in ASKED if question in required)


def _unanswered(regime: Regime, outcome: str, locale: str) -> str:
    """What follows if the organiser does not answer this outcome."""
    waits = {move.to for move in regime.moves.values() if move.outcome == outcome}
    for clock in regime.clocks.values():
        if clock.side == "organiser" and waits & set(clock.pending_in):
            return clock.silence.in_(locale)
    return ""
