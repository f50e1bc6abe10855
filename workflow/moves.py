"""What people do with a notice along its road: one verb a function, all through `arcs.take`."""

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Move
from regimes.shelf import Rulebook
from regimes.words import LAPSES, TAKES_BACK
from workflow import (
    arcs,
    cancelling,
    closing,
    consulting,
    countering,
    lastsafe,
    law,
    mailing,
    recounting,
)
from workflow.actor import Actor
from workflow.errors import N_, NotPossible

OWN_PAGE = {
    "release": N_("Not possible here: a decision is released from its own page."),
    "return": N_("Not possible here: only the organiser's answer brings a notice back."),
    "decline": N_("Not possible here: only the organiser can decline."),
    "uphold": N_("Not possible here: an objection is upheld on its own page."),
    **dict.fromkeys(
        ("amend", "counter", "adopt"),
        N_("Not possible here: this step has a page of its own."),
    ),
    **dict.fromkeys(LAPSES, N_("Not possible: only time makes this step.")),
}
"""Verbs that carry more than a reason, or that no person makes."""


def move(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    name: str,
    seen: int,
    note: str = "",
    bodies: tuple[str, ...] | None = None,
    duplicate_of: str = "",
    last_seen: str = "",
) -> Notice:
    """Make one move of the regime by its name.

    `seen` is the revision that the person saw; Overtaken if the notice moved on since. To hand on a
    draft that asks the organiser back, `last_seen` confirms the organiser's last moments (A02).
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    found = regime.moves.get(name)
    if found is None:
        raise NotPossible(N_("Not possible: the rules know no such step."))
    if found.verb in OWN_PAGE:
        raise NotPossible(OWN_PAGE[found.verb])
    left = regime.stages[notice.stage]
    draft = rows.draft_decision(work, notice) if found.verb == "submit" else None
    if draft is not None:
        arcs.check(work, regime, notice, actor=actor, name=name)
        lastsafe.require(work, rulebook, regime, notice, draft.outcome, last_seen)
    made = arcs.take(work, regime, notice, actor=actor, name=name, note=note)
    if made.verb == "duplicate":
        closing.point_at_twin(work, rulebook, notice, duplicate_of, actor)
    if made.verb == "ask":
        consulting.ask_all(work, rulebook, regime, notice, actor=actor, codes=bodies)
    if left.final and not regime.stages[notice.stage].final:
        recounting.went_on(work, rulebook, regime, notice)
    elif made.verb in TAKES_BACK:
        recounting.taken_back(work, rulebook, regime, notice)
    if left.final and made.verb == "send-back":
        mailing.told(work, notice, "reopened")
    if made.verb in {"cancel", "restore"}:
        cancelling.follows(work, notice, made.verb, actor)
    _tell(work, notice, made)
    return notice


def uphold(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, notice: Notice, name: str, why: str
) -> None:
    """An objection was upheld: the notice goes back to be decided anew; the objection's number is the reason."""
    regime = law.regime_of(work, rulebook, notice)
    left = regime.stages[notice.stage]
    arcs.take(work, regime, notice, actor=actor, name=name, note=why)
    if left.final:
        recounting.went_on(work, rulebook, regime, notice)
    else:
        recounting.taken_back(work, rulebook, regime, notice)
    mailing.moved(work, notice, "replace")


def withdraw(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int, note: str
) -> Notice:
    """The organiser takes the notice back; open consultations close and their bodies are told (M09)."""
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    found = regime.move_for("withdraw", notice.stage)
    if found is None:
        raise NotPossible(N_("Not possible: this notice can't be withdrawn any more."))
    made = move(
        work, rulebook, actor=actor, reference=reference, name=found.name, seen=seen, note=note
    )
    countering.dropped(work, notice)
    return made


def cancel(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int, note: str
) -> Notice:
    """The organiser gives an answered event up; everybody who counts on it is told (54-FZ 5(4), to be verified)."""
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    found = regime.move_for("cancel", notice.stage)
    if found is None:
        raise NotPossible(
            N_("Not possible: no answered event that is still ahead could be cancelled here.")
        )
    return move(
        work, rulebook, actor=actor, reference=reference, name=found.name, seen=seen, note=note
    )


def _tell(work: UnitOfWork, notice: Notice, made: Move) -> None:
    """Mail says when something lands (issue of the road): to the desk, or to the organiser."""
    to_desk = {"prepare", "submit", "send-back", "withdraw", "cancel", "restore", "replace"}
    to_organiser = {"void", "duplicate", "withdraw", "cancel", "restore", "record"}
    if made.verb in to_desk:
        mailing.moved(work, notice, made.verb)
    if made.verb in to_organiser:
        mailing.told(work, notice, made.verb)
