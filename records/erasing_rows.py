"""Who is due to be erased, and what stands against it. Without scope: nobody reads a notice here.

Ids only: the job and its commands never see a name, so nothing here tells what a person did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import col

from records import plea_rows
from records.erasure_journal import Line
from records.people import Account
from records.tables import (
    Decision,
    Draft,
    Erasure,
    Hold,
    Letter,
    LogEntry,
    Member,
    Notice,
    OrganisationMember,
    PersonGround,
    Plea,
    Post,
)
from records.unit_of_work import UnitOfWork

N: Any = Notice
E: Any = Erasure
H: Any = Hold
A: Any = Account
D: Any = Decision
L: Any = LogEntry
P: Any = Plea


def _erased(kind: str, id_: Any) -> Any:
    return exists().where(E.subject_kind == kind, E.subject_id == id_)


def _held() -> Any:
    return exists().where(H.notice_id == N.id, H.lifted_at.is_(None))


def _ids(work: UnitOfWork, rows: Any) -> list[int]:
    return [int(one) for one in work.session.execute(rows).scalars()]


def _pleads() -> Any:
    return exists().where(P.notice_id == N.id, P.closed_at.is_(None))


def _over(before: datetime) -> tuple[Any, ...]:
    mine = (~_erased("notice", N.id), ~_held(), ~_pleads())
    return (N.closed_at < before, N.ends_at < before, *mine)


def due_notices(work: UnitOfWork, before: datetime, after: int = 0, limit: int = 200) -> list[int]:
    """Notices that were over before this instant, not held, not yet erased; in order of id."""
    rows = select(N.id).where(N.id > after, *_over(before)).order_by(N.id).limit(limit)
    return _ids(work, rows)


def due_person_grounds(
    work: UnitOfWork, before: datetime, after: int = 0, limit: int = 200
) -> list[int]:
    """Notices over before this instant that still hold facts about a person, kept apart (decisions 40)."""
    apart = exists().where(col(PersonGround.decision_id) == D.id, D.notice_id == N.id)
    rows = select(N.id).where(N.id > after, apart, *_over(before)).order_by(N.id).limit(limit)
    return _ids(work, rows)


def due_staff(work: UnitOfWork, before: datetime, after: int = 0, limit: int = 200) -> list[int]:
    """Accounts of staff that were switched off before this instant."""
    served = exists().where(col(Post.account_id) == A.id)
    rows = select(A.id).where(A.id > after, A.disabled_at < before, served, A.demo.is_(False))
    return _ids(work, rows.where(~_erased("account", A.id)).order_by(A.id).limit(limit))


def due_organisers(
    work: UnitOfWork, before: datetime, after: int = 0, limit: int = 200
) -> list[int]:
    """Accounts that nobody signed in to since this instant, with no post, no notice that is kept, no draft."""
    served = exists().where(col(Post.account_id) == A.id)
    drafts = exists().where(col(Draft.account_id) == A.id)
    mine = exists().where(
        col(Member.account_id) == A.id, col(Member.organiser_id) == N.organiser_id
    )
    kept = exists(select(N.id).where(mine, ~_erased("notice", N.id)))
    belongs = exists().where(col(OrganisationMember.account_id) == A.id)  # leaving comes first
    lately = exists().where(L.subject_kind == "account", L.subject_id == A.id, L.at >= before)
    rows = select(A.id).where(A.id > after, A.created_at < before, A.demo.is_(False))
    rows = rows.where(~served, ~drafts, ~kept, ~belongs, ~lately, ~_erased("account", A.id))
    return _ids(work, rows.order_by(A.id).limit(limit))


@dataclass(frozen=True, slots=True)
class Against:
    """What may stand against erasing a notice, in facts."""

    erased: bool
    held: bool
    pleads: bool  # an objection or a complaint is open
    closed_at: datetime | None
    printing: bool
    released: tuple[tuple[str, datetime], ...]  # outcome and instant of each decision that left


def against(work: UnitOfWork, notice_id: int) -> Against:
    """Those facts of one notice."""
    notice = work.get(Notice, notice_id)
    queued = select(col(Letter.id)).where(
        col(Letter.notice_id) == notice_id, col(Letter.state) == "queued"
    )
    left = select(D.outcome, D.released_at).where(
        D.notice_id == notice_id, D.released_at.is_not(None)
    )
    return Against(
        erased=is_erased(work, "notice", notice_id),
        held=standing_hold(work, notice_id) is not None,
        pleads=plea_rows.is_open(work, notice_id),
        closed_at=notice.closed_at,
        printing=work.session.execute(queued.limit(1)).first() is not None,
        released=tuple((row[0], row[1]) for row in work.session.execute(left)),
    )


def is_erased(work: UnitOfWork, kind: str, id_: int) -> bool:
    """Whether this subject was erased."""
    row = select(E.id).where(E.subject_kind == kind, E.subject_id == id_)
    return work.session.execute(row).first() is not None


def erased_subjects(work: UnitOfWork) -> frozenset[tuple[str, int]]:
    """Kind and id of everybody who was erased."""
    rows = work.session.execute(select(E.subject_kind, E.subject_id))
    return frozenset((row[0], int(row[1])) for row in rows)


def standing_hold(work: UnitOfWork, notice_id: int) -> Hold | None:
    """The hold that stands over a notice."""
    rows = select(Hold).where(H.notice_id == notice_id, H.lifted_at.is_(None))
    return work.session.execute(rows).scalars().first()


def kept_notices_of(work: UnitOfWork, organisers: frozenset[int]) -> list[int]:
    """Notices of these organisers that were not erased, for an erasure that their person asked for."""
    rows = select(N.id).where(N.organiser_id.in_(organisers), ~_erased("notice", N.id))
    return _ids(work, rows.order_by(N.id))


def organiser_of(work: UnitOfWork, notice_id: int) -> int:
    """The organiser's row of a notice."""
    return work.get(Notice, notice_id).organiser_id


def accounts_of(work: UnitOfWork, organiser_id: int) -> list[int]:
    """Accounts that may act for an organiser."""
    m: Any = Member
    return _ids(work, select(m.account_id).where(m.organiser_id == organiser_id))


def organisers_of(work: UnitOfWork, account_id: int) -> frozenset[int]:
    """Organisers that an account may act for."""
    m: Any = Member
    return frozenset(_ids(work, select(m.organiser_id).where(m.account_id == account_id)))


def serves(work: UnitOfWork, account_id: int) -> bool:
    """Whether the account holds, or ever held, a post."""
    p: Any = Post
    return work.session.execute(select(p.id).where(p.account_id == account_id)).first() is not None


def has_drafts(work: UnitOfWork, account_id: int) -> bool:
    """Whether the account has a draft."""
    d: Any = Draft
    return work.session.execute(select(d.id).where(d.account_id == account_id)).first() is not None


def mark_of(work: UnitOfWork, kind: str, id_: int) -> str | None:
    """What tells this subject from another with the same id; None if there is no such row."""
    if kind == "notice":
        found = work.session.get(Notice, id_)
        return found.reference if found else None
    account = work.session.get(Account, id_)
    return account.created_at.isoformat() if account else None


def erasures(work: UnitOfWork, stretch: int = 1000) -> Iterator[Line]:
    """Every erasure as a line of the journal, oldest first."""
    rows = select(E.at, E.subject_kind, E.subject_id, E.rule).order_by(E.id)
    for at, kind, id_, rule in work.session.execute(rows).yield_per(stretch):
        yield Line(at.isoformat(), kind, id_, mark_of(work, kind, id_) or "", rule)
