"""What became of the last notices of one kind in one district: columns without a person, and never more than `LOOKS` rows."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, true

from records.notice_rows import N
from records.scope import Scope
from records.unit_of_work import UnitOfWork

LOOKS = 300
"""Notices looked at, the newest first, however long the register is."""


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """One notice that has ended: where, how large, under which law, at which stage. Nobody's name is read."""

    place_line: str
    attendance: int
    regime_pin: str
    stage: str


def ended_alike(
    work: UnitOfWork, scope: Scope, *, notice_id: int, kind: str, district: str
) -> tuple[MirrorRow, ...]:
    """Ended notices of a kind in a district, the newest first, of every office: counts are made of them.

    A notice that the reader is kept from is not among them, so nothing can be told of it from a count.
    """
    recused: Any = N.id.not_in(scope.recused) if scope.recused else true()
    newest = (
        select(N.id, N.place_line, N.attendance, N.regime_pin, N.stage, N.closed_at)
        .where(N.kind == kind, N.district == district, N.id != notice_id, recused)
        .order_by(N.id.desc())
        .limit(LOOKS)
        .subquery()
    )
    c = newest.c
    rows = select(c.place_line, c.attendance, c.regime_pin, c.stage).where(c.closed_at.is_not(None))
    return tuple(MirrorRow(*row) for row in work.session.execute(rows.order_by(c.id.desc())))
