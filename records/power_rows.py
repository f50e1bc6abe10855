"""The register of signing powers, read: lines of a person, of an office, and the page of all of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from records.people import Account
from records.tables import Post, SigningPower, Unit
from records.unit_of_work import UnitOfWork

P: Any = SigningPower
A: Any = Account
U: Any = Unit
POST: Any = Post
ABSENT: Any = aliased(Account)


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One line with the names of its people; `kinds` empty is every letter, `unit_id` None every office."""

    id: int
    account_id: int
    name: str
    name_ru: str
    active: bool
    unit_id: int | None
    unit_en: str
    unit_ru: str
    kinds: tuple[str, ...]
    from_day: date
    to_day: date | None
    order_no: str
    order_day: date | None
    absent_id: int | None
    absent_name: str
    absent_ru: str
    title_en: str
    title_ru: str
    given_at: datetime
    ended_at: datetime | None
    end_reason: str

    def on(self, day: date) -> bool:
        """Whether the day lies in it (both ends do) and nobody took it back."""
        inside = self.from_day <= day and (self.to_day is None or day <= self.to_day)
        return inside and self.ended_at is None and self.active

    def covers(self, unit_id: int | None) -> bool:
        """Whether it holds for the office."""
        return self.unit_id in (unit_id, None)


def _lines() -> Select[Any]:
    rows = select(
        P.id, P.account_id, A.name, A.name_ru, A.active, P.unit_id, U.name_en, U.name_ru, P.kinds, P.from_day,
        P.to_day, P.order_no, P.order_day, P.absent_id, ABSENT.name, ABSENT.name_ru, P.title_en, P.title_ru,
        POST.title_en, POST.title_ru, P.given_at, P.ended_at, P.end_reason,
    )  # fmt: skip
    rows = rows.join(Account, A.id == P.account_id).outerjoin(Unit, U.id == P.unit_id)
    rows = rows.outerjoin(ABSENT, ABSENT.id == P.absent_id)
    return rows.outerjoin(Post, POST.id == P.post_id)


def _read(work: UnitOfWork, rows: Select[Any]) -> tuple[PowerRow, ...]:
    return tuple(_made(*one) for one in work.session.execute(rows))


def _made(*one: Any) -> PowerRow:
    """The title of the line itself, else of the post that it came with."""
    head, given = one[:16], one[20:]
    en, ru, post_en, post_ru = one[16:20]
    names = [value or "" for value in head[14:16]]
    unit = [value or "" for value in head[6:8]]
    values: tuple[Any, ...] = (
        *head[:6], *unit, tuple(head[8]), *head[9:14], *names, en or post_en or "", ru or post_ru or "", *given
    )  # fmt: skip
    return PowerRow(*values)


def of_person(work: UnitOfWork, account_id: int) -> tuple[PowerRow, ...]:
    """Lines of one person, in the order of giving; a power of their own goes before a substitution."""
    rows = _lines().where(P.account_id == account_id)
    return _read(work, rows.order_by(P.absent_id.is_not(None), P.id))


def of_office(work: UnitOfWork, unit_id: int) -> tuple[PowerRow, ...]:
    """Lines that hold for one office and were not taken back, own powers first."""
    rows = _lines().where(or_(P.unit_id == unit_id, P.unit_id.is_(None)), P.ended_at.is_(None))
    return _read(work, rows.order_by(P.absent_id.is_not(None), P.id))


def every(work: UnitOfWork) -> tuple[PowerRow, ...]:
    """Lines that nobody took back; time asks, so there is no scope."""
    return _read(
        work, _lines().where(P.ended_at.is_(None)).order_by(P.absent_id.is_not(None), P.id)
    )


def one(work: UnitOfWork, number: int) -> PowerRow | None:
    """The line with this number."""
    found = _read(work, _lines().where(P.id == number))
    return found[0] if found else None


def page(
    work: UnitOfWork,
    units: frozenset[int] | None,
    *,
    day: date,
    state: str = "",
    account_id: int | None = None,
    before: int | None = None,
    limit: int = 25,
) -> tuple[PowerRow, ...]:
    """Lines of these offices (None: all), the newest first. `state`: now (those of the day) | over | '' (all)."""
    rows = _lines()
    if units is not None:
        rows = rows.where(or_(P.unit_id.in_(sorted(units)), P.unit_id.is_(None)))
    if account_id is not None:
        rows = rows.where(P.account_id == account_id)
    over = or_(P.ended_at.is_not(None), P.to_day < day)
    if state == "now":
        rows = rows.where(P.ended_at.is_(None), or_(P.to_day.is_(None), P.to_day >= day))
    elif state == "over":
        rows = rows.where(over)
    if before is not None:
        rows = rows.where(P.id < before)
    return _read(work, rows.order_by(P.id.desc()).limit(limit))
