"""INSERT … ON CONFLICT on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_into(database: Session | str, table: type[SQLModel]) -> Any:
    """The INSERT of a session's database, or of one by name; both dialects know `on_conflict_do_*`, their parent does not."""
    name = database if isinstance(database, str) else database.get_bind().dialect.name
    if name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
