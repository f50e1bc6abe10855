"""Resources and assignments of notices: named reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, update
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
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """A task that its body has not completed, and at which part of its time somebody was reminded last."""

    id: int
    issued_at: datetime
    due_day: date
    reminded: int
    regime_pin: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register of assignments is narrowed to; empty is no narrowing."""

    state: str = "open"
    unit_id: int | None = None

    @property
    def ended(self) -> bool:
        """Whether the latest stand first: what has ended, or all."""
        return self.state in {"done", "dropped", "all"}


STATES: dict[str, tuple[Any, ...]] = {
    "open": (A.issued_at.is_not(None), A.done_at.is_(None), A.dropped_at.is_(None)),
    "waits": (A.issued_at.is_(None), A.dropped_at.is_(None)),
    "done": (A.done_at.is_not(None),),
    "dropped": (A.dropped_at.is_not(None),),
    "all": (),
}
"""How a task can stand. `overdue` and `unknown` are open ones: their last day is over, nobody has acknowledged them."""


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
        A.dropped_why, A.reminded,
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


def register(
    work: UnitOfWork,
    scope: Scope,
    units: frozenset[int] | None,
    wanted: Wanted,
    today: date,
    after: tuple[date, int] | None,
    limit: int,
) -> tuple[TaskRow, ...]:
    """Tasks of notices in reach, or of these bodies alone, in a state; due soonest first, what has ended latest first."""
    rows = _columns().where(*STATES.get(wanted.state, STATES["open"]))
    if wanted.state == "overdue":
        rows = rows.where(A.due_day < today)
    if wanted.state == "unknown":
        rows = rows.where(A.known_at.is_(None))
    if units is not None:  # a body sees its own, once they have left the office
        rows = rows.where(A.unit_id.in_(units), A.issued_at.is_not(None))
    else:
        rows = rows.where(reach(scope))
    if scope.recused:
        rows = rows.where(N.id.not_in(scope.recused))
    if wanted.unit_id is not None:
        rows = rows.where(A.unit_id == wanted.unit_id)
    if after is not None and wanted.ended:
        rows = rows.where((A.due_day < after[0]) | ((A.due_day == after[0]) & (A.id < after[1])))
    elif after is not None:
        rows = rows.where((A.due_day > after[0]) | ((A.due_day == after[0]) & (A.id > after[1])))
    order = (A.due_day.desc(), A.id.desc()) if wanted.ended else (A.due_day, A.id)
    return tuple(TaskRow(*row) for row in work.session.execute(rows.order_by(*order).limit(limit)))


def running(
    work: UnitOfWork, after: tuple[date, int] | None, below: int, limit: int
) -> tuple[Running, ...]:
    """Tasks that are not completed, due soonest first, of which not everybody was told yet."""
    columns: Any = select
    rows = columns(A.id, A.issued_at, A.due_day, A.reminded, N.regime_pin)
    rows = rows.join(Notice, N.id == A.notice_id).where(*STATES["open"], A.reminded < below)
    if after is not None:
        rows = rows.where((A.due_day > after[0]) | ((A.due_day == after[0]) & (A.id > after[1])))
    found = work.session.execute(rows.order_by(A.due_day, A.id).limit(limit))
    return tuple(Running(*row) for row in found)


def open_of_unit(work: UnitOfWork, unit_id: int) -> Sequence[Assignment]:
    """Tasks that a body was sent and has not completed."""
    rows = select(Assignment).where(A.unit_id == unit_id, *STATES["open"])
    return work.session.exec(rows.order_by(A.id)).all()


def revoke(work: UnitOfWork, unit_id: int) -> int:
    """Links of a body to its tasks open nothing more: its address has changed. How many."""
    mine = select(A.id).where(A.unit_id == unit_id)
    old = update(AssignmentLink).where(
        col(AssignmentLink.assignment_id).in_(mine), col(AssignmentLink.revoked_at).is_(None)
    )
    return int(work.session.execute(old.values(revoked_at=work.now)).rowcount)  # type: ignore[attr-defined]  # a CursorResult


def link(work: UnitOfWork, secret_hash: str) -> AssignmentLink | None:
    """The link with this hash, however it stands."""
    return work.session.get(AssignmentLink, secret_hash)
