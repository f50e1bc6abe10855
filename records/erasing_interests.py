"""What is erased of interests and recusals: the words; that somebody had no part in a notice stays."""

from typing import Any

from sqlalchemy import func, update

from records.erasing_age import changed
from records.tables import Interest, Recusal
from records.unit_of_work import UnitOfWork


def of_notice(work: UnitOfWork, notice_id: int) -> int:
    """Why somebody had no part in the notice: their own words, which may name its organiser."""
    r: Any = Recusal
    return changed(work, update(Recusal).where(r.notice_id == notice_id).values(reason=""))


def of_account(work: UnitOfWork, account_id: int) -> int:
    """Standing interests of a person who left: ended, without their words."""
    i: Any = Interest
    mine = update(Interest).where(i.account_id == account_id)
    changed(work, mine.where(i.ended_at.is_(None)).values(ended_at=work.now, end_reason="erased"))
    return changed(
        work, mine.values(words="", keys=[], end_reason=func.substr(i.end_reason, 1, 0) + "—")
    )


OF_NOTICE = {"recusals": of_notice}
OF_ACCOUNT = {"interests": of_account}
