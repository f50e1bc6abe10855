"""What a recount moved: kept once, listed for people by what they may reach."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import col

from records import calendar_rows
from records.errors import Missing
from records.people import Account
from records.scope import Scope
from records.scoped import reach
from records.tables import MovedDate, Notice, Recount, Unit
from records.unit_of_work import UnitOfWork

M: Any = MovedDate
N: Any = Notice
R: Any = Recount
U: Any = Unit


def kept_of(work: UnitOfWork, recount_id: int, notice_ids: Collection[int]) -> set[tuple[int, str]]:
    """Notice and clock of what this recount has in its list already, of these notices."""
    rows = select(M.notice_id, M.clock).where(
        M.recount_id == recount_id, M.notice_id.in_(notice_ids)
    )
    return {(notice, clock) for notice, clock in work.session.execute(rows)}


def units_of(work: UnitOfWork, recount_id: int) -> list[int]:
    """Units whose notices are in the list, to be told once each."""
    rows = select(M.unit_id).where(M.recount_id == recount_id, M.outcome != "shown").distinct()
    return list(work.session.execute(rows.order_by(M.unit_id)).scalars())


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One line of the list; `clock` is '' for the window."""

    id: int
    notice_id: int
    reference: str
    regime_pin: str
    kind: str
    stage: str
    unit_id: int
    clock: str
    side: str
    old_at: datetime | None
    new_at: datetime | None
    details: dict[str, Any]
    outcome: str
    settled_at: datetime | None
    recount_id: int


_LINE = (
    M.id, N.id, N.reference, N.regime_pin, N.kind, N.stage, M.unit_id, M.clock, M.side, M.old_at, M.new_at,
    M.details, M.outcome, M.settled_at, M.recount_id,
)  # fmt: skip
_order: Any = case({"held": 0, "uncounted": 1, "moved": 2}, value=M.outcome, else_=3)


def listed(
    work: UnitOfWork,
    scope: Scope,
    recount_id: int,
    *,
    after: tuple[int, int] = (-1, 0),
    limit: int = 25,
) -> list[MovedRow]:
    """Lines that the reader may reach: held ones first, then moved, then windows; after (group, id)."""
    rows = select(*_LINE).join(Notice, N.id == M.notice_id)
    rows = rows.where(M.recount_id == recount_id, reach(scope))
    group, line = after
    rows = rows.where((_order > group) | ((_order == group) & (M.id > line)))
    found = work.session.execute(rows.order_by(_order, M.id).limit(limit))
    return [MovedRow(*row) for row in found]


def of_unit(work: UnitOfWork, recount_id: int, unit_id: int, limit: int) -> list[MovedRow]:
    """Lines of one unit for its mail: held ones first."""
    rows = select(*_LINE).join(Notice, N.id == M.notice_id)
    rows = rows.where(M.recount_id == recount_id, M.unit_id == unit_id, M.outcome != "shown")
    return [
        MovedRow(*row) for row in work.session.execute(rows.order_by(_order, M.id).limit(limit))
    ]


def place_of(row: MovedRow) -> tuple[int, int]:
    """Where a line stands in the list."""
    return {"held": 0, "uncounted": 1, "moved": 2}.get(row.outcome, 3), row.id


def by_unit(work: UnitOfWork, scope: Scope, recount_id: int) -> list[tuple[str, str, int]]:
    """How many dates of each unit are in the list: names in English and Russian, and the count.

    Every unit is counted; notices in which the reader has no part are not.
    """
    rows = select(U.name_en, U.name_ru, func.count()).join(MovedDate, M.unit_id == U.id)
    rows = rows.where(M.recount_id == recount_id, M.notice_id.not_in(scope.recused))
    rows = rows.group_by(U.id, U.name_en, U.name_ru)
    return [(en, ru, count) for en, ru, count in work.session.execute(rows.order_by(U.id))]


@dataclass(frozen=True, slots=True)
class RecountRow:
    """How far a recount has come, for its page."""

    id: int
    correction_id: int | None
    why: str
    calendar: str
    asked_at: datetime
    looked_at: int
    to_look_at: int
    moved: int
    held: int
    done_at: datetime | None


def recounts(work: UnitOfWork, correction_ids: list[int]) -> dict[int, list[RecountRow]]:
    """Recounts by their correction, the newest first."""
    rows = select(R).where(R.correction_id.in_(correction_ids)).order_by(R.id.desc())
    found: dict[int, list[RecountRow]] = {}
    for row in work.session.execute(rows).scalars():
        found.setdefault(row.correction_id, []).append(as_row(row))
    return found


def recount(work: UnitOfWork, scope: Scope, recount_id: int) -> RecountRow:
    """One recount, for its page; dates of notices in which the reader has no part are not among its sums."""
    row = as_row(work.get(Recount, recount_id))
    if not scope.recused:
        return row
    theirs = select(M.outcome).where(M.recount_id == recount_id, M.notice_id.in_(scope.recused))
    outcomes = list(work.session.execute(theirs).scalars())
    return replace(
        row, moved=row.moved - outcomes.count("moved"), held=row.held - outcomes.count("held")
    )


def as_row(row: Recount) -> RecountRow:
    """A recount as plain values."""
    return RecountRow(
        row.id or 0, row.correction_id, row.why, row.calendar, row.asked_at, row.looked_at, row.to_look_at,
        row.moved, row.held, row.done_at,
    )  # fmt: skip


def names(work: UnitOfWork, account_ids: set[int]) -> dict[int, tuple[str, str]]:
    """Names of those who corrected or revoked, in both languages."""
    rows = select(col(Account.id), col(Account.name), col(Account.name_ru))
    found = work.session.execute(rows.where(col(Account.id).in_(account_ids)))
    return {id_ or 0: (name, name_ru or name) for id_, name, name_ru in found}


def correction_of(work: UnitOfWork, correction_id: int) -> calendar_rows.Correction:
    """The correction that a recount follows. Missing if there is none."""
    return calendar_rows.correction(work, correction_id)


def line(work: UnitOfWork, scope: Scope, moved_id: int) -> MovedRow:
    """One moved date. Missing out of reach."""
    rows = select(*_LINE).join(Notice, N.id == M.notice_id)
    found = work.session.execute(rows.where(M.id == moved_id, reach(scope))).first()
    if found is None:
        raise Missing(f"Date {moved_id} is not there.")
    return MovedRow(*found)
