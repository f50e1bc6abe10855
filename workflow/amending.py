"""The organiser changes a filed notice until it is decided: the next version, and what follows from it (M08)."""

from collections.abc import Sequence

from records import rows
from records.tables import Consultation, File, LogEntry, Notice, Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Move, Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    attaching,
    bounds,
    climbing,
    clocks,
    consulting,
    countering,
    law,
    mailing,
    needs,
    organising,
    policy,
    receiving,
    recounting,
    versions,
    weighing,
    when,
)
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotPossible
from workflow.weighing import Plan

THEIRS = N_("Not yours: this step belongs to somebody else.")
OVER = N_("Not possible: the office has answered, so this notice can't be changed any more.")
ENDED = N_(
    "Not possible: this notice was taken back or has ended, so it can't be changed any more."
)


class NotSeen(NotPossible):
    """What follows from the change was not confirmed, or something else follows by now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(N_("Look at what follows from the change, then confirm it."))
        self.plan = plan


def look(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    content: Content,
    papers: bool = False,
) -> Plan:
    """What the change would do if it were confirmed now; changes nothing. Raises as `amend` does.

    `papers`: with those that the organiser added for it and no version holds yet.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    _open(work, regime, notice, actor)
    return _weighed(
        work, rulebook, regime, notice, content, attaching.addable(work, notice) if papers else ()
    )


def papers_of(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str
) -> attaching.Owner:
    """The notice to which papers are added for a change. Raises as `amend` does where none can be made."""
    notice = work.notice(reference)
    _open(work, law.regime_of(work, rulebook, notice), notice, actor)
    return attaching.Owner(notice=notice)


def amend(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    content: Content,
    reason: str,
    mark: str,
    papers: bool = False,
) -> Notice:
    """Make the change: a new version, clocks, questions and draft as `look` said, and everybody told.

    With `papers` the new version holds also what was added for it.

    `mark` is the plan's mark that the person saw and confirmed, else NotSeen. Raises Invalid without
    a reason, for a change that is another event, or where an answer that the law needs is taken away.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    move = _open(work, regime, notice, actor)
    added = attaching.addable(work, notice) if papers else ()
    plan = _weighed(work, rulebook, regime, notice, content, added)
    if not plan.taken:
        first = next(one for one in plan.weights if one.effect == "file-anew")
        raise Invalid(first.fields[0], N_("This change makes it another event: file a new notice."))
    if plan.mark != mark:
        raise NotSeen(plan)
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the notice."))
    content, old = plan.content, versions.content_of(work, notice)
    countering.dropped(work, notice)
    notice.version += 1
    version = versions.write(work, notice, content, zone=regime.zone, why="amended", actor=actor,
                             papers=added)  # fmt: skip
    entry = _taken(work, regime, notice, move, plan, actor, reason, version.hash)
    began = recounting.amended(work, regime, notice, plan.wanted, restart=plan.effect == "restart",
                               window=plan.verdict if plan.verdict != plan.was else "",
                               window_anew=plan.window_anew)  # fmt: skip
    _carry_draft(work, notice, plan)
    _ask_again(work, regime, notice, plan, actor)
    if clocks.call_now(began):
        climbing.call(work, regime, notice, entry)
    if organising.follow(work, notice, old, content):
        organising.forget_address(work, notice)
        mailing.address_mended(work, notice, entry, receiving.receipt_id(work, notice))
    mailing.amended(work, notice, plan.changed, plan.effect)
    return notice


def _open(work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor) -> Move:
    """The move of this stage, open to this person now. Nothing that has begun is changed."""
    move = regime.move_for("amend", notice.stage)
    if regime.amending is None:
        raise NotPossible(weighing.NOT_TAKEN)
    if move is None:
        raise NotPossible(OVER)
    policy.require_move(actor, move, notice, regime.stages[notice.stage])
    arcs.check(work, regime, notice, actor=actor, name=move.name)
    if work.now >= notice.starts_at:
        raise NotPossible(N_("Not possible: the event has begun."))
    return move


def _weighed(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    papers: Sequence[File],
) -> Plan:
    """The plan of a change that is whole: nothing that the law needs is taken away, and its days lie ahead."""
    if content.kind not in regime.kinds:
        raise Invalid("kind", N_("Choose what kind of event it is."))
    old = versions.content_of(work, notice)
    bounds.check_change(old, content)
    lacked = needs.missing(regime, old)
    gap = next((one for one in needs.missing(regime, content) if one not in lacked), "")
    if gap:
        raise Invalid(gap, N_("With what you changed, the law asks for this too: answer it."))
    if any(when.span(one, regime.zone)[0] <= work.now for one in content.sessions):
        raise Invalid("sessions", N_("Choose days and hours that are still ahead."))
    return weighing.weigh(work, rulebook, regime, notice, content, papers)


def _taken(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    move: Move,
    plan: Plan,
    actor: Actor,
    reason: str,
    version_hash: str,
) -> LogEntry:
    """Only what is examined anew moves the notice; a lighter change stands in the log beside its stage."""
    details = {
        "version": notice.version, "hash": version_hash, "changed": list(plan.changed), "effect": plan.effect,
    }  # fmt: skip
    if plan.effect == "restart":
        arcs.take(work, regime, notice, actor=actor, name=move.name, details=details)
    return work.log(
        "notice.amended",
        actor=actor,
        subject=("notice", notice.id or 0),
        details=details,
        personal={"note": reason, "by": actor.name},
    )


def _carry_draft(work: UnitOfWork, notice: Notice, plan: Plan) -> None:
    """A draft that rests on nothing of what changed goes on to the new version; else it waits to be looked at.

    Else a telephone number sent in at the last minute would stop a signature, and silence would agree.
    """
    row = rows.draft_decision(work, notice)
    if row is None or plan.effect == "restart":
        return
    before = rows.version(work, notice, notice.version - 1)
    if row.version_hash == before.hash:
        version = rows.version(work, notice)
        row.version_id, row.version_hash = version.id or 0, version.hash


def _ask_again(work: UnitOfWork, regime: Regime, notice: Notice, plan: Plan, actor: Actor) -> None:
    newest: dict[int, Consultation] = {row.unit_id: row for row in rows.consultations(work, notice)}
    again = [one for one in plan.told if one.what == "asked"]
    for one in again:
        row = newest[one.unit_id]
        row.closed_at = row.closed_at or work.now  # its answer, if any, was to an older version
    work.flush()
    for one in plan.told:
        if one.what == "asked":
            code = work.get(Unit, one.unit_id).code
            consulting.ask_one(work, regime, notice, code, actor)
        else:
            mailing.body_amended(work, notice, newest[one.unit_id])
