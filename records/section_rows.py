"""Sections, read: those of an office, their people, with whom a notice lies, and what was changed about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select

from records.people import Account
from records.scope import Scope
from records.scoped import reach, units_within
from records.tables import LogDetail, LogEntry, Notice, NoticeSection, Section, SectionMember, Unit
from records.unit_of_work import UnitOfWork

A: Any = Account
E: Any = LogEntry
D: Any = LogDetail
M: Any = SectionMember
N: Any = Notice
NS: Any = NoticeSection
S: Any = Section
U: Any = Unit


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with the names of its office and head."""

    id: int
    unit_id: int
    name_en: str
    name_ru: str
    unit_en: str
    unit_ru: str
    head_id: int | None
    head_en: str
    head_ru: str
    ended_at: datetime | None

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return self.name_ru if locale == "ru" else self.name_en


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who belongs to a section."""

    account_id: int
    name: str
    name_ru: str
    joined_at: datetime

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (self.name_ru if locale == "ru" else self.name) or self.name or self.name_ru


def page(
    work: UnitOfWork, units: frozenset[int] | None, *, ended: bool = False, after: int = 0, limit: int = 25
) -> tuple[SectionRow, ...]:  # fmt: skip
    """Sections of these offices (None: all), by number above `after`."""
    rows = _rows().where(S.id > after, S.ended_at.is_not(None) if ended else S.ended_at.is_(None))
    if units is not None:
        rows = rows.where(S.unit_id.in_(sorted(units)))
    found = work.session.execute(rows.order_by(S.id).limit(limit))
    return tuple(_made(*row) for row in found)


def _rows() -> Any:
    rows = select(
        S.id, S.unit_id, S.name_en, S.name_ru, U.name_en, U.name_ru, S.head_id, A.name, A.name_ru, S.ended_at
    )  # fmt: skip
    return rows.join(Unit, U.id == S.unit_id).outerjoin(Account, A.id == S.head_id)


def _made(*row: Any) -> SectionRow:
    values: tuple[Any, ...] = (*row[:7], row[7] or "", row[8] or row[7] or "", row[9])
    return SectionRow(*values)


def one(work: UnitOfWork, number: int) -> SectionRow | None:
    """The section with this number."""
    found = work.session.execute(_rows().where(S.id == number)).first()
    return _made(*found) if found is not None else None


def of_reader(work: UnitOfWork, scope: Scope, limit: int = 100) -> tuple[SectionRow, ...]:
    """Sections that are not ended, of the reader's offices."""
    return page(work, units_within(scope, frozenset()), limit=limit)


def open_in(work: UnitOfWork, unit_id: int) -> list[Section]:
    """Sections of an office that are not ended, with what they take."""
    rows = select(Section).where(S.unit_id == unit_id, S.ended_at.is_(None)).order_by(S.id)
    return list(work.session.execute(rows).scalars())


def any_in(work: UnitOfWork, unit_id: int) -> bool:
    """Whether the office has a section."""
    rows = select(exists().where(S.unit_id == unit_id, S.ended_at.is_(None)))
    return bool(work.session.execute(rows).scalar())


def members(work: UnitOfWork, sections: Iterable[int]) -> dict[int, list[MemberRow]]:
    """Who belongs to each of the sections now, by name."""
    rows = select(M.section_id, M.account_id, A.name, A.name_ru, M.joined_at)
    rows = rows.join(Account, A.id == M.account_id).where(
        M.section_id.in_(sorted(sections)), M.left_at.is_(None)
    )
    found: dict[int, list[MemberRow]] = {}
    for section, *rest in work.session.execute(rows.order_by(A.name, A.id)):
        found.setdefault(section, []).append(MemberRow(*rest))
    return found


def seat(work: UnitOfWork, account_id: int) -> SectionMember | None:
    """The section to which somebody belongs now."""
    rows = select(SectionMember).where(M.account_id == account_id, M.left_at.is_(None))
    return work.session.execute(rows).scalar_one_or_none()


def holds_open(work: UnitOfWork, number: int) -> bool:
    """Whether an open notice lies with the section."""
    rows = select(
        exists().where(NS.section_id == number, N.id == NS.notice_id, N.closed_at.is_(None))
    )
    return bool(work.session.execute(rows).scalar())


def of_notice(work: UnitOfWork, scope: Scope, notice_id: int) -> SectionRow | None:
    """With which section a notice in reach lies."""
    rows = _rows().join(NoticeSection, NS.section_id == S.id).join(Notice, N.id == NS.notice_id)
    found = work.session.execute(rows.where(NS.notice_id == notice_id, reach(scope))).first()
    return _made(*found) if found is not None else None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One entry of the log about a section."""

    at: datetime
    kind: str
    by: str
    by_ru: str
    details: dict[str, Any]
    words: dict[str, Any]


def changes(work: UnitOfWork, number: int, limit: int = 25) -> tuple[SectionChange, ...]:
    """What was changed about a section, the latest first."""
    rows: Any = select(E.at, E.kind, A.name, A.name_ru, E.details, D.details)
    rows = rows.outerjoin(Account, A.id == E.actor_id).outerjoin(D, D.seq == E.seq)
    rows = rows.where(E.subject_kind == "section", E.subject_id == number)
    return tuple(
        SectionChange(at, kind, by or "", by_ru or by or "", details or {}, words or {})
        for at, kind, by, by_ru, details, words in work.session.execute(
            rows.order_by(E.seq.desc()).limit(limit)
        )
    )
