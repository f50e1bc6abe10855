"""That no answer is missed in silence: duty, absence, incidents."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class DutyShift(SQLModel, table=True):
    """Who of a unit is called, from when until when. The phone is the office's, for these hours."""

    __tablename__ = "duty_shifts"
    __table_args__ = (
        Index("ix_duty_shifts_unit", "unit_id", "ends_at", "id"),
        CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    account_id: int = Field(foreign_key="accounts.id", index=True)
    starts_at: datetime
    ends_at: datetime  # the first instant that is not on duty any more
    phone: str = Field(default="", max_length=60)
    entered_by: int = Field(foreign_key="accounts.id")
    entered_at: datetime
    dropped_at: Optional[datetime] = None  # taken off the roster before it began


class Absence(SQLModel, table=True):
    """Days on which a person is not at work. Why is nobody's business and is not kept."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("ix_absences_account", "account_id", "last_day"),
        CheckConstraint("first_day <= last_day", name="first_before_last"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    first_day: date
    last_day: date
    entered_by: int = Field(foreign_key="accounts.id")
    entered_at: datetime
    dropped_at: Optional[datetime] = None  # entered by mistake
    note: str = Field(default="", sa_column=text_column())  # what the substitute should know


class Incident(SQLModel, table=True):
    """A statutory answer that the office did not give in time: to a notice, or to an objection or a complaint.

    One row a clock, never removed.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_open", "unit_id", "explained_at", "id"),
        CheckConstraint(
            "(explained_at IS NULL) = (explained_by IS NULL)", name="explained_by_somebody"
        ),
        CheckConstraint("(explained_at IS NULL) = (explanation = '')", name="explained_in_words"),
        CheckConstraint("(due_id IS NULL) <> (plea_id IS NULL)", name="of_one_term"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    due_id: Optional[int] = Field(default=None, foreign_key="dues.id", unique=True)
    plea_id: Optional[int] = Field(default=None, foreign_key="pleas.id", unique=True)
    unit_id: int = Field(foreign_key="units.id")  # whose clock it was
    clock: str = Field(max_length=40)
    due_at: datetime
    at: datetime  # when it was written down
    what: str = Field(max_length=12)  # lapsed | unanswered | late | stuck
    stage: str = Field(max_length=30)  # where the notice stood
    owner_id: Optional[int] = Field(default=None, foreign_key="accounts.id")
    climbed: int = 0  # how far it had climbed: 0 nowhere, 1 to an owner by rule, 2 to the head
    explained_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    explained_at: Optional[datetime] = None
    explanation: str = Field(default="", sa_column=text_column())
