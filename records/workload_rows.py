"""How much each person of an office has, by the nearest date of each notice; read to a limit, never the whole register."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.staff_rows import holds_on
from records.tables import Absence, Notice, NoticeSection, Post
from records.unit_of_work import UnitOfWork

MOST = 5000
"""Open notices looked at; an office with more reads that the numbers are of the nearest so many."""

A: Any = Account
AB: Any = Absence
N: Any = Notice
NS: Any = NoticeSection
P: Any = Post


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One open notice of the reader's offices: whose it is, and what runs out first."""

    owner_id: int | None
    due_at: datetime | None
    due_side: str
    section_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can own notices of an office."""

    id: int
    name: str
    name_ru: str

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (self.name_ru if locale == "ru" else self.name) or self.name or self.name_ru


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody is away, and what the substitute should know."""

    account_id: int
    first_day: date
    last_day: date
    note: str


def open_notices(work: UnitOfWork, scope: Scope) -> tuple[OpenRow, ...]:
    """Open notices of the reader's offices, the nearest first, up to `MOST`."""
    within = units_within(scope, frozenset())
    rows = select(N.owner_id, N.due_at, N.due_side, NS.section_id)
    rows = rows.outerjoin(NoticeSection, NS.notice_id == N.id)
    rows = rows.where(N.closed_at.is_(None), reach(scope))
    rows = rows if within is None else rows.where(N.unit_id.in_(sorted(within)))
    found = work.session.execute(rows.order_by(N.due_at.is_(None), N.due_at, N.id).limit(MOST))
    return tuple(OpenRow(*row) for row in found)


def people(work: UnitOfWork, scope: Scope, day: date) -> tuple[Person, ...]:
    """Officers and heads of the reader's offices, by name."""
    within = units_within(scope, frozenset())
    rows = select(A.id, A.name, A.name_ru).join(Post, P.account_id == A.id).where(
        P.role.in_(("officer", "head")), holds_on(day)
    )  # fmt: skip
    rows = rows if within is None else rows.where(P.unit_id.in_(sorted(within)))
    return tuple(
        Person(*row) for row in work.session.execute(rows.distinct().order_by(A.name, A.id))
    )


def away(work: UnitOfWork, accounts: Collection[int], day: date) -> dict[int, Away]:
    """Who of these is away on the day, or next, with the days and the note."""
    rows = select(AB.account_id, AB.first_day, AB.last_day, AB.note).where(
        AB.account_id.in_(sorted(accounts)), AB.dropped_at.is_(None), AB.last_day >= day
    )
    found: dict[int, Away] = {}
    for row in work.session.execute(rows.order_by(AB.first_day.desc(), AB.id.desc())):
        found[row[0]] = Away(*row)
    return found
