"""Resources and assignments of notices: named reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from records.scope import Scope
from records.scoped import reach
from records.tables import Assignment, AssignmentLink, Notice, Resource, Unit
from records.unit_of_work import UnitOfWork

A: Any = Assignment
N: Any = Notice


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One assignment with its notice and its body."""

    id: int
    reference: str
    number: int
    unit_id: int
    unit_en: str
    unit_ru: str
    text: str
    due_day: date
    issued_at: datetime | None
    known_at: datetime | None
    known_by: str
    done_at: datetime | None
    done_by: str
    done_note: str
    dropped_at: datetime | None
    dropped_why: str


def resources(work: UnitOfWork, notice_id: int) -> Sequence[Resource]:
    """What was asked of the organiser about a notice, in the order of asking; nothing that was dropped."""
    r: Any = Resource
    rows = select(Resource).where(r.notice_id == notice_id, r.dropped_at.is_(None))
    return work.session.exec(rows.order_by(r.id)).all()


def of_notice(work: UnitOfWork, notice_id: int) -> Sequence[Assignment]:
    """Every assignment of a notice by its number."""
    return work.session.exec(
        select(Assignment).where(A.notice_id == notice_id).order_by(A.number)
    ).all()


def next_number(work: UnitOfWork, notice_id: int) -> int:
    """The next number of an assignment of a notice; none is given twice."""
    last = work.session.execute(select(func.max(A.number)).where(A.notice_id == notice_id)).scalar()
    return int(last or 0) + 1


def _columns() -> Any:
    columns: Any = select
    rows = columns(
        A.id, N.reference, A.number, A.unit_id, Unit.name_en, Unit.name_ru, A.text, A.due_day,
        A.issued_at, A.known_at, A.known_by, A.done_at, A.done_by, A.done_note, A.dropped_at,
        A.dropped_why,
    )  # fmt: skip
    return rows.join(Notice, N.id == A.notice_id).join(Unit, col(Unit.id) == A.unit_id)


def tasks(work: UnitOfWork, notice_id: int) -> tuple[TaskRow, ...]:
    """Every assignment of a notice with its body, by number."""
    found = work.session.execute(_columns().where(A.notice_id == notice_id).order_by(A.number))
    return tuple(TaskRow(*row) for row in found)


def task(work: UnitOfWork, id_: int) -> TaskRow | None:
    """One assignment."""
    row = work.session.execute(_columns().where(A.id == id_)).first()
    return TaskRow(*row) if row else None


def open_tasks(
    work: UnitOfWork,
    scope: Scope,
    units: frozenset[int] | None,
    after: tuple[date, int] | None,
    limit: int,
) -> tuple[TaskRow, ...]:
    """Issued and not completed: those of notices in reach, or of these bodies alone; due soonest first."""
    rows = _columns().where(A.issued_at.is_not(None), A.done_at.is_(None), A.dropped_at.is_(None))
    rows = rows.where(A.unit_id.in_(units)) if units is not None else rows.where(reach(scope))
    if scope.recused:
        rows = rows.where(N.id.not_in(scope.recused))
    if after is not None:
        rows = rows.where((A.due_day > after[0]) | ((A.due_day == after[0]) & (A.id > after[1])))
    found = work.session.execute(rows.order_by(A.due_day, A.id).limit(limit))
    return tuple(TaskRow(*row) for row in found)


def link(work: UnitOfWork, secret_hash: str) -> AssignmentLink | None:
    """The link with this hash, however it stands."""
    return work.session.get(AssignmentLink, secret_hash)
