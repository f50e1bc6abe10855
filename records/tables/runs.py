"""The print room: runs, each printing of a letter, what became of every sheet; returns, and what was not sent."""

from datetime import date, datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class PrintRun(SQLModel, table=True):
    """Letters that are printed together as one file. Its letters are its printings, in their places."""

    __tablename__ = "print_runs"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        CheckConstraint("closed_at IS NULL OR voided_at IS NULL", name="closed_or_void"),
        CheckConstraint("sides IN (1, 2)", name="one_or_two_sides"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="units.id")
    number: int  # of its office, from 1, gap-free
    kind: str = Field(default="", max_length=30)  # of letter; '' = all kinds
    way: str = Field(default="", max_length=20)  # post class; '' = all classes
    sides: int = 2  # 1: the printer prints on one side only
    made_at: datetime
    made_by: int = Field(foreign_key="accounts.id")
    taken_at: Optional[datetime] = None  # when somebody first had the file: paper may be there
    closed_at: Optional[datetime] = None  # printed = enveloped + spoiled
    closed_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    voided_at: Optional[datetime] = None
    voided_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    void_reason: str = Field(default="", sa_column=text_column())


class Printing(SQLModel, table=True):
    """One printing of a letter: the first, or copy n with its reason. Without a run it waits for one."""

    __tablename__ = "printings"
    __table_args__ = (
        UniqueConstraint("letter_id", "copy_no"),
        Index("ix_printings_run", "run_id", "place", unique=True),
        Index("ix_printings_state", "state", "letter_id"),
        CheckConstraint("copy_no = 1 OR reason <> ''", name="a_copy_has_a_reason"),
        CheckConstraint("(state = 'asked') = (run_id IS NULL)", name="asked_without_a_run"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id")
    run_id: Optional[int] = Field(default=None, foreign_key="print_runs.id")
    place: int = 0  # in the run, from 1
    copy_no: int = 1
    reason: str = Field(default="", sa_column=text_column())
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    asked_at: datetime
    sheets: int = 0  # of paper in this run
    state: str = Field(default="asked", max_length=12)  # asked printed enveloped spoiled void
    post_id: str = Field(
        default="", max_length=60
    )  # of the registered item, scanned before it leaves


class Sheet(SQLModel, table=True):
    """What became of one sheet of paper: enveloped, or spoiled with a reason. Without a row it is still open."""

    __tablename__ = "sheets"
    __table_args__ = (
        UniqueConstraint("printing_id", "sheet"),
        CheckConstraint("state <> 'spoiled' OR reason <> ''", name="spoiled_has_a_reason"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    printing_id: int = Field(foreign_key="printings.id")
    sheet: int  # from 1
    state: str = Field(max_length=12)  # enveloped spoiled
    reason: str = Field(default="", sa_column=text_column())
    marked_at: datetime
    marked_by: int = Field(foreign_key="accounts.id")


class NotSent(SQLModel, table=True):
    """A letter that will not leave on paper, and why; its number stays in the register."""

    __tablename__ = "letters_not_sent"
    letter_id: int = Field(primary_key=True, foreign_key="letters.id")
    reason: str = Field(sa_column=text_column())
    marked_at: datetime
    marked_by: int = Field(foreign_key="accounts.id")


class Return(SQLModel, table=True):
    """A letter that was sent and came back: a task until somebody says what became of it."""

    __tablename__ = "returns"
    __table_args__ = (
        Index("ix_returns_open", "settled_at", "id"),
        CheckConstraint("(outcome = '') = (settled_at IS NULL)", name="settled_has_an_outcome"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    dispatch_id: int = Field(unique=True, foreign_key="dispatches.id")
    day: date
    note: str = Field(sa_column=text_column())
    marked_at: datetime
    marked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")  # None: the machine
    outcome: str = Field(default="", sa_column=text_column())
    settled_at: Optional[datetime] = None
    settled_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
