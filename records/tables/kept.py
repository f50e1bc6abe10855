"""What is kept, and for how long."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class Hold(SQLModel, table=True):
    """A notice that nothing erases until a named person lifts it: a court, an appeal, an inquiry (AD-18)."""

    __tablename__ = "holds"
    __table_args__ = (
        Index(
            "uq_holds_standing",
            "notice_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(lifted_at IS NULL) = (lift_reason = '')", name="lifted_with_a_reason"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    reason: str = Field(sa_column=text_column())
    set_by: int = Field(foreign_key="accounts.id")
    set_at: datetime
    lifted_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    lifted_at: Optional[datetime] = None
    lift_reason: str = Field(default="", sa_column=text_column())


class Erasure(SQLModel, table=True):
    """That a subject was erased, once, and by which rule; without it no trigger lets a written text go."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    subject_kind: str = Field(max_length=12)  # notice | account
    subject_id: int
    rule: str = Field(max_length=20)  # of the data map, or why it was asked for
    at: datetime
    by_id: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: the nightly job
