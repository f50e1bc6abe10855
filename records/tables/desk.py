"""What the people of an office keep for themselves."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class Note(SQLModel, table=True):
    """A working note of one office on a notice; no letter, bundle, export or organiser's page ever has it."""

    __tablename__ = "notes"
    __table_args__ = (
        Index("ix_notes_notice", "notice_id", "id"),
        CheckConstraint("text <> ''", name="says_something"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id")
    unit_id: int = Field(foreign_key="units.id")  # whose note it is: only its people read it
    kind: str = Field(max_length=12)  # note | telephone | hand-over
    who: str = Field(default="", sa_column=text_column())  # of a talk by telephone: with whom
    text: str = Field(sa_column=text_column())
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")


class SavedView(SQLModel, table=True):
    """A view of the queue with its filters, under a name that its owner gave; nobody else sees it."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("account_id", "name"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    name: str = Field(max_length=60)
    query: Json = Field(sa_column=json_column())  # {view, stage, district, kind, starts}
    made_at: datetime


class Seen(SQLModel, table=True):
    """How far in a notice's log somebody has read: what came after it is unread to them."""

    __tablename__ = "seen"
    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    notice_id: int = Field(primary_key=True, foreign_key="notices.id")
    seq: int  # of the newest log entry that stood on the page
