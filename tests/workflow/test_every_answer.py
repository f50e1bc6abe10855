"""Every outcome of every law in the box is decided, signed and printed for real, and names its own law alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

import letters.letter as paper
from letters import press
from letters.page import page
from records import rows
from regimes.regime import Outcome, Regime
from regimes.shelf import load_all
from tests.support.city import content
from tests.support.everywhere import SPOKESMAN, Everywhere
from workflow import deciding, filing
from workflow.content import Content, SessionIn
from workflow.deciding import DecisionIn
from workflow.errors import Invalid, NotPossible
from workflow.filing import Sheet
from workflow.talks import CourtIn, MeetingIn

pytestmark = pytest.mark.once  # `make deep` runs it on PostgreSQL

RULEBOOK = load_all()
IDS = sorted({one.id for one in RULEBOOK})
FAR = (13, 40, 70, 3, 1)
"""Days until the event: in time by some law, late by another."""
ACTS = {
    "ru-moscow-assembly": ("54-FZ", "54-ФЗ"), "ru-moscow-mass": ("1054",), "uk-procession": ("Public Order Act",),
    "uk-scotland-procession": ("Civic Government",), "de-berlin": ("VersFG",), "au-nsw": ("Summary Offences",),
    "intl-model": ("General Comment",),
}  # fmt: skip
TODAY = date(2027, 3, 1)


def _content(regime: Regime, days: int, *, ordered: bool) -> Content:
    kind = next(one for one in regime.kinds.values() if not one.exempt)
    said = content(sessions=(SessionIn(TODAY + timedelta(days=days), "12:00", "14:00"),))
    invited: dict[str, object] = (
        {"announced_at": "2027-03-08T12:00"} if "announced_at" in regime.inputs else {}
    )
    barred = dict.fromkeys(
        (one.id for one in regime.inputs.values() if one.by_office and ordered), "yes"
    )
    return replace(said, kind=kind.id, answers={**said.answers, **invited, **barred})


def _draft(regime: Regime, outcome: Outcome, days: int) -> DecisionIn:
    """Everything that any answer may ask for."""
    event = TODAY + timedelta(days=days)
    grounds = [one.id for one in regime.grounds.values() if not one.about_person]
    before = event - timedelta(days=1)
    return DecisionIn(
        outcome.name,
        ground=grounds[0] if outcome.needs_ground else "",
        facts="The pavement was measured on 1 March 2027.", reasons="It is too narrow.", article="section 1",
        measures=({"measure": "Another hour", "found": "the same width", "result": "no help"},),
        items=({"field": "medical", "reason": "No post is named", "article": ""},),
        conditions=({"what": "Keep to the left", "reason": "a bus stop", "basis": "the power named above"},),
        meeting=MeetingIn(person="A. Host", phone="1 23", write_by_day=before, after="We weigh it."),
        court=CourtIn(name="The court", day=before, at="10:00"),
        capacity=900, proposal_sessions=(SessionIn(event, "15:00", "16:00"),), **SPOKESMAN,
    )  # fmt: skip


def _decided(at: Everywhere, regime: Regime, outcome: Outcome, days: int) -> list[paper.Letter]:
    """From filing to the signature; the letters in both languages. Raises what the law refuses."""
    asks = {
        guard
        for move in regime.moves.values()
        if move.outcome == outcome.name
        for guard in move.only_if
    }
    said = _content(regime, days, ordered="barred" in asks)
    with at.city.unit() as work:
        reference = filing.file(
            work, at.city.rulebook, actor=at.actor("owner"),
            sheet=Sheet(regime.id, said, "en", "V. S.", declared=True),
            key=f"{regime.id}-{outcome.name}-{days}", sender="seed",
        ).reference  # fmt: skip
    if "invited" in asks:
        _answer(at, regime, reference, regime.outcomes["invitation"], days)
    _answer(at, regime, reference, outcome, days)
    with at.city.reading() as work:
        found = rows.letters(work, work.notice(reference))
    return [paper.from_json(one.data) for one in found if one.kind in (outcome.letter, "receipt")]


def _answer(at: Everywhere, regime: Regime, reference: str, outcome: Outcome, days: int) -> None:
    """The office prepares this answer, and another person signs it."""
    while not _submit(at, regime, reference):
        _forward(at, regime, reference)
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=_draft(regime, outcome, days),
        )  # fmt: skip
    at.moves(reference, _submit(at, regime, reference))
    at.signs(reference, submit=False)


def _submit(at: Everywhere, regime: Regime, reference: str) -> str:
    ways = regime.moves_from(at.city.stage(reference))
    return next((one.name for one in ways if one.verb == "submit"), "")


def _forward(at: Everywhere, regime: Regime, reference: str) -> None:
    for move in regime.moves_from(at.city.stage(reference)):
        if move.verb in ("prepare", "register"):
            try:
                return at.moves(reference, move.name)
            except NotPossible:
                continue
    raise NotPossible("no way on")


def _letters(at: Everywhere, regime: Regime, outcome: Outcome) -> list[paper.Letter]:
    why: list[str] = []
    for days in FAR:
        try:
            return _decided(at, regime, outcome, days)
        except (NotPossible, Invalid) as error:
            why.append(f"{days}: {error}")
    raise AssertionError((regime.id, outcome.name, why))


def _cases() -> Iterator[tuple[str, str]]:
    for regime in IDS:
        for outcome in RULEBOOK.current(regime, TODAY).outcomes:
            yield regime, outcome


@pytest.mark.parametrize(("regime_id", "name"), tuple(_cases()))
def test_an_answer_is_decided_signed_and_printed(at: Everywhere, regime_id: str, name: str) -> None:
    regime = RULEBOOK.current(regime_id, TODAY)
    found = _letters(at, regime, regime.outcomes[name])

    assert {one.kind for one in found} == {"receipt", regime.outcomes[name].letter}
    foreign = [act for other, acts in ACTS.items() if other != regime_id for act in acts]
    for letter in found:
        text = page(letter).split("<main")[1]
        assert not [act for act in foreign if act in text]
        assert "{" not in text
        if letter.kind != "receipt" or name == next(iter(regime.outcomes)):  # the same for each
            press.pdf(letter)
