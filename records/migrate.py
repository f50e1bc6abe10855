"""Bringing a database to the newest form of the tables; safe when several processes start at once."""

import time
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy import exc as sa
from sqlmodel import SQLModel

from records import people, tables
from records.engine import busy

MODELS = (people, tables)  # imported so that the metadata knows every table
SCRIPTS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = (
    7_337_000  # PostgreSQL advisory lock; four processes on one empty database all end well
)

# A migration that waits for readers: how often, seconds between, milliseconds each time.
TRIES, PAUSE, LOCK_MS = 20, 1.0, 3000


def upgrade(engine: Engine, revision: str = "head", *, tries: int = TRIES) -> None:
    """Apply every migration up to `revision` that is missing, all or none; does nothing if there is none.

    On PostgreSQL a table is changed while nobody reads it. It waits for that a few seconds only,
    since all who come later queue behind it; then it lets them pass and tries again. A change itself
    may take as long as it needs. Busy after so many tries. `revision` names an older form where a
    backup is put into the tables that it was taken from.
    """
    for attempt in range(1, tries + 1):
        try:
            _upgrade(engine, revision)
        except sa.OperationalError as error:
            found = busy(error)
            if found is None or attempt == tries:
                raise (found or error) from error
            time.sleep(PAUSE)
        else:
            return


def _upgrade(engine: Engine, revision: str) -> None:
    config = _config()
    with engine.connect().execution_options(write=True) as connection:
        keep_children(connection)
        with connection.begin():
            _alone(connection)
            _patiently(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            _unbroken(connection)


def is_current(engine: Engine) -> bool:
    """Whether the database has exactly the newest form (readiness, doctor)."""
    return revision(engine) == newest()


def revision(engine: Engine) -> str:
    """Which form the database has; nothing for one without tables."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str:
    """The same, within what the connection sees."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def newest() -> str:
    """The form that this version of Veche works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def known() -> list[str]:
    """Every form that this version knows, oldest first."""
    return [one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def missing(engine: Engine) -> list[tuple[str, str]]:
    """The migrations that the database lacks, oldest first, each with what it says of itself."""
    here = revision(engine)
    steps = list(ScriptDirectory.from_config(_config()).walk_revisions())[::-1]
    names = [step.revision for step in steps]
    later = steps[names.index(here) + 1 :] if here else steps
    return [(step.revision, step.doc) for step in later]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


def differences(engine: Engine) -> list[str]:
    """What `alembic check` would report: records.tables and the database, compared; empty if they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [repr(difference) for difference in compare_metadata(context, SQLModel.metadata)]


def keep_children(connection: Connection) -> None:
    """On SQLite a batch copies a table and drops the old one: its children must not go with it.

    The pragma has no effect inside a transaction; the pool makes a new connection afterwards.
    """
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        connection.detach()


def _alone(connection: Connection) -> None:
    """Others wait until this one is done. SQLite is alone from its BEGIN IMMEDIATE on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def _patiently(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_MS}"))


def _unbroken(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(
                f"The migration would leave rows without their parents: {broken[:5]}"
            )
