"""The organiser answers a proposal with one of their own: data, which the office takes or answers (M11, A09).

A counter-offer does not burn the proposal: until the law's last moment the organiser can still accept it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from records import bargain_rows, rows
from records.tables import CounterOffer, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    asking_back,
    came,
    drawing,
    law,
    mailing,
    policy,
    proposing,
    recounting,
    versions,
    when,
)
from workflow.actor import Actor
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import N_, Invalid, NotPossible

NONE_OPEN = N_("Not possible: no counter-offer waits for an answer.")


@dataclass(frozen=True, slots=True)
class OfferIn:
    """What the organiser offers: other days or hours, other places, what they undertake; empty = as proposed."""

    sessions: tuple[SessionIn, ...] = ()
    places: tuple[PlaceIn, ...] = ()
    conditions: tuple[str, ...] = ()
    reason: str = ""


def offer(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    offered: OfferIn,
    came_at: datetime | None = None,
) -> Notice:
    """Make a counter-offer. The regime says whether there is one (a move with the verb `counter`).

    `came_at`: when it truly came, where it came on paper and the office enters it (M37).

    Raises Invalid for hours that don't exist or come too soon to be answered, for the same as the
    proposal or the notice, and without a reason.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    move = regime.move_for("counter", notice.stage)
    proposal = rows.open_proposal(work, notice)
    if move is None or proposal is None:
        raise NotPossible(N_("Not possible: no proposal waits for your answer."))
    policy.require_move(actor, move, notice, regime.stages[notice.stage])
    at = came.at(work, notice, actor, came_at)
    arcs.check(work, regime, notice, actor=actor, name=move.name, at=at)
    if not offered.reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the notice."))
    _is_another(work, rulebook, regime, notice, offered)
    row = CounterOffer(
        notice_id=notice.id or 0,
        proposal_id=proposal.id or 0,
        sessions=proposing.sessions_kept(offered.sessions),
        places=proposing.places_kept(offered.places),
        conditions=[text.strip() for text in offered.conditions if text.strip()],
        reason=offered.reason,
        made_at=at,
        made_by=actor.account_id,
    )
    work.add(row)
    work.flush()
    arcs.take(
        work, regime, notice, actor=actor, name=move.name, note=offered.reason, at=at,
        details={"counter": row.id, "proposal": proposal.id, **came.details(came_at)},
    )  # fmt: skip
    recounting.countered(work, rulebook, regime, notice, at)
    mailing.moved(work, notice, "countered")
    mailing.answer_received(work, notice, "countered", at)
    return notice


def take(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int, note: str = ""
) -> Notice:
    """The office takes the counter-offer: it becomes the next version, and nobody types it again.

    What is still to be written is the letter that agrees to it, prepared and signed by two people as ever.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    move = regime.move_for("adopt", notice.stage)
    row = bargain_rows.open_counter(work, notice)
    if move is None or row is None:
        raise NotPossible(NONE_OPEN)
    policy.require_move(actor, move, notice, regime.stages[notice.stage])
    arcs.check(work, regime, notice, actor=actor, name=move.name)
    content = content_with(work, notice, row)
    notice.version += 1
    version = versions.write(
        work, notice, content, zone=regime.zone, why="counter-accepted", actor=actor
    )
    arcs.take(
        work, regime, notice, actor=actor, name=move.name, note=note,
        details={"counter": row.id, "version": notice.version, "hash": version.hash, "why": "counter-accepted"},
    )  # fmt: skip
    _answered(work, notice, row, "taken", note)
    recounting.answered(work, rulebook, regime, notice)
    mailing.told(work, notice, "counter-taken")
    return notice


def content_with(work: UnitOfWork, notice: Notice, row: CounterOffer) -> Content:
    """The notice as the counter-offer would have it: what it leaves open is as the city proposed."""
    old = versions.content_of(work, notice)
    proposal = bargain_rows.proposal(work, row.proposal_id)
    sessions = row.sessions or proposal.sessions
    places = row.places or proposal.places
    answers = dict(old.answers)
    if row.conditions:
        told = "\n".join([str(answers.get("order") or ""), *row.conditions]).strip()
        answers["order"] = told
    return Content(
        old.kind,
        tuple(map(drawing.session_from, sessions)) or old.sessions,
        tuple(map(drawing.place_from, places)) or old.places,
        old.attendance,
        answers,
    )


def decided(work: UnitOfWork, notice: Notice, outcome: str) -> None:
    """A decision was released while a counter-offer lay open: that is its answer."""
    row = bargain_rows.open_counter(work, notice)
    if row is not None:
        _answered(work, notice, row, "answered", "", outcome)


def dropped(work: UnitOfWork, notice: Notice) -> None:
    """The organiser took the proposal after all, gave up, or changed the notice: the offer is no more."""
    row = bargain_rows.open_counter(work, notice)
    if row is not None:
        row.answer, row.answered_at = "dropped", work.now
        work.flush()


def _answered(
    work: UnitOfWork, notice: Notice, row: CounterOffer, answer: str, reason: str, outcome: str = ""
) -> None:
    row.answer, row.answered_at, row.answer_reason = answer, work.now, reason
    row.outcome = outcome
    proposal = bargain_rows.proposal(work, row.proposal_id)
    if not proposal.answer:
        proposal.answer, proposal.answered_at = "countered", row.made_at
    work.flush()


def _is_another(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, offered: OfferIn
) -> None:
    """Not what was proposed, not what was notified, and late enough that the office can still answer."""
    until = asking_back.last_day(work, rulebook, regime, notice) or work.now
    if any(when.span(one, regime.zone)[0] <= until for one in offered.sessions):
        raise Invalid(
            "sessions", N_("Offer a time after the day by which place and time are agreed.")
        )
    proposal = rows.open_proposal(work, notice)
    assert proposal is not None
    told = versions.content_of(work, notice)
    proposed = (
        tuple(map(drawing.session_from, proposal.sessions)) or told.sessions,
        tuple(map(drawing.place_from, proposal.places)) or told.places,
    )
    places = replace(told, places=offered.places or proposed[1]).settled(told).places
    mine = (offered.sessions or proposed[0], places)
    if _same(mine, proposed) and not any(text.strip() for text in offered.conditions):
        raise Invalid("reason", N_("This is what the city proposes: accept it instead."))
    if _same(mine, (told.sessions, told.places)):
        raise Invalid("reason", N_("This is what you notified: decline the proposal instead."))


def _same(one: tuple[object, object], other: tuple[object, object]) -> bool:
    return _hours(one[0]) == _hours(other[0]) and one[1] == other[1]


def _hours(sessions: object) -> list[tuple[object, str, str]]:
    return [(one.day, one.start, one.end) for one in sessions]  # type: ignore[attr-defined]  # SessionIn
