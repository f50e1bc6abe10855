"""Texts of letters and mails that a city words itself: versions, each from a day on, never changed and never removed."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class CityText(SQLModel, table=True):
    """One version of one text in both languages. Of those begun by a day the one that begins last counts, of two the younger."""

    __tablename__ = "city_texts"
    __table_args__ = (Index("ix_city_texts_begun", "name", "from_day", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(max_length=40)  # of workflow.city_texts.TEXTS
    text_en: str = Field(sa_column=text_column())
    text_ru: str = Field(sa_column=text_column())
    from_day: date
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    why: str = Field(sa_column=text_column())
    returned_to: Optional[int] = Field(default=None, foreign_key="city_texts.id")
