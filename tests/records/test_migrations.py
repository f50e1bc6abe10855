"""A database is made by migrations alone, and agrees with records.tables."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, inspect, text

from records import migrate
from records.engine import make_engine
from records.errors import Busy
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


def test_upgrade_lets_readers_pass_and_tries_again(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "PAUSE", 0.1)
    monkeypatch.setattr(migrate, "LOCK_MS", 100)
    url = databases.empty()
    engine, reader = make_engine(url, lock_wait=0.2), make_engine(url)
    try:
        upgrade(engine, "0002")
        with reader.connect().execution_options(write=True) as connection:
            connection.execute(text("SELECT count(*) FROM dues"))  # what 0003 changes
            with pytest.raises(Busy):
                upgrade(engine, tries=2)
            assert "incidents" not in inspect(engine).get_table_names(), "all or nothing"
            with ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(upgrade, engine, tries=200)
                connection.rollback()
                waiting.result(timeout=60)
        assert is_current(engine)
    finally:
        engine.dispose()
        reader.dispose()
        databases.drop(url)
