"""Clocks of the office that run towards a consequence of silence, and what became of those that ran out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from records.tables import Due, Incident, Notice
from records.unit_of_work import UnitOfWork

D: Any = Due
I: Any = Incident  # noqa: E741 - the table, as in the other modules of named reads
N: Any = Notice


@dataclass(frozen=True, slots=True)
class Near:
    """One clock whose silence has an effect in law, with what has been done about it."""

    due_id: int
    due_at: datetime
    set_at: datetime
    climbed: int
    unit_id: int
    owner_id: int | None


def near(
    work: UnitOfWork, moment: datetime, until: datetime, after: tuple[datetime, int], limit: int
) -> tuple[Near, ...]:
    """Running clocks of the office with a consequence, due after `moment` and up to `until`, nearest first.

    `after`: the due instant and row of the last one that was looked at.
    """
    rows = (
        select(D.id, D.due_at, D.set_at, D.climbed, N.unit_id, N.owner_id)
        .join(Notice, N.id == D.notice_id)
        .where(D.done_at.is_(None), D.side == "authority", D.consequence != "")
        .where(D.due_at > moment, D.due_at <= until)
        .where((D.due_at > after[0]) | ((D.due_at == after[0]) & (D.id > after[1])))
        .order_by(D.due_at, D.id)
        .limit(limit)
    )
    return tuple(Near(*row) for row in work.session.execute(rows))


def unanswered(work: UnitOfWork, moment: datetime, limit: int) -> list[int]:
    """Clocks of the office without a consequence that were due at or before `moment`, none written down yet."""
    rows = (
        select(D.id)
        .join(Notice, N.id == D.notice_id)
        .join(Incident, I.due_id == D.id, isouter=True)
        .where(D.done_at.is_(None), D.side == "authority", D.consequence == "")
        .where(D.due_at <= moment, I.id.is_(None), N.due_at == D.due_at, N.due_side == D.side)
        .order_by(D.due_at, D.id)
        .limit(limit)
    )
    return list(work.session.execute(rows).scalars())


def incident_of(work: UnitOfWork, due_id: int) -> Incident | None:
    """What was written down about a clock."""
    found = select(Incident).where(I.due_id == due_id)
    return work.session.execute(found).scalar_one_or_none()


def climbing(work: UnitOfWork, notice_id: int) -> bool:
    """Whether a running clock of the notice has begun to climb: then it is not left without an owner."""
    found = select(D.id).where(D.notice_id == notice_id, D.done_at.is_(None), D.climbed > 0)
    return work.session.execute(found).first() is not None
