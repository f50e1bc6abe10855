"""Notices of a person that lie in a stretch of time: one of them may be the same event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from records.scope import Scope
from records.scoped import reach
from records.tables import Notice
from records.unit_of_work import UnitOfWork

N: Any = Notice


@dataclass(frozen=True, slots=True)
class SameTime:
    """One notice, as far as it takes to tell whether it is the same event."""

    reference: str
    title: str
    kind: str
    regime_pin: str
    stage: str
    place_line: str
    okrug: str
    starts_at: datetime


def own_between(
    work: UnitOfWork, scope: Scope, since: datetime, until: datetime, limit: int = 10
) -> tuple[SameTime, ...]:
    """Notices of this person's own whose event touches the stretch, the newest first."""
    mine = or_(N.organiser_id.in_(scope.organisers), N.id.in_(scope.notices))
    rows = (
        select(
            N.reference, N.title, N.kind, N.regime_pin, N.stage, N.place_line, N.okrug, N.starts_at
        )
        .where(mine, reach(scope), N.starts_at < until, N.ends_at > since)
        .order_by(N.id.desc())
        .limit(limit)
    )
    return tuple(SameTime(*row) for row in work.session.execute(rows))
