"""The notices of an organiser's people, narrowed by whose they are, whether they run, and the year of the event."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from records.notice_rows import After, N, NoticeRow, Page, notice_row, with_organiser
from records.scope import Scope
from records.scoped import reach
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Mine:
    """What the list is narrowed by; None means no narrowing."""

    organisers: frozenset[int] | None = None
    running: bool | None = None
    waits: bool | None = None  # for the organiser: whether their answer is awaited
    starts_from: datetime | None = None
    starts_before: datetime | None = None


def organiser_notices(
    work: UnitOfWork,
    scope: Scope,
    *,
    narrowed: Mine = Mine(),
    after: After | None = None,
    limit: int = 25,
) -> Page[NoticeRow]:
    """The organiser's own notices, newest first; never one beyond the scope, however it is narrowed."""
    mine = or_(N.organiser_id.in_(scope.organisers), N.id.in_(scope.notices))
    rows = with_organiser().where(mine, reach(scope)).order_by(N.id.desc()).limit(limit + 1)
    if narrowed.organisers is not None:
        rows = rows.where(N.organiser_id.in_(narrowed.organisers))
    if narrowed.running is not None:
        rows = rows.where(N.closed_at.is_(None) if narrowed.running else N.closed_at.is_not(None))
    if narrowed.waits is not None:
        rows = rows.where(
            N.due_side == "organiser" if narrowed.waits else N.due_side != "organiser"
        )
    if narrowed.starts_from is not None:
        rows = rows.where(N.starts_at >= narrowed.starts_from)
    if narrowed.starts_before is not None:
        rows = rows.where(N.starts_at < narrowed.starts_before)
    if after is not None:
        rows = rows.where(N.id < after.id)
    found = work.session.execute(rows).all()
    own = tuple(notice_row(scope, columns) for columns in found[:limit])
    return Page(own, After(None, own[-1].id) if len(found) > limit else None)


def holds(work: UnitOfWork, scope: Scope, notice_id: int) -> bool:
    """Whether this notice is among them."""
    return bool(work.select(select(N.id).where(N.id == notice_id, reach(scope))))


def years(work: UnitOfWork, scope: Scope) -> tuple[datetime, datetime] | None:
    """The first and the last start of an event among them; None where there is none."""
    mine = or_(N.organiser_id.in_(scope.organisers), N.id.in_(scope.notices))
    rows = with_organiser().where(mine, reach(scope)).with_only_columns(N.starts_at)
    ends = [
        work.session.execute(rows.order_by(order).limit(1)).scalar()
        for order in (N.starts_at, N.starts_at.desc())
    ]
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
