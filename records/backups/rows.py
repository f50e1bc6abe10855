"""Rows of a database as plain lines, the same from SQLite and from PostgreSQL, and back into either.

Every table is read as the database itself describes it, not as this version's models do: so a city whose
tables are older than the code is backed up before its upgrade. An instant is ISO 8601 in UTC with `Z`, JSON
keeps its text to the letter (hashes were made over it).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy import types as sa

from records.naming import AFTER_THE_LOG

STRETCH = 500  # rows in memory at a time
VERSION_TABLE = "alembic_version"
Codec = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and which of the portable kinds it is: plain, instant, day, flag, json or bytes."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, and what its rows are put in order by."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def tables_of(connection: Connection) -> list[Table]:
    """Every table of the city, parents before children where they can be; not the migration's own.

    Those whose guards look at the log come after it, though no key leads there.
    """
    look = inspect(connection)
    parts = [name for name, _ in look.get_sorted_table_and_fkc_names() if name]
    parts.sort(key=lambda name: name in AFTER_THE_LOG)
    return [_table(look, name) for name in parts if name != VERSION_TABLE]


def _table(look: Any, name: str) -> Table:
    columns = tuple(Column(one["name"], _kind(one["type"])) for one in look.get_columns(name))
    key = look.get_pk_constraint(name)["constrained_columns"]
    return Table(name, columns, tuple(key))


def _kind(kind: Any) -> str:
    known = (
        (sa.DateTime, "instant"), (sa.Date, "day"), (sa.Boolean, "flag"), (sa.JSON, "json"),
        (sa.LargeBinary, "bytes"),
    )  # fmt: skip
    return next((word for type_, word in known if isinstance(kind, type_)), "plain")


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the database, however long the reading takes; writers go on meanwhile."""
    postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**(options if postgres else {})) as connection:
        if postgres:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


def read(connection: Connection, table: Table, keep: Codec) -> Iterator[list[Any]]:
    """The rows of one table in the order of their key, in portable form; `keep` says what stands for bytes."""
    postgres = connection.dialect.name == "postgresql"
    known = (_FROM_POSTGRES if postgres else _FROM_SQLITE) | {"bytes": keep}
    codecs = [known[one.kind] for one in table.columns]
    wanted = ", ".join(
        f'"{one.name}"::text' if postgres and one.kind == "json" else f'"{one.name}"'
        for one in table.columns
    )
    order = ", ".join(f'"{name}"' for name in table.key)
    query = f'SELECT {wanted} FROM "{table.name}" ORDER BY {order}'  # noqa: S608 - the database's own names
    options = {"yield_per": STRETCH, "stream_results": True}
    rows = connection.exec_driver_sql(query, execution_options=options)
    for row in rows:
        yield list(_row(codecs, row))


@dataclass(frozen=True, slots=True)
class Filling:
    """A table that is being filled; `columns` says what each value of a row is."""

    table: Table
    columns: tuple[str, ...]
    fetch: Codec  # gives the bytes for what stands for them

    def write(self, connection: Connection, rows: list[list[Any]]) -> None:
        """Put rows into the table. KeyError for a column that the table has not."""
        postgres = connection.dialect.name == "postgresql"
        kinds = {one.name: one.kind for one in self.table.columns}
        known = (_TO_POSTGRES if postgres else _TO_SQLITE) | {"bytes": self.fetch}
        codecs = [known[kinds[name]] for name in self.columns]
        sign = "%s" if postgres else "?"
        values = ", ".join(
            f"{sign}::json" if postgres and kinds[name] == "json" else sign for name in self.columns
        )
        names = ", ".join(f'"{name}"' for name in self.columns)
        statement = f'INSERT INTO "{self.table.name}" ({names}) VALUES ({values})'  # noqa: S608 - the same
        connection.exec_driver_sql(statement, [_row(codecs, row) for row in rows])


def _row(codecs: Sequence[Codec], row: Sequence[Any]) -> tuple[Any, ...]:
    pairs = zip(codecs, row, strict=True)
    return tuple(None if value is None else codec(value) for codec, value in pairs)


def _same(value: Any) -> Any:
    return value


def _sqlite_instant(value: str) -> str:
    return value.replace(" ", "T") + "Z"


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _to_sqlite_instant(value: str) -> str:
    return value.removesuffix("Z").replace("T", " ")


_FROM_SQLITE: dict[str, Codec] = {
    "plain": _same, "instant": _sqlite_instant, "day": _same, "flag": bool, "json": _same,
}  # fmt: skip
_FROM_POSTGRES: dict[str, Codec] = {
    "plain": _same, "instant": _instant, "day": date.isoformat, "flag": _same, "json": _same,
}  # fmt: skip
_TO_SQLITE: dict[str, Codec] = {
    "plain": _same, "instant": _to_sqlite_instant, "day": _same, "flag": int, "json": _same,
}  # fmt: skip
_TO_POSTGRES: dict[str, Codec] = {
    "plain": _same, "instant": datetime.fromisoformat, "day": date.fromisoformat, "flag": _same, "json": _same,
}  # fmt: skip
