"""What the desk shows beside a list of notices: owners, how many bodies answered, names of units."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from records import queries
from records.errors import Missing
from records.people import Account
from records.scope import Scope
from records.scoped import CONSULTATIONS, NOTICES, reach, units_within
from records.tables import Consultation, Notice, Unit
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Beside:
    """Whose notice it is, and how many of the bodies that were asked have answered."""

    owner_id: int | None = None
    owner: str = ""
    owner_ru: str = ""
    climbed: bool = False  # a clock near its end lies with the head
    asked: int = 0
    answered: int = 0
    unread: bool = False  # something in it is news to the reader


@dataclass(frozen=True, slots=True)
class UnitName:
    """An office or a body of the city."""

    id: int
    code: str
    kind: str  # addressee | body | site
    en: str
    ru: str

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return self.ru if locale == "ru" else self.en


N: Any = Notice
NOBODY = Beside()


def beside(work: UnitOfWork, scope: Scope, notices: Iterable[int]) -> dict[int, Beside]:
    """Owners and answers of the notices of one page, by notice; one statement however many there are."""
    ids = list(notices)
    if not ids:
        return {}
    return {
        id_: Beside(owner, name or "", name_ru or "", bool(climbed), asked, answered)
        for id_, owner, name, name_ru, climbed, asked, answered in work.select(
            _beside_statement(scope), {"ids": ids}
        )
    }


@lru_cache(queries.KEPT)
def _beside_statement(scope: Scope) -> Any:
    """Owners and answers of the notices `ids`."""
    ids: Any = bindparam("ids", expanding=True)
    c = CONSULTATIONS.c
    asked = [
        select(count).where(c.notice_id == NOTICES.c.id).correlate(NOTICES).scalar_subquery()
        for count in (func.count(c.id), func.count(c.answered_at))
    ]
    climbed = queries.lies_with_the_head()
    a: Any = Account
    return (
        select(NOTICES.c.id, NOTICES.c.owner_id, a.name, a.name_ru, climbed, *asked)
        .join_from(NOTICES, Account, a.id == NOTICES.c.owner_id, isouter=True)
        .where(NOTICES.c.id.in_(ids), reach(scope))
    )


def own_units(work: UnitOfWork, scope: Scope) -> tuple[UnitName, ...]:
    """Names of the units in which the reader holds a post; all of them for who sees everything."""
    return tuple(UnitName(*row) for row in work.select(_units_statement(scope)))


@lru_cache(queries.KEPT)
def _units_statement(scope: Scope) -> Any:
    within = units_within(scope, frozenset())
    rows = _names().order_by(col(Unit.id))
    return rows if within is None else rows.where(col(Unit.id).in_(within))


def _names() -> Any:
    u: Any = Unit
    return select(u.id, u.code, u.kind, u.name_en, u.name_ru)


def every_unit(work: UnitOfWork, scope: Scope, kind: str) -> tuple[UnitName, ...]:
    """Names of all offices of a kind, for a choice; the reader's scope does not narrow them."""
    rows = _names()
    found = work.session.execute(rows.where(col(Unit.kind) == kind).order_by(col(Unit.id)))
    return tuple(UnitName(*row) for row in found)


def asked_count(work: UnitOfWork, scope: Scope, *, most: int = 1000) -> int:
    """How many open questions wait for the reader's units, counted up to `most`."""
    c: Any = Consultation
    rows = select(c.id).join(Notice, N.id == c.notice_id)
    rows = rows.where(
        c.answered_at.is_(None), c.closed_at.is_(None), N.closed_at.is_(None), reach(scope)
    )
    within = units_within(scope, frozenset())
    if within is not None:
        rows = rows.where(c.unit_id.in_(within))
    some = rows.limit(most).subquery()
    return int(work.session.execute(select(func.count()).select_from(some)).scalar_one())


def notice_of_question(work: UnitOfWork, scope: Scope, consultation_id: int) -> str:
    """The reference of the notice that a body was asked about. Missing out of reach."""
    c: Any = Consultation
    rows = (
        select(N.reference)
        .join(c, c.notice_id == N.id)
        .where(c.id == consultation_id, reach(scope))
    )
    found = work.session.execute(rows).scalar_one_or_none()
    if found is None:
        raise Missing(f"Question {consultation_id} is not there.")
    return str(found)
