"""What a person with the rights of the database's owner can do: triggers and keys off first."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, text


def past_the_guards(engine: Engine, statements: str) -> None:
    """Run statements, parted by semicolons, that no trigger sees. On SQLite the triggers are gone afterwards."""
    with engine.execution_options(write=True).connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            run: Callable[[str], Any] = connection.exec_driver_sql
            run("PRAGMA defer_foreign_keys = ON")
            for name in (
                run("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
            ):
                run(f"DROP TRIGGER {name}")
        for statement in statements.split(";"):
            connection.execute(text(statement))
        connection.commit()
