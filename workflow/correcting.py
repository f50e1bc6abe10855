"""Mistakes of registration are mended in the open: a new version, another addressee, always with a reason."""

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import judge
from regimes.shelf import Rulebook
from workflow import clocks, law, mailing, policy, versions
from workflow.actor import Actor
from workflow.answering import differences
from workflow.content import Content
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
    if stage.final or stage.awaits != "authority":
        raise NotPossible(N_("Not possible: the notice has left the office's hands."))
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    if content.kind not in regime.kinds:
        raise Invalid("kind", N_("Choose what kind of event it is."))
    old = versions.content_of(work, notice)
    changed = differences(old, content) + (("kind",) if old.kind != content.kind else ())
    if not changed:
        raise Invalid("note", N_("Nothing was changed."))
    notice.version += 1
    version = versions.write(work, notice, content, zone=regime.zone, why="corrected", actor=actor)
    judgement = judge(
        regime, rulebook.calendar_of(regime), law.filing_of(content, regime, notice.received_at)
    )
    notice.window = judgement.verdict
    clocks.stop(work, notice, "dropped")
    clocks.start(work, notice, judgement.dues)
    clocks.refresh(work, notice, regime)
    work.log(
        "notice.corrected",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"version": notice.version, "hash": version.hash, "changed": list(changed)},
        personal={"note": reason, "by": actor.name},
    )
    mailing.told(work, notice, "corrected")
    return notice


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
    if stage.final or stage.awaits != "authority":
        raise NotPossible(N_("Not possible: the notice has left the office's hands."))
    unit = rows.unit_by_code(work, code)
    if unit.kind == "body" or unit.id == notice.unit_id:
        raise Invalid("unit", N_("Choose another office that receives notices."))
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    before = notice.unit_id
    notice.unit_id = unit.id or 0
    notice.owner_id = None
    work.log(
        "notice.forwarded",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"from": before, "to": notice.unit_id, "unit": unit.code},
        personal={"note": reason, "by": actor.name},
    )
    mailing.landed(work, notice)
    mailing.told(work, notice, "forwarded")
    return notice


def own(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int) -> Notice:
    """Take a notice: its next steps are expected of this person."""
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "notice.prepare", notice, regime.stages[notice.stage])
    notice.owner_id = actor.account_id
    work.log(
        "notice.owned", actor=actor, subject=("notice", notice.id or 0), personal={"by": actor.name}
    )
    return notice
