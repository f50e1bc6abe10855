"""Clocks of the office that run towards a consequence of silence, and what became of those that ran out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, tuple_

from records.tables import Due, Incident, Notice
from records.unit_of_work import UnitOfWork

D: Any = Due
I: Any = Incident  # noqa: E741 - the table, as in the other modules of named reads
N: Any = Notice

START = (datetime.min.replace(tzinfo=UTC), 0)
"""Before the first clock: where a walk through them begins."""
WHOLE = 100  # hundredths of a clock


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


def overdue(work: UnitOfWork, moment: datetime, limit: int) -> list[int]:
    """Pending clocks with a consequence that were due at or before `moment`, the oldest first.

    Those with an incident already could not be applied before; they are tried again after all others, so
    that however many of them there are, no other clock waits behind them in silence.
    """
    rows = select(D.id).join(Incident, I.due_id == D.id, isouter=True)
    rows = rows.where(D.done_at.is_(None), D.due_at <= moment, D.consequence != "")
    rows = rows.order_by(I.id.is_not(None), D.due_at, D.id).limit(limit)
    return list(work.session.execute(rows).scalars())


@dataclass(frozen=True, slots=True)
class Running:
    """One clock that counts at its notice's stage, and of which parts somebody was reminded."""

    due_id: int
    due_at: datetime
    set_at: datetime
    reminded: int


def running(work: UnitOfWork, after: tuple[datetime, int], limit: int) -> tuple[Running, ...]:
    """Clocks that count at their notice's stage and of which not everything was told, the nearest first."""
    rows = (
        select(D.id, D.due_at, D.set_at, D.reminded)
        .join(Notice, N.id == D.notice_id)
        .where(D.done_at.is_(None), D.reminded < WHOLE, N.due_at == D.due_at, N.due_side == D.side)
        .where((D.due_at > after[0]) | ((D.due_at == after[0]) & (D.id > after[1])))
        .order_by(D.due_at, D.id)
        .limit(limit)
    )
    return tuple(Running(*row) for row in work.session.execute(rows))


def unanswered_clocks(work: UnitOfWork, moment: datetime) -> tuple[tuple[str, str], ...]:
    """Pins and names of the office's clocks of which some ran out by `moment` without a consequence."""
    rows = select(N.regime_pin, D.clock).join(Notice, N.id == D.notice_id)
    found = work.session.execute(rows.where(*_late(moment)).distinct())
    return tuple((pin, clock) for pin, clock in found)


def unanswered(
    work: UnitOfWork, moment: datetime, clocks: list[tuple[str, str]], limit: int
) -> list[int]:
    """Those of these clocks (pin, name) that nobody wrote down yet, the oldest first."""
    rows = select(D.id).where(tuple_(N.regime_pin, D.clock).in_(clocks), *_late(moment))
    rows = rows.join(Notice, N.id == D.notice_id).join(Incident, I.due_id == D.id, isouter=True)
    found = rows.where(I.id.is_(None)).order_by(D.due_at, D.id).limit(limit)
    return list(work.session.execute(found).scalars()) if clocks else []


def _late(moment: datetime) -> tuple[Any, ...]:
    """Clocks of the office without a consequence that were due at or before `moment` and are shown as late."""
    return (
        D.done_at.is_(None), D.side == "authority", D.consequence == "", D.due_at <= moment,
        N.due_at == D.due_at, N.due_side == D.side,
    )  # fmt: skip


def incident_of(work: UnitOfWork, due_id: int) -> Incident | None:
    """What was written down about a clock."""
    found = select(Incident).where(I.due_id == due_id)
    return work.session.execute(found).scalar_one_or_none()


def incident_of_plea(work: UnitOfWork, plea_id: int) -> Incident | None:
    """What was written down about the term of an objection or a complaint."""
    found = select(Incident).where(I.plea_id == plea_id)
    return work.session.execute(found).scalar_one_or_none()


def climbing(work: UnitOfWork, notice_id: int) -> bool:
    """Whether a running clock of the notice has begun to climb: then it is not left without an owner."""
    found = select(D.id).where(D.notice_id == notice_id, D.done_at.is_(None), D.climbed > 0)
    return work.session.execute(found).first() is not None
