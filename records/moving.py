"""A whole city carried from SQLite to PostgreSQL: all of it or nothing, compared before it counts.

The target is filled in ONE transaction, so a move that dies leaves it as empty as it was and is begun
again from the start. The source is held by a writer's lock from the first row to the last, so that
nothing is acknowledged meanwhile that would not be carried; readers go on reading. Once the target is
saved the source is fenced: it takes no log entry any more, whatever still runs on it.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    Table,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import SQLModel

from records import people, tables
from records.engine import busy, make_engine
from records.migrate import is_current, upgrade
from records.naming import AFTER_THE_LOG
from records.verify import walk

MODELS = (people, tables)  # imported so that the metadata knows every table
SLICE = 1000  # rows in memory at a time
FENCE = "log_entries_moved_away"
GUARDS = ("_no_update", "_no_delete", "_in_order")

Told = Callable[[str, int, int], None]
"""Called with a table, how many of its rows are there by now, and how many it has."""


class CantMove(Exception):
    """Nothing was changed; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was carried, and that it is the same on both sides."""

    rows: int
    tables: int
    entries: int
    root: str


def move(source: Engine, target: Engine, told: Told) -> Moved:
    """Carry every row of `source` into the empty `target`. CantMove where that can't be, or is not exact.

    Busy where others are writing to the source for longer than its `lock_wait`.
    """
    _may_move(source, target)
    upgrade(target)
    _must_be_empty(target)
    try:
        with source.connect().execution_options(write=True) as old, old.begin():
            with target.connect() as new, new.begin():
                new.execute(text("SET LOCAL statement_timeout = 0"))
                carried = {table: _carry(old, new, table, told) for table in _in_order()}
                moved = _compared(old, new, carried)
            _fence(old)
    except SQLAlchemyError as error:
        if found := busy(error):
            raise found from error
        said = str(error.__cause__ or error).splitlines()[0]
        raise CantMove(f"Nothing was kept in the target: {said}") from error
    return moved


def at(url: str) -> Engine:
    """An engine for the address that a person typed. CantMove where it is none."""
    try:
        return make_engine(url)
    except (ArgumentError, ValueError) as error:
        raise CantMove("That is no address. Write postgresql://owner@host/name.") from error


def is_fenced(engine: Engine) -> bool:
    """Whether this SQLite city was carried to PostgreSQL and takes nothing any more."""
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection:
        asked = text("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = :name")
        return connection.execute(asked, {"name": FENCE}).first() is not None


def go_back(source: Engine, target: Engine) -> int:
    """Open a fenced SQLite city again, as long as PostgreSQL has nothing that it lacks. Its log entries.

    CantMove where the city went on in PostgreSQL: what was acknowledged there would be lost.
    """
    if not is_fenced(source):
        raise CantMove("This city was not carried away: nothing to take back.")
    with source.connect() as old, target.connect() as new:
        here, there = walk(old), walk(new)
    if (here.size, here.root) != (there.size, there.root):
        raise CantMove(
            f"The city went on in PostgreSQL: {there.size} log entries there, {here.size} in the file. "
            "Going back would lose what people were told was kept. Stay with PostgreSQL."
        )
    with source.connect().execution_options(write=True) as old, old.begin():
        old.execute(text(f"DROP TRIGGER {FENCE}"))
    return here.size


def _may_move(source: Engine, target: Engine) -> None:
    if source.dialect.name != "sqlite":
        raise CantMove(
            "VECHE_DATABASE_URL names no SQLite file: this city lives in PostgreSQL already."
        )
    if target.dialect.name != "postgresql":
        raise CantMove("The target is no PostgreSQL: name one as postgresql://user@host/name.")
    if not is_current(source):
        raise CantMove(
            "The tables of this city are older than this version. Run `veche migrate` first."
        )
    if is_fenced(source):
        raise CantMove(
            "This city was carried to PostgreSQL before. Set VECHE_DATABASE_URL to it, or see --back."
        )


def _in_order() -> list[Table]:
    """Every table after those that it points at, and after the log where its guards look at that."""
    return sorted(SQLModel.metadata.sorted_tables, key=lambda one: one.name in AFTER_THE_LOG)


def _must_be_empty(target: Engine) -> None:
    with target.connect() as connection:
        full = [one.name for one in _in_order() if _count(connection, one)]
    if full:
        raise CantMove(
            f"The target has rows already ({', '.join(full[:3])}): a city is carried into an empty "
            "database only. Make a new one with `createdb`."
        )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


@dataclass(slots=True)
class Sum:
    """How many rows, and a sum over their hashes that does not ask for their order."""

    rows: int = 0
    digest: int = 0

    def add(self, row: tuple[Any, ...]) -> None:
        """Count one row in."""
        self.rows += 1
        hashed = hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest()
        self.digest = (self.digest + int.from_bytes(hashed, "big")) % 2**256


def _carry(old: Connection, new: Connection, table: Table, told: Told) -> Sum:
    """Copy one table in slices, and set its sequence after the greatest id."""
    names = [column.name for column in table.columns]
    loops = _loops(table)
    whole, here, later = _count(old, table), Sum(), list[dict[str, Any]]()
    told(table.name, 0, whole)
    for part in _slices(old, table):
        values = [dict(zip(names, row, strict=True)) for row in part]
        for row, value in zip(part, values, strict=True):
            here.add(tuple(row))
            later += _put_off(table, loops, value)
        new.execute(insert(table), values)
        told(table.name, here.rows, whole)
    for value in later:
        key = table.primary_key.columns.values()[0]
        new.execute(update(table).where(key == value.pop("key")).values(value))
    _set_sequence(new, table)
    return here


def _slices(connection: Connection, table: Table) -> Iterator[list[Any]]:
    rows = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=SLICE).execute(rows)
    for part in result.partitions():
        yield list(part)


def _loops(table: Table) -> list[Column[Any]]:
    """Columns that point at rows of the same table."""
    return [
        column for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]  # fmt: skip


def _put_off(table: Table, loops: list[Column[Any]], value: dict[str, Any]) -> list[dict[str, Any]]:
    """Where a row points at one that comes after it: leave that out, and say what is to be set later."""
    key = table.primary_key.columns.values()[0].name
    ahead = {
        one.name: value[one.name]
        for one in loops
        if value[one.name] and value[one.name] > value[key]
    }
    value.update(dict.fromkeys(ahead))
    return [{"key": value[key], **ahead}] if ahead else []


def _set_sequence(new: Connection, table: Table) -> None:
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    asked = text("SELECT pg_get_serial_sequence(:table, :column)")
    given = {"table": table.name, "column": keys[0].name}
    sequence = new.execute(asked, given).scalar()
    newest = new.execute(select(func.max(keys[0]))).scalar()
    if sequence and newest:
        new.execute(
            text("SELECT setval(CAST(:name AS regclass), :value)"),
            {"name": sequence, "value": newest},
        )


def _compared(old: Connection, new: Connection, carried: dict[Table, Sum]) -> Moved:
    """Read everything back and hold it against what was read; the chain and its guards too."""
    for table, sent in carried.items():
        arrived = Sum()
        for part in _slices(new, table):
            for row in part:
                arrived.add(tuple(row))
        if arrived != sent:
            raise CantMove(
                f"{table.name} arrived otherwise than it was sent ({sent.rows} rows sent, "
                f"{arrived.rows} arrived): nothing was kept in the target."
            )
    here, there = walk(old), walk(new)
    if not here.ok:
        raise CantMove(
            f"The log of this city is broken at entry {here.broken}: {here.why}. See `veche audit verify`."
        )
    if (here.size, here.root) != (there.size, there.root):
        raise CantMove("The chain of the log arrived otherwise than it was sent: nothing was kept.")
    _guards_stand(old, new)
    return Moved(sum(one.rows for one in carried.values()), len(carried), there.size, there.root)


def _guards_stand(old: Connection, new: Connection) -> None:
    here = old.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
    there = set(new.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")).scalars())
    lost = sorted({one for one in here if one.endswith(GUARDS)} - there)
    if lost:
        raise CantMove(
            f"The target lacks guards of its tables: {', '.join(lost)}. Nothing was kept."
        )


def _fence(old: Connection) -> None:
    old.exec_driver_sql(
        f"CREATE TRIGGER {FENCE} BEFORE INSERT ON log_entries "
        "BEGIN SELECT RAISE(ABORT, 'moved away: this city lives in PostgreSQL now'); END"
    )
