"""Notes of an office on a notice: columns with the names of who wrote them, never out of the office's reach."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from records.people import Account
from records.tables import Note
from records.unit_of_work import UnitOfWork

GONE = "—"  # where the database wants a word: there was one, and it was erased


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note as its office reads it."""

    id: int
    kind: str
    who: str
    text: str
    made_at: datetime
    name: str
    name_ru: str

    def by(self, locale: str) -> str:
        """Who wrote it, in this language."""
        return (self.name_ru if locale == "ru" else "") or self.name


def notes(
    work: UnitOfWork,
    notice_id: int,
    units: Collection[int] | None,
    *,
    before: int | None = None,
    limit: int = 25,
) -> tuple[NoteRow, ...]:
    """Notes of these units on a notice, the newest first; None: of every unit. `before`: older than this id."""
    n: Any = Note
    a: Any = Account
    rows: Any = select(n.id, n.kind, n.who, n.text, n.made_at, a.name, a.name_ru).join(
        Account, a.id == n.made_by
    )
    rows = rows.where(n.notice_id == notice_id)
    rows = rows if units is None else rows.where(n.unit_id.in_(units))
    rows = rows if before is None else rows.where(n.id < before)
    found = work.session.execute(rows.order_by(n.id.desc()).limit(limit))
    return tuple(NoteRow(*row) for row in found)


def count(work: UnitOfWork, notice_id: int, units: Collection[int] | None) -> int:
    """How many notes these units have on a notice."""
    n: Any = Note
    rows = select(func.count(n.id)).where(n.notice_id == notice_id)
    rows = rows if units is None else rows.where(n.unit_id.in_(units))
    return int(work.session.execute(rows).scalar_one())


def erase(work: UnitOfWork, notice_id: int) -> int:
    """Take the words out of every note on a notice; that there was one stays. Returns how many."""
    n: Any = Note
    done: Any = work.session.execute(
        update(Note).where(n.notice_id == notice_id).values(who="", text=GONE)
    )
    return int(done.rowcount)
