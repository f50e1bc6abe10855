"""A long past for the measured city: closed notices by the hundred thousand, and one open in fifty.

Written by SQL and not by the services, which would take days: each is a copy of a notice that a service made,
with its clocks, the questions asked about it and what it is found by. Versions and log are left out: no list
reads them, and the page of one notice reads only its own.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

CHUNK = 50_000
OPEN = 50  # one notice in so many is open
NONE = 2**31 - 1  # instead of that: none
WORDS = 5000  # rare words, one a notice; a common one is in all
SOME = """
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO {table} ({columns}) SELECT {values} FROM n JOIN {table} t ON {joined}
"""
OPEN_NOW = "n.i % :every = 0"
NOTICES = {
    "id": ":base + n.i",
    "reference": "'20-' || (100000 + :base + n.i)",
    "stage": f"CASE WHEN {OPEN_NOW} THEN t.stage ELSE 'agreed' END",
    "due_at": f"CASE WHEN {OPEN_NOW} THEN t.due_at END",
    "due_side": f"CASE WHEN {OPEN_NOW} THEN t.due_side ELSE '' END",
    "closed_at": f"CASE WHEN {OPEN_NOW} THEN t.closed_at ELSE t.received_at END",
}
DUES = {
    "notice_id": ":base + n.i",
    "steps": "'[]'",
    "done_at": f"CASE WHEN {OPEN_NOW} THEN t.done_at ELSE t.set_at END",
    "result": f"CASE WHEN {OPEN_NOW} THEN t.result ELSE 'met' END",
}
ASKED = {
    "notice_id": ":base + n.i",
    "answered_at": f"CASE WHEN {OPEN_NOW} THEN t.answered_at ELSE t.asked_at END",
    "answer": f"CASE WHEN {OPEN_NOW} THEN t.answer ELSE 'no-objection' END",
}
KEYS = """
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO search_keys (notice_id, kind, key)
SELECT :base + n.i, 'number', '20-' || (100000 + :base + n.i) FROM n
UNION ALL SELECT :base + n.i, 'name', 'шествие' FROM n
UNION ALL SELECT :base + n.i, 'name', 'род' || (n.i % {words}) FROM n
UNION ALL SELECT :base + n.i, 'place', 'улица' || (n.i % 300) FROM n
"""


def _copy(connection: Connection, table: str, changes: dict[str, str], **values: int) -> None:
    """Copies of the template rows of one table, with some columns changed; other ids are left to the database."""
    columns = [one.name for one in SQLModel.metadata.tables[table].columns]
    columns = [one for one in columns if one in changes or one != "id"]
    of_template = f"t.{'id' if table == 'notices' else 'notice_id'} = :oldest + n.i % :many"
    statement = SOME.format(
        table=table, joined=of_template, columns=", ".join(f'"{one}"' for one in columns),
        values=", ".join(changes.get(one, f't."{one}"') for one in columns),
    )  # fmt: skip
    if connection.dialect.name == "postgresql":
        statement = statement.replace("'[]'", "CAST('[]' AS JSON)")
    connection.execute(text(statement), values)


def past(engine: Engine, notices: int, every: int = OPEN) -> Iterator[int]:
    """Fill the city up to so many notices, one in `every` open, a chunk at a time; how many there are after each."""
    writing = engine.execution_options(write=True)
    with writing.begin() as connection:
        known = connection.execute(text("SELECT min(id), max(id), count(*) FROM notices")).one()
    oldest, base, count = known
    many = min(count, 240)  # the first of them are made by services, and follow one another
    first, there = 1, count
    while there < notices:
        last = first + min(CHUNK, notices - there) - 1
        run = {
            "first": first,
            "last": last,
            "base": base,
            "oldest": oldest,
            "many": many,
            "every": every,
        }
        with writing.begin() as connection:
            if engine.dialect.name == "postgresql":  # a chunk takes longer than a page may
                connection.execute(text("SET LOCAL statement_timeout = 0"))
            _copy(connection, "notices", NOTICES, **run)
            _copy(connection, "dues", DUES, **run)
            _copy(connection, "consultations", ASKED, **run)
            connection.execute(
                text(KEYS.format(words=WORDS)), {key: run[key] for key in ("first", "last", "base")}
            )
            if engine.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT setval('notices_id_seq', (SELECT max(id) FROM notices))")
                )
        there += last - first + 1
        first = last + 1
        yield there
    _settle(engine)


def _settle(engine: Engine) -> None:
    """What a database does by itself in the course of a night."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(text("VACUUM ANALYZE"))
        else:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
