"""A database is made by migrations alone, and agrees with tables.py."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, inspect

from records.engine import make_engine
from records.migrate import differences, is_current, upgrade
from tests.support.databases import Databases


def test_migrations_and_tables_agree(engine: Engine) -> None:
    assert differences(engine) == []
    assert is_current(engine)


def test_upgrade_twice_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == before


def test_upgrade_by_four_at_once_ends_well(databases: Databases) -> None:
    url = databases.empty()
    engines = [make_engine(url, lock_wait=20) for _ in range(4)]
    try:
        assert not is_current(engines[0])
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(upgrade, engines))
        assert differences(engines[0]) == []
    finally:
        for engine in engines:
            engine.dispose()
        databases.drop(url)
