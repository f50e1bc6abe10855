"""The engine: one code path for SQLite and PostgreSQL (AD-1)."""

import sqlite3
from typing import Any

from psycopg import errors as pg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy import exc as sa
from sqlalchemy.engine import make_url

from records.errors import Busy

LOCK_WAIT = 5.0  # seconds a writer waits for its turn before the page says "busy"
CALL_LIMIT = 5  # seconds to wait for a PostgreSQL that does not answer
STATEMENT_LIMIT = 10.0  # seconds PostgreSQL lets one statement run
# Connections of one process to PostgreSQL: so many stay open, so many more come in a rush. Writers take
# turns and a reading takes milliseconds, so 16 are enough for 32 threads; four such processes and
# their workers stay under the 100 that a PostgreSQL takes unless told otherwise.
POOL, RUSH = 4, 12

# Why each: WAL lets readers work beside the writer; FULL survives a power cut; trusted_schema off and
# secure_delete on as GlobaLeaks does (no functions from a planted schema; erased text is overwritten).
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
)


def make_engine(
    url: str, *, lock_wait: float = LOCK_WAIT, schema: str = "", **options: Any
) -> Engine:
    """An engine for `url` (`sqlite:///…` or `postgresql+psycopg://…`).

    `lock_wait`: seconds to wait for the write lock. A connection made with
    `execution_options(write=True)` begins IMMEDIATE on SQLite; all others begin plainly,
    so that a page that only reads never waits for a writer (decisions 21). `schema`: on PostgreSQL, where
    tables are looked for and made instead of `public`.
    """
    options.setdefault(
        "pool_timeout", lock_wait
    )  # nobody waits longer for a connection than for its turn
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, lock_wait, options)
    if parsed.drivername in ("postgresql", "postgres"):
        url = parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    settings: dict[str, Any] = {
        "lock_timeout": int(lock_wait * 1000),
        "statement_timeout": int(max(STATEMENT_LIMIT, lock_wait * 2) * 1000),
        "synchronous_commit": "on",
        "timezone": "UTC",
    }
    if schema:
        settings["search_path"] = schema
    connect_args = {
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "connect_timeout": CALL_LIMIT,
        "application_name": "veche",
    }
    pool = {"pool_size": POOL, "max_overflow": RUSH, "pool_timeout": lock_wait}
    return create_engine(
        url, connect_args=connect_args, pool_pre_ping=True, hide_parameters=True, **(pool | options)
    )


def _sqlite(url: str, lock_wait: float, options: dict[str, Any]) -> Engine:
    # isolation_level None: the driver opens no transaction by itself; the begin event does (M1, M3).
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "timeout": lock_wait},
        hide_parameters=True,  # what people typed is not for the log (reliability H-3)
        execution_options={"lock_wait": lock_wait},
        **options,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        write = options.get("write", False)
        if write:
            _wait_no_longer(connection, options.get("left", lock_wait), lock_wait)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _wait_no_longer(connection: Connection, left: float, usual: float) -> None:
    """Who waited in line already waits for the file so much less: both together are what `lock_wait` says."""
    if connection.info.get("waits", usual) != left:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout={int(left * 1000)}")
        connection.info["waits"] = left


def busy(error: BaseException) -> Busy | None:
    """The `Busy` that a database error means, or None if the error is something else."""
    if isinstance(error, sa.TimeoutError):  # every pooled connection is in use
        return Busy("locked")
    if not isinstance(error, sa.DBAPIError):
        return None
    cause = error.orig
    if isinstance(
        cause, (pg.LockNotAvailable, pg.QueryCanceled, pg.DeadlockDetected, pg.SerializationFailure)
    ):
        return Busy("locked")
    if isinstance(cause, (pg.DiskFull, pg.ReadOnlySqlTransaction)):
        return Busy("full")
    if isinstance(cause, sqlite3.IntegrityError) and "moved away" in str(cause):
        return Busy("unreachable")  # a process that still runs on a file whose city is elsewhere
    if isinstance(cause, sqlite3.OperationalError):
        words = str(cause)
        if "locked" in words or "busy" in words:
            return Busy("locked")
        if "full" in words or "readonly" in words:
            return Busy("full")
        return Busy("unreachable") if "unable to open" in words or "disk I/O" in words else None
    lost = error.connection_invalidated or isinstance(
        cause, (pg.AdminShutdown, pg.CannotConnectNow)
    )
    never = isinstance(cause, pg.OperationalError) and cause.sqlstate is None
    return Busy("unreachable") if lost or never else None
