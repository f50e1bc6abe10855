"""Review, clocks, decisions: what is asked, due, answered and proposed."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from records.tables.columns import Json, json_column, text_column


class Due(SQLModel, table=True):
    """The due ledger: one row a clock, written only by workflow/clocks.py (decisions 8)."""

    __tablename__ = "dues"
    __table_args__ = (Index("ix_dues_pending", "done_at", "due_at", "id"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    clock: str = Field(max_length=40)  # the regime's name of the clock
    side: str = Field(max_length=10)  # authority | organiser
    due_at: datetime  # the first instant that is too late is due_at + 1 s
    consequence: str = Field(default="", max_length=40)  # the move that time makes, or ''
    steps: list[Json] = Field(sa_column=json_column())  # how it was counted
    set_at: datetime
    done_at: Optional[datetime] = None
    result: str = Field(default="", max_length=12)  # met | missed | dropped
    reminded: int = 0  # how many reminders have left
    climbed: int = 0  # near its end: 1 it has an owner, 2 it lies with the head


WAITED_FOR = text("answered_at IS NULL AND closed_at IS NULL")


class Consultation(SQLModel, table=True):
    """A body asked about one version of a notice."""

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_open", "unit_id", "answered_at", "due_at", "id"),
        Index(
            "ix_consultations_waiting",
            "due_at",
            "id",
            sqlite_where=WAITED_FOR,
            postgresql_where=WAITED_FOR,
        ),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    version_id: int = Field(foreign_key="versions.id")
    unit_id: int = Field(foreign_key="units.id")
    asked_at: datetime
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    due_at: datetime
    # no-objection | conditions | objection | need-information
    answer: str = Field(default="", max_length=20)
    ground: str = Field(default="", max_length=200)
    facts: str = Field(default="", sa_column=text_column())
    answered_at: Optional[datetime] = None
    answered_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    closed_at: Optional[datetime] = None  # closed without an answer, with a reason in the log
    answered_name: str = Field(default="", max_length=200)  # who answered by link: name and post
    reminded: int = 0  # hundredths of its time at which somebody was reminded last


class Decision(SQLModel, table=True):
    """What the office answers. Points at a version and its hash; released once, then only replaced."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("signed_by IS NULL OR signed_by <> prepared_by", name="two_people"),
        CheckConstraint("(released_at IS NULL) = (signed_by IS NULL)", name="released_is_signed"),
        CheckConstraint("(released_at IS NULL) = (number IS NULL)", name="released_is_numbered"),
        CheckConstraint(
            "released_at IS NULL OR outcome <> 'refused' OR (ground <> '' AND facts <> '')",
            name="refusal_has_ground_and_facts",
        ),
        UniqueConstraint("number"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    version_id: int = Field(foreign_key="versions.id")
    version_hash: str = Field(max_length=64)
    outcome: str = Field(max_length=30)  # agreed proposal cure warning refused not-examined
    ground: str = Field(default="", max_length=60)  # id of the regime's ground
    facts: str = Field(default="", sa_column=text_column())
    reasons: str = Field(default="", sa_column=text_column())
    measures: list[Json] = Field(
        sa_column=json_column()
    )  # milder measures: {measure, found, result}
    items: list[Json] = Field(sa_column=json_column())  # what to cure: {field, reason, article}
    # capacity, representative, article, reason ids
    extra: Json = Field(default_factory=dict, sa_column=json_column())
    state: str = Field(default="draft", max_length=12)  # draft released replaced dropped
    replaces_id: Optional[int] = Field(default=None, foreign_key="decisions.id")
    replace_reason: str = Field(default="", sa_column=text_column())
    prepared_by: int = Field(foreign_key="accounts.id")
    prepared_at: datetime
    signed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    released_at: Optional[datetime] = None
    number: Optional[str] = Field(default=None, max_length=40)
    # the line of the register that it was signed by, and the day in the city's zone
    power_id: Optional[int] = Field(default=None, foreign_key="signing_powers.id")
    signed_day: Optional[date] = None


class PersonGround(SQLModel, table=True):
    """Facts for the ground «may not be an organiser», apart, never searched, erased first (decisions 40)."""

    __tablename__ = "person_grounds"
    decision_id: int = Field(primary_key=True, foreign_key="decisions.id")
    facts: str = Field(sa_column=text_column())
    source: str = Field(sa_column=text_column())


class Proposal(SQLModel, table=True):
    """Another place or time, as data; accepted, it makes the next version without retyping."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    decision_id: int = Field(foreign_key="decisions.id", unique=True)
    sessions: list[Json] = Field(sa_column=json_column())  # [] = as notified; else {day,start,end}
    # [] = as notified; else {name,okrug,district,points}
    places: list[Json] = Field(sa_column=json_column())
    reply_by: Optional[datetime] = None
    answer: str = Field(default="", max_length=12)  # accepted | declined
    answer_reason: str = Field(default="", sa_column=text_column())
    answered_at: Optional[datetime] = None


class AnswerTime(SQLModel, table=True):
    """How long answers of one month took, by kind: counted by the worker, so that a page reads a few rows."""

    __tablename__ = "answer_times"
    __table_args__ = (UniqueConstraint("month", "regime_id", "kind"),)
    id: Optional[int] = Field(default=None, primary_key=True)
    month: str = Field(max_length=7)  # 2027-03, of the first answer, in the city's zone
    regime_id: str = Field(max_length=60)
    kind: str = Field(max_length=40)
    answered: int
    median_minutes: int  # from receipt to the first answer
    made_at: datetime
