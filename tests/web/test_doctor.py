"""The doctor names what is missing and the line that mends it."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from records.engine import make_engine
from records.migrate import upgrade
from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from tests.support.post_office import post_office
from web import doctor, doctor_running
from web.finding import Finding
from web.settings import HOUSE, load, prepare

MINUTE = timedelta(minutes=1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty VECHE_HOME, and no other setting."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VECHE_PUBLIC_BASE_URL", "http://127.0.0.1:8000")
    monkeypatch.delenv("VECHE_DATABASE_URL", raising=False)
    return tmp_path / "home"


def test_an_empty_machine_is_told_what_to_type(home: Path) -> None:
    result = CliRunner().invoke(doctor.doctor)
    assert result.exit_code == 1
    assert f"{home.resolve()} is missing" in result.output
    assert "mend: veche prepare" in result.output
    assert "mend: veche migrate" in result.output


def test_a_prepared_machine_is_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VECHE_OFFICE__PHONE", "+7 495 777-77-77")
    settings = load()
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    engine.dispose()
    assert _ill() == []
    monkeypatch.delenv("VECHE_OFFICE__PHONE")  # people must be able to reach the real office
    assert _ill() == ["Office"]


def _ill() -> list[str]:
    ill = [finding for finding in doctor.examine() if finding.needed and not finding.well]
    return [one.what for one in ill if one.what not in ("Press", "Catalogues")]


def test_a_promise_that_waits_too_long_is_told(home: Path) -> None:
    settings = load()
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    with unit_of_work(engine, FakeClock()) as work:
        work.promise("mail", "planted", {})
        now = work.now
    engine.dispose()
    fresh, late = (
        next(doctor_running.worker(settings, now + wait)) for wait in (MINUTE, 16 * MINUTE)
    )
    assert (fresh.well, late.well) == (True, False)
    assert "waits for 16 min" in late.said


def test_looking_makes_no_database(home: Path) -> None:
    prepare(load())
    found = list(doctor.database(load()))
    assert [one.well for one in found] == [False]
    assert not (home / "veche.db").exists()


def test_a_database_that_does_not_answer_is_a_finding(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VECHE_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    found = list(doctor.database(load()))
    assert [one.well for one in found] == [False]
    assert "VECHE_DATABASE_URL" in found[0].mend


def test_an_open_key_is_a_finding(home: Path) -> None:
    prepare(load())
    (home / "secrets" / "session").chmod(0o644)
    found = list(doctor.secrets(load()))
    assert "chmod 600" in found[0].said


def test_a_missing_library_names_its_package() -> None:
    found = list(doctor.press_libraries({"libnothing.so.9": "libnothing-9"}))
    assert not found[0].well
    assert found[0].mend.endswith("libnothing-9")


def test_a_library_that_is_not_as_locked_is_a_finding(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text(
        "flask==0.1 \\\n    --hash=sha256:00\nno-such-thing==1.0\n"
        "click==0.2 ; python_version < '3' \\\n    --hash=sha256:00\n"
        "jinja2==0.3 ; python_version > '3' \\\n    --hash=sha256:00\n", "utf-8",
    )  # fmt: skip
    said = next(doctor.libraries(lock)).said
    assert "locked 0.1" in said
    assert "locked 0.2" not in said  # for another Python
    assert "locked 0.3" in said
    assert "no-such-thing missing" in said


def test_a_catalogue_older_than_its_source_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "desk.po").write_text("", "utf-8")
    assert not next(doctor.catalogues(tmp_path)).well


def test_a_real_city_is_told_of_invented_offices(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(load())
    invented = {one.what: one.well for one in doctor.offices_of(load())}
    assert invented == {"Offices": False, "Office": False}

    own = (HOUSE / "places" / "offices.toml").read_text("utf-8")
    (home / "places" / "offices.toml").write_text(own, "utf-8")
    copied = {one.what: one.well for one in doctor.offices_of(load())}
    assert copied["Offices"] is False, "copied from the box, and not yet edited"
    (home / "places" / "offices.toml").write_text(
        own.replace("veche.example", "city.example"), "utf-8"
    )
    monkeypatch.setenv("VECHE_OFFICE__PHONE", "+7 495 777-77-77")
    assert [(one.what, one.well) for one in doctor.offices_of(load())] == [("Offices", True)]

    (home / "places" / "offices.toml").write_text("[[offices]]\ncode = 1", "utf-8")
    assert not next(doctor.offices_of(load())).well
    monkeypatch.setenv("VECHE_DEMO", "true")
    assert next(doctor.offices_of(load())).well


def test_a_wrong_setting_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VECHE_MODE", "holiday")
    assert "VECHE_MODE" in [*doctor.examine()][-1].said


def test_a_mail_server_is_asked_and_no_mail_sent(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set is not the same as reached: once the doctor said ok of any name."""
    with post_office() as office:
        monkeypatch.setenv("VECHE_SMTP__HOST", "127.0.0.1")
        monkeypatch.setenv("VECHE_SMTP__PORT", str(office.port))
        monkeypatch.setenv("VECHE_SMTP__STARTTLS", "false")
        assert "127.0.0.1 lets us in" in _mail().said
        assert office.messages == []
        monkeypatch.setenv("VECHE_SMTP__STARTTLS", "true")
        assert (_mail().well, _mail().said) == (False, "TLS: the server offers none on this port")
    assert "can't be reached" in _mail().said
    assert "VECHE_SMTP__PORT" in _mail().mend


def _mail() -> Finding:
    return next(one for one in doctor.mail(load()) if one.what == "Mail")


def test_a_city_in_which_nobody_works_is_told_so(home: Path) -> None:
    settings = load()
    prepare(settings)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    engine.dispose()
    (found,) = doctor_running.people(settings, FakeClock())
    assert found.said.startswith("nobody works here yet: no administrator, officer")
    assert "veche person add" in found.mend
