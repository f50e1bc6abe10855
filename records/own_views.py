"""What one person of an office keeps for themselves: views of the queue under a name, and how far they have read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, or_, select

from records.tables import LogEntry, Notice, SavedView, Seen
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

QUIET = frozenset(
    {"letter.printed", "letter.tried-again", "notice.looked", "notice.bundled", "note.written", "notice.called",
     "message.drafted", "message.changed"}
)  # fmt: skip
"""Entries that change nothing for a reader: the press at work, somebody who looked, a note that stays in the office."""

E: Any = LogEntry
N: Any = Notice
S: Any = Seen
V: Any = SavedView


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One kept view: its name, and what the address of the queue carries."""

    id: int
    name: str
    query: dict[str, str]


def views(work: UnitOfWork, account_id: int) -> tuple[ViewRow, ...]:
    """The views of one person, by name."""
    rows = select(V.id, V.name, V.query).where(V.account_id == account_id).order_by(V.name, V.id)
    return tuple(ViewRow(id_, name, dict(query)) for id_, name, query in work.session.execute(rows))


def view_named(work: UnitOfWork, account_id: int, name: str) -> SavedView | None:
    """The view that this person keeps under a name."""
    rows = select(SavedView).where(V.account_id == account_id, V.name == name)
    return work.session.execute(rows).scalar_one_or_none()


def drop(work: UnitOfWork, account_id: int, view_id: int) -> None:
    """Take one's own view away; nothing happens where it is somebody else's, or gone."""
    work.session.execute(delete(SavedView).where(V.id == view_id, V.account_id == account_id))


def news_for(account_id: Any) -> Any:
    """Whether a notice of a statement has something that this person has not read: by somebody else, and worth a look."""
    read = (
        select(S.seq)
        .where(S.account_id == account_id, S.notice_id == N.id)
        .correlate(Notice)
        .scalar_subquery()
    )
    return (
        exists()
        .where(
            E.subject_kind == "notice",
            E.subject_id == N.id,
            E.seq > func.coalesce(read, 0),
            or_(E.actor_id.is_(None), E.actor_id != account_id),
            E.kind.not_in(sorted(QUIET)),
        )
        .correlate(Notice)
    )


_IDS: Any = bindparam("ids", expanding=True)
_ME: Any = bindparam("me")
_UNREAD = select(N.id).where(N.id.in_(_IDS), news_for(_ME))


def unread(work: UnitOfWork, notices: Iterable[int], account_id: int | None) -> frozenset[int]:
    """Which of the notices of one page have something that this person has not read; one statement.

    What a person did is no news to them. One that they never opened is unread.
    """
    ids = list(notices)
    if not ids or account_id is None:
        return frozenset()
    return frozenset(row[0] for row in work.select(_UNREAD, {"ids": ids, "me": account_id}))


def read_to(work: UnitOfWork, notice_id: int, account_id: int) -> int:
    """The log entry to which this person has read a notice; 0 where they never opened it."""
    rows = select(S.seq).where(S.account_id == account_id, S.notice_id == notice_id)
    return int(work.session.execute(rows).scalar() or 0)


def note_read(work: UnitOfWork, notice_id: int, account_id: int, seq: int) -> None:
    """The person has read a notice to this entry; never back."""
    made = insert_into(work.session, Seen).values(
        account_id=account_id, notice_id=notice_id, seq=seq
    )
    further = made.excluded.seq > S.seq
    work.session.execute(
        made.on_conflict_do_update(
            index_elements=[S.account_id, S.notice_id],
            set_={"seq": made.excluded.seq},
            where=further,
        )
    )
