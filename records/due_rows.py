"""What the office has to answer between two instants: the nearest clock of each notice, always in scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from records.notice_rows import N
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Due, Unit
from records.unit_of_work import UnitOfWork

A: Any = Account
D: Any = Due
U: Any = Unit


@dataclass(frozen=True, slots=True)
class DueRow:
    """One answer that is due."""

    reference: str
    regime_pin: str
    kind: str
    stage: str
    place_line: str
    starts_at: datetime
    unit_id: int
    unit_en: str
    unit_ru: str
    due_at: datetime
    clock: str
    window: str
    climbed: int
    owner_id: int | None
    owner: str
    owner_ru: str


def due_between(
    work: UnitOfWork, scope: Scope, start: datetime, end: datetime, *, limit: int = 50
) -> tuple[DueRow, ...]:
    """Answers due from `start` on and before `end`, the nearest first."""
    rows = (
        select(
            N.reference, N.regime_pin, N.kind, N.stage, N.place_line, N.starts_at, N.unit_id,
            U.name_en, U.name_ru, N.due_at, func.min(D.clock), N.window, func.max(D.climbed), N.owner_id,
            func.coalesce(A.name, ""), func.coalesce(A.name_ru, ""),
        )
        .join(Unit, U.id == N.unit_id)
        .join(Due, (D.notice_id == N.id) & (D.due_at == N.due_at) & (D.side == N.due_side) & D.done_at.is_(None))
        .join(Account, A.id == N.owner_id, isouter=True)
        .where(*_within(scope, start, end))
        .group_by(
            N.id, N.reference, N.regime_pin, N.kind, N.stage, N.place_line, N.starts_at, N.unit_id,
            U.name_en, U.name_ru, N.due_at, N.window, N.owner_id, A.name, A.name_ru,
        )
        .order_by(N.due_at, N.id)
        .limit(limit)
    )  # fmt: skip
    return tuple(DueRow(*row) for row in work.session.execute(rows))


def due_count(
    work: UnitOfWork, scope: Scope, start: datetime, end: datetime, *, most: int = 1000
) -> int:
    """How many answers are due then, counted up to `most`."""
    some = select(N.id).where(*_within(scope, start, end)).limit(most)
    return int(work.session.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def _within(scope: Scope, start: datetime, end: datetime) -> list[Any]:
    units = units_within(scope, frozenset())
    found: list[Any] = [
        N.closed_at.is_(None), N.due_side == "authority", N.due_at >= start, N.due_at < end, reach(scope)
    ]  # fmt: skip
    if units is not None:
        found.append(N.unit_id.in_(sorted(units)))
    return found
