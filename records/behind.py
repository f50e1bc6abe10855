"""Rows of the people behind a notice that is in hand: its organiser, their accounts, links, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select

from records.people import Account
from records.tables import (
    CounterOffer,
    Decision,
    Draft,
    LogDetail,
    LogEntry,
    Member,
    Notice,
    NoticeLink,
    NoticeVersion,
    Organiser,
    SearchKey,
)
from records.unit_of_work import UnitOfWork

QUIET = "quiet"
"""Purpose of the links that stop reminders of duties: they open nothing."""


def organiser_like(
    work: UnitOfWork, ids: Sequence[int], said: Mapping[str, str]
) -> Organiser | None:
    """One of these organisers with these very data, so that an account does not gather doubles."""
    if not ids:
        return None
    same = [getattr(Organiser, column) == value for column, value in said.items()]
    rows = select(Organiser).where(col(Organiser.id).in_(ids), *same)
    return work.session.exec(rows.order_by(col(Organiser.id))).first()


def organiser_of(
    work: UnitOfWork, organisation_id: int, said: Mapping[str, str]
) -> Organiser | None:
    """The organiser of an organisation with these very data."""
    same = [getattr(Organiser, column) == value for column, value in said.items()]
    rows = select(Organiser).where(Organiser.organisation_id == organisation_id, *same)
    return work.session.exec(rows.order_by(col(Organiser.id))).first()


def is_shared(work: UnitOfWork, notice: Notice) -> bool:
    """Whether another notice has the same organiser's row."""
    others = select(Notice.id).where(
        Notice.organiser_id == notice.organiser_id, Notice.id != notice.id
    )
    return work.session.exec(others.limit(1)).first() is not None


def own_address(work: UnitOfWork, organiser_id: int) -> str:
    """The address of the account that files as this organiser; empty where no account does, or it is switched off."""
    rows = select(Account.email).join(Member, col(Member.account_id) == Account.id)
    rows = rows.where(Member.organiser_id == organiser_id, col(Account.active))
    return work.session.exec(rows.order_by(col(Member.id))).first() or ""


def members(work: UnitOfWork, organiser_id: int) -> Sequence[Member]:
    """Accounts that may act for an organiser."""
    return work.session.exec(select(Member).where(Member.organiser_id == organiser_id)).all()


def drop_members(work: UnitOfWork, organiser_id: int) -> None:
    """Nobody acts for this organiser alone any more."""
    work.flush()
    work.session.execute(delete(Member).where(col(Member.organiser_id) == organiser_id))


def links(work: UnitOfWork, notice: Notice) -> Sequence[NoticeLink]:
    """Mailed links that open this notice."""
    return work.session.exec(select(NoticeLink).where(NoticeLink.notice_id == notice.id)).all()


def is_quiet(work: UnitOfWork, notice: Notice) -> bool:
    """Whether the organiser stopped the reminders of their own duties."""
    stopped = select(NoticeLink.secret_hash).where(
        NoticeLink.notice_id == notice.id,
        NoticeLink.purpose == QUIET,
        col(NoticeLink.used_at).is_not(None),
    )
    return work.session.exec(stopped).first() is not None


def link_by_hash(work: UnitOfWork, secret_hash: str, meant_for: str) -> NoticeLink | None:
    """The link that a secret belongs to, if it was made for this: one that stops mails opens nothing."""
    found = work.session.get(NoticeLink, secret_hash)
    return found if found is not None and found.purpose == meant_for else None


def answered_since(work: UnitOfWork, notice: Notice, decision: Decision) -> bool:
    """Whether the organiser answered this released decision: an answer makes a version or a counter-offer."""
    if decision.released_at is None:
        return False
    offered = select(CounterOffer.id).where(
        CounterOffer.notice_id == notice.id, CounterOffer.made_at >= decision.released_at
    )
    if work.session.exec(offered.limit(1)).first() is not None:
        return True
    answers = select(NoticeVersion.id).where(
        NoticeVersion.notice_id == notice.id,
        col(NoticeVersion.why).in_(("proposal-accepted", "cured")),
        NoticeVersion.made_at >= decision.released_at,
    )
    return work.session.exec(answers.limit(1)).first() is not None


def was_told(work: UnitOfWork, notice: Notice, outcomes: Sequence[str]) -> bool:
    """Whether a decision with one of these outcomes has left the house, replaced since or not."""
    if not outcomes:
        return False
    left = select(Decision.id).where(
        Decision.notice_id == notice.id,
        col(Decision.outcome).in_(outcomes),
        col(Decision.released_at).is_not(None),
    )
    return work.session.exec(left.limit(1)).first() is not None


def was_moved(work: UnitOfWork, notice: Notice, names: Sequence[str]) -> bool:
    """Whether one of these moves was ever made with the notice."""
    if not names:
        return False
    made = select(LogEntry.seq).where(
        LogEntry.subject_kind == "notice",
        LogEntry.subject_id == notice.id,
        col(LogEntry.kind).in_([f"notice.{name}" for name in names]),
    )
    return work.session.exec(made.limit(1)).first() is not None


def came_from(work: UnitOfWork, notice: Notice, names: Sequence[str]) -> str:
    """The stage that the notice left when one of these moves was made last; empty where none was."""
    left = select(LogEntry.from_stage).where(
        LogEntry.subject_kind == "notice",
        LogEntry.subject_id == notice.id,
        col(LogEntry.kind).in_([f"notice.{name}" for name in names]),
    )
    return work.session.exec(left.order_by(col(LogEntry.seq).desc()).limit(1)).first() or ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who filed a notice, as the log has it; `said` is empty once it was erased."""

    seq: int
    actor_id: int | None
    said: dict[str, Any]


def signed(work: UnitOfWork, notice: Notice) -> Signed:
    """The log entry by which the notice came in, with what was signed."""
    found = (
        select(LogEntry.seq, LogEntry.actor_id, LogDetail.details)
        .outerjoin(LogDetail, col(LogDetail.seq) == LogEntry.seq)
        .where(LogEntry.subject_kind == "notice", LogEntry.subject_id == notice.id)
        .where(LogEntry.kind == "notice.filed")
    )
    seq, actor_id, said = work.session.exec(found).one()
    return Signed(seq, actor_id, dict(said or {}))


def filed_after(work: UnitOfWork, id_: int, before: datetime, limit: int = 200) -> Sequence[Notice]:
    """Notices with a later id that came into Veche before this instant, in the order of ids."""
    found = select(Notice).where(col(Notice.id) > id_, Notice.entered_at <= before)
    return work.session.exec(found.order_by(col(Notice.id)).limit(limit)).all()


def filed_since(work: UnitOfWork, id_: int, before: datetime) -> datetime | None:
    """When the first notice with a later id came into Veche, if it did before this instant."""
    found = select(Notice.entered_at).where(col(Notice.id) > id_, Notice.entered_at <= before)
    return work.session.exec(found.order_by(col(Notice.id)).limit(1)).first()


def notice_by_id(work: UnitOfWork, id_: int) -> Notice:
    """The notice with this id. Missing if absent."""
    return work.get(Notice, id_)


def notice_called(work: UnitOfWork, reference: str) -> Notice | None:
    """The notice with this reference, if the records have it."""
    return work.session.exec(select(Notice).where(Notice.reference == reference)).first()


def draft_of(work: UnitOfWork, notice: Notice) -> int | None:
    """The draft that a notice was filed from, if it is still there."""
    found = select(Draft.id).where(Draft.filed_notice_id == notice.id).order_by(col(Draft.id))
    return work.session.exec(found.limit(1)).first()


def draft_by_id(work: UnitOfWork, id_: int) -> Draft | None:
    """The draft with this id, if the records have it."""
    return work.session.get(Draft, id_)


def organisers_of(work: UnitOfWork, account_id: int) -> Sequence[int] | None:
    """The organisers that an account may act for; None if there is no such account."""
    if work.session.get(Account, account_id) is None:
        return None
    return work.session.exec(
        select(Member.organiser_id).where(Member.account_id == account_id)
    ).all()


def forget_keys(work: UnitOfWork, notice: Notice) -> None:
    """Drop the search keys of a notice, before new ones are written or when a person is erased."""
    work.session.execute(delete(SearchKey).where(col(SearchKey.notice_id) == notice.id))


def keep_keys(work: UnitOfWork, notice: Notice, keys: Sequence[tuple[str, str]]) -> None:
    """Write what the notice is found by: kind and key."""
    rows = [{"notice_id": notice.id, "kind": kind, "key": key} for kind, key in keys]
    work.insert(SearchKey, rows)
