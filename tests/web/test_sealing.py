"""A city that signs its letters: each leaves signed or is held with the reason, none leaves unsigned."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import select

from letters import certificate, signing
from proof import letter, seal
from proof.known import Known
from records import certificate_rows, rows
from records.tables import Letter, LogEntry, Mail
from tests.support.city import City
from tests.support.clock import FakeClock
from web import alarm_words, alarms, commands, sealing, worker
from web.commands_letters import letters
from web.settings import Settings
from web.settings_seal import Seal
from web.work import House
from workflow import printing
from wsgi import create_app


@pytest.fixture
def here(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[tuple[Flask, House]]:
    """A city whose certificate ends in five years."""
    home = tmp_path / "home"
    home.mkdir()
    file, opens = home / "city.p12", home / "city.pass"
    file.write_bytes(certificate.self_made("Moscow", b"three wise words", clock.now()))
    opens.write_text("three wise words\n", "ascii")
    url = engine.url.render_as_string(hide_password=False)
    given = Seal(file=str(file), passphrase_file=str(opens))
    app = create_app(
        Settings(home=home, mode="test", demo=True, database_url=url, seal=given), clock
    )
    yield app, app.extensions["veche"]
    signing.stop()
    app.extensions["veche"].engine.dispose()


def _deliver(app: Flask) -> None:
    with app.app_context():
        worker.deliver_all(app.extensions["veche"])


def _minute(app: Flask) -> None:
    with app.app_context():
        worker.tick(app.extensions["veche"])
    _deliver(app)


def _mails(city: City) -> dict[str, int]:
    """How many mails about its receipt each notice has brought."""
    with city.reading() as work:
        kept = work.session.exec(select(Mail).where(Mail.to == "vera@example.org"))
        said = [one.subject for one in kept]
    return {ref: sum(ref in one for one in said) for ref in ("27-0001", "27-0002", "27-0003")}


def _rings(house: House) -> str | None:
    seen = alarms.look(house.settings, house.engine, house.clock)
    rung = alarms.should_ring(house.settings, seen, house.clock.now())
    return next((one.said for one in rung if one.name == "certificate"), None)


def _first(city: City, reference: str) -> tuple[Letter, bytes]:
    with city.reading() as work:
        row = rows.letters(work, work.notice(reference))[0]
        return row, rows.letter_bytes(work, row) or b""


@pytest.mark.once
def test_a_letter_leaves_signed_or_waits(
    here: tuple[Flask, House], engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    """Signed; then the certificate is lost, and the next letter is held and rings; put back, it is printed and signed."""
    app, house = here
    city = City(engine, clock).found()
    filed = city.files()
    _deliver(app)

    row, pdf = _first(city, filed.reference)
    with city.reading() as work:
        (kept,) = certificate_rows.every(work)
        entry = work.session.exec(select(LogEntry).where(LogEntry.kind == "letter.printed")).one()
    assert row.sha256 == hashlib.sha256(pdf).hexdigest()
    assert row.certificate == kept.sha256 == entry.details["certificate"]
    assert letter.examine(pdf, Known(seal.certificates(kept.pem)))[0] == "genuine"
    assert _rings(house) is None
    with app.app_context():
        told = CliRunner().invoke(letters, ["render", filed.reference, str(tmp_path / "again")])
    assert (told.exit_code, "the same bytes" in told.output) == (0, True)

    file = Path(house.settings.seal.file)
    away = file.rename(file.with_suffix(".away"))
    second = city.files(key="second")
    _deliver(app)
    row, pdf = _first(city, second.reference)
    assert (row.state, row.sha256, row.certificate, pdf) == ("held", None, None, b"")
    assert "city.p12" in row.held_reason
    assert _rings(house) == "missing"

    third = city.files(key="third")
    _deliver(app)
    with city.unit() as work:  # held for its words: that is for a person
        work.get(Letter, _first(city, third.reference)[0].id).held_reason = "A sign is missing."
    before = _mails(city)
    assert (
        before[second.reference] == 1
    )  # the receipt's mail did not wait: it says that the letter follows

    _minute(app)
    assert (
        _first(city, second.reference)[0].state == "held"
    )  # nothing goes on while nothing can sign
    unset = house.settings
    house.settings = unset.model_copy(update={"seal": Seal()})
    _minute(app)
    assert _first(city, second.reference)[0].state == "held"  # and none goes unsigned by itself
    (bare,) = sealing.bare(house.settings, clock)
    assert (bare.well, bare.needed, "signed before (Moscow" in bare.said) == (False, False, True)
    house.settings = unset
    assert list(sealing.bare(house.settings, clock)) == []
    away.rename(file)
    _minute(app)
    row, pdf = _first(city, second.reference)
    assert (row.state, bool(row.certificate), _rings(house)) == ("ready", True, None)
    clock.advance(seconds=30)
    _deliver(app)
    _minute(app)
    assert _mails(city) == before | {second.reference: 2}  # once more, with the file
    assert _first(city, third.reference)[0].state == "held"
    with city.unit() as work:
        printing.try_again(
            work, actor=city.actor("kravets"), letter_id=_first(city, third.reference)[0].id or 0
        )
    _deliver(app)
    assert _first(city, third.reference)[0].state == "ready"


def test_the_alarm_and_the_doctor_say_why(
    here: tuple[Flask, House], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Expired, with a wrong passphrase, near its end; and each reason has words in the alarm."""
    app, house = here
    monkeypatch.setattr("web.sealing.SystemClock", lambda: clock)
    opens = Path(house.settings.seal.passphrase_file)

    (well,) = sealing.finding(house.settings)
    assert (well.well, "DEMO" in well.said) == (True, True)
    clock.advance(days=5 * 365 - 30)
    (near,) = sealing.finding(house.settings)
    assert (near.well, near.needed, _rings(house)) == (False, False, None)
    clock.advance(days=31)
    (over,) = sealing.finding(house.settings)
    assert (over.well, over.needed, _rings(house)) == (False, True, "expired")
    clock.advance(days=-100)
    opens.write_text("other words\n", "ascii")
    assert _rings(house) == "passphrase"
    with app.test_request_context():
        for why in certificate.REASONS:
            assert alarm_words.sentence("certificate", why) != why


def test_a_demo_city_signs_with_a_certificate_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    """`veche prepare` makes it once, closed to others; a city with its own, or no demo, gets none."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    monkeypatch.setenv("VECHE_MODE", "test")
    plain = Settings(home=tmp_path, mode="test")
    demo = plain.model_copy(update={"demo": True})
    ran = CliRunner().invoke(commands.prepare_home)
    assert (ran.exit_code, sealing.keyfile(plain), sealing.keyfile(demo)) == (0, None, None)

    monkeypatch.setenv("VECHE_DEMO", "true")
    assert "demo-letters.p12" in CliRunner().invoke(commands.prepare_home).output
    assert "demo-letters" not in CliRunner().invoke(commands.prepare_home).output
    found = sealing.keyfile(demo)
    assert found is not None
    assert found.file.stat().st_mode & 0o077 == 0
    made = certificate.opened(found)[1]
    assert certificate.DEMO in str(made.subject)
    assert made.not_valid_after_utc - made.not_valid_before_utc > timedelta(days=365)
    assert sealing.keyfile(plain) is None
    named = demo.model_copy(update={"seal": Seal(file="/etc/veche/own.p12")})
    assert sealing.ailing(named, clock.now()) == "missing"
    assert sealing.prepare_demo(named, clock.now()) == []
