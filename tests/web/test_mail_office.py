"""Mails about an office as a whole are whole in both languages, and go to nobody who was switched off."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import select

from records import accounts, rows
from records.tables import Mail
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from web import mail_office
from web.settings import Settings
from wsgi import create_app

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(
        Settings(home=tmp_path, mode="test", demo=True, database_url=url_of(engine)), clock
    )
    yield app
    app.extensions["veche"].engine.dispose()


def tells(app: Flask, city: City, locale: str, why: str, key: str) -> list[Mail]:
    with city.unit() as work:
        account = rows.account_by_email(work, "zuev@veche.example")
        assert account is not None
        account.locale = locale
        unit = rows.unit_by_code(work, "prefecture-svao")
        payload = {
            "mail": "desk-nobody-signs", "account": account.id, "unit": unit.id,
            "day": "2027-03-08", "why": why,
        }  # fmt: skip
    with app.test_request_context():
        mail_office.deliver(key, payload)
    with city.reading() as work:
        return list(work.session.exec(select(Mail).where(Mail.key == key)))


@pytest.mark.parametrize("why", ["absence", "power"])
def test_nobody_can_sign_is_told_in_the_reader_s_language(app: Flask, city: City, why: str) -> None:
    (english,) = tells(app, city, "en", why, f"one:{why}")
    assert english.subject.startswith("Nobody can sign from Monday 8 March: ")
    assert not CYRILLIC.search(english.subject + english.body)
    (russian,) = tells(app, city, "ru", why, f"two:{why}")
    assert CYRILLIC.search(russian.subject)
    assert "{" not in english.body + russian.body


def test_it_is_told_once_and_to_nobody_who_was_switched_off(app: Flask, city: City) -> None:
    assert len(tells(app, city, "en", "absence", "same")) == 1
    assert len(tells(app, city, "en", "absence", "same")) == 1
    with city.unit() as work:
        account = rows.account_by_email(work, "zuev@veche.example")
        assert account is not None
        accounts.disable(work, account.id or 0)
    assert tells(app, city, "en", "absence", "later") == []
