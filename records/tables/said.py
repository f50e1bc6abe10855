"""What bodies said, sentence by sentence, each with its body; conditions as data, from a library of their wording."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class ConditionItem(SQLModel, table=True):
    """One wording of the library in one version; the newest of a code counts, older ones stay for what used them."""

    __tablename__ = "condition_items"
    __table_args__ = (UniqueConstraint("code", "version"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    code: str = Field(max_length=40)
    version: int
    what_en: str = Field(sa_column=text_column())  # with {number} {from} {to} {place}
    what_ru: str = Field(sa_column=text_column())
    basis: str = Field(default="", max_length=200)
    addressee_en: str = Field(default="", max_length=200)
    addressee_ru: str = Field(default="", max_length=200)
    limit: Json = Field(default_factory=dict, sa_column=json_column())  # workflow/limiting.py
    kinds: list[str] = Field(default_factory=list, sa_column=json_column())  # [] = every kind
    active: bool = True
    made_at: datetime
    made_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


class Sentence(SQLModel, table=True):
    """One sentence of the merged answer; it keeps its body, its first wording and who changed it."""

    __tablename__ = "sentences"
    __table_args__ = (
        CheckConstraint("(changed_at IS NULL) = (changed_by IS NULL)", name="changed_by_somebody"),
        CheckConstraint("NOT left_out OR left_out_why <> ''", name="left_out_with_a_reason"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    consultation_id: Optional[int] = Field(
        default=None, foreign_key="consultations.id", index=True
    )  # None: the office's own
    kind: str = Field(max_length=20)  # no-objection | conditions | objection
    ordinal: int
    text: str = Field(sa_column=text_column())
    original: str = Field(sa_column=text_column())
    ground: str = Field(default="", max_length=200)
    addressee: str = Field(default="", max_length=200)
    item_id: Optional[int] = Field(default=None, foreign_key="condition_items.id")
    limit: Json = Field(default_factory=dict, sa_column=json_column())
    left_out: bool = False
    left_out_why: str = Field(default="", sa_column=text_column())
    made_at: datetime
    changed_at: Optional[datetime] = None
    changed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")


class Settlement(SQLModel, table=True):
    """Two conditions that exclude each other, and what a named person made of it, with the reason."""

    __tablename__ = "settlements"
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    first_id: int = Field(foreign_key="sentences.id")
    second_id: int = Field(foreign_key="sentences.id")
    mark: str = Field(max_length=64)  # of the two limits as they were; others are not settled by it
    kept: str = Field(max_length=10)  # first | second | both | neither
    reason: str = Field(sa_column=text_column())
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")
