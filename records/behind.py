"""Rows of the people behind a notice that is in hand: its organiser, their accounts, links, answers."""

from collections.abc import Mapping, Sequence

from sqlmodel import col, select

from records.tables import Decision, LogEntry, Member, Notice, NoticeLink, NoticeVersion, Organiser
from records.unit_of_work import UnitOfWork


def organiser_like(
    work: UnitOfWork, ids: Sequence[int], said: Mapping[str, str]
) -> Organiser | None:
    """One of these organisers with these very data, so that an account does not gather doubles."""
    same = [getattr(Organiser, column) == value for column, value in said.items()]
    rows = select(Organiser).where(col(Organiser.id).in_(ids), *same)
    return work.session.exec(rows.order_by(col(Organiser.id))).first()


def is_shared(work: UnitOfWork, notice: Notice) -> bool:
    """Whether another notice has the same organiser's row."""
    others = select(Notice.id).where(
        Notice.organiser_id == notice.organiser_id, Notice.id != notice.id
    )
    return work.session.exec(others.limit(1)).first() is not None


def members(work: UnitOfWork, organiser_id: int) -> Sequence[Member]:
    """Accounts that may act for an organiser."""
    return work.session.exec(select(Member).where(Member.organiser_id == organiser_id)).all()


def links(work: UnitOfWork, notice: Notice) -> Sequence[NoticeLink]:
    """Mailed links that open this notice."""
    return work.session.exec(select(NoticeLink).where(NoticeLink.notice_id == notice.id)).all()


def link_by_hash(work: UnitOfWork, secret_hash: str) -> NoticeLink | None:
    """The link that a secret belongs to."""
    return work.session.get(NoticeLink, secret_hash)


def answered_since(work: UnitOfWork, notice: Notice, decision: Decision) -> bool:
    """Whether the organiser answered this released decision: an answer makes a version."""
    if decision.released_at is None:
        return False
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
