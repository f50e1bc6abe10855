"""One arc of the road: the only module that writes a notice's stage."""

from typing import Any

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Move, Regime
from workflow import clocks, gathering, machine, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

REASON_NEEDED = frozenset({"send-back", "withdraw", "void", "duplicate", "replace", "decline"})
"""Verbs that are never done without saying why."""


def take(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    *,
    actor: Actor,
    name: str,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> Move:
    """Take the notice along one arc of its regime and write why, or leave no trace.

    Policy, guards, machine, stage, clocks and log entry, in this order, in the caller's unit.
    Raises NotAllowed, NotPossible (with the guard's sentence), Invalid when a reason is missing.
    """
    assert notice.id is not None
    move, there = check(work, regime, notice, actor=actor, name=name)
    here = regime.stages[notice.stage]
    if move.verb in REASON_NEEDED and not note.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    work.log(
        f"notice.{move.name}",
        actor=actor,
        subject=("notice", notice.id),
        details={"reference": notice.reference, "version": notice.version, **(details or {})},
        personal={"note": note, "by": actor.name},
        from_stage=here.name,
        to_stage=there,
    )
    notice.stage = there
    arrive(work, regime, notice, move)
    return move


def check(
    work: UnitOfWork, regime: Regime, notice: Notice, *, actor: Actor, name: str
) -> tuple[Move, str]:
    """Whether the arc is open to this person now, and where it leads; changes nothing.

    Raises NotAllowed, or NotPossible with the guard's sentence.
    """
    move = regime.moves.get(name)
    if move is None:
        raise NotPossible(N_("Not possible: the rules know no such step."))
    policy.require_move(actor, move, notice, regime.stages[notice.stage])
    facts = gathering.facts_of(work, regime, notice, actor)
    try:
        return move, machine.destination(regime, notice.stage, name, facts)
    except machine.NotOpen as error:
        raise NotPossible(error.why.text, **error.why.values) from error


def arrive(work: UnitOfWork, regime: Regime, notice: Notice, move: Move) -> None:
    """What follows from having come to a stage: clocks end or begin to count, the road may be over."""
    if move.verb == "release":
        running = {clock.name for clock in regime.pending_clocks(notice.stage)}
        clocks.stop(work, notice, "met", side="authority", but=running)
    if move.verb in {"return", "decline"}:
        clocks.stop(work, notice, "met", side="organiser")
    if regime.stages[notice.stage].final:
        clocks.stop(work, notice, "dropped")
        close_consultations(work, notice)
        notice.closed_at = work.now
    else:
        notice.closed_at = None
    clocks.refresh(work, notice, regime)


def close_consultations(work: UnitOfWork, notice: Notice) -> None:
    """Nothing is asked any more: open rows are closed, their bodies need not answer."""
    for row in rows.consultations(work, notice):
        if row.answered_at is None and row.closed_at is None:
            row.closed_at = work.now
