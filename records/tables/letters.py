"""Letters: what was released, its bytes, and how it was sent."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class Letter(SQLModel, table=True):
    """A letter as released: its data, its number, and the hash of the one rendering that counts."""

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_state", "state", "id"),
        Index("ix_letters_sha256", "sha256"),
        UniqueConstraint("number", "locale"),
        CheckConstraint("(sha256 IS NULL) = (printed_at IS NULL)", name="hash_with_rendering"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    unit_id: int = Field(foreign_key="units.id")
    # receipt agreed refused not-examined proposal cure warning deemed-agreed ...
    kind: str = Field(max_length=30)
    locale: str = Field(max_length=8)
    number: str = Field(max_length=40)  # a translation bears its letter's number
    day: date
    check_code: str = Field(unique=True, max_length=12)
    data: Json = Field(sa_column=json_column())  # the frozen letters.letter.Letter as plain JSON
    state: str = Field(default="queued", max_length=12)  # queued ready held sent not-sent
    way: str = Field(default="post", max_length=20)  # post class: by which way it is meant to leave
    held_reason: str = Field(default="", sa_column=text_column())
    show_missing: bool = (
        False  # released by the signatory with a shown substitute for a glyph (decisions 35)
    )
    released_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    released_at: datetime
    sha256: Optional[str] = Field(default=None, max_length=64)
    pages: int = 0
    printed_at: Optional[datetime] = None  # when the press made the bytes
    paper: bool = True  # goes to the clerk's pile
    # the page layout that it was made in: sheet_layouts.sha256; None: not made yet, or before layouts were kept
    layout: Optional[str] = Field(default=None, max_length=64)
    # the certificate that signed its bytes: certificates.sha256; None: they bear no signature
    certificate: Optional[str] = Field(default=None, max_length=64)


class SheetLayout(SQLModel, table=True):
    """A page layout as letters were made in it, by the hash of its data; never changed."""

    __tablename__ = "sheet_layouts"
    sha256: str = Field(primary_key=True, max_length=64)
    data: Json = Field(sa_column=json_column())
    first_at: datetime


class Certificate(SQLModel, table=True):
    """A certificate of the city that signed letters, by its fingerprint; handed out to anyone, never changed."""

    __tablename__ = "certificates"
    sha256: str = Field(primary_key=True, max_length=64)
    pem: str = Field(sa_column=text_column())
    first_at: datetime


class LetterBytes(SQLModel, table=True):
    """The bytes of a letter: kept as long as the retention rule, the hash for ever (decisions 36)."""

    __tablename__ = "letter_bytes"
    letter_id: int = Field(primary_key=True, foreign_key="letters.id")
    pdf: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Dispatch(SQLModel, table=True):
    """A letter left the house: when, how, by whom."""

    __tablename__ = "dispatches"
    __table_args__ = (UniqueConstraint("letter_id", "way"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    way: str = Field(max_length=20)  # post registered-post e-mail in-person
    day: date
    post_id: str = Field(default="", max_length=60)
    clerk_id: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: the machine
    marked_at: datetime
    served_on: Optional[date] = (
        None  # from this day the law takes it as received; None: it does not say, or not yet
    )
    served_by: str = Field(default="", max_length=40)  # the rule of roads/served.toml
    delivered_on: Optional[date] = None  # as the post confirmed it
