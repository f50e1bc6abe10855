"""Commissions: who votes together, their sittings, agendas, presence, votes, and the minutes."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class Commission(SQLModel, table=True):
    """A body of members that votes on drafts of one office's decisions."""

    __tablename__ = "commissions"
    __table_args__ = (CheckConstraint("quorum > 0", name="some_quorum"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id", index=True)
    name_en: str = Field(max_length=200)
    name_ru: str = Field(max_length=200)
    quorum: int  # so many members without an interest are there, or nothing is decided
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    ended_at: Optional[datetime] = None


class CommissionMember(SQLModel, table=True):
    """A seat with a vote, dated; never removed, only ended."""

    __tablename__ = "commission_members"
    __table_args__ = (
        CheckConstraint("to_day IS NULL OR from_day <= to_day", name="from_before_to"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    commission_id: int = Field(foreign_key="commissions.id", index=True)
    account_id: int = Field(foreign_key="accounts.id", index=True)
    chair: bool = False
    from_day: date
    to_day: Optional[date] = None
    order_no: str = Field(default="", max_length=200)


class CommissionSitting(SQLModel, table=True):
    """One sitting: planned, open while people vote, closed with its results."""

    __tablename__ = "commission_sittings"
    __table_args__ = (
        Index("ix_commission_sittings_starts", "commission_id", "starts_at", "id"),
        CheckConstraint("(closed_at IS NULL) = (state <> 'closed')", name="closed_at_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    commission_id: int = Field(foreign_key="commissions.id")
    starts_at: datetime
    place: str = Field(default="", max_length=300)
    state: str = Field(default="planned", max_length=10)  # planned open closed dropped
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")
    opened_at: Optional[datetime] = None
    closed_at: Optional[datetime] = None
    closed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    remarks: str = Field(default="", sa_column=text_column())  # of the secretary, for the minutes


class AgendaItem(SQLModel, table=True):
    """One draft on the agenda: which, as it was written when, and what came of it."""

    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("sitting_id", "notice_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    sitting_id: int = Field(foreign_key="commission_sittings.id", index=True)
    ordinal: int
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: int = Field(foreign_key="decisions.id", index=True)
    written_at: datetime  # decisions.prepared_at when it was put here
    result: str = Field(default="", max_length=12)  # carried rejected tied no-quorum taken-off
    voting: int = 0  # members who were there without an interest
    ayes: int = 0
    noes: int = 0
    abstained: int = 0
    cast_by: Optional[int] = Field(default=None, foreign_key="accounts.id")  # decided equal votes


class CommissionPresence(SQLModel, table=True):
    """A member is at a sitting, in the room or from elsewhere."""

    __tablename__ = "commission_presences"
    __table_args__ = (UniqueConstraint("sitting_id", "account_id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    sitting_id: int = Field(foreign_key="commission_sittings.id")
    account_id: int = Field(foreign_key="accounts.id")
    way: str = Field(max_length=8)  # here | remote | left
    marked_at: datetime
    marked_by: int = Field(foreign_key="accounts.id")


class CommissionVote(SQLModel, table=True):
    """How a member voted on an item, with words of dissent; changed until the sitting closes, then never."""

    __tablename__ = "commission_votes"
    __table_args__ = (
        UniqueConstraint("item_id", "account_id"),
        CheckConstraint("vote IN ('for', 'against', 'abstain')", name="one_of_three"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="agenda_items.id")
    account_id: int = Field(foreign_key="accounts.id")
    vote: str = Field(max_length=8)
    dissent: str = Field(default="", sa_column=text_column())
    voted_at: datetime
    entered_by: int = Field(foreign_key="accounts.id")


class SittingMinutes(SQLModel, table=True):
    """The minutes of a closed sitting in one language: frozen data, and the one rendering that counts."""

    __tablename__ = "sitting_minutes"
    __table_args__ = (
        UniqueConstraint("sitting_id", "locale"),
        CheckConstraint("(sha256 IS NULL) = (pdf IS NULL)", name="hash_with_bytes"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    sitting_id: int = Field(foreign_key="commission_sittings.id")
    locale: str = Field(max_length=8)
    number: str = Field(max_length=40)
    data: Json = Field(sa_column=json_column())
    made_at: datetime
    check_code: Optional[str] = Field(default=None, max_length=12, unique=True, index=True)
    sha256: Optional[str] = Field(default=None, max_length=64, index=True)
    pages: int = 0
    pdf: Optional[bytes] = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    held_reason: str = Field(default="", sa_column=text_column())
    layout: Optional[str] = Field(default=None, max_length=64)  # sheet_layouts.sha256
    certificate: Optional[str] = Field(default=None, max_length=64)  # that signed the bytes
