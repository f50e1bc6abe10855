"""Notices by when and where they are held: a stretch of days, its map, what lies beside one; always in scope, always bounded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from records.notice_rows import NOTICES, WIDTH, N, NoticeRow, notice_row, with_organiser
from records.scope import Scope
from records.scoped import reach
from records.tables import NoticePlace, NoticeVersion
from records.unit_of_work import UnitOfWork

LONGEST = timedelta(days=7)
"""An event that began so long before may still be held: nothing longer is one event (decisions 2)."""

MOST_BESIDE = 200
"""Notices that begin about the time of one and are looked at; where there are more, the last that begin are."""

MOST_A_DAY = 100
"""Notices of one day of a calendar that are counted; a fuller day says so."""

P: Any = NoticePlace
V: Any = NoticeVersion


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan is narrowed to; empty means no narrowing. `gone`: stages of what will not be held."""

    first: datetime
    last: datetime
    gone: frozenset[str]
    kind: str = ""
    law: str = ""  # id of a regime
    okrug: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a notice's newest version; the box is empty where the map does not know it."""

    notice_id: int
    name: str
    geo: str
    west: float | None
    south: float | None
    east: float | None
    north: float | None


def between(
    work: UnitOfWork,
    scope: Scope,
    wanted: Wanted,
    *,
    after: tuple[datetime, int] | None = None,
    limit: int = 50,
) -> tuple[tuple[NoticeRow, ...], tuple[datetime, int] | None]:
    """Notices held in a stretch of time, the earliest first; the key of the next page, or None."""
    rows = with_organiser().where(*_in(scope, wanted))
    if after is not None:
        rows = rows.where(
            or_(N.starts_at > after[0], and_(N.starts_at == after[0], N.id > after[1]))
        )
    found = list(work.select(rows.order_by(N.starts_at, N.id).limit(limit + 1)))
    page = tuple(notice_row(scope, columns) for columns in found[:limit])
    last = page[-1] if len(found) > limit else None
    return page, (last.starts_at, last.id) if last else None


def counts(work: UnitOfWork, scope: Scope, days: Sequence[Wanted]) -> tuple[int, ...]:
    """How many notices begin in each of these stretches, up to `MOST_A_DAY` each; one statement.

    Each day reads its own stretch of the index and stops at its limit, so a calendar costs no more in a fuller city.
    """
    some = [select(N.id).where(*_in(scope, day)).limit(MOST_A_DAY).subquery() for day in days]
    of_each = [select(func.count()).select_from(one).scalar_subquery() for one in some]
    return tuple(work.session.execute(select(*of_each)).one())


def _in(scope: Scope, wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [
        N.starts_at >= wanted.first, N.starts_at < wanted.last, N.stage.not_in(wanted.gone), reach(scope),
    ]  # fmt: skip
    conditions += [N.kind == wanted.kind] if wanted.kind else []
    conditions += [N.regime_pin.startswith(f"{wanted.law}@", autoescape=True)] if wanted.law else []
    conditions += [N.okrug == wanted.okrug] if wanted.okrug else []
    return conditions


def beside(
    work: UnitOfWork,
    scope: Scope,
    notice_id: int,
    begins: datetime,
    ends: datetime,
    margin: timedelta,
    gone: frozenset[str],
) -> tuple[tuple[NoticeRow, ...], bool]:
    """What is held at the same time as a notice, or within the margin of it, in time order; and whether all was looked at.

    `gone`: stages of what will not be held.
    The limit stands before everything else, so that no fuller week makes a page slower.
    """
    near = (
        select(N.id)
        .where(N.starts_at > begins - LONGEST, N.starts_at < ends + margin)
        .order_by(N.starts_at.desc(), N.id.desc())
        .limit(MOST_BESIDE)
        .subquery()
    )
    rows = with_organiser(select(func.count()).select_from(near).scalar_subquery())
    rows = rows.join(near, near.c.id == N.id).where(
        N.ends_at > begins - margin, N.id != notice_id, N.stage.not_in(gone), reach(scope)
    )
    found = list(work.select(rows.order_by(N.starts_at, N.id)))
    capped = bool(found) and found[0][-1] == MOST_BESIDE
    return tuple(notice_row(scope, columns[:WIDTH]) for columns in found), capped


def places(work: UnitOfWork, scope: Scope, notices: Iterable[int]) -> dict[int, list[PlaceRow]]:
    """Places of the newest versions of these notices, by notice; one statement."""
    ids = list(notices)
    if not ids:
        return {}
    rows = (
        select(V.notice_id, P.name, P.geo, P.west, P.south, P.east, P.north)
        .join(NoticeVersion, V.id == P.version_id)
        .join(NOTICES, and_(N.id == V.notice_id, N.version == V.number))
        .where(V.notice_id.in_(ids), reach(scope))
        .order_by(V.notice_id, P.ordinal)
    )
    found: dict[int, list[PlaceRow]] = {}
    for row in work.session.execute(rows):
        found.setdefault(row[0], []).append(PlaceRow(*row))
    return found
