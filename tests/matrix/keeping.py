"""What stands in every table, in one line, and the way back to it."""

import hashlib
import marshal
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text

QUIET = frozenset({"web_sessions", "rate_counts"})
"""Sessions and counts of tries belong to the browser, not to the city's records."""


class Keeping:
    """One database as it stood when this was made; `settle` says what changed since, and undoes it."""

    def __init__(self, engine: Engine, *others: Engine) -> None:
        """`others`: further doors to the same database; no connection of theirs outlives a way back."""
        self.engine, self.others = engine, others
        self.tables = sorted(inspect(engine).get_table_names())
        self._sqlite = engine.dialect.name == "sqlite"
        self._file = str(engine.url.database)
        self._numbered: frozenset[str] = frozenset()
        self._keep()
        self.before = self.digest()
        self.now = self.before
        self._entries = self._count()
        self._last: object = None

    def digest(self, tables: Sequence[str] = ()) -> dict[str, str]:
        """A hash of the rows of these tables, of every one if none is named."""
        tables = tables or self.tables
        if self._sqlite:
            with self.engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                return {table: _hash(driver, table) for table in tables}
        parts = [
            f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
            f' FROM "{table}" t'
            for table in tables
        ]
        with self.engine.connect() as connection:
            rows = connection.execute(text(" UNION ALL ".join(parts))).all()
        return {str(table): str(found) for table, found in rows}

    def settle(self) -> list[str]:
        """The tables that are not as they were, quiet ones left out; then everything is brought back.

        A log that only grew stays as it is and is what the next look begins with: most refusals do
        nothing else, and the entry is looked at by whoever asks.
        """
        mark = self._mark()
        if mark == self._last:
            return []
        now = self.digest()
        changed = [table for table in self.tables if now[table] != self.now[table]]
        told = [table for table in changed if table not in QUIET]
        if set(changed) <= {"log_entries", "rate_counts"} and self._grew() and self._uncounted():
            self.now = now | {"rate_counts": self.now["rate_counts"]}
        elif changed:
            self._restore([table for table in self.tables if now[table] != self.before[table]])
            self.now, self._entries = self.before, self._count()
        self._last = self._mark()
        return told

    def back(self) -> None:
        """Bring back everything, the log too: for whoever compares two runs row by row."""
        self.settle()
        changed = [table for table in self.tables if self.now[table] != self.before[table]]
        if changed:
            self._restore(changed)
            self.now, self._entries = self.before, self._count()
            self._last = self._mark()

    def _grew(self) -> bool:
        """Whether what the log held is still there, and nothing but refusals follows it."""
        known, self._entries = self._entries, self._count()
        others = text(
            "SELECT count(*) FROM log_entries WHERE seq > :first AND kind != 'access.refused'"
        )
        with self.engine.connect() as connection:
            more = connection.execute(others, {"first": known[0]}).scalar_one()
        return self._entries[0] > known[0] and self._count(known[0]) == known and not more

    def _uncounted(self) -> bool:
        """Forget the count of refusals; whether nothing else was counted."""
        with self.engine.execution_options(write=True).begin() as connection:
            connection.execute(text("DELETE FROM rate_counts WHERE bucket LIKE 'refused:%'"))
        return self.digest(["rate_counts"])["rate_counts"] == self.now["rate_counts"]

    def _count(self, first: int = 2**31 - 1) -> tuple[int, str]:
        """How many entries there are up to this one, and the hash of the last."""
        query = text(
            "SELECT seq, hash FROM log_entries WHERE seq <= :first ORDER BY seq DESC LIMIT 1"
        )
        with self.engine.connect() as connection:
            seq, hashed = connection.execute(query, {"first": first}).one()
        return int(seq), str(hashed)

    def _mark(self) -> object:
        """Differs whenever somebody has written; may differ when nobody has."""
        if self._sqlite:  # each commit goes into the file of the newest changes
            wal = Path(self._file + "-wal")
            found = wal.stat() if wal.exists() else None
            return found and (found.st_size, found.st_mtime_ns)
        with self.engine.connect() as connection:  # the number that the next writer will have
            return connection.execute(
                text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
            ).scalar()

    def _keep(self) -> None:
        if self._sqlite:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self.engine.dispose()
            shutil.copyfile(self._file, self._file + ".kept")
            return
        with self.engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA kept"))
            found = connection.execute(
                text(
                    "SELECT table_name FROM information_schema.columns WHERE column_name = 'id' AND table_schema = 'public'"
                )
            )
            self._numbered = frozenset(found.scalars())
            for table in self.tables:
                connection.execute(text(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"'))

    def _restore(self, changed: list[str]) -> None:
        if self._sqlite:
            for one in (self.engine, *self.others):
                one.dispose()
            for suffix in ("-wal", "-shm"):
                Path(self._file + suffix).unlink(missing_ok=True)
            shutil.copyfile(self._file + ".kept", self._file)
            return
        with self.engine.begin() as connection:
            # the log's own triggers forbid what a test must do here: put the past back
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in changed:
                connection.execute(text(f'DELETE FROM "{table}"'))
                connection.execute(text(f'INSERT INTO "{table}" SELECT * FROM kept."{table}"'))
                if table in self._numbered:  # the next row gets the same number again
                    connection.execute(
                        text(
                            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM \"{table}\""
                        )
                    )


def _hash(driver: Any, table: str) -> str:
    rows = driver.execute(f'SELECT * FROM "{table}"').fetchall()
    return hashlib.sha256(marshal.dumps(rows)).hexdigest()
