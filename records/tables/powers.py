"""Who may sign what, from when until when, by which order, in whose absence."""

from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import json_column, text_column


class SigningPower(SQLModel, table=True):
    """A line of the register of signing powers; never removed, only given an earlier end."""

    __tablename__ = "signing_powers"
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR from_day <= to_day", name="from_before_to"),
        CheckConstraint("absent_id IS NULL OR absent_id <> account_id", name="two_people"),
        CheckConstraint("ended_at IS NULL OR end_reason <> ''", name="ended_with_a_reason"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    unit_id: Optional[int] = Field(default=None, foreign_key="units.id", index=True)  # None: all
    kinds: list[Any] = Field(sa_column=json_column())  # letters.KINDS that it covers; [] = every
    from_day: date
    to_day: Optional[date] = None
    order_no: str = Field(default="", max_length=200)
    order_day: Optional[date] = None
    absent_id: Optional[int] = Field(default=None, foreign_key="accounts.id")  # instead of whom
    title_en: str = Field(default="", max_length=120)  # as printed under a letter; '' = the post's
    title_ru: str = Field(default="", max_length=120)
    post_id: Optional[int] = Field(default=None, foreign_key="posts.id", index=True)
    given_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    given_at: datetime
    ended_at: Optional[datetime] = None  # taken back at this instant, before its last day
    ended_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    end_reason: str = Field(default="", sa_column=text_column())
