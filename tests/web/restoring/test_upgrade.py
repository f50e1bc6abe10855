"""`veche upgrade`: from every earlier form of the tables with data, a backup first, and never over a newer one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from records import counts, migrate
from records.backups import loading, places, rows
from records.engine import make_engine
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.saved import Elsewhere
from web.commands_audit import audit
from web.commands_data import migrate as migrate_command
from web.commands_upgrade import upgrade
from web.settings import load, prepare

STEPS = migrate.known()
OLD = Path(__file__).parent / "first_form.jsonl"
"""Rows of a city of two notices, written by the Veche whose tables had the first form."""


@pytest.fixture
def url(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database that the commands work on."""
    made = databases.empty()
    monkeypatch.setenv("VECHE_DATABASE_URL", made)
    monkeypatch.setenv("VECHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VECHE_MODE", "development")
    prepare(load())
    yield made
    databases.drop(made)


def aged(url: str, step: str) -> None:
    """A city whose tables are those of this step: written in the first form, and brought so far."""
    engine = make_engine(url)
    migrate.upgrade(engine, STEPS[0])
    with loading._filling(engine) as connection:
        tables = {one.name: one for one in rows.tables_of(connection)}
        for line in OLD.read_text("utf-8").splitlines():
            said = json.loads(line)
            if isinstance(said, dict):
                filling = rows.Filling(tables[said["table"]], tuple(said["columns"]), bytes.fromhex)
            else:
                filling.write(connection, [said])
    migrate.upgrade(engine, step)
    engine.dispose()


def run(*words: str) -> Result:
    return CliRunner().invoke(upgrade, [*words])


FEW = frozenset({STEPS[0], STEPS[len(STEPS) // 2], STEPS[-2]})
"""Every older form comes up through the same steps, so the first, one between and the last but one tell for all."""


@pytest.mark.parametrize(
    "step",
    [step if step in FEW else pytest.param(step, marks=pytest.mark.deep) for step in STEPS[:-1]],
)
def test_a_city_of_every_earlier_form_comes_up_whole(url: str, step: str, clock: FakeClock) -> None:
    aged(url, step)
    engine = make_engine(url)
    before, log = counts.rows(engine), verify(engine)
    assert before["notices"] == 2
    assert log.ok
    assert log.size == 4

    result = run()

    assert result.exit_code == 0, result.output
    assert migrate.is_current(engine)
    after = counts.rows(engine)
    assert {name: after[name] for name in before if name != "units"} == {
        name: count for name, count in before.items() if name not in ("units", "marks")
    } | {"marks": after["marks"]}
    assert verify(engine).root == log.root
    assert "The way back" in result.output
    engine.dispose()

    backup = places.backups(load().home / "backups")[0]
    assert str(backup) in result.output.replace("\n", "")


def test_the_backup_before_it_leads_back(
    url: str, databases: Databases, tmp_path: Path, clock: FakeClock
) -> None:
    """The backup holds the old form; this version puts it back and brings it up again."""
    aged(url, STEPS[0])
    run()
    backup = places.backups(load().home / "backups")[0]
    other = databases.empty()
    report = Elsewhere(other, tmp_path / "other", clock).restore(backup, load().keys("backup"))
    assert report.checked.head.revision == STEPS[0]
    engine = make_engine(other)
    assert migrate.is_current(engine)
    assert verify(engine).size == 5
    engine.dispose()
    databases.drop(other)


def test_a_dry_run_tells_the_steps_and_changes_nothing(url: str) -> None:
    aged(url, STEPS[0])
    result = run("--dry-run")
    assert [f"  {step}  " in result.output for step in STEPS[1:]] == [True] * len(STEPS[1:])
    engine = make_engine(url)
    assert migrate.revision(engine) == STEPS[0]
    engine.dispose()
    assert places.backups(load().home / "backups") == []


def test_the_log_of_older_tables_is_not_walked_and_that_is_said(url: str) -> None:
    """Once a traceback: the checkpoints are in a table that came later."""
    aged(url, STEPS[0])
    result = CliRunner().invoke(audit, ["verify"])
    assert result.exit_code == 2
    assert "These tables are of an older Veche, and nothing was verified" in result.output
    run()
    assert CliRunner().invoke(audit, ["verify"]).exit_code == 0


def test_nothing_to_do_is_said(url: str) -> None:
    aged(url, "head")
    assert "Nothing to do" in run().output


@pytest.mark.parametrize("command", [upgrade, migrate_command])
def test_newer_tables_are_refused_and_not_touched(url: str, command: object) -> None:
    aged(url, "head")
    engine = make_engine(url)
    with engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = counts.rows(engine)
    result = CliRunner().invoke(command, [])  # type: ignore[arg-type]
    assert result.exit_code == 1
    assert "Newer: the tables are of a newer Veche (step 9999)" in result.output
    assert counts.rows(engine) == before
    engine.dispose()


def test_without_a_backup_nothing_is_changed(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(url, STEPS[0])
    wall = load().home / "wall"
    wall.write_text("no folder")
    monkeypatch.setenv("VECHE_BACKUP__TO", str(wall / "in"))
    result = run()
    assert result.exit_code == 1
    assert "NoSpace" in result.output
    engine = make_engine(url)
    assert migrate.revision(engine) == STEPS[0]
    engine.dispose()


def test_a_key_that_is_missing_is_made_and_said(url: str) -> None:
    """A version that signs or seals something new needs a key that the one before did not know."""
    aged(url, STEPS[-1])
    lost = load().home / "secrets" / "checkpoint"
    lost.unlink()
    assert f"The key {lost} is missing and would be made." in run("--dry-run").output
    assert not lost.exists()
    assert f"Made {lost}" in run().output
    assert lost.exists()
