"""A database of PostgreSQL that tests share one after another shows nothing of the test before."""

from typing import Any

from sqlalchemy import Engine, inspect, text

from records.engine import make_engine
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases

CHANGES = (
    "CREATE TABLE more (id int)",
    "ALTER TABLE notices ADD more text",
    "ALTER TABLE notices ALTER reference DROP NOT NULL",
    "DROP TRIGGER {trigger} ON log_entries",
    "GRANT SELECT ON notices TO PUBLIC",
    "GRANT SELECT (id) ON notices TO PUBLIC",
    "UPDATE alembic_version SET version_num = '0001'",
    "ANALYZE",
    "ALTER DATABASE {database} SET work_mem = '8MB'",
    "REVOKE CONNECT ON DATABASE {database} FROM PUBLIC",
    "CREATE TEMPORARY TABLE more (id int)",
)
"""What no emptying of tables mends, one after another; the last leaves a name in the catalogue."""


def used(databases: Databases, *statements: str) -> str:
    """The address of a database in which somebody filed, and what these statements did; given back."""
    url = databases.fresh()
    engine = make_engine(url)
    City(engine, FakeClock()).found().files()
    with engine.execution_options(write=True).begin() as connection:
        for one in statements:
            connection.execute(text(one.replace("{database}", str(engine.url.database))))
    engine.dispose()
    databases.drop(url)
    return url


def looks(databases: Databases, url: str) -> tuple[dict[str, list[str]], list[tuple[Any, ...]]]:
    """What every table holds, and where every sequence stands."""
    engine = make_engine(url)
    found = {}
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            held = connection.execute(text(f'SELECT t::text FROM "{table}" t ORDER BY 1'))
            found[table] = list(held.scalars())
        counted = connection.execute(text("SELECT sequencename, last_value FROM pg_sequences"))
        stand = sorted(map(tuple, counted))
    engine.dispose()
    databases.drop(url)
    return found, stand


def test_a_database_is_given_out_again_as_a_new_one(
    databases: Databases, only_postgres: Engine
) -> None:
    first = used(databases)
    again = databases.fresh()
    other = databases.fresh()
    assert again == first
    assert other != first

    mine, new = looks(databases, again), looks(databases, other)
    assert mine == new
    assert len(mine[0]) > 40
    assert len(mine[1]) > 15


def test_one_that_was_changed_is_not_given_out_again(
    databases: Databases, only_postgres: Engine
) -> None:
    with only_postgres.connect() as connection:
        trigger = connection.execute(
            text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'log_entries'::regclass")
        ).scalars().first()  # fmt: skip
    for one in CHANGES:
        url = used(databases, one.replace("{trigger}", str(trigger)))
        other = databases.fresh()
        databases.drop(other)
        assert other != url, one
