"""Somebody with the database in hand changes the past: `veche audit verify` finds it and names the entry."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from tests.stories.conftest import Town
from web.commands_audit import audit

Tamper = Callable[[str], Result]


@pytest.fixture
def tampered(town: Town, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Tamper:
    """A notice that was released; then one statement past every trigger, and the verifier's word on it."""
    monkeypatch.setenv("VECHE_DATABASE_URL", database_url)
    town.at.released("march", "agreed")

    def done(statement: str) -> Result:
        with town.city.engine.execution_options(write=True).begin() as connection:
            if town.city.engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            else:
                found = connection.exec_driver_sql(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).all()
                for (name,) in found:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            for one in filter(None, statement.split(";")):
                connection.execute(text(one))
        return CliRunner().invoke(audit, ["verify"])

    return done


def test_an_untouched_log_holds(tampered: Tamper) -> None:
    result = tampered("")

    assert result.exit_code == 0, result.output
    assert result.output.startswith("OK: ")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE log_entries SET role = 'head' WHERE seq = 3", "entry 3"),
        ("UPDATE log_entries SET to_stage = 'refused' WHERE seq = 2", "entry 2"),
        ("UPDATE log_entries SET actor_id = 7 WHERE seq = 4", "entry 4"),
        ('UPDATE log_details SET details = \'{"by": "Somebody else"}\' WHERE seq = 3', "entry 3"),
        ("DELETE FROM log_details WHERE seq = 3; DELETE FROM log_entries WHERE seq = 3", "entry"),
    ],
)
def test_a_changed_entry_is_found_and_named(tampered: Tamper, statement: str, named: str) -> None:
    result = tampered(statement)

    assert result.exit_code == 1, result.output
    assert "BROKEN" in result.output
    assert named in result.output


def test_the_database_itself_refuses_to_change_the_log(town: Town) -> None:
    town.at.files("march")

    for statement in ("UPDATE log_entries SET role = 'head'", "DELETE FROM log_entries"):
        with (
            pytest.raises(Exception, match="log_entries"),
            town.city.engine.execution_options(write=True).begin() as connection,
        ):
            connection.execute(text(statement))
