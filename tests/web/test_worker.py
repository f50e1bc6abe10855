"""The worker: what was promised at filing is printed and mailed, once, and what time brings is applied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from records import rows
from records.tables import Letter, Mail, Outbox
from tests.support.city import City
from tests.support.clock import FakeClock
from web import worker
from web.settings import Settings
from wsgi import create_app


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    """A demo Veche on this test's database: mail is kept, not sent."""
    url = engine.url.render_as_string(hide_password=False)
    made = create_app(Settings(home=tmp_path, mode="test", demo=True, database_url=url), clock)
    yield made
    made.extensions["veche"].engine.dispose()


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


def deliver(app: Flask) -> int:
    with app.app_context():
        return worker.deliver_all(app.extensions["veche"])


def mails(city: City) -> list[Mail]:
    with city.reading() as work:
        return list(work.session.exec(select(Mail).order_by(col(Mail.id))))


def test_filing_brings_a_printed_receipt_and_two_mails(app: Flask, city: City) -> None:
    filed = city.files()

    deliver(app)
    city.clock.advance(seconds=30)
    deliver(app)

    with city.reading() as work:
        receipt = rows.letters(work, work.notice(filed.reference))[0]
        assert receipt.state == "ready"
        pdf = rows.letter_bytes(work, receipt)
        assert pdf is not None
        assert pdf.startswith(b"%PDF-")
    sent = {mail.to: mail for mail in mails(city)}
    assert set(sent) == {"vera@example.org", "svao@veche.example"}
    assert filed.reference in sent["vera@example.org"].subject


def test_delivering_again_sends_nothing_twice(app: Flask, city: City) -> None:
    city.files()
    deliver(app)
    city.clock.advance(seconds=30)
    deliver(app)
    before = len(mails(city))
    with city.unit() as work:
        for row in work.session.exec(select(Outbox)):
            row.done_at = None  # as if the worker had died before it said that it was done

    deliver(app)

    assert len(mails(city)) == before


def test_the_tick_applies_silence_and_prints_the_note(app: Flask, city: City) -> None:
    filed = city.files()
    city.goes_to(2027, 3, 5, 0, 0)

    with app.app_context():
        worker.tick(app.extensions["veche"])
    deliver(app)

    assert city.stage(filed.reference) == "deemed-agreed"
    with city.reading() as work:
        kinds = [
            (row.kind, row.state)
            for row in work.session.exec(select(Letter).order_by(col(Letter.id)))
        ]
    assert kinds == [("receipt", "ready"), ("deemed-agreed", "ready")]


def test_one_notice_that_time_can_t_settle_holds_up_no_other(app: Flask, city: City) -> None:
    bad, good = city.files(key="bad"), city.files(key="good")
    with city.unit() as work:
        work.notice(bad.reference).window = "too_late"  # its clock should not be there
    city.goes_to(2027, 3, 5, 0, 0)

    with app.app_context():
        worker.tick(app.extensions["veche"])

    assert (city.stage(bad.reference), city.stage(good.reference)) == ("received", "deemed-agreed")
