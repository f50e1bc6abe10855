"""Days that people keep, and what a change of them moved."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, standing, text_column


class CalendarDay(SQLModel, table=True):
    """What people corrected in a calendar: one day, or a whole year that no file knows. Revoked, never changed."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        standing("uq_calendar_days_day", "calendar", "day"),
        standing("uq_calendar_days_year", "calendar", "year"),
        CheckConstraint("(what = 'year') = (day IS NULL)", name="a_year_has_no_day"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoke_reason = '')", name="revoked_with_a_reason"
        ),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    calendar: str = Field(max_length=40)
    year: int
    day: Optional[date] = None
    what: str = Field(max_length=10)  # holiday | day_off | workday | plain, or year
    # of a year: {holidays, days_off, workdays}, each a list of YYYY-MM-DD
    days: Json = Field(default_factory=dict, sa_column=json_column())
    reason: str = Field(sa_column=text_column())  # of a year: its decree
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: at the machine
    made_at: datetime
    revoked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    revoked_at: Optional[datetime] = None
    revoke_reason: str = Field(default="", sa_column=text_column())


class Recount(SQLModel, table=True):
    """Open notices counted anew after a correction; goes on where it stopped."""

    __tablename__ = "recounts"
    id: Optional[int] = Field(default=None, primary_key=True)
    correction_id: Optional[int] = Field(
        default=None, foreign_key="calendar_days.id", index=True
    )  # None: asked for by hand
    why: str = Field(max_length=10)  # made | revoked | again
    calendar: str = Field(max_length=40)
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    asked_at: datetime
    after_id: int = 0  # the last notice that was looked at
    looked_at: int = 0
    to_look_at: int = 0  # open notices when it was asked for
    moved: int = 0  # dates
    held: int = 0  # dates that wait for a person's look
    done_at: Optional[datetime] = None


class MovedDate(SQLModel, table=True):
    """A date that a recount moved, or holds for a person's look. `clock` is '' for the window."""

    __tablename__ = "moved_dates"
    __table_args__ = (
        UniqueConstraint("recount_id", "notice_id", "clock"),
        Index("ix_moved_dates_list", "recount_id", "outcome", "id"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    recount_id: int = Field(foreign_key="recounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    unit_id: int = Field(foreign_key="units.id")
    clock: str = Field(default="", max_length=40)
    side: str = Field(default="", max_length=10)
    old_at: Optional[datetime] = None
    new_at: Optional[datetime] = None
    # of a window: {opens, closes, extra, verdict}, each [before, after]
    details: Json = Field(default_factory=dict, sa_column=json_column())
    outcome: str = Field(max_length=10)  # moved | held | shown | uncounted
    settled_at: Optional[datetime] = None  # a person looked at what was held
    settled_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
