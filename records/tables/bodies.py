"""Bodies that are asked: the links by which they answer without an account, and what they want to know first."""

from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class BodyLink(SQLModel, table=True):
    """A link to one question, mailed to the body's own address; only its hash is kept (AD-11)."""

    __tablename__ = "body_links"
    secret_hash: str = Field(primary_key=True, max_length=64)
    consultation_id: int = Field(foreign_key="consultations.id", index=True)
    made_at: datetime
    expires_at: datetime
    opened: int = 0  # how often its button was pressed
    revoked_at: Optional[datetime] = None


class BodyQuestion(SQLModel, table=True):
    """What a body must know before it can answer: asked of the office or of the organiser, once answered."""

    __tablename__ = "body_questions"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answer_has_a_time"),
    )
    id: Optional[int] = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notices.id", index=True)
    consultation_id: int = Field(foreign_key="consultations.id", index=True)
    whom: str = Field(max_length=10)  # office | organiser
    text: str = Field(sa_column=text_column())
    asked_at: datetime
    asked_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    answer: str = Field(default="", sa_column=text_column())
    answered_at: Optional[datetime] = None
    answered_by: Optional[int] = Field(default=None, foreign_key="accounts.id")
    by_organiser: bool = False  # who answered: the organiser, or the office
