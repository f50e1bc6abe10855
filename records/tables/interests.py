"""Interests: what staff declare, standing ones, and the recusals that follow; kept, lifted with a reason, never removed."""

from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import json_column, text_column


class InterestYear(SQLModel, table=True):
    """A person of the office declared: these are my interests, or I have none; good until a day."""

    __tablename__ = "interest_years"
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    declared_at: datetime
    until_day: date
    listed: int = 0  # how many standing interests were on the list


class Interest(SQLModel, table=True):
    """A standing interest: an organiser or a place whose notices this person has no part in."""

    __tablename__ = "interests"
    __table_args__ = (
        CheckConstraint("kind IN ('organiser', 'place')", name="one_of_two_kinds"),
        CheckConstraint("(ended_at IS NULL) = (end_reason = '')", name="ended_with_a_reason"),
        CheckConstraint("ended_by IS NULL OR ended_by <> account_id", name="not_by_oneself"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    kind: str = Field(max_length=12)
    words: str = Field(max_length=200)  # as typed
    keys: list[Any] = Field(sa_column=json_column())  # folded; a notice that has them all is meant
    entered_at: datetime
    entered_by: int = Field(foreign_key="accounts.id")
    ended_at: Optional[datetime] = None
    ended_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    end_reason: str = Field(default="", sa_column=text_column())


class Recusal(SQLModel, table=True):
    """A person has no part in a notice: reads, counts, decides nothing of it. One line stands at a time."""

    __tablename__ = "recusals"
    __table_args__ = (
        Index("ix_recusals_account", "account_id", "lifted_at", "notice_id"),
        CheckConstraint("source IN ('own', 'standing', 'head')", name="one_of_three_sources"),
        CheckConstraint("(lifted_at IS NULL) = (lift_reason = '')", name="lifted_with_a_reason"),
        CheckConstraint("lifted_by IS NULL OR lifted_by <> account_id", name="not_by_oneself"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    source: str = Field(max_length=12)  # own | standing | head
    interest_id: Optional[int] = Field(default=None, foreign_key="interests.id")
    reason: str = Field(default="", sa_column=text_column())
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    lifted_at: Optional[datetime] = None
    lifted_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    lift_reason: str = Field(default="", sa_column=text_column())


class NoInterest(SQLModel, table=True):
    """Before opening a notice a person said that they have no interest in it (where the city asks so)."""

    __tablename__ = "no_interests"
    __table_args__ = (UniqueConstraint("account_id", "notice_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id")
    notice_id: int = Field(foreign_key="notices.id", index=True)
    declared_at: datetime
