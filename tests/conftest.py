"""Fixtures of every test: a database (`--db=sqlite|postgres`), a clock that stands still."""

import gc
import os
import pickle
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule

from records.engine import make_engine
from records.unit_of_work import UnitOfWork, unit_of_work
from tests.support.clock import FakeClock
from tests.support.databases import (
    Databases,
    PostgresDatabases,
    SqliteDatabases,
    postgres_server,
    quick_engines,
)

for name in [name for name in os.environ if name.startswith("VECHE_")]:
    if name != "VECHE_TEST_PG_URL":  # settings of a shell must not reach the tests
        del os.environ[name]
os.environ["VECHE_INTERESTS"] = (
    "free"  # tests of interests ask for more; the rest opens its pages at once
)


LONGEST = (
    "matrix/test_routes.py", "stories/test_safeguards.py", "workflow/test_proving.py", "matrix/test_moves.py",
    "letters/test_children.py", "faults/test_killed.py", "letters/test_hostile.py", "faults/test_disk_full.py",
    "letters/test_archive.py", "stories/test_each_outcome.py", "faults/test_mail_server.py",
    "faults/test_under_load.py", "web/test_serving.py",
)  # fmt: skip
"""Begun first, the longest first, so that at the end of a run no worker waits for one of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--db=postgres` runs the same tests on PostgreSQL."""
    parser.addoption(
        "--db", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run"
    )


UPSTAIRS = frozenset({"accounts", "desk", "intake", "public", "web", "workflow"})
"""What their tests ask of a database goes through records; those of records, and stories that walk through every
room, run on both every time.

Restoring (tests/web/restoring) has SQL of its own for each database, so it is not among them.
"""


@pytest.hookimpl(tryfirst=True)  # before `-m` looks at the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks for a database, and on SQLite what does not ask for the other one.

    Doors, landing and single verbs of the workflow are asked for on PostgreSQL by `make deep` alone, so that `make test` stays short.
    """
    postgres = config.getoption("--db") == "postgres"
    for item in items:
        if item.path.parent.name in UPSTAIRS and "only_postgres" not in getattr(
            item, "fixturenames", ()
        ):
            item.add_marker(pytest.mark.once)

    short = "not deep" in config.getoption("markexpr")

    def asks(item: pytest.Item) -> bool:
        names = getattr(item, "fixturenames", ())
        if postgres and short and item.get_closest_marker("once"):
            return False
        return "databases" in names if postgres else "only_postgres" not in names

    config.hook.pytest_deselected(items=[item for item in items if not asks(item)])
    items[:] = [item for item in items if asks(item)]
    early = {str(Path(__file__).parent / name): at for at, name in enumerate(LONGEST)}
    # one city serves all tests of the browser: who lets days pass in it comes last
    late = str(Path(__file__).parent / "browser/test_bodies.py")
    items.sort(key=lambda item: early.get(str(item.path), len(early) + (str(item.path) == late)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


class Compiled(BytecodeCache):
    """What pages were compiled to, for all apps of this process; a page whose text changed is compiled anew."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a page the code that was kept, or none."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a page."""
        assert bucket.code is not None
        self.known[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled_pages() -> Iterator[None]:
    """Each page is compiled once a run, not once an app: half of the time of a test of pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": Compiled()})
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_addresses() -> Iterator[None]:
    """Addresses are read, and what writes them is compiled, once a run: it was four fifths of making an app."""
    known: dict[object, Callable[..., tuple[str, str]]] = {}
    read: dict[object, tuple[Any, ...]] = {}
    plain, parse = Rule._compile_builder, Rule._parse_rule

    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        given = sorted((rule.defaults or {}).items())
        converters = [(name, type(one)) for name, one in rule._converters.items()]
        key = (rule.rule, repr(rule._trace), repr(given), repr(converters), append_unknown)
        if key not in known:
            known[key] = plain(rule, append_unknown)
        return known[key]

    def read_once(rule: Rule, address: str) -> tuple[Any, ...]:
        assert rule.map is not None
        key = (address, *rule.map.converters.items())
        if key not in read:
            begun = len(rule._trace)
            parts: tuple[Any, ...] = tuple(parse(rule, address))
            read[key] = (parts, tuple(rule._trace[begun:]), dict(rule._converters))
            return parts
        known_parts: tuple[Any, ...]
        known_parts, trace, converters = read[key]
        rule._trace.extend(trace)
        rule._converters.update(converters)
        rule.arguments.update(converters)
        return known_parts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        patch.setattr(Rule, "_parse_rule", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_texts() -> Iterator[None]:
    """The same text of TOML is parsed once a run; everybody gets a copy of their own."""
    known: dict[str, bytes] = {}
    plain = tomllib.loads

    def once(text: str) -> dict[str, Any]:
        if text not in known:
            known[text] = pickle.dumps(plain(text))
        copy: dict[str, Any] = pickle.loads(known[text])
        return copy

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[None]:
    """What every engine of the run has in common."""
    with quick_engines():
        yield


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    """Where this run's databases come from; under xdist each worker has its own."""
    if request.config.getoption("--db") == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("databases"))
        return
    with postgres_server() as server:
        made = PostgresDatabases(server)
        yield made
        made.close()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A fresh database of this test alone, with every table and no row."""
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The engine of this test's database."""
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def only_postgres(engine: Engine) -> Engine:
    """The same, for what SQLite has nothing of: roles, calls between processes, backends."""
    assert engine.dialect.name == "postgresql"
    return engine


@pytest.fixture
def clock() -> FakeClock:
    """Monday 1 March 2027, 09:00 UTC, until the test moves it."""
    return FakeClock()


@pytest.fixture
def work(engine: Engine, clock: FakeClock) -> Iterator[UnitOfWork]:
    """One open unit of work, saved at the end of the test."""
    with unit_of_work(engine, clock) as opened:
        yield opened
