"""One arc of the road: the only module that writes a notice's stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Move, Regime
from regimes.words import TAKES_BACK
from workflow import (
    clocks,
    closing,
    gathering,
    gone,
    incidents,
    machine,
    plea_ends,
    policy,
    sectioning,
    standing_in,
)
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible
from workflow.guards import WhyNot, past

REASON_NEEDED = frozenset(
    {
        "send-back",
        "withdraw",
        "cancel",
        "restore",
        "record",
        "void",
        "duplicate",
        "replace",
        "uphold",
        "decline",
    }
)
"""Verbs that are never done without saying why."""

ENDS_IN_PLACE_OF_THE_LAW = frozenset({"release", "record", "void", "duplicate", "withdraw"})
"""Verbs that would end the road where silence has spoken already, so that its miss would never be written."""

TOO_LATE_TO_SIGN = N_(
    "Not possible: the city's time ran out on %(due)s. What follows from it is written down by itself."
)
NOTHING_TO_REPLACE = N_(
    "Not possible: no decision of the office led here, so there is none to replace."
)
TOO_LATE_TO_TAKE_BACK = N_(
    "Not possible: the city's time ran out on %(due)s, so its letter stands until the organiser answers."
)

LETTER_OVER = N_(
    "Not possible: the organiser's time ran out on %(due)s. What follows from it is written down by itself."
)


def take(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    *,
    actor: Actor,
    name: str,
    note: str = "",
    details: dict[str, Any] | None = None,
    reply_days: Mapping[str, datetime] | None = None,
    at: datetime | None = None,
) -> Move:
    """Take the notice along one arc of its regime and write why, or leave no trace.

    Policy, guards, machine, stage, clocks and log entry, in this order, in the caller's unit. `at`: when
    what is recorded truly came (workflow/came.py); guards look at that moment.
    Raises NotAllowed, NotPossible (with the guard's sentence), Invalid when a reason is missing.
    """
    assert notice.id is not None
    move, there = check(work, regime, notice, actor=actor, name=name, reply_days=reply_days, at=at)
    here = regime.stages[notice.stage]
    own = move.verb in {"withdraw", "cancel"} and not actor.staff  # no law asks an organiser why
    if move.verb in REASON_NEEDED and not own and not note.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    away = standing_in.of_move(work, regime, notice, actor, move)
    said = {"reference": notice.reference, "version": notice.version, **(details or {})}
    work.log(
        f"notice.{move.name}",
        actor=actor,
        subject=("notice", notice.id),
        details={**said, **standing_in.details(away)},
        personal={"note": note, "by": actor.name, **standing_in.names(away)},
        from_stage=here.name,
        to_stage=there,
    )
    notice.stage = there
    arrive(work, regime, notice, move, here.name)
    sectioning.moved(work, regime, notice)
    return move


def check(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    *,
    actor: Actor,
    name: str,
    reply_days: Mapping[str, datetime] | None = None,
    at: datetime | None = None,
) -> tuple[Move, str]:
    """Whether the arc is open to this person now, and where it leads; changes nothing.

    Raises NotAllowed, or NotPossible with the guard's sentence.
    """
    move = regime.moves.get(name)
    if move is None:
        raise NotPossible(N_("Not possible: the rules know no such step."))
    policy.require_move(actor, move, notice, regime.stages[notice.stage])
    facts = gathering.facts_of(work, regime, notice, actor, reply_days, at)
    try:
        there = machine.destination(regime, notice.stage, name, facts)
    except machine.NotOpen as error:
        raise NotPossible(error.why.text, **error.why.values) from error
    why = against(work, regime, notice, move)
    if why is not None:
        raise NotPossible(why.text, **why.values)
    return move, there


def against(work: UnitOfWork, regime: Regime, notice: Notice, move: Move) -> WhyNot | None:
    """What stands against a move besides its guards: consequences that the law drew already."""
    if gone.is_gone(work, notice):
        return WhyNot(gone.GONE)
    if move.verb not in {*ENDS_IN_PLACE_OF_THE_LAW, *TAKES_BACK, "amend"}:
        return None  # asked for every button of a page: nothing is read in vain
    late = clocks.ran_out(work, notice, regime)
    return stands_against(
        regime,
        notice.stage,
        move,
        ran_out=late.due_at if late else None,
        letter_over=late is not None and regime.clocks[late.clock].starts == "request",
        authority_due_at=gathering.newest_due(
            regime, rows.dues(work, notice), "authority", notice.stage
        ),
        decided=_decided(work, regime, notice),
        now=work.now,
    )


def _decided(work: UnitOfWork, regime: Regime, notice: Notice) -> bool:
    """Whether a decision in force led the notice to where it stands; time and courts lead there too."""
    row = rows.released_decision(work, notice)
    return row is not None and any(
        move.outcome == row.outcome and move.to == notice.stage for move in regime.moves.values()
    )


def stands_against(
    regime: Regime,
    stage: str,
    move: Move,
    *,
    ran_out: datetime | None,
    letter_over: bool,
    authority_due_at: datetime | None,
    decided: bool,
    now: datetime,
) -> WhyNot | None:
    """The same over plain values. `ran_out`: the end of a clock whose consequence is not written yet;
    `letter_over`: that clock began with the letter that is waited for; `decided`: a decision in force led to this stage.

    Between the last second of a clock and the worker's tick nothing is signed or recorded, and no
    correction ends the road in place of the law: silence has spoken. What a court decided is entered after.
    A letter that waits for the organiser is taken back only while the city could still write another.
    """
    if move.verb in {*ENDS_IN_PLACE_OF_THE_LAW, "amend"} and ran_out is not None:
        return WhyNot(TOO_LATE_TO_SIGN, {"due": ran_out})
    if move.verb in TAKES_BACK and not decided:
        return WhyNot(NOTHING_TO_REPLACE)
    if move.verb in TAKES_BACK and letter_over:
        return WhyNot(LETTER_OVER, {"due": ran_out})
    waits = regime.stages[stage].awaits == "organiser"
    if move.verb in TAKES_BACK and waits and past(authority_due_at, now):
        return WhyNot(TOO_LATE_TO_TAKE_BACK, {"due": authority_due_at})
    return None


def arrive(work: UnitOfWork, regime: Regime, notice: Notice, move: Move, left: str) -> None:
    """What follows from having come to a stage: clocks end or begin to count, the road may be over."""
    if move.verb == "release":
        incidents.late_answer(work, regime, notice, left)
        running = {clock.name for clock in regime.pending_clocks(notice.stage)}
        clocks.stop(work, notice, "met", side="authority", but=running)
    if move.verb in {"return", "decline", "adopt"}:
        _agreed_or_not(work, regime, notice)
    if left in asking(regime) and move.verb == "prepare":
        closing.consultations(work, notice)  # their time is over; a late answer is still taken
    elif left in asking(regime) and notice.stage not in asking(regime):
        closing.consultations(work, notice, tell="" if move.verb == "withdraw" else "closed")
    if move.verb == "withdraw":
        closing.tell_all(work, notice, "withdrawn")
    for clock in regime.clocks.values():
        if clock.starts == "request" and notice.stage not in clock.pending_in:
            clocks.stop(work, notice, "dropped", clock=clock.name)  # the letter waits no longer
    if regime.stages[notice.stage].final:
        clocks.stop(work, notice, "dropped")
        if move.verb != "release":
            closing.draft(work, notice)
            plea_ends.road_ended(work, notice)
        notice.closed_at = work.now
    else:
        notice.closed_at = None
    clocks.refresh(work, notice, regime)


def _agreed_or_not(work: UnitOfWork, regime: Regime, notice: Notice) -> None:
    """The organiser answered, or the office took their offer: nothing more is awaited of either about it."""
    clocks.stop(work, notice, "met", side="organiser")
    for clock in regime.clocks.values():
        if clock.starts == "counter":
            clocks.stop(work, notice, "met", clock=clock.name)


def asking(regime: Regime) -> frozenset[str]:
    """Stages in which bodies are asked and waited for."""
    return frozenset(move.to for move in regime.moves.values() if move.verb == "ask")
