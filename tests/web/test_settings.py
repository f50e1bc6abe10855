"""Settings: a folder outside the checkout, keys that nobody can guess, nothing else to start."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from web.settings import HOUSE, KEY_NAMES, BadSettings, Settings, prepare
from wsgi import create_app


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
