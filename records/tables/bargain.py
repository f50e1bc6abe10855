"""What organiser and office say to one another before they agree."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class CounterOffer(SQLModel, table=True):
    """The organiser's answer to a proposal with another place or time; taken, it makes the next version."""

    __tablename__ = "counter_offers"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    proposal_id: int = Field(foreign_key="proposals.id", index=True)
    sessions: list[Json] = Field(sa_column=json_column())  # [] = as proposed; else {day,start,end}
    places: list[Json] = Field(sa_column=json_column())  # [] = as proposed
    conditions: list[str] = Field(sa_column=json_column())  # what the organiser undertakes
    reason: str = Field(default="", sa_column=text_column())
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    answer: str = Field(default="", max_length=12)  # taken | answered | dropped
    outcome: str = Field(default="", max_length=30)  # of the decision that answered it
    answer_reason: str = Field(default="", sa_column=text_column())
    answered_at: Optional[datetime] = None


class ConditionAnswer(SQLModel, table=True):
    """What the organiser says to one condition of a released decision, and what the office makes of an objection."""

    __tablename__ = "condition_answers"
    __table_args__ = (
        UniqueConstraint("decision_id", "ordinal"),
        CheckConstraint("(office = '') = (decided_at IS NULL)", name="office_has_a_time"),
        CheckConstraint("answer <> 'objected' OR reason <> ''", name="objection_has_a_reason"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: int = Field(foreign_key="decisions.id")
    ordinal: int  # the number of the condition in its letter, from 1
    answer: str = Field(max_length=12)  # agreed | objected
    reason: str = Field(default="", sa_column=text_column())
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    office: str = Field(default="", max_length=12)  # kept | changed | dropped
    office_text: str = Field(default="", sa_column=text_column())  # how a changed one reads
    office_reason: str = Field(default="", sa_column=text_column())
    decided_at: Optional[datetime] = None
    decided_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


class Minutes(SQLModel, table=True):
    """Minutes of a talk between organiser and office: written once, confirmed by both, replaced by newer ones."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("(remark = '') = (remarked_at IS NULL)", name="remark_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    held_on: date
    people: str = Field(sa_column=text_column())
    said: str = Field(sa_column=text_column())
    written_at: datetime
    written_by: int = Field(foreign_key="accounts.id")
    replaces_id: Optional[int] = Field(default=None, foreign_key="minutes.id")
    confirmed_at: Optional[datetime] = None  # by the organiser; the office confirms by writing
    confirmed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    remark: str = Field(default="", sa_column=text_column())
    remarked_at: Optional[datetime] = None
