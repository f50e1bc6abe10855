"""What is agreed on and who does what: security posts, stewards, medical cover by number; numbered assignments to bodies."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column

OPEN_TASK = text("issued_at IS NOT NULL AND done_at IS NULL AND dropped_at IS NULL")


class Resource(SQLModel, table=True):
    """Posts, stewards, medical or barrier cover: asked by the office, answered by the organiser, agreed; never by name."""

    __tablename__ = "resources"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (number IS NULL)", name="answer_has_a_time"),
        CheckConstraint("agreed_at IS NULL OR answered_at IS NOT NULL", name="agreed_is_answered"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    kind: str = Field(max_length=20)  # security | stewards | medical | barriers | volunteers
    wanted: int
    why: str = Field(default="", sa_column=text_column())
    asked_at: datetime
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    number: Optional[int] = None
    organisation: str = Field(default="", max_length=200)
    licence: str = Field(default="", max_length=100)
    shift: str = Field(default="", max_length=200)
    answered_at: Optional[datetime] = None
    answered_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    agreed_at: Optional[datetime] = None
    agreed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    sentence_id: Optional[int] = Field(default=None, foreign_key="sentences.id")
    dropped_at: Optional[datetime] = None
    found: Optional[int] = None  # how many were there on the day
    checked_at: Optional[datetime] = None
    checked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


class Assignment(SQLModel, table=True):
    """One numbered task of a body in a decision: acknowledged and completed by the body, seen as overdue by all."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("notice_id", "number"),
        CheckConstraint("done_at IS NULL OR issued_at IS NOT NULL", name="done_is_issued"),
        Index("ix_assignments_open", "due_day", "id", sqlite_where=OPEN_TASK, postgresql_where=OPEN_TASK),
        Index("ix_assignments_due", "due_day", "id"),
    )  # fmt: skip
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id")
    number: int
    unit_id: int = Field(foreign_key="units.id", index=True)
    text: str = Field(sa_column=text_column())
    due_day: date  # the last day for it
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    reminded: int = 0  # hundredths of its time at which somebody was reminded last
    issued_at: Optional[datetime] = None  # with the decision, or at once after it
    known_at: Optional[datetime] = None  # acknowledged
    known_by: str = Field(default="", max_length=200)
    done_at: Optional[datetime] = None
    done_by: str = Field(default="", max_length=200)
    done_note: str = Field(default="", sa_column=text_column())
    dropped_at: Optional[datetime] = None
    dropped_why: str = Field(default="", sa_column=text_column())


class AssignmentLink(SQLModel, table=True):
    """A link to one assignment, mailed to the body's own address; only its hash is kept (AD-11)."""

    __tablename__ = "assignment_links"
    secret_hash: str = Field(primary_key=True, max_length=64)
    assignment_id: int = Field(foreign_key="assignments.id", index=True)
    made_at: datetime
    expires_at: datetime
    revoked_at: Optional[datetime] = None
    opened: int = 0
