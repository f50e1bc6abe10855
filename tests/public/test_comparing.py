"""Anyone who holds the file of a letter compares it with what the city sent; nothing of it is kept."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from public.checking import LARGEST
from records import rows
from records.tables import Letter
from tests.support.city import City
from tests.support.clock import FakeClock
from web import limits
from web.settings import Settings
from workflow import printing
from wsgi import create_app

SENT = b"%PDF-1.7 the one rendering that counts"


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


@pytest.fixture
def visitor(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[FlaskClient]:
    url = engine.url.render_as_string(hide_password=False)
    made: Flask = create_app(Settings(home=tmp_path, mode="test", database_url=url), clock)
    yield made.test_client()
    made.extensions["veche"].engine.dispose()


def receipt(city: City, pdf: bytes, key: str = "one") -> Letter:
    """A receipt whose bytes are these."""
    filed = city.files(key=key)
    with city.unit() as work:
        made = rows.letters(work, work.notice(filed.reference))[0]
        digest = hashlib.sha256(pdf).hexdigest()
        printing.keep(work, made.id or 0, pdf=pdf, sha256=digest, pages=1)
        return made


def compares(visitor: FlaskClient, content: bytes, code: str = "") -> Any:
    form = {"letter": (BytesIO(content), "letter.pdf"), "code": code}
    return visitor.post("/check-letter", data=form)


def test_the_file_that_was_sent_is_known_without_its_code_and_a_changed_byte_is_found(
    visitor: FlaskClient, city: City, tmp_path: Path
) -> None:
    one, other = receipt(city, SENT), receipt(city, SENT + b", of another letter", "two")

    same = compares(visitor, SENT)
    assert same.status_code == 200
    assert "The letter is genuine." in same.text
    assert one.number in same.text
    assert "byte for byte, the one that the city sent" in same.text
    assert "Сокольникова" not in same.text

    changed = compares(visitor, SENT[:-1] + b"!")
    assert changed.status_code == 404
    assert "The city has sent no such file" in changed.text
    assert one.number not in changed.text

    # on the page of a letter its own file only: a genuine file of another letter is no proof of this one
    for content in (SENT[:-1] + b"!", SENT + b", of another letter"):
        page = compares(visitor, content, one.check_code).text
        assert "The file is not the letter with this code" in page, content
        assert "genuine" not in page.split("<aside")[0].split("<h1")[1], content
    assert "byte for byte, the one" in compares(visitor, SENT, one.check_code).text
    assert other.number not in compares(visitor, SENT, one.check_code).text
    assert not list((tmp_path / "uploads" / "incoming").iterdir())


def test_no_file_an_empty_one_and_one_too_large_are_said_at_the_field(
    visitor: FlaskClient, city: City
) -> None:
    assert visitor.post("/check-letter").status_code == 422
    empty = compares(visitor, b"")
    assert empty.status_code == 422
    assert 'id="letter-error"' in empty.text
    large = compares(visitor, b"%" * (LARGEST + 100_000))
    assert large.status_code == 413
    assert "The file is larger than 8 MB" in large.text
    assert compares(visitor, SENT, "no code at all").status_code == 404
    assert (
        'href="/check-letter"' in visitor.get("/check-letter").text
    )  # the language can be changed there


def test_files_and_codes_count_together_and_the_wait_is_said(
    visitor: FlaskClient, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LETTER", limits.Limit("letter", 2))

    visitor.get("/c/0000-0000-0000")
    compares(visitor, SENT)
    late = compares(visitor, SENT)

    assert late.status_code == 429
    assert "Try again in" in late.text
