"""The register of incidents as its readers see it: open ones first to be explained, newest first, always in scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from records.errors import Missing
from records.notice_rows import After, N, Page
from records.people import Account
from records.plea_rows import Reader, readable
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Incident, Notice, Plea, Unit
from records.unit_of_work import UnitOfWork

I: Any = Incident  # noqa: E741 - the table, as in the other modules of named reads
P: Any = Plea
U: Any = Unit
OWNER: Any = aliased(Account)
HEAD: Any = aliased(Account)


NOBODY = Reader(None, frozenset())
"""Reads no complaint."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One answer that was not given in time."""

    id: int
    reference: str
    regime_pin: str
    kind: str
    place_line: str
    unit_id: int
    unit_en: str
    unit_ru: str
    clock: str
    due_at: datetime
    at: datetime
    what: str  # lapsed | unanswered | late | stuck
    stage: str
    climbed: int
    owner: str
    owner_ru: str
    explained_at: datetime | None
    explanation: str
    explained_by: str
    explained_by_ru: str
    plea_id: int | None = None
    plea_kind: str = ""  # objection | complaint, where it is no clock of the notice itself
    plea_number: str = ""


@dataclass(frozen=True, slots=True)
class IncidentFilters:
    """What the register is narrowed by; empty means no narrowing."""

    state: str = ""  # open | explained
    what: str = ""
    unit_id: int | None = None
    due_from: datetime | None = None
    due_before: datetime | None = None


def incidents(
    work: UnitOfWork,
    scope: Scope,
    *,
    reader: Reader = NOBODY,
    filters: IncidentFilters = IncidentFilters(),
    before: int | None = None,
    limit: int = 25,
) -> Page[IncidentRow]:
    """One page of the register, the newest first, from below the incident `before`.

    Those of a complaint are told to whoever may read the complaint itself, `reader`, and to nobody else.
    """
    rows = _rows().where(*_narrowed(scope, filters, reader))
    if before is not None:
        rows = rows.where(I.id < before)
    found = work.session.execute(rows.order_by(I.id.desc()).limit(limit + 1)).all()
    page = tuple(IncidentRow(*row) for row in found[:limit])
    return Page(page, After(None, page[-1].id) if len(found) > limit else None)


def incident(
    work: UnitOfWork, scope: Scope, incident_id: int, *, reader: Reader = NOBODY
) -> IncidentRow:
    """One incident. Missing if it is not there or not in reach: the same answer."""
    rows = _rows().where(I.id == incident_id, *_narrowed(scope, IncidentFilters(), reader))
    found = work.session.execute(rows).first()
    if found is None:
        raise Missing(f"Incident {incident_id} is not there.")
    return IncidentRow(*found)


def incident_count(
    work: UnitOfWork,
    scope: Scope,
    *,
    reader: Reader = NOBODY,
    filters: IncidentFilters,
    most: int = 1000,
) -> int:
    """How many there are, counted up to `most`."""
    some = _joined(select(I.id)).where(*_narrowed(scope, filters, reader)).limit(most)
    return int(work.session.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def open_for(
    work: UnitOfWork,
    scope: Scope,
    units: frozenset[int] | None,
    most: int = 100,
    *,
    reader: Reader = NOBODY,
) -> int:
    """How many wait for an explanation by the head of these units (None: of all), counted up to `most`."""
    some = _joined(select(I.id)).where(I.explained_at.is_(None), reach(scope), _told(reader))
    if units is not None:
        some = some.where(I.unit_id.in_(sorted(units)))
    some = some.limit(most)
    return int(work.session.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def _rows() -> Any:
    return (
        select(
            I.id, N.reference, N.regime_pin, N.kind, N.place_line, I.unit_id, U.name_en, U.name_ru,
            I.clock, I.due_at, I.at, I.what, I.stage, I.climbed,
            func.coalesce(OWNER.name, ""), func.coalesce(OWNER.name_ru, ""),
            I.explained_at, I.explanation, func.coalesce(HEAD.name, ""), func.coalesce(HEAD.name_ru, ""),
            I.plea_id, func.coalesce(P.kind, ""), func.coalesce(P.number, ""),
        )
        .join(Notice, N.id == I.notice_id)
        .join(Plea, P.id == I.plea_id, isouter=True)
        .join(Unit, U.id == I.unit_id)
        .join(OWNER, OWNER.id == I.owner_id, isouter=True)
        .join(HEAD, HEAD.id == I.explained_by, isouter=True)
    )  # fmt: skip


def _joined(some: Any) -> Any:
    return some.join(Notice, N.id == I.notice_id).join(Plea, P.id == I.plea_id, isouter=True)


def _told(reader: Reader) -> Any:
    """Whoever handles a notice learns of a complaint about it no earlier by the register than by its own list."""
    return or_(I.plea_id.is_(None), P.kind == "objection", readable(reader))


def _narrowed(scope: Scope, filters: IncidentFilters, reader: Reader) -> list[Any]:
    within = units_within(scope, frozenset())
    found: list[Any] = [reach(scope), _told(reader)]
    if within is not None:
        found.append(I.unit_id.in_(sorted(within)))
    if filters.state:
        is_open = I.explained_at.is_(None)
        found.append(is_open if filters.state == "open" else ~is_open)
    found += [I.what == filters.what] if filters.what else []
    found += [I.unit_id == filters.unit_id] if filters.unit_id is not None else []
    found += [I.due_at >= filters.due_from] if filters.due_from else []
    found += [I.due_at < filters.due_before] if filters.due_before else []
    return found
