"""People who work or worked here, for the administrator: accounts with a post at any time; organisers are not among them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, or_, select

from records.people import Account
from records.tables import Post, Unit
from records.unit_of_work import UnitOfWork

A: Any = Account
P: Any = Post
U: Any = Unit


@dataclass(frozen=True, slots=True)
class Worker:
    """One person with an account that holds or held a post."""

    id: int
    email: str
    name: str
    name_ru: str
    active: bool

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (
            (self.name_ru if locale == "ru" else self.name)
            or self.name
            or self.name_ru
            or self.email
        )


@dataclass(frozen=True, slots=True)
class Held:
    """One post, over or not."""

    id: int
    account_id: int
    role: str
    unit_en: str
    unit_ru: str
    from_day: date
    to_day: date | None
    basis: str


def workers(
    work: UnitOfWork, words: str = "", *, after: int = 0, limit: int = 25
) -> tuple[Worker, ...]:
    """People by number, above `after`; those whose name or address has these letters, if any are given."""
    rows = select(A.id, A.email, A.name, A.name_ru, A.active).where(
        exists().where(P.account_id == A.id), A.id > after
    )
    if words.strip():
        like = "%" + words.strip().replace("\\", "").replace("%", "").replace("_", "") + "%"
        rows = rows.where(or_(A.name.ilike(like), A.name_ru.ilike(like), A.email.ilike(like)))
    return tuple(
        Worker(row[0], row[1] or "", *row[2:])
        for row in work.session.execute(rows.order_by(A.id).limit(limit))
    )


def worker(work: UnitOfWork, account_id: int) -> Worker | None:
    """One person, if they hold or held a post."""
    found = workers(work, after=account_id - 1, limit=1)
    return found[0] if found and found[0].id == account_id else None


def posts(work: UnitOfWork, accounts: list[int]) -> tuple[Held, ...]:
    """Every post of these people, the newest first."""
    rows = select(P.id, P.account_id, P.role, U.name_en, U.name_ru, P.from_day, P.to_day, P.basis)
    rows = rows.outerjoin(Unit, U.id == P.unit_id).where(P.account_id.in_(accounts))
    found = work.session.execute(rows.order_by(P.id.desc()))
    return tuple(_held(*row) for row in found)


def _held(
    id_: int, account: int, role: str, en: str | None, ru: str | None, first: date, last: date | None, basis: str
) -> Held:  # fmt: skip
    return Held(id_, account, role, en or "", ru or "", first, last, basis)
