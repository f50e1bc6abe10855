"""Mails as they were sent: read by the mailbox of the demo city, and by nobody else."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from records.errors import Missing
from records.tables import LetterBytes, Mail
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
