"""Mails as they were sent: read by the mailbox of the demo city only; mails about no notice; mails that wait."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from records.errors import Missing
from records.tables import LetterBytes, Mail, Outbox
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MailLine:
    """One mail in the list."""

    id: int
    to: str
    subject: str
    made_at: datetime
    letter_id: int | None


@dataclass(frozen=True, slots=True)
class MailText:
    """One mail to read."""

    line: MailLine
    body: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """Mails that were promised and did not leave."""

    count: int
    since: datetime | None


def unsent(work: UnitOfWork, promised_before: datetime) -> Unsent:
    """How many mails that should have left before then have not, and since when the oldest waits. Nobody is named.

    A reminder that is promised for a later day does not wait until that day has come.
    """
    tried = sa.or_(col(Outbox.attempts) > 0, col(Outbox.last_error) != "")
    since = sa.case((tried, col(Outbox.made_at)), else_=col(Outbox.not_before))
    found = sa.select(sa.func.count(), sa.func.min(since)).where(
        col(Outbox.done_at).is_(None), col(Outbox.kind) == "mail", since < promised_before
    )
    row = work.session.execute(found).one()
    return Unsent(row[0], row[1])


def newest(work: UnitOfWork, *, before: int = 0, limit: int = 25) -> list[MailLine]:
    """Mails from the newest on, or from below the mail `before`."""
    rows = sa.select(
        col(Mail.id),
        col(Mail.to),
        col(Mail.subject),
        col(Mail.made_at),
        col(Mail.attachment_letter_id),
    )
    if before:
        rows = rows.where(col(Mail.id) < before)
    found = work.session.execute(rows.order_by(col(Mail.id).desc()).limit(limit)).all()
    return [MailLine(row[0] or 0, *row[1:]) for row in found]


def mail(work: UnitOfWork, mail_id: int) -> MailText:
    """One mail. Missing if it is not there."""
    row = work.get(Mail, mail_id)
    line = MailLine(mail_id, row.to, row.subject, row.made_at, row.attachment_letter_id)
    return MailText(line, row.body)


def attachment(work: UnitOfWork, mail_id: int) -> bytes:
    """The letter that goes with a mail, as stored. Missing if there is none."""
    letter_id = work.get(Mail, mail_id).attachment_letter_id
    if letter_id is None:
        raise Missing(f"Mail {mail_id} has no letter.")
    return work.get(LetterBytes, letter_id).pdf


def was_sent(work: UnitOfWork, key: str) -> bool:
    """Whether the mail with this key left already."""
    found = sa.select(col(Mail.id)).where(col(Mail.key) == key, col(Mail.sent_at).is_not(None))
    return work.session.execute(found).first() is not None


def keep(work: UnitOfWork, key: str, to: str, subject: str, body: str) -> int:
    """Keep a mail that is about no notice, before it leaves; a second try writes over the first."""
    found = sa.select(Mail).where(col(Mail.key) == key)
    row = work.session.execute(found).scalars().first()
    row = row or Mail(key=key, to=to, subject=subject, body=body, made_at=work.now)
    row.to, row.subject, row.body = to, subject, body
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    return row.id


def sent(work: UnitOfWork, mail_id: int, body: str) -> None:
    """The server took the mail; `body` is what we keep of it."""
    row = work.get(Mail, mail_id)
    row.sent_at, row.body = work.now, body
    work.flush()
