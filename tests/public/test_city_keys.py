"""What a city hands out: enough to check its letters alone, for years, and nothing of a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from letters import certificate
from proof import known
from records import rows
from tests.support.city import City
from tests.support.clock import FakeClock
from web import checkpoints
from web.settings import Settings
from web.settings_seal import Seal
from workflow import printing
from wsgi import create_app

PAGE = "/check-letter/keys"


def text_of(answer: TestResponse) -> str:
    """The page with its spaces folded."""
    assert answer.status_code == 200
    return " ".join(answer.text.split())


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    """A city that signs; its certificate is a demo's."""
    file = tmp_path / "city.p12"
    file.write_bytes(certificate.self_made("Moscow", b"words", clock.now()))
    (tmp_path / "city.pass").write_bytes(b"words")
    url = engine.url.render_as_string(hide_password=False)
    seal = Seal(file=str(file), passphrase_file=str(tmp_path / "city.pass"))
    made = create_app(
        Settings(home=tmp_path / "home", mode="test", database_url=url, seal=seal), clock
    )
    yield made
    made.extensions["veche"].engine.dispose()


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


def test_a_city_that_signs_nothing_says_so(
    city: City, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    made = create_app(Settings(home=tmp_path, mode="test", database_url=url), clock)
    page = text_of(made.test_client().get(PAGE))
    assert "Letters of this city bear no signature" in page
    assert "None was signed yet" in page
    made.extensions["veche"].engine.dispose()


def test_certificates_keys_and_checkpoints_are_handed_out(
    app: Flask, city: City, clock: FakeClock, tmp_path: Path
) -> None:
    """Those of today, and the certificate that signed before it: the file is one that the verifier takes."""
    visitor, here = app.test_client(), app.extensions["veche"]
    own = certificate.told(_pem(tmp_path / "city.p12"))
    assert "none yet" in text_of(visitor.get(PAGE))

    older = certificate.self_made("Old Moscow", b"x", clock.now())
    (tmp_path / "old.p12").write_bytes(older)
    filed = city.files()
    with city.unit() as work:
        letter = rows.letters(work, work.notice(filed.reference))[0]
        pem = _pem(tmp_path / "old.p12", b"x")
        printing.keep(work, letter.id or 0, pdf=b"%PDF", sha256="ab" * 32, pages=1, signed_with=pem)
        code = letter.check_code
    checkpoints.make(here.engine, clock, here.settings)

    page = text_of(visitor.get(PAGE))
    for one in (own, certificate.told(pem)):
        assert one.name in page
        assert " ".join(one.sha256[at : at + 4] for at in range(0, 64, 4)) in page
    assert page.count("signs now") == 2  # one certificate, one key of the log
    assert page.count("no real city is behind it") == 2

    answer = visitor.get(f"{PAGE}/city.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    (tmp_path / "city.txt").write_bytes(answer.data)
    found = known.gather([tmp_path / "city.txt"], [], [], None)
    assert len(found.certificates) == 2
    assert [one.key for one in checkpoints.signers(here.settings)] == found.keys
    assert [one.signed for one in found.checkpoints] == [True]
    assert "Sokolova" not in answer.text

    checked = text_of(visitor.get(f"/c/{code}"))
    assert certificate.told(pem).sha256[:8] in checked
    assert "Signature in the file" in checked


def _pem(file: Path, opens: bytes = b"words") -> str:
    (file.parent / "opens").write_bytes(opens)
    made = certificate.opened(certificate.Keyfile(file, file.parent / "opens"))[1]
    return made.public_bytes(Encoding.PEM).decode()
