"""What an office writes freely about a notice: a draft with its versions, released by a named sender, answered once."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class Message(SQLModel, table=True):
    """One message to the organiser or to a body that was asked; no letter, decides nothing."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("(released_at IS NULL) = (released_by IS NULL)", name="released_by_somebody"),
        CheckConstraint("released_at IS NULL OR dropped_at IS NULL", name="dropped_or_released"),
        CheckConstraint("(replied_at IS NULL) = (reply = '')", name="reply_has_a_time"),
        CheckConstraint("replied_at IS NULL OR released_at IS NOT NULL", name="replied_is_released"),
    )  # fmt: skip
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    unit_id: Optional[int] = Field(default=None, foreign_key="units.id")  # none: to the organiser
    version: int = 1  # the newest of its versions; once released, the one that left
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")
    released_at: Optional[datetime] = None
    released_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    sender: str = Field(default="", max_length=200)  # as the recipient reads it
    dropped_at: Optional[datetime] = None
    reply: str = Field(default="", sa_column=text_column())
    replied_at: Optional[datetime] = None


class MessageVersion(SQLModel, table=True):
    """The words of a message as somebody kept them; a change is one more version."""

    __tablename__ = "message_versions"
    __table_args__ = (
        UniqueConstraint("message_id", "number"),
        CheckConstraint("text <> ''", name="says_something"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="messages.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    number: int
    text: str = Field(sa_column=text_column())
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")
