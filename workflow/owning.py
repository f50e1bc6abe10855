"""Whose notice it is: an officer takes it, hands it over, gives it up. Each is an entry of the log."""

from datetime import date

from records import instead_rows, near_rows, staff_rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, mailing, policy, recusing, standing_in, when
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible


def take(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int
) -> Notice:
    """Take a notice: its next steps are expected of this person. Overtaken if it moved on since `seen`."""
    notice = _in_hand(work, rulebook, actor, reference, seen)
    before = notice.owner_id
    away = standing_in.owner(work, notice, actor, _day(work, rulebook, notice))
    notice.owner_id = actor.account_id
    standing_in.log(
        work, notice, "notice.owned", actor=actor, found=away,
        details_={"from": before, "to": actor.account_id} if away else {},
    )  # fmt: skip
    return notice


def hand_over(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    to: int,
    note: str = "",
) -> Notice:
    """Make a colleague the owner; they are told by mail.

    The owner does so, or the head, or anybody of the office where there is no owner. Raises Invalid for
    a person who is not at work in the office today, or who owns it already.
    """
    notice = _in_hand(work, rulebook, actor, reference, seen)
    may_part(actor, notice.owner_id, notice.unit_id)
    day = _day(work, rulebook, notice)
    if to not in colleagues(work, notice.unit_id, day, notice.id):
        raise Invalid("to", N_("Choose an officer of this office who is at work today."))
    if to == notice.owner_id:
        raise Invalid("to", N_("The notice is theirs already: choose somebody else."))
    before, notice.owner_id = notice.owner_id, to
    entry = standing_in.log(
        work, notice, "notice.handed-over", actor=actor, note=note.strip(), details_={"from": before, "to": to},
        found=instead_rows.away(work, before, day) if before is not None else None,
    )  # fmt: skip
    mailing.to_account(work, "desk-handed-over", notice, to, f"{entry.seq}")
    return notice


def colleagues(
    work: UnitOfWork, unit_id: int, day: date, notice_id: int | None = None
) -> list[int]:
    """Officers and heads of the unit who are at work on the day, the head of the whole office too.

    Without those who have no part in the notice.
    """
    people = staff_rows.present(work, day)
    able = dict.fromkeys(one.account_id for one in people if one.unit_id in (unit_id, None))
    return recusing.without(work, list(able), notice_id)


def _day(work: UnitOfWork, rulebook: Rulebook, notice: Notice) -> date:
    return when.local(work.now, law.regime_of(work, rulebook, notice).zone).date()


def give_up(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, seen: int
) -> Notice:
    """Leave the notice without an owner; the owner does so, or the head.

    Raises NotPossible near the end of a clock whose silence has an effect: then it is handed over.
    """
    notice = _in_hand(work, rulebook, actor, reference, seen)
    may_part(actor, notice.owner_id, notice.unit_id)
    if notice.owner_id is None:
        raise NotPossible(N_("Not possible: the notice has no owner."))
    if near_rows.climbing(work, notice.id or 0):
        raise NotPossible(
            N_(
                "Not possible: the time to answer is nearly over, so the notice can't stay without an owner. Hand it over to a colleague."
            )
        )
    before, notice.owner_id = notice.owner_id, None
    work.log(
        "notice.given-up",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"from": before},
        personal={"by": actor.name},
    )
    return notice


def _in_hand(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str, seen: int
) -> Notice:
    notice = work.notice(reference, seen)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.assign", notice, stage)
    if stage.final:
        raise NotPossible(N_("Not possible: the road of this notice has ended."))
    return notice


def may_part(actor: Actor, owner_id: int | None, unit_id: int) -> None:
    """Raise NotAllowed for who is neither the owner nor the head, where there is an owner."""
    if owner_id in (None, actor.account_id) or actor.holds(unit_id, "head"):
        return
    raise NotAllowed(N_("Not yours: the owner of the notice does this, or the head."))
