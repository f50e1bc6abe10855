"""Whether a person wrote the very same just now: a button pressed twice, a page that was sent again without an answer."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from records.unit_of_work import Row, UnitOfWork

AGAIN = timedelta(minutes=10)
"""So long the same words of the same person are the same deed; later they are meant anew."""


def lately(work: UnitOfWork, table: type[Row], at: str, **same: Any) -> Row | None:
    """The newest row with these values that was made (`at`: its column) in the last ten minutes. Without scope: asked by who writes."""
    columns: Any = table
    rows = select(table).where(getattr(columns, at) >= work.now - AGAIN)
    for name, value in same.items():
        column = getattr(columns, name)
        rows = rows.where(column.is_(None) if value is None else column == value)
    found: Row | None = work.session.execute(rows.order_by(columns.id.desc()).limit(1)).scalar()
    return found
