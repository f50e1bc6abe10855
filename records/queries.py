"""Named lists for the desk and the organiser: columns only, page after page by key, always in scope.

A page never counts and never skips rows: it goes on after the last row of the page before.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from records.errors import Missing
from records.notice_rows import (
    NOTICES,
    WIDTH,
    After,
    N,
    NoticeRow,
    Page,
    notice_row,
    with_organiser,
)
from records.once import once
from records.own_views import news_for
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Consultation, Due, Notice, NoticeSection, Unit
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """The head of a notice's page."""

    row: NoticeRow
    unit_code: str
    unit_en: str
    unit_ru: str
    check_code: str
    entered_at: datetime
    locale: str
    email_confirmed_at: datetime | None
    owner_id: int | None
    duplicate_of: str | None  # its reference


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An open question to a body, in the queue of that body's unit."""

    notice: NoticeRow
    id: int
    unit_id: int
    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What a queue is narrowed by; empty means no narrowing. Days are instants of the regime's zone."""

    stages: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()
    laws: frozenset[str] = frozenset()  # ids of regimes
    kinds: frozenset[str] = frozenset()
    okrugs: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    owner_id: int | None = None
    nobodys: bool = False  # only those without an owner
    unread_by: int | None = None  # only those with news for this account
    section_id: int | None = None  # only those that lie with this section of an office
    climbed: bool = False  # only those that lie with the head, near the end of a clock
    due_side: str = ""  # authority | organiser: whose clock runs first
    due_before: datetime | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    open_only: bool = True


MOST_BRANCHES = 60  # of one UNION; SQLite takes 500
KEPT = 128  # statements of the queue that are kept ready: making one takes longer than its rows do


def queue(
    work: UnitOfWork,
    scope: Scope,
    *,
    filters: Filters = Filters(),
    after: After | None = None,
    limit: int = 25,
) -> Page[NoticeRow]:
    """Notices addressed to the units of the scope, the nearest clock first, those without a clock last."""
    found: list[Any] = []
    if after is None or after.due_at is not None:
        found = _queue_part(work, scope, filters, after, limit + 1, timed=True)
    if len(found) <= limit:
        rest = after if after is not None and after.due_at is None else None
        found += _queue_part(work, scope, filters, rest, limit + 1 - len(found), timed=False)
    rows = tuple(notice_row(scope, columns) for columns in found[:limit])
    return Page(rows, After(rows[-1].due_at, rows[-1].id) if len(found) > limit else None)


def queue_counts(
    work: UnitOfWork, scope: Scope, narrowed: tuple[Filters, ...], *, most: int = 1000
) -> tuple[int, ...]:
    """How many notices the queue holds under each narrowing, counted up to `most` (then the page says «1,000+»)."""
    if not narrowed:
        return ()
    return tuple(work.select(_count_statement(scope, narrowed, most))[0])


@lru_cache(KEPT)
def _count_statement(
    scope: Scope, narrowed: tuple[Filters, ...], most: int
) -> Select[*tuple[Any, ...]]:
    counts = []
    for filters in narrowed:
        some = select(N.id).where(reach(scope), *_narrowed(filters)).limit(most)
        units = units_within(scope, filters.units)
        if units is not None:
            some = some.where(N.unit_id.in_(units))
        counts.append(select(func.count()).select_from(some.subquery()).scalar_subquery())
    return select(*counts)


def _queue_part(
    work: UnitOfWork,
    scope: Scope,
    filters: Filters,
    after: After | None,
    limit: int,
    *,
    timed: bool,
) -> list[Any]:
    """One half of the queue: rows with a clock, or those without."""
    statement = _queue_statement(scope, filters, after, limit, timed)
    return [] if statement is None else list(work.select(statement))


@lru_cache(KEPT)
def _queue_statement(
    scope: Scope, filters: Filters, after: After | None, limit: int, timed: bool
) -> Select[*tuple[Any, ...]] | None:
    """The SELECT of one half of the queue, None where the scope holds no unit.

    A branch for each unit and stage reads its own stretch of the index (unit_id, stage, due_at, id)
    and stops after `limit` rows, however long the table is.
    """
    branches = [
        select(N.id, N.due_at)
        .where(branch, beyond, reach(scope), *_narrowed(filters))
        .order_by(*((N.due_at, N.id) if timed else (N.id,)))
        .limit(limit)
        for branch in _branches(units_within(scope, filters.units), filters.stages)
        for beyond in _beyond(after, timed)
    ]
    if not branches:
        return None
    near = union_all(*(select(part.subquery()) for part in branches)).subquery()
    return with_organiser().join(near, near.c.id == N.id).order_by(N.due_at, N.id).limit(limit)


def _branches(units: frozenset[int] | None, stages: frozenset[str]) -> list[ColumnElement[bool]]:
    every_unit: list[Any] = (
        [()] if units is None else [(N.unit_id == unit,) for unit in sorted(units)]
    )
    every_stage: list[Any] = [(N.stage == stage,) for stage in sorted(stages)] or [()]
    if len(every_unit) * len(every_stage) > MOST_BRANCHES:
        every_unit = [()] if units is None else [(N.unit_id.in_(units),)]
        every_stage = [(N.stage.in_(stages),)] if stages else [()]
    return [and_(True, *unit, *stage) for unit in every_unit for stage in every_stage]


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[Any] = [N.closed_at.is_(None)] if filters.open_only else []
    named = (
        (N.stage, filters.stages), (N.kind, filters.kinds),
        (N.okrug, filters.okrugs), (N.district, filters.districts),
    )  # fmt: skip
    conditions += [column.in_(values) for column, values in named if values]
    pins = [N.regime_pin.startswith(f"{id_}@", autoescape=True) for id_ in sorted(filters.laws)]
    conditions += [or_(*pins)] if pins else []
    conditions += [N.owner_id == filters.owner_id] if filters.owner_id is not None else []
    conditions += [N.owner_id.is_(None)] if filters.nobodys else []
    conditions += [lies_with_the_head()] if filters.climbed else []
    conditions += [lies_with(filters.section_id)] if filters.section_id is not None else []
    conditions += [news_for(filters.unread_by)] if filters.unread_by is not None else []
    conditions += [N.due_side == filters.due_side] if filters.due_side else []
    conditions += [N.due_at < filters.due_before] if filters.due_before else []
    conditions += [N.ends_at > filters.starts_from] if filters.starts_from else []
    conditions += [N.starts_at < filters.starts_before] if filters.starts_before else []
    return conditions


def lies_with(section_id: int) -> ColumnElement[bool]:
    """The notice lies with this section of its office."""
    held: Any = NoticeSection
    mine = exists().where(held.notice_id == N.id, held.section_id == section_id)
    return mine.correlate(NOTICES)


def lies_with_the_head() -> ColumnElement[bool]:
    """A running clock of the notice climbed to the head."""
    due: Any = aliased(Due)
    return (
        exists()
        .where(due.notice_id == N.id, due.done_at.is_(None), due.climbed == 2)
        .correlate(NOTICES)
    )


def _beyond(after: After | None, timed: bool) -> list[ColumnElement[bool]]:
    """What is read of one half of the queue, in stretches that an index is entered at.

    With a key these are the rest of its own instant and what is later: SQLite takes neither from one condition.
    """
    if not timed:
        return [and_(N.due_at.is_(None), N.id > (after.id if after else 0))]
    if after is None:
        return [N.due_at.is_not(None)]
    return [and_(N.due_at == after.due_at, N.id > after.id), N.due_at > after.due_at]


def asked_of_my_units(
    work: UnitOfWork,
    scope: Scope,
    *,
    units: frozenset[int] = frozenset(),
    after: After | None = None,
    limit: int = 25,
) -> Page[AskedRow]:
    """Open consultations of the scope's units, the nearest due instant first."""
    c: Any = Consultation
    rows = with_organiser(c.id, c.unit_id, c.asked_at, c.due_at).join(c, c.notice_id == N.id)
    rows = rows.where(
        c.answered_at.is_(None), c.closed_at.is_(None), N.closed_at.is_(None), reach(scope)
    )
    within = units_within(scope, units)
    if within is not None:
        rows = rows.where(c.unit_id.in_(within))
    if after is not None and after.due_at is not None:  # every question has a due instant
        rows = rows.where(tuple_(c.due_at, c.id) > (after.due_at, after.id))
    found = work.session.execute(rows.order_by(c.due_at, c.id).limit(limit + 1)).all()
    asked = tuple(AskedRow(notice_row(scope, row[:WIDTH]), *row[WIDTH:]) for row in found[:limit])
    return Page(asked, After(asked[-1].due_at, asked[-1].id) if len(found) > limit else None)


def reaches(work: UnitOfWork, scope: Scope, reference: str) -> bool:
    """Whether the reader may know of the notice at all."""
    rows = select(N.id).where(N.reference == reference, reach(scope))
    return bool(work.select(rows))


@once
def notice_card(work: UnitOfWork, scope: Scope, reference: str) -> NoticeCard:
    """The head of a notice's page. Missing if it is not there or not in reach: the same answer."""
    twin: Any = aliased(Notice)
    other = select(twin.reference).where(twin.id == N.duplicate_of_id).scalar_subquery()
    more = (
        Unit.code,
        Unit.name_en,
        Unit.name_ru,
        N.check_code,
        N.entered_at,
        N.locale,
        N.email_confirmed_at,
        N.owner_id,
    )
    rows = with_organiser(*more, other).join(Unit, col(Unit.id) == N.unit_id)
    found = work.session.execute(rows.where(N.reference == reference, reach(scope))).first()
    if found is None:
        raise Missing(f"Notice {reference} is not there.")
    return NoticeCard(notice_row(scope, found[:WIDTH]), *found[WIDTH:])
