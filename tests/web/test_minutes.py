"""Minutes of a commission are a paper as letters are: layout kept, signed or held, checked by anybody without telling more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, update
from sqlalchemy.orm.attributes import flag_modified

from letters import certificate, layout, signing
from letters.letter import from_json
from proof import letter, seal
from proof.known import Known
from records import accounts, certificate_rows, rows
from records.people import Account
from records.tables import SheetLayout
from tests.public.test_comparing import compares
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.everywhere import Everywhere
from tests.support.sitting import Sitting
from tests.support.visitor import Visitor
from web import worker
from web.settings import Settings
from web.settings_seal import Seal
from wsgi import create_app


@pytest.fixture
def sitting(engine: Engine, clock: FakeClock) -> Sitting:
    """A commission whose office sets its letters in the corner, and one sitting that closed."""
    made = Sitting(Everywhere(City(engine, clock).found()).people()).founded()
    with made.at.city.unit() as work:
        office = rows.unit_by_code(work, "prefecture-svao")
        office.letterhead["layout"] = "gost-corner"
        flag_modified(office, "letterhead")
        accounts.mark_city(work, "demo")
        work.session.execute(update(Account).values(demo=True))
    made.large("one")
    made.called("one").opened("zuev", "hasanov", "police")
    made.votes("one", zuev="for", hasanov="against", police="for")
    made.closes()
    return made


@pytest.fixture
def key(sitting: Sitting, tmp_path: Path) -> Path:
    file = tmp_path / "city.p12"
    file.write_bytes(certificate.self_made("Moscow", b"words", sitting.at.city.clock.now()))
    (tmp_path / "city.pass").write_text("words\n", "ascii")
    return file


@pytest.fixture
def app(sitting: Sitting, key: Path, tmp_path: Path) -> Iterator[Flask]:
    """A city that signs."""
    given = Seal(file=str(key), passphrase_file=str(tmp_path / "city.pass"))
    settings = Settings(
        home=tmp_path,
        mode="test",
        demo=True,
        database_url=url_of(sitting.at.city.engine),
        seal=given,
    )
    made = create_app(settings, sitting.at.city.clock)
    yield made
    signing.stop()
    made.extensions["veche"].engine.dispose()


def _deliver(app: Flask) -> None:
    with app.app_context():
        worker.deliver_all(app.extensions["veche"])


@pytest.mark.once
def test_minutes_leave_signed_or_wait_and_anybody_can_check_them(
    app: Flask, sitting: Sitting, key: Path
) -> None:
    """The certificate is away: held, and said. Back: printed by the secretary's word, in the office's layout, signed."""
    away = key.rename(key.with_suffix(".away"))
    _deliver(app)
    kept = sitting.minutes()
    assert (kept.sha256, kept.pdf) == (None, None)
    assert "city.p12" in kept.held_reason

    path = f"/desk/sittings/{sitting.number}"
    secretary, head = Visitor(app), Visitor(app)
    with sitting.at.city.reading() as work:
        for browser, who in ((secretary, "secretary"), (head, "zuev")):
            found = rows.account_by_email(work, f"{who}@veche.example")
            assert found is not None
            browser.post(f"/demo/{found.id}")
    assert "can&#39;t be signed" in secretary.get(path).text.replace("'", "&#39;")
    assert "/minutes/again" not in head.get(path).text
    assert head.post(f"{path}/minutes/again").status_code == 403

    away.rename(key)
    assert secretary.post(f"{path}/minutes/again").status_code == 303
    assert secretary.post(f"{path}/minutes/again").status_code == 409  # nothing is held any more
    _deliver(app)
    kept = sitting.minutes()
    with sitting.at.city.reading() as work:
        (pem,) = [one.pem for one in certificate_rows.every(work)]
        sheet = work.get(SheetLayout, kept.layout)
    assert sheet.data == dict(layout.named("gost-corner").data)
    assert (kept.held_reason, kept.certificate) == ("", certificate.told(pem).sha256)
    verdict, findings, said = letter.examine(kept.pdf, Known(seal.certificates(pem)))
    assert verdict == "genuine", findings
    assert (said["letter"]["number"], said["notice"]) == (kept.number, None)
    assert said["says"]["items"][0]["against"] == ["Р. И. Хасанов"]

    anybody = app.test_client()
    page = anybody.get(f"/c/{kept.check_code}").text
    same = compares(anybody, kept.pdf).text
    for text in (page, same):
        assert "The minutes are genuine." in text
        assert kept.number in text
        for hidden in (sitting.at.refs["one"], "Липовый", "Хасанов", "Hasanov"):
            assert hidden not in text, hidden
    assert "byte for byte" in same


def test_minutes_kept_before_they_had_a_code_are_printed_too(sitting: Sitting) -> None:
    """Their frozen data know neither code nor who voted against."""
    data = sitting.minutes().data
    del data["items"][0]["against"]
    data["head"]["check_code"] = data["head"]["check_url"] = ""
    paper = from_json(data)
    assert paper.musts() == ()
