"""A hold: a notice that nothing erases until a named person lifts it (AD-18): a court, an appeal, an inquiry."""

from records import erasing_rows
from records.tables import Hold, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

LONGEST = 500


def place(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, reason: str
) -> Hold:
    """Hold a notice, with a reason that is kept. Missing if there is none; NotPossible if it is held or erased.

    By the head of the addressee or an administrator, by name.
    """
    notice = work.notice(reference)
    said = _said(work, rulebook, actor, notice, reason)
    if erasing_rows.is_erased(work, "notice", notice.id or 0):
        raise NotPossible(N_("Not possible: the person was erased from this notice already."))
    if erasing_rows.standing_hold(work, notice.id or 0) is not None:
        raise NotPossible(N_("Not possible: this notice is held already."))
    row = Hold(
        notice_id=notice.id or 0, reason=said, set_by=_named(actor), set_at=work.now
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "notice.held",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"hold": row.id},
        personal={"note": said, "by": actor.name},
    )
    return row


def lift(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, reason: str
) -> Hold:
    """Lift the hold of a notice, with a reason that is kept. NotPossible where none stands."""
    notice = work.notice(reference)
    said = _said(work, rulebook, actor, notice, reason)
    row = erasing_rows.standing_hold(work, notice.id or 0)
    if row is None:
        raise NotPossible(N_("Not possible: no hold stands over this notice."))
    row.lifted_by, row.lifted_at, row.lift_reason = _named(actor), work.now, said
    work.flush()
    work.log(
        "notice.released-hold",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"hold": row.id},
        personal={"note": said, "by": actor.name},
    )
    return row


def _said(work: UnitOfWork, rulebook: Rulebook, actor: Actor, notice: Notice, reason: str) -> str:
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "hold.keep", notice, stage)
    said = reason.strip()
    if not said:
        raise Invalid("reason", N_("Say why: the reason is kept with the hold."))
    if len(said) > LONGEST:
        raise Invalid("reason", N_("Say it in at most %(count)s characters."), count=LONGEST)
    return said


def _named(actor: Actor) -> int:
    if actor.account_id is None:
        raise NotAllowed(N_("A hold is set and lifted by a named person."))
    return actor.account_id
