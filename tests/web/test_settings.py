"""Settings: a folder outside the checkout, keys that nobody can guess, nothing else to start."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from pydantic import ValidationError

from web.settings import HOUSE, KEY_NAMES, BadSettings, Settings, load, prepare
from wsgi import create_app, main


def made(home: Path, **given: Any) -> Settings:
    return Settings(home=home, **given)


def test_home_is_never_inside_the_checkout() -> None:
    with pytest.raises(ValidationError, match="inside the checkout"):
        made(HOUSE / "data")


def test_the_database_is_in_home_unless_named(tmp_path: Path) -> None:
    assert made(tmp_path).database_url == f"sqlite:///{tmp_path}/veche.db"
    assert made(tmp_path, database_url="sqlite://").database_url == "sqlite://"


def test_production_does_not_start_without_keys_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="veche prepare"):
        create_app(made(tmp_path / "new", mode="production"))


@pytest.mark.parametrize("key", ["short", "a" * 64, "changeme" * 3])
def test_a_plain_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadSettings, match="too short or too plain"):
        made(tmp_path, secret_key=key).keys("session")


def test_prepare_makes_each_key_once(tmp_path: Path) -> None:
    settings = made(tmp_path / "home")
    assert {path.name for path in prepare(settings)} == set(KEY_NAMES)
    before = {name: made(tmp_path / "home").keys(name) for name in KEY_NAMES}
    assert prepare(settings) == []
    assert {name: made(tmp_path / "home").keys(name) for name in KEY_NAMES} == before
    for path in (tmp_path / "home/secrets").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    settings = made(tmp_path / "home")
    prepare(settings)
    (tmp_path / "home/secrets/session").chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        made(tmp_path / "home").keys("session")


def test_older_keys_are_still_read_with(tmp_path: Path) -> None:
    settings = made(tmp_path / "home")
    prepare(settings)
    path = tmp_path / "home/secrets/session"
    new = "0123456789abcdef" * 4
    path.write_text(f"{new}\n{path.read_text()}")
    assert made(tmp_path / "home").keys("session")[0] == new
    assert len(made(tmp_path / "home").keys("session")) == 2


def test_no_secret_is_printed(tmp_path: Path) -> None:
    settings = made(tmp_path, secret_key="0123456789abcdef" * 3)
    assert "0123456789abcdef" not in repr(settings)


def test_local_names_answer_only_outside_production(tmp_path: Path) -> None:
    given = {"public_base_url": "https://notices.example.org"}
    assert made(tmp_path, **given).hosts == ["notices.example.org"]
    assert "127.0.0.1" in made(tmp_path, mode="development", **given).hosts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a-law", ("a-law",)),
        ("a-law, b-law,", ("a-law", "b-law")),
        ('["a-law", "b-law"]', ("a-law", "b-law")),
    ],
)
def test_laws_are_named_with_commas_or_as_json(
    monkeypatch: pytest.MonkeyPatch, written: str, read: tuple[str, ...]
) -> None:
    monkeypatch.setenv("VECHE_REGIMES", written)
    monkeypatch.setenv("VECHE_TRUSTED_HOSTS", written)
    monkeypatch.setenv("VECHE_LANGUAGES", "ru,en")
    found = load()
    assert (found.regimes, found.trusted_hosts) == (read, read)
    assert found.languages == ("ru", "en")


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("REGIMES", '["a-law"', "VECHE_REGIMES: is not a list"),
        ("REGIMES", "[1]", "VECHE_REGIMES: is not a list of names"),
        ("REGIMES", "", "VECHE_REGIMES: Names no law"),
        ("SECRET_KEY_FALLBACKS", "x,y", "VECHE_SECRET_KEY_FALLBACKS is not JSON"),
        ("LANGUAGES", "en,tlh", "VECHE_LANGUAGES: Name one or more of en, ru"),
        ("PROXY_HOPS", "two", "VECHE_PROXY_HOPS: Input should be a valid integer"),
    ],
)
@pytest.mark.parametrize("line", ["prepare", "routes", "regimes list", "migrate", "doctor"])
def test_a_bad_setting_is_a_sentence_in_every_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, written: str, said: str, line: str
) -> None:
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    monkeypatch.setenv(f"VECHE_{name}", written)
    told = CliRunner().invoke(main, line.split(), obj=ScriptInfo(create_app=create_app))
    assert told.exit_code == 1
    assert said in told.output
    assert "Traceback" not in told.output
