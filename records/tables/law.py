"""Law as it was read."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from records.tables.columns import text_column


class RegimeText(SQLModel, table=True):
    """The text of every regime file that a notice was ever pinned to (decisions 19)."""

    __tablename__ = "regime_texts"
    pin: str = Field(primary_key=True, max_length=120)  # id@valid_from:sha256[:12]
    regime_id: str = Field(max_length=60)
    valid_from: date
    sha256: str = Field(max_length=64)
    body: str = Field(sa_column=text_column())
    first_used_at: datetime
