"""Mails that a server reported as not delivered: which mail a report is about, and what waits for somebody."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, func, select

from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Mail, Notice, Outbox
from records.unit_of_work import UnitOfWork

M: Any = Mail
N: Any = Notice
O: Any = Outbox  # noqa: E741 - the table, as in the other modules of named reads
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Before any mail. Compared with, as SQLite reads an index by an order and not by «is not null»."""
MOST = 10_000
"""So many that wait in the whole city are looked at; a city with more has another trouble."""
STILL: tuple[Any, ...] = (M.back_done_at.is_(None), M.subject != "")


@dataclass(frozen=True, slots=True)
class Back:
    """A mail that came back. `whom` is organiser, unit, account or chief; empty where its promise was swept."""

    id: int
    reference: str
    unit_id: int
    subject: str
    whom: str
    made_at: datetime
    back_at: datetime
    note: str


def by_token(work: UnitOfWork, token: str) -> Mail | None:
    """The mail that left with this token. Without scope: asked by who reads reports of mail servers."""
    mail: Mail | None = work.session.execute(select(Mail).where(M.token == token)).scalars().first()
    return mail


def goes_to(work: UnitOfWork, mail: Mail) -> str:
    """Whom the promise of this mail names: organiser, unit, account, chief; '' where it was swept."""
    payload = work.session.execute(select(O.payload).where(O.key == mail.key)).scalar()
    return str((payload or {}).get("to", ""))


def left_since(work: UnitOfWork, mail: Mail) -> bool:
    """Whether a later mail took the same letter along."""
    later: Any = exists().where(
        M.attachment_letter_id == mail.attachment_letter_id, M.id > mail.id, M.sent_at.is_not(None)
    )
    return bool(work.session.execute(select(later)).scalar())


def waiting(work: UnitOfWork, scope: Scope, *, after: int = 0, limit: int = 25) -> tuple[Back, ...]:
    """What came back and waits for somebody, the oldest mail first; `after`: the mail that the last page ended with."""
    return _backs(work, scope, M.id > after, limit)


def open_one(work: UnitOfWork, scope: Scope, number: int) -> Back | None:
    """One mail that waits; None where it is settled or out of reach."""
    return next(iter(_backs(work, scope, M.id == number, 1)), None)


def _backs(work: UnitOfWork, scope: Scope, which: Any, limit: int) -> tuple[Back, ...]:
    few = _few(which)
    rows = (
        select(
            M.id, N.reference, N.unit_id, M.subject, O.payload, M.made_at, M.back_at, M.back_note
        )
        .join(few, few.c.id == M.id)
        .join(N, N.id == few.c.notice_id)
        .outerjoin(O, O.key == M.key)
        .where(*_reach(scope))
        .order_by(M.id)
        .limit(limit)
    )
    return tuple(
        Back(number, reference, unit, subject, str((payload or {}).get("to", "")), *rest)
        for number, reference, unit, subject, payload, *rest in work.session.execute(rows)
    )


def count(work: UnitOfWork, scope: Scope) -> int:
    """How many wait."""
    few = _few()
    rows: Any = select(func.count()).select_from(few).join(Notice, N.id == few.c.notice_id)
    return int(work.session.execute(rows.where(*_reach(scope))).scalar_one())


def _few(*which: Any) -> Any:
    """What waits anywhere in the city: to begin there is quick, as an office has many notices and few mails come back."""
    rows = select(M.id, M.notice_id).where(M.back_at > NEVER, *STILL, *which)
    return rows.limit(MOST).subquery()


def _reach(scope: Scope) -> tuple[Any, ...]:
    """Of the reader's own offices alone: a body that was asked reads nothing of the office's mail."""
    units = units_within(scope, frozenset())
    mine = [N.unit_id.in_(units)] if units is not None else []
    return (reach(scope), *mine)
