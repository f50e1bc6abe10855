"""Mails about an office as a whole are whole in both languages, and go to nobody who was switched off."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from records import accounts, rows
from records.people import Account
from records.tables import Commission, CommissionSitting, Mail
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


@pytest.mark.parametrize("change", ["called", "dropped"])
def test_a_member_is_told_of_a_sitting_and_of_no_notice(
    app: Flask, city: City, clock: FakeClock, change: str
) -> None:
    with city.unit() as work:
        made = Commission(
            unit_id=rows.unit_by_code(work, "prefecture-svao").id or 0, name_en="Board", name_ru="Комиссия",
            quorum=3, made_at=work.now, made_by=1,
        )  # fmt: skip
        work.add(made)
        work.flush()
        row = CommissionSitting(
            commission_id=made.id or 0, starts_at=work.now, place="Hall 2", made_at=work.now, made_by=1,
            remarks="The hall is shut",
        )  # fmt: skip
        work.add(row)
        work.flush()
        account = rows.account_by_email(work, "zuev@veche.example")
        assert account is not None
        who = account.id or 0
        payload = {"mail": "desk-sitting", "account": who, "sitting": row.id, "change": change}
    for locale in ("en", "ru"):
        with city.unit() as work:
            work.get(Account, who).locale = locale
        with app.test_request_context():
            mail_office.deliver(f"{change}:{locale}", payload)
    with city.reading() as work:
        english, russian = work.session.exec(select(Mail).order_by(col(Mail.id))).all()[-2:]
    assert not CYRILLIC.search(english.subject + english.body)
    assert "Where: Hall 2" in english.body
    assert ("The hall is shut" in english.body) == (change == "dropped")
    assert f"/desk/sittings/{payload['sitting']}" in russian.body
    assert "Комиссия" in russian.body


def test_it_is_told_once_and_to_nobody_who_was_switched_off(app: Flask, city: City) -> None:
    assert len(tells(app, city, "en", "absence", "same")) == 1
    assert len(tells(app, city, "en", "absence", "same")) == 1
    with city.unit() as work:
        account = rows.account_by_email(work, "zuev@veche.example")
        assert account is not None
        accounts.disable(work, account.id or 0)
    assert tells(app, city, "en", "absence", "later") == []
