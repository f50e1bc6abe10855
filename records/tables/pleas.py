"""What an organiser does against the office: objections, complaints; and the secret address of their dates."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import CheckConstraint, Column, Index, Integer, text
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column

_revision: Any = Column("revision", Integer, nullable=False)
_ONCE = text("kind = 'objection' AND stage <> 'withdrawn'")
_OPEN = text("closed_at IS NULL")


class Plea(SQLModel, table=True):
    """An objection to a decision, or a complaint about how a notice was handled, with its own clock and answer.

    Its words are written once; so is the answer. Whoever prepared or signed the decision, or owns the
    notice, prepares and signs no answer: triggers hold it too.
    """

    __tablename__ = "pleas"
    __table_args__ = (
        Index("ix_pleas_open", "kind", "unit_id", "aim_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_pleas_list", "kind", "closed_at", "id"),
        Index("uq_pleas_decision", "decision_id", unique=True, sqlite_where=_ONCE, postgresql_where=_ONCE),
        CheckConstraint("(kind = 'objection') = (decision_id IS NOT NULL)", name="objects_to_something"),
        CheckConstraint("signed_by IS NULL OR kind <> 'objection' OR signed_by <> prepared_by", name="two_people"),
        CheckConstraint("(answered_at IS NULL) = (signed_by IS NULL)", name="answered_by_somebody"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="answered_in_words"),
        CheckConstraint("text <> ''", name="says_something"),
    )  # fmt: skip
    __mapper_args__ = {"version_id_col": _revision}
    id: Optional[int] = Field(default=None, primary_key=True)
    kind: str = Field(max_length=12)  # objection | complaint
    number: str = Field(unique=True, max_length=30)  # 26-0417/O1: of the notice, and which of it
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    unit_id: int = Field(foreign_key="units.id")  # the addressee of the notice when it was filed
    stage: str = Field(max_length=20)
    revision: int = Field(default=1, sa_column=_revision)
    filed_at: datetime
    filed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    locale: str = Field(default="ru", max_length=8)
    about: str = Field(default="", max_length=20)  # of a complaint: words.HANDLING
    text: str = Field(sa_column=text_column())
    wish: str = Field(default="", sa_column=text_column())
    due_at: Optional[datetime] = None  # the law's term, where it gives one
    aim_at: datetime  # the office's own target; before the event where it can
    steps: list[Json] = Field(sa_column=json_column())  # how both were counted
    reminded: int = 0
    missed_at: Optional[datetime] = None  # when it was written down that the term ran out
    owner_id: Optional[int] = Field(default=None, foreign_key="accounts.id", index=True)
    chosen: str = Field(default="", max_length=20)  # by which part of the rule the owner was found
    outcome: str = Field(default="", max_length=12)  # upheld | rejected | answered
    answer: str = Field(default="", sa_column=text_column())
    prepared_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    prepared_at: Optional[datetime] = None
    signed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    answered_at: Optional[datetime] = None
    letter_number: str = Field(default="", max_length=40)
    replaced_by_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    closed_at: Optional[datetime] = None  # of an upheld one: when the new decision left


class CalendarLink(SQLModel, table=True):
    """The secret address under which an account's own dates can be read by a calendar; only its hash."""

    __tablename__ = "calendar_links"
    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    secret_hash: str = Field(unique=True, max_length=64)
    made_at: datetime
