"""Objections and complaints as they are read: of one notice, in lists for the desk, and as time asks for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from records.errors import Missing, Overtaken
from records.notice_rows import After, Page
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Decision, LogEntry, Notice, Plea, Unit
from records.unit_of_work import UnitOfWork

D: Any = Decision
L: Any = LogEntry
N: Any = Notice
P: Any = Plea
U: Any = Unit
OWNER: Any = aliased(Account)


@dataclass(frozen=True, slots=True)
class PleaRow:
    """One objection or complaint in a list."""

    id: int
    kind: str
    number: str
    reference: str
    regime_pin: str
    notice_kind: str
    place_line: str
    starts_at: datetime
    unit_id: int
    unit_en: str
    unit_ru: str
    stage: str
    about: str
    filed_at: datetime
    aim_at: datetime
    due_at: datetime | None
    missed_at: datetime | None
    owner_id: int | None
    owner: str
    owner_ru: str
    outcome: str
    answered_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PleaFilters:
    """What a list is narrowed by; empty means no narrowing. `owner_id`: only this person's."""

    state: str = ""  # open | closed
    owner_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose complaints may be read: those of one's own, all of them, or answered ones of these units."""

    account_id: int | None
    units: frozenset[int]
    every: bool = False


def plea(work: UnitOfWork, plea_id: int, seen: int | None = None) -> Plea:
    """The row. Missing if there is none; Overtaken if its revision is not `seen`."""
    row = work.get(Plea, plea_id)
    if seen is not None and row.revision != seen:
        raise Overtaken(seen=seen, current=row.revision)
    return row


def of_notice(work: UnitOfWork, notice_id: int) -> list[Plea]:
    """Every objection and complaint of a notice, in the order of filing."""
    rows = select(Plea).where(P.notice_id == notice_id).order_by(P.id)
    return list(work.session.execute(rows).scalars())


def by_number(work: UnitOfWork, number: str) -> Plea:
    """The one with this number. Missing if there is none."""
    rows = select(Plea).where(P.number == number)
    found: Plea | None = work.session.execute(rows).scalars().first()
    if found is None:
        raise Missing(f"{number} is not there.")
    return found


def against(work: UnitOfWork, decision_id: int) -> Plea | None:
    """The objection to a decision that was not taken back, open or answered; there is at most one."""
    rows = select(Plea).where(P.decision_id == decision_id, P.stage != "withdrawn")
    return work.session.execute(rows).scalars().first()


def unsettled(work: UnitOfWork, notice_id: int) -> list[Plea]:
    """Objections of a notice that are not over yet: unanswered, or upheld and not replaced."""
    rows = select(Plea).where(
        P.notice_id == notice_id, P.kind == "objection", P.closed_at.is_(None)
    )
    return list(work.session.execute(rows.order_by(P.id)).scalars())


def involved(work: UnitOfWork, notice_id: int) -> frozenset[int]:
    """Accounts of the office that had a part in a notice: owners, preparers, signers, whoever made a step."""
    steps = select(L.actor_id).where(
        L.subject_kind == "notice",
        L.subject_id == notice_id,
        L.actor_id.is_not(None),
        L.role.not_in(("organiser", "visitor", "system")),
        L.kind != "letter.released",  # who answered an earlier complaint had no part in the notice
    )
    made = select(D.prepared_by).where(D.notice_id == notice_id)
    signed = select(D.signed_by).where(D.notice_id == notice_id, D.signed_by.is_not(None))
    owned = select(N.owner_id).where(N.id == notice_id, N.owner_id.is_not(None))
    found = work.session.execute(steps.union(made, signed, owned)).scalars()
    return frozenset(int(one) for one in found)


def page(
    work: UnitOfWork,
    scope: Scope,
    kind: str,
    *,
    reader: Reader,
    filters: PleaFilters = PleaFilters(),
    after: After | None = None,
    limit: int = 25,
) -> Page[PleaRow]:
    """One page of a list, the nearest target first; of what is closed the newest first."""
    rows = _rows().where(P.kind == kind, *_narrowed(scope, kind, reader, filters))
    if filters.state == "closed":
        if after is not None:
            rows = rows.where(P.id < after.id)
        rows = rows.order_by(P.id.desc())
    else:
        if after is not None and after.due_at is not None:
            later = and_(P.aim_at == after.due_at, P.id > after.id)
            rows = rows.where(or_(P.aim_at > after.due_at, later))
        rows = rows.order_by(P.aim_at, P.id)
    found = work.session.execute(rows.limit(limit + 1)).all()
    cut = tuple(PleaRow(*row) for row in found[:limit])
    return Page(cut, After(cut[-1].aim_at, cut[-1].id) if len(found) > limit else None)


def count(
    work: UnitOfWork,
    scope: Scope,
    kind: str,
    *,
    reader: Reader,
    filters: PleaFilters,
    most: int = 1000,
) -> int:
    """How many there are, counted up to `most`."""
    some = select(P.id).join(Notice, N.id == P.notice_id)
    some = some.where(P.kind == kind, *_narrowed(scope, kind, reader, filters)).limit(most)
    return int(work.session.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def one(work: UnitOfWork, scope: Scope, plea_id: int, *, reader: Reader) -> PleaRow:
    """One for its page at the desk. Missing if it is not there or not in reach: the same answer."""
    row = work.session.get(Plea, plea_id)
    kind = row.kind if row is not None else ""
    found = work.session.execute(
        _rows().where(P.id == plea_id, *_narrowed(scope, kind, reader, PleaFilters()))
    ).first()
    if found is None:
        raise Missing(f"Number {plea_id} is not there.")
    return PleaRow(*found)


def _rows() -> Any:
    return (
        select(
            P.id, P.kind, P.number, N.reference, N.regime_pin, N.kind, N.place_line, N.starts_at, P.unit_id,
            U.name_en, U.name_ru, P.stage, P.about, P.filed_at, P.aim_at, P.due_at, P.missed_at, P.owner_id,
            func.coalesce(OWNER.name, ""), func.coalesce(OWNER.name_ru, ""), P.outcome, P.answered_at, P.closed_at,
        )
        .join(Notice, N.id == P.notice_id)
        .join(Unit, U.id == P.unit_id)
        .join(OWNER, OWNER.id == P.owner_id, isouter=True)
    )  # fmt: skip


def _narrowed(scope: Scope, kind: str, reader: Reader, filters: PleaFilters) -> list[Any]:
    if kind == "complaint":
        found = (
            [readable(reader), N.id.not_in(scope.recused)] if scope.recused else [readable(reader)]
        )
    else:
        within = units_within(scope, frozenset())
        found = [reach(scope)]
        if within is not None:
            found.append(P.unit_id.in_(sorted(within)))
    if filters.state:
        still = P.closed_at.is_(None)
        found.append(still if filters.state == "open" else ~still)
    if filters.owner_id is not None:
        found.append(P.owner_id == filters.owner_id)
    if filters.unit_id is not None:
        found.append(P.unit_id == filters.unit_id)
    return found


def readable(reader: Reader) -> Any:
    """A complaint: by whom it was given to, by who reads all; by its office once it was answered."""
    if reader.every:
        return P.id.is_not(None)
    ways = [false(), P.owner_id == (reader.account_id or -1)]
    if reader.units:
        ways.append(P.answered_at.is_not(None) & P.unit_id.in_(sorted(reader.units)))
    return or_(*ways)


# --- as time asks --------------------------------------------------------------------------------


def running(work: UnitOfWork, limit: int = 500) -> list[Plea]:
    """Those that wait for an answer, the nearest target first."""
    rows = select(Plea).where(P.answered_at.is_(None), P.closed_at.is_(None))
    return list(work.session.execute(rows.order_by(P.aim_at, P.id).limit(limit)).scalars())


def run_out(work: UnitOfWork, moment: datetime, limit: int = 200) -> list[int]:
    """Those whose term, or own target where no law gives a term, ended by `moment`, not written down yet."""
    end = func.coalesce(P.due_at, P.aim_at)
    rows = select(P.id).where(
        P.answered_at.is_(None), P.closed_at.is_(None), P.missed_at.is_(None), end <= moment
    )
    return [int(one) for one in work.session.execute(rows.order_by(P.id).limit(limit)).scalars()]


def is_open(work: UnitOfWork, notice_id: int) -> bool:
    """Whether an objection or a complaint of this notice is open."""
    rows = select(col(Plea.id)).where(P.notice_id == notice_id, P.closed_at.is_(None))
    return work.session.execute(rows.limit(1)).first() is not None


def made(work: UnitOfWork, decision_id: int) -> frozenset[int]:
    """Who prepared and who signed a decision."""
    row = work.get(Decision, decision_id)
    return frozenset(one for one in (row.prepared_by, row.signed_by) if one is not None)
