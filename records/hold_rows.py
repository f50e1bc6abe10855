"""Holds as they are listed: numbers and reasons, no notice's content (an administrator reads them too)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from records.people import Account
from records.tables import Hold, Notice
from records.unit_of_work import UnitOfWork

H: Any = Hold
N: Any = Notice


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold, standing or lifted."""

    id: int
    reference: str
    reason: str
    set_at: datetime
    set_by_id: int
    set_by: str
    lifted_at: datetime | None
    lifted_by: str
    lift_reason: str
    set_by_ru: str = ""
    lifted_by_ru: str = ""


def _rows() -> Any:
    setter, lifter = aliased(Account), aliased(Account)
    columns: Any = (
        H.id, N.reference, H.reason, H.set_at, H.set_by, setter.name, H.lifted_at, lifter.name,
        H.lift_reason, setter.name_ru, lifter.name_ru,
    )  # fmt: skip
    rows: Any = select(*columns).join(N, N.id == H.notice_id)
    return rows.join(setter, setter.id == H.set_by).outerjoin(lifter, lifter.id == H.lifted_by)


def _made(row: Any) -> HoldRow:
    (id_, reference, reason, set_at, set_by_id, set_by, lifted_at) = row[:7]
    lifted_by, lift_reason, set_ru, lifted_ru = row[7:]
    return HoldRow(
        id_, reference, reason, set_at, set_by_id, set_by, lifted_at, lifted_by or "", lift_reason,
        set_ru or "", lifted_ru or "",
    )  # fmt: skip


def page(
    work: UnitOfWork,
    units: frozenset[int] | None,
    *,
    lifted: bool,
    recused: frozenset[int] = frozenset(),
    before: int | None = None,
    limit: int = 25,
) -> list[HoldRow]:
    """Holds of notices addressed to these units (None: all), the newest first, below the number `before`.

    Those in which the reader has no part (`recused`) are left out.
    """
    rows = _rows().where(H.lifted_at.is_not(None) if lifted else H.lifted_at.is_(None))
    if units is not None:
        rows = rows.where(N.unit_id.in_(units))
    if recused:
        rows = rows.where(H.notice_id.not_in(recused))
    if before is not None:
        rows = rows.where(H.id < before)
    return [_made(row) for row in work.session.execute(rows.order_by(H.id.desc()).limit(limit))]


def standing(work: UnitOfWork) -> list[HoldRow]:
    """Every hold that stands, the oldest first."""
    rows = _rows().where(H.lifted_at.is_(None)).order_by(H.id)
    return [_made(row) for row in work.session.execute(rows)]


def of_notice(
    work: UnitOfWork, reference: str, units: frozenset[int] | None, recused: frozenset[int]
) -> HoldRow | None:
    """The hold that stands over a notice addressed to one of these units (None: any), if the reader has a part in it."""
    rows = _rows().where(
        N.reference == reference, H.lifted_at.is_(None), H.notice_id.not_in(recused)
    )
    if units is not None:
        rows = rows.where(N.unit_id.in_(units))
    found = work.session.execute(rows).first()
    return _made(found) if found else None
