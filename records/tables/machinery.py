"""Log, outbox, sessions and the counters of the house."""

from datetime import datetime
from typing import Optional

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class LogEntry(SQLModel, table=True):
    """One link of the chain (AD-2): gap-free, append-only, without personal data."""

    __tablename__ = "log_entries"
    __table_args__ = (Index("ix_log_entries_subject", "subject_kind", "subject_id", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    kind: str = Field(max_length=60)  # notice.filed ...
    actor_id: Optional[int] = None
    role: str = Field(max_length=20)
    subject_kind: str = Field(max_length=20)
    subject_id: int
    from_stage: Optional[str] = Field(default=None, max_length=30)
    to_stage: Optional[str] = Field(default=None, max_length=30)
    details: Json = Field(sa_column=json_column())
    personal_commit: str = Field(default="", max_length=64)
    prev: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class LogDetail(SQLModel, table=True):
    """What the chain only commits to: names, reasons, addresses. May be erased."""

    __tablename__ = "log_details"
    seq: int = Field(primary_key=True, foreign_key="log_entries.seq")
    salt: str = Field(max_length=32)
    details: Json = Field(sa_column=json_column())


class Checkpoint(SQLModel, table=True):
    """A signed state of the log, as it was sent out; append-only (AD-2).

    `peaks` and `head` let the next one go on from here; they are believed only where they give the signed root.
    """

    __tablename__ = "checkpoints"
    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    root: str = Field(max_length=64)
    head: str = Field(max_length=64)  # hash of the entry `size`
    peaks: list[str] = Field(sa_column=json_column())
    note: str = Field(sa_column=text_column())  # the signed text, C2SP tlog-checkpoint
    key: str = Field(max_length=300)  # the public key that verifies it


class ReadEntry(SQLModel, table=True):
    """Who read personal data of which notice in which hour; the hour's digest enters the chain (decisions 22)."""

    __tablename__ = "read_entries"
    __table_args__ = (UniqueConstraint("account_id", "notice_id", "hour"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    hour: datetime
    fields: str = Field(max_length=200)
    reason: str = Field(default="", sa_column=text_column())


class Outbox(SQLModel, table=True):
    """Work promised in the same transaction as the fact (AD-5)."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "done_at", "not_before", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=30)  # mail | letter | tick
    payload: Json = Field(sa_column=json_column())
    made_at: datetime
    not_before: datetime
    lease_until: Optional[datetime] = None
    attempts: int = 0
    last_error: str = Field(default="", sa_column=text_column())
    done_at: Optional[datetime] = None


class Mail(SQLModel, table=True):
    """A message as it was sent (or would be, in the demo city)."""

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_made", "made_at", "id"),
        Index("ix_mails_token", "token", unique=True),
        Index("ix_mails_back", "back_at"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)  # the outbox key, goes into Message-ID
    # of a mail about a notice: goes into Message-ID too, so that nobody can make up that it came back
    token: Optional[str] = Field(default=None, max_length=20)
    notice_id: Optional[int] = Field(default=None, foreign_key="notices.id", index=True)
    to: str = Field(max_length=254)
    subject: str = Field(max_length=300)
    body: str = Field(sa_column=text_column())
    attachment_letter_id: Optional[int] = Field(default=None, foreign_key="letters.id")
    made_at: datetime
    sent_at: Optional[datetime] = None
    back_at: Optional[datetime] = None  # when a mail server reported that it did not arrive
    back_note: str = Field(default="", sa_column=text_column())
    back_outcome: str = Field(default="", sa_column=text_column())
    back_done_at: Optional[datetime] = None  # settled, or the register of letters has the task


class Counter(SQLModel, table=True):
    """Gap-free numbers, one row a series."""

    __tablename__ = "counters"
    name: str = Field(primary_key=True, max_length=60)
    value: int


class Idempotency(SQLModel, table=True):
    """The first answer to a form's key (AD-4). Kept 72 hours."""

    __tablename__ = "idempotency"
    __table_args__ = (UniqueConstraint("key", "sender"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    key: str = Field(max_length=64)
    sender: str = Field(max_length=80)  # account or web session
    route: str = Field(max_length=80)
    body_hash: str = Field(max_length=64)
    answer: Json = Field(sa_column=json_column())
    at: datetime


class WebSession(SQLModel, table=True):
    """A browser's session; the cookie holds the secret, this row only its hash (AD-7)."""

    __tablename__ = "web_sessions"
    id_hash: str = Field(primary_key=True, max_length=64)
    account_id: Optional[int] = Field(default=None, foreign_key="accounts.id", index=True)
    data: Json = Field(sa_column=json_column())
    made_at: datetime
    seen_at: datetime
    signed_in_at: Optional[datetime] = None


class RateCount(SQLModel, table=True):
    """Counters of the limits of AD-12, in the database so that every process sees them."""

    __tablename__ = "rate_counts"
    bucket: str = Field(primary_key=True, max_length=160)
    window_at: datetime = Field(primary_key=True)
    count: int


class Lease(SQLModel, table=True):
    """Which process does what only one may do at a time, until when (records/leases.py)."""

    __tablename__ = "leases"
    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(max_length=80)  # '' when it was given back
    since: datetime
    until: datetime
    done_at: Optional[datetime] = None  # when the deed was last done to its end


class Mark(SQLModel, table=True):
    """Facts about this database itself: demo or real, whose city."""

    __tablename__ = "marks"
    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=200)
