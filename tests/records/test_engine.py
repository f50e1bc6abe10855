"""What a city's connections are set to: the suite's own engines leave one of these out to be quick."""

import pytest

import records.engine
from records.engine import PRAGMAS, make_engine
from tests.support.databases import Databases

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
