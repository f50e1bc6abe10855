"""How long answers took: what the worker counts from, and the few rows that a page reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import aliased

from records.tables import AnswerTime, Decision, Notice
from records.unit_of_work import UnitOfWork

A: Any = AnswerTime
D: Any = Decision
N: Any = Notice


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers of one month and kind."""

    month: str
    regime_id: str
    kind: str
    answered: int
    median_minutes: int


def answered_between(
    work: UnitOfWork, since: datetime, until: datetime
) -> Sequence[tuple[str, str, datetime, datetime]]:
    """Pin, kind, receipt and first answer of the notices that were first answered in this stretch.

    An answer is a decision that was released; one that replaces another is none. No person is read.
    """
    earlier: Any = aliased(Decision)
    before = exists().where(earlier.notice_id == D.notice_id, earlier.released_at < D.released_at)
    rows = (
        select(N.regime_pin, N.kind, N.received_at, D.released_at)
        .join(Notice, N.id == D.notice_id)
        .where(D.released_at >= since, D.released_at < until, ~before)
    )
    return [tuple(row) for row in work.session.execute(rows)]


def first_answer(work: UnitOfWork) -> datetime | None:
    """When the first answer of all left; None in a city that has given none."""
    found = work.session.execute(select(func.min(D.released_at))).scalar()
    return found if isinstance(found, datetime) else None


def counted_to(work: UnitOfWork) -> str:
    """The newest month that was counted; nothing where none was."""
    return str(work.session.execute(select(func.max(A.month))).scalar() or "")


def keep(work: UnitOfWork, month: str, found: Sequence[Counted]) -> None:
    """Put these in the place of what was counted of the month before."""
    work.session.execute(delete(AnswerTime).where(A.month == month))
    for one in found:
        work.add(
            AnswerTime(
                month=one.month,
                regime_id=one.regime_id,
                kind=one.kind,
                answered=one.answered,
                median_minutes=one.median_minutes,
                made_at=work.now,
            )
        )


def newest(work: UnitOfWork, since: str) -> list[Counted]:
    """What was counted from this month on, the newest month first."""
    rows = (
        select(A.month, A.regime_id, A.kind, A.answered, A.median_minutes)
        .where(A.month >= since)
        .order_by(A.month.desc(), A.regime_id, A.kind)
    )
    return [Counted(*row) for row in work.session.execute(rows)]
