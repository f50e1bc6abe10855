"""Keys: what Veche does not start with, and a rotation while people are signed in, type and hold links."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from records import signed_notes
from records.people import Account
from records.unit_of_work import reading
from tests.accounts.conftest import Stage
from tests.support.visitor import Visitor
from web import checkpoints, commands_secrets, factors
from web.settings import KEY_NAMES, BadSettings, load, prepare
from wsgi import create_app

GOOD = "0123456789abcdef" * 4 + "a"


def broken(home: Path, name: str, text: str | None, mode: int = 0o600) -> None:
    """A production home of which one file of keys is bad."""
    prepare(load(home=home))
    path = home / "secrets" / name
    if text is None:
        path.unlink()
        return
    path.write_text(text, "utf-8")
    path.chmod(mode)


@pytest.mark.parametrize("name", KEY_NAMES)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "is missing"),
        ("short\n", "too short or too plain"),
        ("a" * 64, "too short or too plain"),
        ("abcdefgh" * 8, "too short or too plain"),
        ("change-me-before-you-go-live-please-0123456789", "too short or too plain"),
        ("\n\n", "is empty"),
        ("ключ" * 20, "not a file of keys"),
    ],
)
def test_veche_does_not_start_with_a_bad_key(
    tmp_path: Path, database_url: str, name: str, text: str | None, said: str
) -> None:
    broken(tmp_path / "home", name, text)
    with pytest.raises(BadSettings, match=said):
        create_app(load(home=tmp_path / "home", mode="production", database_url=database_url))


def test_nor_with_one_that_others_can_read_or_that_signs_nothing(
    tmp_path: Path, database_url: str
) -> None:
    for name, text, mode, said in (
        ("session", GOOD, 0o644, "chmod 600"),
        ("checkpoint", "ghijklmnopqrstuv" * 4 + "w", 0o600, "no key to sign with"),
    ):
        home = tmp_path / name
        broken(home, name, text, mode)
        with pytest.raises(BadSettings, match=said):
            create_app(load(home=home, mode="production", database_url=database_url))


@pytest.mark.parametrize("written", [GOOD, f'"{GOOD}"'])
def test_older_keys_are_a_list_never_one_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("VECHE_SECRET_KEY", GOOD)
    monkeypatch.setenv("VECHE_SECRET_KEY_FALLBACKS", written)
    with pytest.raises(BadSettings, match="VECHE_SECRET_KEY_FALLBACKS"):
        load(home=tmp_path)


def rotates(stage: Stage, *names: str) -> str:
    """The command, while the app above goes on with the settings it has."""
    result = stage.app.test_cli_runner().invoke(commands_secrets.rotate, names)
    assert result.exit_code == 0, result.output
    return result.output


def keys(stage: Stage, name: str) -> list[str]:
    return (stage.settings.home / "secrets" / name).read_text("ascii").split()


def test_a_rotation_puts_a_new_key_in_front_and_closes_the_file(stage: Stage) -> None:
    before = {name: keys(stage, name) for name in KEY_NAMES}
    rotates(stage)
    for name in KEY_NAMES:
        new, old = keys(stage, name)
        assert [old] == before[name] != [new]
        assert (stage.settings.home / "secrets" / name).stat().st_mode & 0o777 == 0o600
    assert ("secrets.rotated", "system") in stage.logged()
    assert all(key not in rotates(stage) for name in KEY_NAMES for key in keys(stage, name))


@pytest.mark.parametrize("name", [*KEY_NAMES, ""])
def test_nobody_is_signed_out_and_no_open_form_is_lost(stage: Stage, name: str) -> None:
    vera, olga, visitor = stage.staff().at(stage.visitor()), stage.organiser(), stage.visitor()
    for one in (vera, olga, visitor):
        one.get("/account" if one is not visitor else "/sign-in")

    for _ in range(2):
        rotates(stage, *([name] if name else []))

        for one in (vera, olga):  # the form that was open before the rotation
            assert one.post("/account", name="N. N.", locale="en").status_code == 303
            assert one.get("/account").status_code == 200
        assert visitor.post("/sign-in", email="late@example.org").status_code == 303


def test_a_mailed_link_stays_good(stage: Stage) -> None:
    visitor = stage.visitor()
    visitor.post("/sign-in", email="olga@example.org")
    path = f"/sign-in/link/{stage.mailed()['secret']}"
    rotates(stage)
    visitor.get(path)
    assert visitor.post(path).status_code == 303
    assert visitor.get("/account").status_code == 200


def test_telephones_work_after_many_rotations_also_those_of_an_older_backup(stage: Stage) -> None:
    """What a backup of before two rotations holds is opened by the newest file of secrets."""
    vera = stage.staff()
    with reading(stage.engine, stage.clock) as work:
        backed_up = work.session.exec(select(Account.totp_key).where(Account.id == vera.id)).one()
    first = keys(stage, "totp")[0]
    for _ in range(3):
        rotates(stage, "totp")
        stage.clock.advance(minutes=1)
        assert vera.at(stage.visitor()).last is not None
    assert keys(stage, "totp")[-1] == first
    with reading(stage.engine, stage.clock) as work:
        now = work.session.exec(select(Account.totp_key).where(Account.id == vera.id)).one()
    assert backed_up
    assert now
    assert factors.open_key(now, keys(stage, "totp")[:1]), (
        "and those of today need none but the newest"
    )
    assert factors.open_key(backed_up, keys(stage, "totp")) == factors.open_key(
        now, keys(stage, "totp")
    )


def test_a_telephone_that_no_key_opens_is_named_and_left(stage: Stage) -> None:
    vera = stage.staff()
    broken(stage.settings.home, "totp", GOOD)
    said = rotates(stage, "totp")
    assert f"account {vera.id} opens with no key" in said
    with reading(stage.engine, stage.clock) as work:
        assert work.session.exec(select(Account.totp_key).where(Account.id == vera.id)).one()


def test_what_was_signed_before_still_verifies(stage: Stage) -> None:
    old = checkpoints.signers(stage.settings)[0]
    signed = old.sign(3, "ab" * 32)
    rotates(stage, "checkpoint")

    now = checkpoints.signers(stage.settings)
    assert now[0].key != old.key
    assert now[1].key == old.key
    assert signed_notes.read(signed, old.key) is not None
    assert signed_notes.read(signed, now[0].key) is None


def test_a_key_of_the_environment_is_changed_there(build: Callable[..., Stage]) -> None:
    stage = build(secret_key=GOOD)
    before = {name: keys(stage, name) for name in KEY_NAMES}
    result = stage.app.test_cli_runner().invoke(commands_secrets.rotate, [])
    assert result.exit_code == 1
    assert "VECHE_SECRET_KEY_FALLBACKS" in result.output
    assert {name: keys(stage, name) for name in KEY_NAMES} == before


def test_the_list_tells_how_many_and_never_a_key(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VECHE_HOME", str(stage.settings.home))
    result = stage.app.test_cli_runner().invoke(commands_secrets.list_keys, [])
    assert re.search(r"^totp +1 key, \d{4}-", result.output, re.MULTILINE)
    assert all(key not in result.output for name in KEY_NAMES for key in keys(stage, name))


def test_visitors_are_what_these_tests_say(stage: Stage) -> None:
    """A signed-out browser is sent away from the page that the tests above open."""
    assert isinstance(stage.visitor(), Visitor)
    assert stage.visitor().get("/account").status_code == 303
