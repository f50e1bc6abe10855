"""Commissions and their members: made by the head or the administrator, dated, every change in the log."""

from dataclasses import dataclass
from datetime import date

from records import commission_rows, doubled, staff_rows
from records.errors import Missing
from records.tables import Commission, CommissionMember
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

NOT_MANAGED = N_("Not yours: the head of the office and the administrator keep its commissions.")
FEWEST, MOST = 2, 200


@dataclass(frozen=True, slots=True)
class MemberIn:
    """A seat as it was typed."""

    account_id: int
    from_day: date
    to_day: date | None = None
    chair: bool = False
    order_no: str = ""


def may_manage(actor: Actor, unit_id: int) -> bool:
    """Whether the person makes commissions of this office; the command always does."""
    return actor.role == "system" or policy.allows_unit(actor, "commission.manage", unit_id)


def make(
    work: UnitOfWork, *, actor: Actor, unit_id: int, name_en: str, name_ru: str, quorum: int
) -> Commission:
    """A new commission of an office, without members yet; the same form sent twice is one commission."""
    if not may_manage(actor, unit_id):
        raise NotAllowed(NOT_MANAGED)
    if not (name_en.strip() and name_ru.strip()):
        raise Invalid("name_ru", N_("Enter the name in both languages."))
    if not FEWEST <= quorum <= MOST:
        raise Invalid("quorum", N_("A quorum is at least two members, and at most 200."))
    same = doubled.lately(
        work, Commission, "made_at", unit_id=unit_id, name_en=name_en.strip(), name_ru=name_ru.strip(), quorum=quorum,
        ended_at=None,
    )  # fmt: skip
    if same is not None:
        return same
    row = Commission(
        unit_id=unit_id, name_en=name_en.strip(), name_ru=name_ru.strip(), quorum=quorum,
        made_at=work.now, made_by=actor.account_id,
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "commission.made",
        actor=actor,
        subject=("commission", row.id or 0),
        details={"unit": unit_id, "quorum": quorum},
    )
    return row


def seat(
    work: UnitOfWork, *, actor: Actor, commission_id: int, given: MemberIn, today: date
) -> CommissionMember:
    """Give somebody a vote from a day on. Nobody seats themselves."""
    found = _managed(work, actor, commission_id)
    if given.account_id == actor.account_id:
        raise Invalid(
            "account",
            N_("Nobody gives a seat to themselves: ask another head or the administrator."),
        )
    try:
        active = staff_rows.account(work, given.account_id).active
    except Missing as error:
        raise Invalid("account", N_("Choose somebody who has an account.")) from error
    if not active:
        raise Invalid("account", N_("This account is switched off."))
    if given.to_day is not None and given.to_day < given.from_day:
        raise Invalid("to_day", N_("The last day is before the first."))
    sits = commission_rows.seats(work, commission_id, max(today, given.from_day))
    if any(one.account_id == given.account_id for one in sits):
        raise Invalid("account", N_("This person has a seat already."))
    if given.chair and any(one.chair for one in sits):
        raise Invalid("chair", N_("The commission has a chair already: end that seat first."))
    row = CommissionMember(
        commission_id=found.id or 0, account_id=given.account_id, chair=given.chair, from_day=given.from_day,
        to_day=given.to_day, order_no=given.order_no.strip(),
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.log(
        "commission.seated",
        actor=actor,
        subject=("commission", found.id or 0),
        details={
            "member": row.id, "account": row.account_id, "chair": row.chair, "from": row.from_day.isoformat(),
            "to": row.to_day.isoformat() if row.to_day else "",
        },
    )  # fmt: skip
    return row


def unseat(work: UnitOfWork, *, actor: Actor, member_id: int, last_day: date) -> None:
    """A seat ends with a day; its votes stay."""
    row = work.session.get(CommissionMember, member_id)
    if row is None:
        raise NotAllowed(NOT_MANAGED)
    _managed(work, actor, row.commission_id)
    if row.to_day is not None and row.to_day <= last_day:
        raise NotPossible(N_("Not possible: this seat ends by then anyway."))
    row.to_day = max(last_day, row.from_day)
    work.log(
        "commission.unseated",
        actor=actor,
        subject=("commission", row.commission_id),
        details={"member": row.id, "account": row.account_id, "to": row.to_day.isoformat()},
    )


def _managed(work: UnitOfWork, actor: Actor, commission_id: int) -> Commission:
    row = work.session.get(Commission, commission_id)
    if row is None or row.ended_at is not None or not may_manage(actor, row.unit_id):
        raise NotAllowed(NOT_MANAGED)
    return row
