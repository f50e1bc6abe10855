"""Who is away on a day, and from whom a notice came to its owner: what is needed to say "in place of"."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from records.people import Account
from records.tables import Absence, LogEntry
from records.unit_of_work import UnitOfWork

A: Any = Account
AB: Any = Absence
L: Any = LogEntry
OWNERS = ("notice.assigned", "notice.handed-over", "notice.owned", "notice.given-up")
"""Entries that say whose a notice is."""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that covers a day, with the person's names and what they left for who stands in."""

    account_id: int
    name: str
    name_ru: str
    first_day: date
    last_day: date
    note: str

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (self.name_ru if locale == "ru" else self.name) or self.name or self.name_ru


def away(work: UnitOfWork, account_id: int, day: date) -> Away | None:
    """The absence of the person that covers the day; the one that lasts longest of several."""
    rows = select(AB.account_id, A.name, A.name_ru, AB.first_day, AB.last_day, AB.note)
    rows = rows.join(Account, A.id == AB.account_id).where(
        AB.account_id == account_id, AB.dropped_at.is_(None), AB.first_day <= day, AB.last_day >= day
    )  # fmt: skip
    found = work.session.execute(rows.order_by(AB.last_day.desc(), AB.id).limit(1)).first()
    return Away(*found) if found is not None else None


def came_from(work: UnitOfWork, notice_id: int, owner_id: int) -> int | None:
    """From whom the notice came to this owner, where the newest change of owner says so."""
    rows = select(L.details).where(
        L.subject_kind == "notice", L.subject_id == notice_id, L.kind.in_(OWNERS)
    )
    details = work.session.execute(rows.order_by(L.seq.desc()).limit(1)).scalar_one_or_none() or {}
    return details.get("from") if details.get("to") == owner_id else None
