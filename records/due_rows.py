"""What the office has to answer between two instants: the nearest clock of each notice, always in scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from records.dues import still_running
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
    near = (  # first which, then what stands beside them: clocks of a day often end in the same second
        select(N.id, N.due_at)
        .where(*_within(scope, start, end))
        .order_by(N.due_at, N.id)
        .limit(limit)
        .subquery()
    )
    running = [
        D.notice_id == N.id,
        func.coalesce(D.due_at, D.due_at)
        == N.due_at,  # not by the index of due instants: by the notice's
        still_running(),
        D.side == N.due_side,
    ]
    rows = (
        select(
            N.reference, N.regime_pin, N.kind, N.stage, N.place_line, N.starts_at, N.unit_id,
            U.name_en, U.name_ru, N.due_at, func.min(D.clock), N.window, func.max(D.climbed), N.owner_id,
            func.coalesce(A.name, ""), func.coalesce(A.name_ru, ""),
        )
        .join(near, near.c.id == N.id)
        .join(Unit, U.id == N.unit_id)
        .join(Due, and_(*running))
        .join(Account, A.id == N.owner_id, isouter=True)
        .group_by(
            N.id, N.reference, N.regime_pin, N.kind, N.stage, N.place_line, N.starts_at, N.unit_id,
            U.name_en, U.name_ru, N.due_at, N.window, N.owner_id, A.name, A.name_ru,
        )
        .order_by(N.due_at, N.id)
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
