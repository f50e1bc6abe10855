"""The ticker's list: clocks that run and whose instant is near or past. Time itself has no scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork


def still_running() -> Any:
    """Whether a clock runs, for the clocks of some notices.

    Written so that no index answers it: SQLite would walk all running clocks of the city for the few of one
    notice (seen with 200,000 of them: ten times as slow).
    """
    done_at: Any = Due.done_at
    return func.coalesce(done_at, None).is_(None)


@dataclass(frozen=True, slots=True)
class PendingDue:
    """A running clock; it is missed from `due_at` + 1 s on."""

    id: int
    notice_id: int
    reference: str
    stage: str
    clock: str
    side: str
    due_at: datetime
    consequence: str
    reminded: int


def pending_dues(work: UnitOfWork, before: datetime, limit: int = 200) -> tuple[PendingDue, ...]:
    """Running clocks whose due instant lies before that instant, the oldest first."""
    d: Any = Due
    n: Any = Notice
    rows: Any = (
        select(
            d.id, d.notice_id, n.reference, n.stage, d.clock, d.side, d.due_at, d.consequence, d.reminded
        )
        .join(Notice, n.id == d.notice_id)
        .where(d.done_at.is_(None), d.due_at < before)
        .order_by(d.due_at, d.id)
        .limit(limit)
    )  # fmt: skip
    return tuple(PendingDue(*row) for row in work.session.execute(rows))
