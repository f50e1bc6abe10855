"""Messages of an office about a notice, with the words of their newest version: named reads, and their erasing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update

from records.erasing_age import changed
from records.people import Account
from records.tables import Consultation, Message, MessageVersion, Unit
from records.unit_of_work import UnitOfWork

M: Any = Message
V: Any = MessageVersion
GONE = "—"  # where the database wants a word: there was one, and it was erased


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message as the office reads it; `unit_id` None: to the organiser."""

    id: int
    unit_id: int | None
    unit_en: str | None
    unit_ru: str | None
    version: int
    text: str
    made_at: datetime
    released_at: datetime | None
    sender: str
    dropped_at: datetime | None
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """The words of a message as somebody kept them."""

    number: int
    text: str
    made_at: datetime
    name: str
    name_ru: str


def messages(work: UnitOfWork, notice_id: int) -> tuple[MessageRow, ...]:
    """Every message about a notice, the newest first."""
    u: Any = Unit
    columns: Any = select
    rows = columns(
        M.id, M.unit_id, u.name_en, u.name_ru, M.version, V.text, M.made_at, M.released_at, M.sender,
        M.dropped_at, M.reply, M.replied_at,
    )  # fmt: skip
    rows = rows.join(MessageVersion, and_(V.message_id == M.id, V.number == M.version))
    rows = rows.outerjoin(Unit, u.id == M.unit_id).where(M.notice_id == notice_id)
    return tuple(MessageRow(*row) for row in work.session.execute(rows.order_by(M.id.desc())))


def versions(work: UnitOfWork, message_id: int) -> tuple[VersionRow, ...]:
    """All that was kept of a message, the newest first."""
    a: Any = Account
    rows = select(V.number, V.text, V.made_at, a.name, a.name_ru).join(Account, a.id == V.made_by)
    found = work.session.execute(rows.where(V.message_id == message_id).order_by(V.number.desc()))
    return tuple(VersionRow(*row) for row in found)


def count(work: UnitOfWork, notice_id: int) -> int:
    """How many messages there are about a notice."""
    rows = select(func.count(M.id)).where(M.notice_id == notice_id)
    return int(work.session.execute(rows).scalar_one())


def words(work: UnitOfWork, message_id: int) -> tuple[str, str]:
    """The newest words of a message, and who sends it."""
    rows = select(V.text, M.sender).join(MessageVersion, V.message_id == M.id)
    text, sender = work.session.execute(rows.where(M.id == message_id, V.number == M.version)).one()
    return str(text), str(sender)


def asked(work: UnitOfWork, notice_id: int) -> Sequence[Unit]:
    """The bodies that were asked about a notice, by name: nobody else is written to about it."""
    c: Any = Consultation
    u: Any = Unit
    rows = select(Unit).where(u.id.in_(select(c.unit_id).where(c.notice_id == notice_id)))
    return list(work.session.execute(rows.order_by(u.id)).scalars())


def _messages(work: UnitOfWork, notice_id: int) -> int:
    mine = update(Message).where(M.notice_id == notice_id)
    changed(work, mine.where(M.reply != "").values(reply=GONE))
    return changed(work, mine.values(sender=""))


def _versions(work: UnitOfWork, notice_id: int) -> int:
    return changed(work, update(MessageVersion).where(V.notice_id == notice_id).values(text=GONE))


OF_NOTICE = {"messages": _messages, "message_versions": _versions}
