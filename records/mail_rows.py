"""Mails about a notice: what left, to whom by role, and whether it can leave once more. No text and no address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from records.scope import Scope
from records.scoped import reach
from records.tables import Mail, Notice, Outbox
from records.unit_of_work import UnitOfWork

M: Any = Mail
N: Any = Notice
O: Any = Outbox  # noqa: E741 - the table, as in the other modules of named reads


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail: `whom` is organiser, unit, account or chief; empty where its promise was swept."""

    id: int
    subject: str
    made_at: datetime
    sent_at: datetime | None
    whom: str
    payload: dict[str, Any]
    back_at: datetime | None = None  # when a server reported that it did not arrive


def of_notice(
    work: UnitOfWork, scope: Scope, notice_id: int, limit: int = 100
) -> tuple[MailRow, ...]:
    """Mails about a notice in reach, the newest first; what was erased is left out."""
    rows = (
        select(M.id, M.subject, M.made_at, M.sent_at, O.payload, M.back_at)
        .join(N, N.id == M.notice_id)
        .outerjoin(O, O.key == M.key)
        .where(M.notice_id == notice_id, M.subject != "", reach(scope))
        .order_by(M.id.desc())
        .limit(limit)
    )
    found = work.session.execute(rows)
    return tuple(
        MailRow(
            id_, subject, made_at, sent_at, str((payload or {}).get("to", "")), payload or {}, back
        )
        for id_, subject, made_at, sent_at, payload, back in found
    )


def one(work: UnitOfWork, scope: Scope, notice_id: int, mail_id: int) -> MailRow | None:
    """One of them."""
    return next((row for row in of_notice(work, scope, notice_id, 1000) if row.id == mail_id), None)
