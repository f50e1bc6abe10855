"""`veche audit verify`: the chain of this database, read from the first entry to the last."""

import json
from collections.abc import Container, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, String, Text, cast, inspect, select, type_coerce
from sqlalchemy.exc import SQLAlchemyError

from records import chain
from records.errors import NoAnswer
from records.tables import LogDetail, LogEntry

STRETCH = 1000  # rows in memory at a time
E: Any = LogEntry
D: Any = LogDetail
NO_CHECKPOINT = (
    "No checkpoint from outside was compared: a cut-off end, an older database put back, or a chain "
    "computed anew cannot be seen from inside."
)

Personal = tuple[str, dict[str, Any]] | None


def verify(engine: Engine, sizes: Container[int] = ()) -> chain.Verdict:
    """Verify the whole chain; names the first broken entry. Knows no checkpoint (M22).

    The roots over `sizes` are given back, to be compared with checkpoints from outside.
    """
    with engine.connect() as connection:
        return chain.verify(_rows(connection), sizes=sizes)


def walk(
    connection: Connection, after: chain.Verdict = chain.EMPTY, sizes: Container[int] = ()
) -> chain.Verdict:
    """Verify what follows the entries that were verified before, inside a reading that is open."""
    return chain.verify(_rows(connection, after.size), after, sizes)


def has_log(engine: Engine) -> bool:
    """Whether the database has a log at all; a new one is empty until `veche migrate`.

    NoAnswer where there is no database to ask.
    """
    try:
        return inspect(engine).has_table(LogEntry.__tablename__)
    except SQLAlchemyError as error:
        raise NoAnswer(str(error).splitlines()[0]) from error


def dump(engine: Engine) -> Iterator[str]:
    """The chain as JSON lines, for `python -m proof.audit FILE` on another machine."""
    with engine.connect() as connection:
        for entry, personal in _rows(connection):
            plain = {**entry, "at": chain.instant(entry["at"]) if entry["at"] else None}
            plain["personal"] = {"salt": personal[0], "details": personal[1]} if personal else None
            yield json.dumps(plain, ensure_ascii=False, sort_keys=True)


def sentence(verdict: chain.Verdict) -> str:
    """What was found, for a person."""
    if not verdict.ok:
        return f"BROKEN at entry {verdict.broken}: {verdict.why}. {verdict.size} entries before it hold."
    return f"OK: {verdict.size} entries, root {verdict.root}."


def _rows(connection: Connection, after: int = 0) -> Iterator[tuple[dict[str, Any], Personal]]:
    """Entries behind `after` as they are stored, even where somebody put what cannot be read: the hash will say so."""
    names = (*chain.FIELDS, "hash")
    # as text: SQLite takes anything into any column, and a value that fails to convert names no entry
    at = type_coerce(E.at, String) if connection.dialect.name == "sqlite" else E.at
    replaced = {"at": at.label("at"), "details": cast(E.details, Text)}
    columns = [replaced.get(name, getattr(E, name)) for name in names]
    rows: Any = (
        select(*columns, D.salt, cast(D.details, Text)).outerjoin(D, D.seq == E.seq).order_by(E.seq)
    )
    if after:  # a number of an entry below 1 is somebody's own, and must be met
        rows = rows.where(E.seq > after)
    for row in connection.execution_options(yield_per=STRETCH).execute(rows):
        entry: dict[str, Any] = dict(zip(names, row, strict=False))
        entry |= {"at": _instant(entry["at"]), "details": _parsed(entry["details"])}
        yield entry, (row[-2], _parsed(row[-1])) if row[-2] is not None else None


def _instant(at: Any) -> Any:
    """The instant, if it is written exactly as Veche writes it: another spelling may mean another time."""
    try:
        if isinstance(at, datetime):
            return at
        plain = len(at) == 26 and at[10] == " " and at[19] == "." and at[20:].isdecimal()
        return datetime.fromisoformat(at).replace(tzinfo=UTC) if plain else None
    except (TypeError, ValueError):
        return None


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None
