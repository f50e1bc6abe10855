"""The talk about place and time, in order: what the office proposed, what the organiser offered, how each ended."""

from dataclasses import dataclass
from datetime import datetime

from records import bargain_rows, casefile, queries
from records.case_rows import DecisionRow, ProposalRow
from records.tables import CounterOffer, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from workflow import asking_back, drawing, law, policy
from workflow.actor import Actor
from workflow.content import PlaceIn, SessionIn


@dataclass(frozen=True, slots=True)
class Turn:
    """One offer. `by`: office or organiser. Empty sessions or places: as in the offer before it.

    `ended`: accepted, declined, countered, taken, answered, dropped; empty while it is open.
    """

    by: str
    at: datetime
    sessions: tuple[SessionIn, ...]
    places: tuple[PlaceIn, ...]
    conditions: tuple[str, ...]
    words: tuple[str, ...]
    ended: str
    ended_at: datetime | None
    ended_words: str
    outcome: Text | None  # of the decision that answered a counter-offer


@dataclass(frozen=True, slots=True)
class Bargain:
    """All turns, the oldest first, and the last moment by which place and time are agreed."""

    turns: tuple[Turn, ...]
    until: datetime | None
    open_counter: Turn | None
    offered: tuple[
        tuple[SessionIn, ...], tuple[PlaceIn, ...]
    ]  # what it would make of days and places


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Bargain:
    """The talk as this person may read it. Missing out of reach."""
    scope = policy.scope_of(actor)
    card = queries.notice_card(work, scope, reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    decisions = {row.id: row for row in casefile.decisions_of(work, scope, card.row.id)}
    shut = "note" in scope.hidden
    keyed = [
        ((turn.at, row.decision_id, 0), turn)
        for row in casefile.proposals_of(work, scope, card.row.id)
        if row.decision_id in decisions
        for turn in [_proposed(row, decisions[row.decision_id], shut=shut)]
    ]
    mine = bargain_rows.counters(work, card.row.id)
    for row in mine:
        answers = bargain_rows.proposal(work, row.proposal_id).decision_id
        keyed.append(((row.made_at, answers, 1), _offered(regime, row, shut=shut)))
    turns = [turn for _, turn in sorted(keyed, key=lambda pair: pair[0])]
    waits = next((row for row in mine if not row.answer), None)
    return Bargain(
        tuple(turns),
        asking_back.last_day(work, rulebook, regime, notice),
        _offered(regime, waits, shut=shut) if waits else None,
        _made_of(work, waits) if waits else ((), ()),
    )


def _made_of(
    work: UnitOfWork, row: CounterOffer
) -> tuple[tuple[SessionIn, ...], tuple[PlaceIn, ...]]:
    """Days and places that the counter-offer would give the notice; empty: as they are."""
    proposal = bargain_rows.proposal(work, row.proposal_id)
    sessions = tuple(map(drawing.session_from, row.sessions or proposal.sessions))
    return sessions, tuple(map(drawing.place_from, row.places or proposal.places))


def _proposed(row: ProposalRow, decision: DecisionRow, *, shut: bool) -> Turn:
    assert decision.released_at is not None
    words = tuple(text for text in (decision.facts, decision.reasons) if text.strip())
    return Turn(
        "office",
        decision.released_at,
        tuple(map(drawing.session_from, row.sessions)),
        tuple(map(drawing.place_from, row.places)),
        (),
        () if shut else words,
        row.answer,
        row.answered_at,
        "" if shut else row.answer_reason,
        None,
    )


def _offered(regime: Regime, row: CounterOffer, *, shut: bool) -> Turn:
    outcome = regime.outcomes.get(row.outcome)
    return Turn(
        "organiser",
        row.made_at,
        tuple(map(drawing.session_from, row.sessions)),
        tuple(map(drawing.place_from, row.places)),
        () if shut else tuple(row.conditions),
        () if shut or not row.reason.strip() else (row.reason,),
        row.answer,
        row.answered_at,
        "" if shut else row.answer_reason,
        outcome.title if outcome else None,
    )
