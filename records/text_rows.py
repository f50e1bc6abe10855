"""Texts that the city words itself, read: the version that counts on a day, and all of one text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from records.people import Account
from records.tables import CityText
from records.unit_of_work import UnitOfWork

A: Any = Account
T: Any = CityText


@dataclass(frozen=True, slots=True)
class TextRow:
    """One version with the name of who wrote it."""

    id: int
    name: str
    text_en: str
    text_ru: str
    from_day: date
    made_at: datetime
    by: str
    by_ru: str
    why: str
    returned_to: int | None

    def in_(self, locale: str) -> str:
        """Give the text in this language."""
        return self.text_ru if locale == "ru" else self.text_en


def _rows() -> Any:
    rows = select(
        T.id, T.name, T.text_en, T.text_ru, T.from_day, T.made_at, A.name, A.name_ru, T.why, T.returned_to
    )  # fmt: skip
    return rows.outerjoin(Account, A.id == T.made_by)


def _made(*row: Any) -> TextRow:
    values: tuple[Any, ...] = (*row[:6], row[6] or "", row[7] or row[6] or "", *row[8:])
    return TextRow(*values)


def in_force(work: UnitOfWork, names: Iterable[str], day: date) -> dict[str, TextRow]:
    """By name, the version of each text that counts on the day; without those that the city never worded by then."""
    newest = func.row_number().over(partition_by=T.name, order_by=(T.from_day.desc(), T.id.desc()))
    begun = select(T.id, newest.label("place")).where(T.from_day <= day, T.name.in_(sorted(names)))
    numbered = begun.subquery()
    mine = select(numbered.c.id).where(numbered.c.place == 1)
    return {
        one.name: one
        for one in (_made(*row) for row in work.session.execute(_rows().where(T.id.in_(mine))))
    }


def versions(
    work: UnitOfWork, name: str, *, before: int | None = None, limit: int = 25
) -> tuple[TextRow, ...]:
    """Versions of a text, the newest first."""
    rows = _rows().where(T.name == name)
    if before is not None:
        rows = rows.where(T.id < before)
    found = work.session.execute(rows.order_by(T.id.desc()).limit(limit))
    return tuple(_made(*row) for row in found)


def newest(work: UnitOfWork, name: str) -> int:
    """The number of the newest version of a text, 0 where there is none: what a form carries as `seen`."""
    found = versions(work, name, limit=1)
    return found[0].id if found else 0


def one(work: UnitOfWork, name: str, number: int) -> TextRow | None:
    """One version of a text."""
    found = work.session.execute(_rows().where(T.name == name, T.id == number)).first()
    return _made(*found) if found is not None else None
