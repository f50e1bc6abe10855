"""Rows of one notice that is already in hand: what the workflow reads before it writes.

No scope here: the notice was found in scope, or by time itself. Lists and searches for people
are in queries.py and search.py.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import SQLModel, col, select

from records.dues import still_running
from records.errors import Missing
from records.once import once
from records.people import Account
from records.tables import (
    Consultation,
    Decision,
    Dispatch,
    Due,
    Letter,
    LetterBytes,
    LogEntry,
    Mail,
    Mark,
    Notice,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    PersonGround,
    Post,
    Proposal,
    ReadEntry,
    Unit,
)
from records.unit_of_work import UnitOfWork


def version(work: UnitOfWork, notice: Notice, number: int | None = None) -> NoticeVersion:
    """The newest version of the notice, or the one with this number. Missing if there is none."""
    found = work.session.exec(
        select(NoticeVersion).where(
            NoticeVersion.notice_id == notice.id, NoticeVersion.number == (number or notice.version)
        )
    ).first()
    if found is None:
        raise Missing(f"Notice {notice.reference} has no version {number or notice.version}.")
    return found


def sessions(work: UnitOfWork, version: NoticeVersion) -> Sequence[NoticeSession]:
    """Days and hours of a version, in order."""
    rows = select(NoticeSession).where(NoticeSession.version_id == version.id)
    return work.session.exec(rows.order_by(col(NoticeSession.ordinal))).all()


def places(work: UnitOfWork, version: NoticeVersion) -> Sequence[NoticePlace]:
    """Places of a version, in order."""
    rows = select(NoticePlace).where(NoticePlace.version_id == version.id)
    return work.session.exec(rows.order_by(col(NoticePlace.ordinal))).all()


@once
def whole_version(
    work: UnitOfWork, notice: Notice, number: int | None
) -> tuple[NoticeVersion, Sequence[NoticeSession], Sequence[NoticePlace]]:
    """A version with its sessions and places. Missing if there is none."""
    found = version(work, notice, number)
    return found, sessions(work, found), places(work, found)


@once
def consultations(work: UnitOfWork, notice: Notice) -> Sequence[Consultation]:
    """Every body asked about the notice, in the order of asking."""
    rows = select(Consultation).where(Consultation.notice_id == notice.id)
    return work.session.exec(rows.order_by(col(Consultation.id))).all()


@once
def pending_dues(work: UnitOfWork, notice: Notice) -> Sequence[Due]:
    """Clocks of the notice that still run, the nearest first."""
    rows = select(Due).where(Due.notice_id == notice.id, still_running())
    return work.session.exec(rows.order_by(col(Due.due_at), col(Due.id))).all()


@once
def draft_decision(work: UnitOfWork, notice: Notice) -> Decision | None:
    """The decision that is being prepared, if any; there is at most one."""
    rows = select(Decision).where(Decision.notice_id == notice.id, Decision.state == "draft")
    return work.session.exec(rows.order_by(col(Decision.id).desc())).first()


@once
def released_decision(work: UnitOfWork, notice: Notice) -> Decision | None:
    """The decision in force: released and not replaced."""
    rows = select(Decision).where(Decision.notice_id == notice.id, Decision.state == "released")
    return work.session.exec(rows.order_by(col(Decision.id).desc())).first()


def proposal_of(work: UnitOfWork, decision: Decision) -> Proposal | None:
    """The other place or time that a decision proposes."""
    return work.session.exec(select(Proposal).where(Proposal.decision_id == decision.id)).first()


def open_proposal(work: UnitOfWork, notice: Notice) -> Proposal | None:
    """The proposal that was sent and not answered yet."""
    rows = (
        select(Proposal)
        .join(Decision, col(Decision.id) == Proposal.decision_id)
        .where(Proposal.notice_id == notice.id, Proposal.answer == "", Decision.state == "released")
    )
    return work.session.exec(rows.order_by(col(Proposal.id).desc())).first()


@once
def letters(work: UnitOfWork, notice: Notice) -> Sequence[Letter]:
    """Letters of the notice in the order of release."""
    return work.session.exec(
        select(Letter).where(Letter.notice_id == notice.id).order_by(col(Letter.id))
    ).all()


def letters_named(work: UnitOfWork, reference: str) -> Sequence[Letter]:
    """Letters of a notice with this number, or with this number of their own. Without scope: for the machine."""
    mine = select(Notice.id).where(Notice.reference == reference)
    found = select(Letter).where(col(Letter.notice_id).in_(mine) | (Letter.number == reference))
    return work.session.exec(found.order_by(col(Letter.id))).all()


_UNIT = select(Unit).where(col(Unit.code) == bindparam("code"))


def unit_by_code(work: UnitOfWork, code: str) -> Unit:
    """The unit with this code. Missing if the city has none."""
    found = work.session.exec(_UNIT, params={"code": code}).first()
    if found is None:
        raise Missing(f"This city has no unit {code}.")
    return work.hold(found)


def units(work: UnitOfWork, kind: str = "") -> Sequence[Unit]:
    """Units of the city, all or of one kind, by code."""
    rows = select(Unit).order_by(col(Unit.code))
    return work.session.exec(rows.where(Unit.kind == kind) if kind else rows).all()


def posts_of(work: UnitOfWork, account_id: int, today: object) -> Sequence[Post]:
    """Posts that the account holds on this day."""
    rows = select(Post).where(
        Post.account_id == account_id,
        col(Post.from_day) <= today,
        col(Post.to_day).is_(None) | (col(Post.to_day) >= today),
    )
    return work.session.exec(rows.order_by(col(Post.id))).all()


def dispatches(work: UnitOfWork, letter: Letter) -> Sequence[Dispatch]:
    """How and when a letter left."""
    rows = select(Dispatch).where(Dispatch.letter_id == letter.id)
    return work.session.exec(rows.order_by(col(Dispatch.id))).all()


@once
def dues(work: UnitOfWork, notice: Notice) -> Sequence[Due]:
    """Every clock of the notice, in the order of setting."""
    return work.session.exec(
        select(Due).where(Due.notice_id == notice.id).order_by(col(Due.id))
    ).all()


def person_ground(work: UnitOfWork, decision: Decision) -> PersonGround | None:
    """Facts about a person that a ground rests on, kept apart."""
    return work.session.get(PersonGround, decision.id)


_MARK = select(Mark.value).where(col(Mark.name) == bindparam("name"))


def mark(work: UnitOfWork, name: str, default: str = "") -> str:
    """A fact about this installation, such as the address at which letters are checked."""
    found = work.select(_MARK, {"name": name})  # asked at every request: no object is made of it
    return str(found[0][0]) if found else default


def version_number(work: UnitOfWork, version_id: int) -> int:
    """The number of a version by its row."""
    return work.get(NoticeVersion, version_id).number


def drop(work: UnitOfWork, row: SQLModel) -> None:
    """Take away a part of a draft that its outcome no longer has."""
    work.session.delete(row)


def stage_entries(work: UnitOfWork, notice: Notice) -> list[tuple[str, datetime, str]]:
    """Stages that the notice came to, when and by whom of the office, oldest first."""
    found = (
        select(LogEntry.to_stage, LogEntry.at, Account.name, LogEntry.role)
        .outerjoin(Account, col(Account.id) == LogEntry.actor_id)
        .where(LogEntry.subject_kind == "notice", LogEntry.subject_id == notice.id)
        .where(col(LogEntry.to_stage).is_not(None))
        .order_by(col(LogEntry.seq))
    )
    return [
        (stage or "", at, "" if role in {"organiser", "visitor"} else name or "")
        for stage, at, name, role in work.session.exec(found)
    ]


def noted_this_hour(work: UnitOfWork, account_id: int | None, notice_id: int) -> bool:
    """Whether this person's reading of the notice stands in this hour's register already."""
    return _reading(work, account_id, notice_id) is not None


def opened_this_hour(work: UnitOfWork, account_id: int | None, notice_id: int) -> bool:
    """Whether this person opened the closed fields of the notice in this hour, with a reason."""
    found = _reading(work, account_id, notice_id)
    return found is not None and bool(found.reason)


@once
def _reading(work: UnitOfWork, account_id: int | None, notice_id: int) -> ReadEntry | None:
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    found = select(ReadEntry).where(
        ReadEntry.account_id == account_id, ReadEntry.notice_id == notice_id, ReadEntry.hour == hour
    )
    return work.session.exec(found).first()


def letter_bytes(work: UnitOfWork, letter: Letter) -> bytes | None:
    """The stored bytes of a letter, if the press has made them and retention has not taken them."""
    found = work.session.get(LetterBytes, letter.id)
    return found.pdf if found else None


def mark_row(work: UnitOfWork, name: str) -> Mark | None:
    """The row of a fact about this installation."""
    return work.session.get(Mark, name)


def account_by_email(work: UnitOfWork, email: str) -> Account | None:
    """The account with this address."""
    return work.session.exec(select(Account).where(Account.email == email)).first()


def mail_by_key(work: UnitOfWork, key: str) -> Mail | None:
    """The mail of a promise, once it was written."""
    return work.session.exec(select(Mail).where(Mail.key == key)).first()


def mail_sent(work: UnitOfWork, key: str) -> bool:
    """Whether the mail of a promise has left."""
    found = mail_by_key(work, key)
    return found is not None and found.sent_at is not None


def letter_by_code(work: UnitOfWork, code: str) -> Letter | None:
    """The letter with this check code."""
    return work.session.exec(select(Letter).where(Letter.check_code == code)).first()


def replacement_of(work: UnitOfWork, decision: Decision) -> Decision | None:
    """The released decision that took the place of this one, the newest of a row of them."""
    found = select(Decision).where(
        Decision.notice_id == decision.notice_id, Decision.state == "released"
    )
    return work.session.exec(found.order_by(col(Decision.id).desc())).first()
