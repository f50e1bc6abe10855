"""Mistakes of registration are mended in the open: a new version, another addressee, always with a reason."""

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    bounds,
    climbing,
    clocks,
    closing,
    consulting,
    law,
    mailing,
    organising,
    policy,
    receiving,
    recounting,
    versions,
    when,
)
from workflow.actor import Actor
from workflow.answering import differences
from workflow.content import PERSONAL, Content
from workflow.errors import N_, Invalid, NotPossible


def correct(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    content: Content,
    reason: str,
) -> Notice:
    """Mend what was registered wrongly: a new version, clocks counted anew from the same receipt.

    What the organiser filed stays as version 1. The organiser is told. Raises Invalid without a
    reason or a change.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    policy.require(actor, "notice.correct", notice, stage)
    _in_hand(work, regime, notice)
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    if content.kind not in regime.kinds:
        raise Invalid("kind", N_("Choose what kind of event it is."))
    old = versions.content_of(work, notice)
    content = content.settled(old)
    bounds.check_change(old, content)
    changed = differences(old, content)
    if not changed:
        raise Invalid("note", N_("Nothing was changed."))
    notice.version += 1
    version = versions.write(work, notice, content, zone=regime.zone, why="corrected", actor=actor)
    began = recounting.corrected(work, rulebook, regime, notice, content, changed)
    clocks.refresh(work, notice, regime)
    elsewhere = organising.follow(work, notice, old, content)
    entry = work.log(
        "notice.corrected",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"version": notice.version, "hash": version.hash, "changed": list(changed)},
        personal={"note": reason, "by": actor.name},
    )
    if set(changed) - PERSONAL:
        consulting.ask_anew(work, regime, notice, actor=actor)
    if clocks.call_now(began):
        climbing.call(work, regime, notice, entry)
    if elsewhere:
        organising.forget_address(work, notice)
        mailing.address_mended(work, notice, entry, receiving.receipt_id(work, notice))
    mailing.corrected(work, notice, changed)
    return notice


def _in_hand(work: UnitOfWork, regime: Regime, notice: Notice) -> None:
    """Only what the office still works on is mended; what silence has settled is not reopened this way."""
    stage = regime.stages[notice.stage]
    if stage.final or stage.awaits != "authority":
        raise NotPossible(N_("Not possible: the notice has left the office's hands."))
    late = clocks.ran_out(work, notice, regime)
    if late is not None:
        raise NotPossible(arcs.TOO_LATE_TO_SIGN, due=late.due_at)


def forward(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    code: str,
    reason: str,
) -> Notice:
    """Pass a notice on to the addressee that the law names; the organiser is told (decisions 13)."""
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    stage = regime.stages[notice.stage]
    policy.require(actor, "notice.forward", notice, stage)
    _in_hand(work, regime, notice)
    unit = rows.unit_by_code(work, code)
    if unit.kind == "body" or unit.id == notice.unit_id:
        raise Invalid("unit", N_("Choose another office that receives notices."))
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    before = notice.unit_id
    notice.unit_id = unit.id or 0
    notice.owner_id = None
    closing.draft(work, notice)  # the other office writes its own
    entry = work.log(
        "notice.forwarded",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"from": before, "to": notice.unit_id, "unit": unit.code},
        personal={"note": reason, "by": actor.name},
    )
    climbing.anew(work, notice)
    climbing.landed(work, regime, notice, entry, urgent=_due_today(work, regime, notice))
    mailing.told(work, notice, "forwarded")
    return notice


def _due_today(work: UnitOfWork, regime: Regime, notice: Notice) -> bool:
    if notice.due_at is None or notice.due_side != "authority":
        return False
    return when.local(notice.due_at, regime.zone).date() == when.local(work.now, regime.zone).date()
