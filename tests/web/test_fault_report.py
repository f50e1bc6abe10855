"""What is sent with the report of a fault names nobody, whatever lies in the city."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from records import accounts
from records.engine import make_engine
from records.migrate import newest, upgrade
from records.unit_of_work import unit_of_work
from tests.support.city import City
from tests.support.clock import FakeClock
from web import doctor, fault_report
from web.finding import Finding
from web.settings import HOUSE, load, prepare

SECRETS = {
    "VECHE_SMTP__PASSWORD": "swordfish-and-more", "VECHE_SMTP__HOST": "mail.hidden.example",
    "VECHE_OFFICE__EMAIL": "office@hidden.example", "VECHE_OFFICE__PHONE": "+7 495 765-43-21",
}  # fmt: skip


def _written(home: Path) -> str:
    to = home / "report.txt"
    CliRunner().invoke(doctor.doctor, ["--report", str(to)])
    return to.read_text("utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city with a person, a notice, a promise that failed with an address in its error, and settings."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path / "Ivanova"))
    monkeypatch.delenv("VECHE_DATABASE_URL", raising=False)
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_the_report_names_nobody(home: Path) -> None:
    settings = load()
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    city = City(engine, FakeClock()).found()
    filed = city.files()
    with unit_of_work(engine, FakeClock()) as work:
        made = accounts.create(work, email="anna@hidden.example", name="Anna Lavrova")
        accounts.give_post(work, made, "clerk", unit_code="police", from_day=date(2020, 1, 1))
    engine.dispose()
    text = _written(home)
    private = [*SECRETS.values(), "Ivanova", "hidden", "Lavrova", "Сокольникова", "example.org", filed.reference]  # fmt: skip
    assert [word for word in private if word in text] == []
    assert "VECHE_SMTP__PASSWORD" in text
    assert f"database sqlite, tables of step {newest()}" in text
    assert "rows notices: 1" in text
    assert "law ru-moscow-assembly" in text


def test_words_of_other_findings_stay_at_home(home: Path) -> None:
    found = [Finding("Worker", False, "tried in vain: 550 anna@hidden.example", needed=False)]
    text = "\n".join(fault_report.lines(found))
    assert "note  Worker\n" in text
    assert "hidden" not in text


def test_a_law_of_the_city_is_not_named(home: Path) -> None:
    prepare(load())
    text = (HOUSE / "docs/how-to/street-festival.toml").read_text("utf-8")
    (home / "Ivanova/regimes/own.toml").write_text(text, "utf-8")
    assert "law one of the city's own" in _written(home)


def test_without_a_city_it_still_says_which_version(home: Path) -> None:
    text = _written(home)
    assert text.startswith("Veche ")
    assert "database: none yet" in text
    assert not list(home.glob("Ivanova/*.db"))
