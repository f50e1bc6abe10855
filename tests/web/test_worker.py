"""The worker: what was promised at filing is printed and mailed, once, and what time brings is applied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from letters import layout, readback
from records import rows
from records.tables import Letter, Mail, Outbox
from tests.support.city import City
from tests.support.clock import FakeClock
from web import worker
from web.commands_letters import letters
from web.settings import Settings
from web.work import reading
from workflow import laying
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


def _of_office(city: City, **letterhead: str) -> None:
    with city.unit() as work:
        unit = rows.unit_by_code(work, "prefecture-svao")
        unit.letterhead = unit.letterhead | letterhead


def test_a_letter_keeps_the_layout_that_its_office_had(
    app: Flask, city: City, tmp_path: Path
) -> None:
    """The office chose the DL window; another year it has moved to DIN, and its old letters stand where they stood."""
    _of_office(city, layout="uk-dl")
    filed = city.files()
    deliver(app)
    _of_office(city, layout="din-5008-b")
    with app.app_context():
        told = CliRunner().invoke(letters, ["render", filed.reference, str(tmp_path)])
        with reading() as work:
            receipt = rows.letters(work, work.notice(filed.reference))[0]
            kept = laying.kept(work, [receipt.id or 0])
            assert laying.named_at(work, filed.reference) == "din-5008-b"
            [part] = [
                readback.address(
                    rows.letter_bytes(work, receipt) or b"", kept[receipt.id or 0].clear
                )
            ]
    assert kept == {receipt.id: layout.named("uk-dl")}
    assert part is not None
    assert layout.named("uk-dl").window.holds(part)
    assert "the same bytes" in told.output, told.output
    assert told.exit_code == 0

    _of_office(
        city, layout="round"
    )  # there is no such file: the letter waits for a person, and says why
    again = city.files(key="again")
    deliver(app)
    with city.reading() as work:
        held = rows.letters(work, work.notice(again.reference))[0]
    assert held.state == "held"
    assert "There is no page layout round" in held.held_reason
