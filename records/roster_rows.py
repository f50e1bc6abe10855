"""Duty and absences as pages show them, with names; the reader's own offices, page after page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import and_, false, or_, select

from records.notice_rows import After, Page
from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import Absence, DutyShift, LogEntry, Notice, Post
from records.unit_of_work import UnitOfWork

A: Any = Account
AB: Any = Absence
L: Any = LogEntry
N: Any = Notice
P: Any = Post
S: Any = DutyShift


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One duty with the person's names."""

    id: int
    account_id: int
    name: str
    name_ru: str
    starts_at: datetime
    ends_at: datetime
    phone: str


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One absence with the person's names."""

    id: int
    account_id: int
    name: str
    name_ru: str
    first_day: date
    last_day: date
    note: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person by name."""

    id: int
    name: str
    name_ru: str

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (self.name_ru if locale == "ru" else self.name) or self.name or self.name_ru


def shifts(
    work: UnitOfWork,
    scope: Scope,
    unit_id: int,
    moment: datetime,
    *,
    after: After | None = None,
    limit: int = 25,
) -> Page[ShiftRow]:
    """Duties of a unit that are not over at `moment`, the earliest first; none out of the reader's units."""
    within = units_within(scope, frozenset({unit_id}))
    rows = select(S.id, S.account_id, A.name, A.name_ru, S.starts_at, S.ends_at, S.phone)
    rows = rows.join(Account, A.id == S.account_id).where(
        S.unit_id == unit_id if within is None or unit_id in within else false(),
        S.dropped_at.is_(None), S.ends_at > moment,
    )  # fmt: skip
    if after is not None and after.due_at is not None:
        rows = rows.where(
            or_(S.starts_at > after.due_at, and_(S.starts_at == after.due_at, S.id > after.id))
        )
    found = work.session.execute(rows.order_by(S.starts_at, S.id).limit(limit + 1)).all()
    page = tuple(ShiftRow(*row) for row in found[:limit])
    return Page(page, After(page[-1].starts_at, page[-1].id) if len(found) > limit else None)


def absences(
    work: UnitOfWork, scope: Scope, today: date, *, own: int, after: After | None = None, limit: int = 25
) -> Page[AbsenceRow]:  # fmt: skip
    """Absences that are not over, of the people of the reader's units and of the reader (`own`), the earliest first.

    The key of a page is its last row's first day, as an instant of no importance, and its id.
    """
    within = units_within(scope, frozenset())
    rows = select(AB.id, AB.account_id, A.name, A.name_ru, AB.first_day, AB.last_day, AB.note)
    rows = rows.join(Account, A.id == AB.account_id)
    rows = rows.where(AB.dropped_at.is_(None), AB.last_day >= today)
    if within is not None:
        colleagues = select(P.account_id).where(P.unit_id.in_(sorted(within)))
        rows = rows.where(or_(AB.account_id == own, AB.account_id.in_(colleagues)))
    if after is not None and after.due_at is not None:
        day = after.due_at.date()
        rows = rows.where(or_(AB.first_day > day, and_(AB.first_day == day, AB.id > after.id)))
    found = work.session.execute(rows.order_by(AB.first_day, AB.id).limit(limit + 1)).all()
    page = tuple(AbsenceRow(*row) for row in found[:limit])
    if len(found) <= limit:
        return Page(page, None)
    last = page[-1]
    return Page(
        page,
        After(datetime.combine(last.first_day, time(), UTC), last.id),
    )


def named(work: UnitOfWork, accounts: list[int]) -> tuple[Named, ...]:
    """Names of these accounts, in the order of the alphabet."""
    rows = select(A.id, A.name, A.name_ru).where(A.id.in_(accounts)).order_by(A.name, A.id)
    return tuple(Named(*row) for row in work.session.execute(rows))


@dataclass(frozen=True, slots=True)
class Called:
    """Who was called when a notice with a same-day clock came; nobody: the office's own address."""

    at: datetime
    how: str  # duty | head | office
    people: tuple[Named, ...]


def called(work: UnitOfWork, scope: Scope, notice_id: int) -> Called | None:
    """The last call about a notice in reach; None where nobody had to be called."""
    rows = select(L.at, L.details).join(Notice, N.id == L.subject_id)
    rows = rows.where(
        L.subject_kind == "notice",
        L.subject_id == notice_id,
        L.kind == "notice.called",
        reach(scope),
    )
    found = work.session.execute(rows.order_by(L.seq.desc()).limit(1)).first()
    if found is None:
        return None
    at, details = found
    return Called(at, str(details["how"]), named(work, list(details["accounts"])))
