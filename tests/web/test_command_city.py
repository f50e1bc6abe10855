"""Commands of a city before its tables are there, and over a demo city that nobody announced."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from records import accounts
from records.engine import make_engine
from records.unit_of_work import unit_of_work
from web.settings import load, prepare
from web.work import SystemClock
from wsgi import create_app, main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with its keys and no database."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    monkeypatch.delenv("VECHE_DEMO", raising=False)
    prepare(load())
    return tmp_path


def veche(line: str) -> Result:
    return CliRunner().invoke(main, line.split(), obj=ScriptInfo(create_app=create_app))


@pytest.mark.parametrize(
    "line", ["list", "show 2026", "correct 2026-03-02 day_off --reason x", "recount"]
)
def test_a_database_without_tables_is_a_sentence(line: str) -> None:
    told = veche(f"calendar {line}")
    assert told.exit_code == 1
    assert "Run `veche migrate`" in told.output
    assert isinstance(told.exception, SystemExit)


def test_a_demo_city_is_read_without_a_word_and_written_only_with_it() -> None:
    assert veche("migrate").exit_code == 0
    engine = make_engine(load().database_url)
    with unit_of_work(engine, SystemClock()) as work:
        accounts.mark_city(work, "demo")
    engine.dispose()
    assert "corrections: 0" in veche("calendar list").output
    assert "2026-01-01 Thu  holiday" in veche("calendar show 2026").output
    written = veche("calendar correct 2026-03-02 day_off --reason x")
    assert written.exit_code == 1
    assert "VECHE_DEMO=1" in written.output
