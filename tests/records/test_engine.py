"""What a city's connections are set to: the suite's own engines leave one of these out to be quick."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

import records.engine
from records.engine import PRAGMAS, make_engine
from records.errors import Busy
from records.unit_of_work import unit_of_work
from tests.support.databases import Databases
from web.work import SystemClock

SQLITE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "secure_delete": 1}  # fmt: skip
POSTGRES = {"synchronous_commit": "on", "lock_timeout": "5s", "statement_timeout": "10s", "TimeZone": "UTC"}  # fmt: skip


def test_what_is_saved_survives_a_power_cut(
    databases: Databases, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records.engine, "PRAGMAS", PRAGMAS)  # as read before the run changed them
    sqlite = databases.name == "sqlite"
    asked, words = (SQLITE, "PRAGMA") if sqlite else (POSTGRES, "SHOW")
    engine = make_engine(database_url)

    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"{words} {name}").scalar_one() for name in asked}
    engine.dispose()

    assert found == asked


def test_writers_of_one_process_stand_in_line(databases: Databases, database_url: str) -> None:
    """Without a line SQLite would turn all but one away: here it may not wait at all."""
    engine = make_engine(database_url)
    if databases.name == "sqlite":
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=0"))

    def writes(number: int) -> None:
        for turn in range(5):
            with unit_of_work(engine, SystemClock()) as work:
                work.promise("tick", f"{number}-{turn}", {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(writes, range(8)))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 40
    engine.dispose()


def test_who_waits_too_long_in_line_is_told_that_it_is_busy(database_url: str) -> None:
    engine = make_engine(database_url, lock_wait=0.2)
    with unit_of_work(engine, SystemClock()), ThreadPoolExecutor(1) as pool:

        def waits() -> None:
            with unit_of_work(engine, SystemClock()):
                raise AssertionError("two writers at once")

        with pytest.raises(Busy):
            pool.submit(waits).result()
    engine.dispose()
