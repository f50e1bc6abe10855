"""The secret address of an account's own dates, and the notices whose dates they are."""

from typing import Any

from sqlalchemy import delete, select

from records.people import Account
from records.tables import CalendarLink, Member, Notice
from records.unit_of_work import UnitOfWork

C: Any = CalendarLink
M: Any = Member
N: Any = Notice
A: Any = Account
MOST = 400
"""Notices in one calendar, the newest first: more than any organiser files in years."""


def account_of(work: UnitOfWork, secret_hash: str) -> tuple[int, str] | None:
    """The account and its language behind a secret; None if nobody's, or if the account is switched off."""
    rows = select(C.account_id, A.locale).join(Account, A.id == C.account_id)
    found = work.session.execute(rows.where(C.secret_hash == secret_hash, A.active)).first()
    return (int(found[0]), str(found[1])) if found else None


def link_of(work: UnitOfWork, account_id: int) -> CalendarLink | None:
    """The link of an account, if it has one."""
    return work.session.get(CalendarLink, account_id)


def drop(work: UnitOfWork, account_id: int) -> int:
    """Take the link of an account away; how many there were."""
    gone = work.session.execute(delete(CalendarLink).where(C.account_id == account_id))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE counts its rows


def notices_of(work: UnitOfWork, account_id: int) -> list[Notice]:
    """Notices of the organisers that an account acts for, the newest first."""
    mine = select(M.organiser_id).where(M.account_id == account_id)
    rows = select(Notice).where(N.organiser_id.in_(mine)).order_by(N.id.desc()).limit(MOST)
    return list(work.session.execute(rows).scalars())
