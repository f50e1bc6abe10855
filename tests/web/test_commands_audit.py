"""`veche audit`: says what holds, names what does not, ends with a number that a script can ask for."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.rows import Person
from web.commands_audit import audit


@pytest.fixture
def logged(
    engine: Engine, clock: FakeClock, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """A database with three entries, named to the command."""
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    with unit_of_work(engine, clock) as work:
        for number in (1, 2, 3):
            work.log("x", actor=Person(), subject=("notice", number), personal={"name": "Ольга"})
    return engine


def test_verify_says_that_the_log_holds(logged: Engine) -> None:
    result = CliRunner().invoke(audit, ["verify"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("OK: 3 entries, root ")
    assert "No checkpoint from outside was compared" in result.output


def test_verify_names_the_first_broken_entry(logged: Engine) -> None:
    with logged.execution_options(write=True).begin() as connection:
        if logged.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.execute(text("DROP TRIGGER log_entries_no_update"))
        connection.execute(text("UPDATE log_entries SET role = 'head' WHERE seq = 2"))
    result = CliRunner().invoke(audit, ["verify"])
    assert result.exit_code == 1
    assert result.output.startswith("BROKEN at entry 2: its content does not match its hash.")


def test_dump_is_one_line_an_entry(logged: Engine) -> None:
    result = CliRunner().invoke(audit, ["dump"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [(row["seq"], row["personal"]["details"]) for row in rows] == [
        (n, {"name": "Ольга"}) for n in (1, 2, 3)
    ]


def test_a_database_without_tables_is_told_so(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.empty()
    monkeypatch.setenv("VECHE_DATABASE_URL", url)
    result = CliRunner().invoke(audit, ["verify"])
    databases.drop(url)
    assert (result.exit_code, "veche migrate" in result.output) == (2, True)
