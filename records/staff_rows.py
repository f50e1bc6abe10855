"""Who of an office can be turned to: posts, absences, duty, how much each has. Time asks, so there is no scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, exists, func, or_, select

from records.people import Account
from records.tables import Absence, DutyShift, Notice, Outbox, Post, Unit
from records.unit_of_work import UnitOfWork

A: Any = Account
AB: Any = Absence
N: Any = Notice
P: Any = Post
OUTBOX: Any = Outbox
S: Any = DutyShift


@dataclass(frozen=True, slots=True)
class Held:
    """A post held by an active person who is at work on the day; `unit_id` None is the whole office."""

    account_id: int
    role: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who is called now, and by which telephone ('' where none was given)."""

    account_id: int
    phone: str


def holds_on(day: Any) -> ColumnElement[bool]:
    """The post is held on the day by an account that is switched on."""
    held: ColumnElement[bool] = (
        (P.from_day <= day) & or_(P.to_day.is_(None), P.to_day >= day) & A.active
    )
    return held


def absent_on(day: Any) -> ColumnElement[bool]:
    """The account `accounts.id` of the reading around this is absent on the day."""
    return exists().where(
        AB.account_id == A.id, AB.dropped_at.is_(None), AB.first_day <= day, AB.last_day >= day
    )


_DAY: Any = bindparam("day", type_=Date())
_PRESENT = (
    select(P.account_id, P.role, P.unit_id, absent_on(_DAY))
    .join(Account, A.id == P.account_id)
    .where(P.role.in_(("officer", "head")), holds_on(_DAY))
    .order_by(P.account_id, P.id)
)
_AT: Any = bindparam("moment", type_=S.starts_at.type)
_ON_DUTY = (
    select(S.account_id, S.phone)
    .join(Account, A.id == S.account_id)
    .where(S.unit_id == bindparam("unit"), S.dropped_at.is_(None), A.active)
    .where(S.starts_at <= _AT, S.ends_at > _AT)
    .order_by(S.starts_at.desc(), S.id)
)


def present(work: UnitOfWork, day: date, *, absent_too: bool = False) -> tuple[Held, ...]:
    """Officers and heads who are at work on the day, by account; the absent as well where it is asked."""
    found = work.select(_PRESENT, {"day": day})
    return tuple(Held(*row[:3]) for row in found if absent_too or not row[3])


def present_or_absent(work: UnitOfWork, day: date) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """Those at work on the day, and all of them, in one reading."""
    found = work.select(_PRESENT, {"day": day})
    every = tuple(Held(*row[:3]) for row in found)
    return tuple(one for one, row in zip(every, found, strict=True) if not row[3]), every


def on_duty(work: UnitOfWork, unit_id: int, moment: datetime) -> tuple[OnDuty, ...]:
    """Who has duty in the unit at the moment, the shift that began last first."""
    found = work.select(_ON_DUTY, {"unit": unit_id, "moment": moment})
    return tuple(OnDuty(*row) for row in found)


def load(work: UnitOfWork, accounts: Iterable[int]) -> dict[int, int]:
    """How many open notices each of the accounts owns."""
    rows = select(N.owner_id, func.count()).where(
        N.owner_id.in_(sorted(accounts)), N.closed_at.is_(None)
    )
    found: dict[int, int] = dict.fromkeys(accounts, 0)
    found |= {row[0]: row[1] for row in work.session.execute(rows.group_by(N.owner_id))}
    return found


def account(work: UnitOfWork, account_id: int) -> Account:
    """The person. Missing if there is none."""
    return work.get(Account, account_id)


def shifts_over(
    work: UnitOfWork, unit_id: int, start: datetime, end: datetime
) -> tuple[DutyShift, ...]:
    """Shifts of the unit that touch the span, the earliest first."""
    rows = (
        select(DutyShift)
        .where(S.unit_id == unit_id, S.dropped_at.is_(None), S.starts_at < end, S.ends_at > start)
        .order_by(S.starts_at, S.id)
    )
    return tuple(work.session.execute(rows).scalars())


def absences_over(
    work: UnitOfWork, accounts: Iterable[int], first: date, last: date
) -> tuple[Absence, ...]:
    """Absences of these people that touch the days, the earliest first."""
    rows = (
        select(Absence)
        .where(AB.account_id.in_(sorted(accounts)), AB.dropped_at.is_(None))
        .where(AB.first_day <= last, AB.last_day >= first)
        .order_by(AB.first_day, AB.id)
    )
    return tuple(work.session.execute(rows).scalars())


def holders(work: UnitOfWork, role: str, day: date) -> tuple[Held, ...]:
    """Active people who hold a role on the day, absent or not."""
    rows = select(P.account_id, P.role, P.unit_id).join(Account, A.id == P.account_id)
    rows = rows.where(P.role == role, holds_on(day)).order_by(P.account_id, P.id)
    return tuple(Held(*row) for row in work.session.execute(rows))


def promised(work: UnitOfWork, key: str) -> bool:
    """Whether a mail with this key was promised before."""
    found = select(OUTBOX.id).where(OUTBOX.key == key)
    return work.session.execute(found).first() is not None


def staff_of(
    work: UnitOfWork, units: Iterable[int], day: date, *, whole: bool = False
) -> list[int]:
    """Everybody with a post in these units on the day; with `whole`, in the whole office too."""
    mine = P.unit_id.in_(sorted(units))
    rows = select(P.account_id).join(Account, A.id == P.account_id)
    rows = rows.where(holds_on(day), or_(mine, P.unit_id.is_(None)) if whole else mine)
    return list(dict.fromkeys(work.session.execute(rows.order_by(P.account_id)).scalars()))


def holding(work: UnitOfWork, day: date) -> list[int]:
    """Everybody who holds a post on the day, by account."""
    rows = select(P.account_id).join(Account, A.id == P.account_id).where(holds_on(day))
    return list(dict.fromkeys(work.session.execute(rows.order_by(P.account_id)).scalars()))


def post_of(work: UnitOfWork, account_id: int, post_id: int) -> Post | None:
    """A post, if it is this account's."""
    row = work.session.get(Post, post_id)
    return row if row is not None and row.account_id == account_id else None


def unit_name(work: UnitOfWork, unit_id: int) -> tuple[str, str]:
    """The name of an office, in English and in Russian."""
    unit = work.get(Unit, unit_id)
    return unit.name_en, unit.name_ru
