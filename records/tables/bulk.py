"""One step for many notices: listed before it is done, each notice in a unit of its own, and what came of each."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class BulkRun(SQLModel, table=True):
    """A step that a person confirmed for a list of notices."""

    __tablename__ = "bulk_runs"
    id: Optional[int] = Field(default=None, primary_key=True)
    step: str = Field(max_length=60)  # take, or the name of a move
    note: str = Field(default="", sa_column=text_column())
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id", index=True)


class BulkItem(SQLModel, table=True):
    """One notice of a run: done once with the step itself, or refused with the sentence why not."""

    __tablename__ = "bulk_items"
    __table_args__ = (
        UniqueConstraint("run_id", "notice_id"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="bulk_runs.id", index=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    seen: int  # the revision that the person saw in the list
    state: str = Field(default="waiting", max_length=10)  # waiting | done | refused
    why: str = Field(default="", sa_column=text_column())
    ended_at: Optional[datetime] = None
