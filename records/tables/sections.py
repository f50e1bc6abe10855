"""Sections: the parts of an office among which its work is shared out, who belongs to one, and which notices lie there."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from records.tables.columns import json_column


class Section(SQLModel, table=True):
    """A part of one office. What it takes by itself: notices of these kinds, districts, stages; an empty list is any."""

    __tablename__ = "sections"
    id: Optional[int] = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id", index=True)
    name_en: str = Field(max_length=200)
    name_ru: str = Field(max_length=200)
    head_id: Optional[int] = Field(default=None, foreign_key="accounts.id")
    kinds: list[Any] = Field(sa_column=json_column())  # law.kind
    districts: list[Any] = Field(sa_column=json_column())  # of okrugs and districts
    stages: list[Any] = Field(sa_column=json_column())
    revision: int = 1  # forms carry it: who saved in between is told
    made_at: datetime
    ended_at: Optional[datetime] = None


class SectionMember(SQLModel, table=True):
    """Somebody belongs to a section: to one at a time, and to none before and after."""

    __tablename__ = "section_members"
    __table_args__ = (
        Index(
            "uq_section_members_one", "account_id", unique=True,
            sqlite_where=text("left_at IS NULL"), postgresql_where=text("left_at IS NULL"),
        ),
    )  # fmt: skip
    id: Optional[int] = Field(default=None, primary_key=True)
    section_id: int = Field(foreign_key="sections.id", index=True)
    account_id: int = Field(foreign_key="accounts.id")
    joined_at: datetime
    left_at: Optional[datetime] = None


class NoticeSection(SQLModel, table=True):
    """The section with which a notice lies; none of its kind means that it lies with the office as a whole."""

    __tablename__ = "notice_sections"
    __table_args__ = (Index("ix_notice_sections_section", "section_id", "notice_id"),)
    notice_id: int = Field(primary_key=True, foreign_key="notices.id")
    section_id: int = Field(foreign_key="sections.id")
    given_at: datetime
    by_rule: bool = False
