"""A city is put together beside the one that is there, and takes its place in one step or not at all.

On SQLite that is a file with another name, on PostgreSQL a schema of its own. What was there before is put
aside under a name that says when; nothing is thrown away by a machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import make_url

from records.backups import files
from records.engine import make_engine

SCHEMA = "veche_restoring"
BESIDE = ".restoring"
_SIDES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Target:
    """The database that a backup goes into."""

    url: str

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for a server."""
        parsed = make_url(self.url)
        if parsed.get_backend_name() != "sqlite":
            return None
        return Path(parsed.database or "")

    def holds(self) -> int:
        """How many rows of the log, accounts and offices are there already; 0 for a database that may be filled."""
        if self.file is not None and not self.file.exists():
            return 0
        engine = make_engine(self.url)
        try:
            with engine.connect() as connection:
                there = set(inspect(connection).get_table_names())
                return sum(
                    int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())  # noqa: S608 - three fixed names
                    for name in ("log_entries", "accounts", "units")
                    if name in there
                )
        finally:
            engine.dispose()

    @contextmanager
    def beside(self) -> Iterator[Engine]:
        """An empty database in which the city is put together; it is gone afterwards unless it took its place."""
        self._sweep()
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            engine = make_engine(f"sqlite:///{self.file}{BESIDE}")
        else:
            engine = make_engine(self.url, schema=SCHEMA)
        try:
            yield engine
        finally:
            engine.dispose()
            self._sweep()

    def _sweep(self) -> None:
        if self.file is not None:
            for side in _SIDES:
                Path(f"{self.file}{BESIDE}{side}").unlink(missing_ok=True)
            return
        engine = make_engine(self.url)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        engine.dispose()

    def take_place(self, engine: Engine, now: datetime) -> str:
        """The city beside becomes the city. Returns what the one before is called now, or nothing."""
        aside = f"before_restore_{now:%Y%m%d_%H%M%S}"
        if self.file is not None:
            return _swap_files(engine, self.file, aside)
        engine.dispose()
        plain = make_engine(self.url)
        with plain.begin() as connection:
            there = bool(inspect(connection).get_table_names())
            if there:
                connection.exec_driver_sql(f"CREATE SCHEMA {aside}")
                home = str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
                _move(connection, home, aside)
            home = str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
            _move(connection, SCHEMA, home)
            connection.exec_driver_sql(f"DROP SCHEMA {SCHEMA}")
        plain.dispose()
        return aside if there else ""


def _swap_files(engine: Engine, file: Path, aside: str) -> str:
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    engine.dispose()
    made = Path(f"{file}{BESIDE}")
    made.chmod(0o600)
    before = file.exists()
    if before:
        for side in _SIDES:
            old = Path(f"{file}{side}")
            if old.exists():
                old.replace(f"{file}.{aside}{side}")
    made.replace(file)
    files.sync(file.parent)
    return f"{file}.{aside}" if before else ""


def _move(connection: Connection, source: str, target: str) -> None:
    """Tables with all that belongs to them, and functions, from one schema to another."""
    tables = connection.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = :source"), {"source": source}
    ).scalars()
    for name in list(tables):
        connection.exec_driver_sql(f'ALTER TABLE "{source}"."{name}" SET SCHEMA "{target}"')
    functions = connection.execute(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
            " WHERE p.pronamespace = CAST(:source AS regnamespace) AND d.objid IS NULL"
        ),
        {"source": source},
    ).scalars()
    for name in list(functions):
        qualified = name if name.startswith(f"{source}.") else f'"{source}".{name}'
        connection.exec_driver_sql(f'ALTER FUNCTION {qualified} SET SCHEMA "{target}"')
