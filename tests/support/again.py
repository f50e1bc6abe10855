"""A database of PostgreSQL that a test is done with, brought back to where it began: a sixth of a new one.

It is used again only where its catalogue, settings, rights and statistics are those of a new one and what migrations
write stands as they wrote it; each table in which a row was ever put is emptied, each sequence set back.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

CATALOGUES = (
    "pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_trigger", "pg_proc", "pg_type",
    "pg_rewrite", "pg_policy", "pg_namespace", "pg_default_acl", "pg_extension", "pg_event_trigger", "pg_statistic",
    "pg_statistic_ext", "pg_publication", "pg_largeobject_metadata", "pg_description",
)  # fmt: skip
"""A change of any of them writes a row with a newer transaction, or takes one away."""
STATE = "SELECT " + ", ".join(
    f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {name})" for name in CATALOGUES
)
OWN = """SELECT datacl::text, datconnlimit, (SELECT count(*) FROM pg_db_role_setting WHERE setdatabase = d.oid),
    (SELECT count(*) FROM pg_prepared_xacts WHERE database = d.datname)
    FROM pg_database d WHERE datname = current_database()"""
LEAVE = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
WRITTEN = "SELECT relname, n_tup_ins FROM pg_stat_user_tables WHERE n_tup_ins > 0"
COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
COUNTS_IN_MEMORY = 150_000
"""From this version on a backend that has ended has told what it wrote; before, a process told it later."""


@dataclass(frozen=True)
class Start:
    """How a database of this template begins."""

    state: tuple[object, ...]
    own: tuple[object, ...]
    rows: dict[str, str]
    counted: dict[str, int]


class Again:
    """Databases of one template, told apart by what was written into each before."""

    def __init__(self, fresh: str) -> None:
        """`fresh` is the address of one that nobody has used yet."""
        self._written: dict[str, dict[str, int]] = {}
        with psycopg.connect(fresh) as line:
            tables = _pairs(line, "SELECT relname, '' FROM pg_stat_user_tables")
            filled = {name: _content(line, name) for name in sorted(tables)}
            self.start = Start(
                _one(line, STATE), _one(line, OWN),
                {name: found for name, found in filled.items() if found},
                {name: int(last) for name, last in _pairs(line, COUNTED).items()},
            )  # fmt: skip
            self.able = line.info.server_version >= COUNTS_IN_MEMORY

    def emptied(self, url: str) -> bool:
        """Whether the database is now as a new one is; where not, it is to be thrown away."""
        if not self.able:
            return False
        try:
            with psycopg.connect(url) as line:
                return self._empty(line, url)
        except psycopg.Error:
            return False

    def _empty(self, line: "psycopg.Connection[tuple[object, ...]]", url: str) -> bool:
        if not all(ended for (ended,) in line.execute(LEAVE)):
            return False
        if _one(line, STATE) != self.start.state or _one(line, OWN) != self.start.own:
            return False
        known, found = self._written.get(url, {}), _pairs(line, WRITTEN)
        if any(_content(line, name) != content for name, content in self.start.rows.items()):
            return False
        # the log's own triggers forbid what a test must do here
        line.execute("SET LOCAL session_replication_role = replica")
        for name, rows in found.items():
            if rows != known.get(name) and name not in self.start.rows:
                line.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        for name in _pairs(line, COUNTED):
            last = self.start.counted.get(name)
            line.execute("SELECT setval(%s, %s, %s)", [f'"{name}"', last or 1, last is not None])
        self._written[url] = {name: int(rows) for name, rows in found.items()}
        return True


def _one(line: "psycopg.Connection[tuple[object, ...]]", asked: str) -> tuple[object, ...]:
    found = line.execute(asked.encode()).fetchone()
    assert found is not None
    return found


def _pairs(line: "psycopg.Connection[tuple[object, ...]]", asked: str) -> dict[str, int]:
    return {str(name): value for name, value in line.execute(asked.encode())}  # type: ignore[misc] # as asked


def _content(line: "psycopg.Connection[tuple[object, ...]]", table: str) -> str:
    asked = sql.SQL("SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t")
    found = line.execute(asked.format(sql.Identifier(table))).fetchone()
    assert found is not None
    return str(found[0])
