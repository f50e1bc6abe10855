"""Rows of a backup go into an empty database, which says itself whether they fit together."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from records import migrate
from records.backups import archive, rows
from records.backups.archive import Head, Manifest
from records.backups.files import Kept, Store
from records.backups.making import Tell
from records.backups.refusal import BrokenLog, Changed, Newer, NoBackup, Truncated
from records.verify import verify


class Contents:
    """What was read of a backup while its rows were put in place."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.manifest: Manifest | None = None
        self.files: list[tuple[str, Kept]] = []


def load(
    engine: Engine, path: Path, store: Store, tell: Tell
) -> tuple[Head, Manifest, list[tuple[str, Kept]]]:
    """Fill an empty database from a backup: tables of its time, its rows, then what the database checks itself.

    All rows or none. Raises a Refusal; whoever calls throws the database away then.
    """
    contents = Contents()
    parts = archive.parts(path, store)
    first = next(parts, None)
    if first is None or first.kind != "head":
        raise NoBackup(f"{path} opens, and is no backup of a city.")
    head: Head = first.said
    if head.revision not in migrate.known():
        raise Newer(
            f"{path} is of Veche {head.version}: install that version, or a newer one, first."
        )
    migrate.upgrade(engine, head.revision)
    with _filling(engine) as connection:
        tables = {one.name: one for one in rows.tables_of(connection)}
        fill = partial(_fill, connection, tables, partial(archive.fetch, store=store))
        for part in _gathered(parts):
            fill(part, contents, tell)
    if contents.manifest is None:
        raise Truncated(f"{path} ends before its manifest: take another copy.")
    return head, contents.manifest, contents.files


def _gathered(parts: Iterator[archive.Part]) -> Iterator[archive.Part]:
    """Rows by the stretch, everything else as it comes."""
    waiting: list[Any] = []
    for part in parts:
        if part.kind == "row":
            waiting.append(part.said)
        if waiting and (part.kind != "row" or len(waiting) == rows.STRETCH):
            yield archive.Part("rows", waiting)
            waiting = []
        if part.kind != "row":
            yield part


def _fill(
    connection: Connection,
    tables: dict[str, rows.Table],
    fetch: rows.Codec,
    part: archive.Part,
    contents: Contents,
    tell: Tell,
) -> None:
    if part.kind == "table":
        name = part.said["table"]
        if name not in tables:
            raise Changed(f"The backup names a table that its version had not: {name}.")
        tell(f"{name} is read.")
        columns = tuple(part.said["columns"])
        connection.info["filling"] = rows.Filling(tables[name], columns, fetch)
    elif part.kind == "rows":
        connection.info["filling"].write(connection, part.said)
    elif part.kind == "file":
        contents.files.append(part.said)
    elif part.kind == "end":
        contents.manifest = part.said


@contextmanager
def _filling(engine: Engine) -> Iterator[Connection]:
    """One transaction in which rows may come before the rows they point at; at its end all of them fit."""
    with engine.connect().execution_options(write=True) as connection:
        if engine.dialect.name == "postgresql":
            with connection.begin():
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                keys = _without_keys(connection)
                yield connection
                for table, name, rule in keys:
                    connection.exec_driver_sql(
                        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {rule}'
                    )
                _sequences(connection)
            return
        migrate.keep_children(connection)
        with connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise Changed(f"The backup holds rows without their parents: {broken[:3]}.")
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if sound != "ok":
            raise Changed(f"The database made from the backup is not sound: {sound}.")


def _without_keys(connection: Connection) -> list[tuple[str, str, str]]:
    """Take foreign keys away for the time of the filling; each is put back, and checked over all rows."""
    found = connection.exec_driver_sql(
        "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k"
        " JOIN pg_class c ON c.oid = k.conrelid"
        " WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
    ).fetchall()
    keys = [(str(table), str(name), str(rule)) for table, name, rule in found]
    for table, name, _ in keys:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    return keys


def _sequences(connection: Connection) -> None:
    """New rows get ids after the newest."""
    found = connection.exec_driver_sql(
        "SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
        " AND c.relnamespace = current_schema()::regnamespace"
        " AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"
    ).fetchall()
    for table, column, sequence in found:
        connection.exec_driver_sql(
            f'SELECT setval(\'{sequence}\', coalesce(max("{column}"), 0) + 1, false) FROM "{table}"'  # noqa: S608 - the database's own names
        )


def proved(engine: Engine, path: Path, manifest: Manifest, *, accept_broken: bool = False) -> None:
    """The log of a filled database is unbroken and is the one that the manifest names. BrokenLog, Changed."""
    verdict = verify(engine)
    if not verdict.ok and not accept_broken:
        raise BrokenLog(
            f"{path} can be read, and its log is broken at entry {verdict.broken}: {verdict.why}."
        )
    said = {"size": verdict.size, "root": verdict.root, "head": verdict.head}
    if verdict.ok and said != manifest.chain:
        raise Changed(f"{path} holds another log than its manifest says.")
