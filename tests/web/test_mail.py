"""Every mail in words, in both languages, with nothing missing; and one that really goes to a mail server."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import select

from records.tables import Mail
from records.task_rows import TaskRow
from regimes.regime import Text
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.everywhere import Everywhere
from tests.support.post_office import post_office
from web import mail, worker
from web.i18n import force_locale
from web.mail_words import Words
from web.settings import Settings, Smtp
from workflow.mailroom import Envelope, NoticeLine, PleaLine
from wsgi import create_app

FOLDER = Path(__file__).parents[2] / "templates/mail"
KINDS = sorted(path.stem for path in FOLDER.glob("*.txt") if not path.stem.startswith("_"))
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
DUE = datetime.fromisoformat("2027-03-04T20:59:59+00:00")


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


def made(engine: Engine, clock: FakeClock, home: Path, port: int = 0) -> Flask:
    smtp = Smtp(host="127.0.0.1", port=port, starttls=False, sender="veche@city.example")
    settings = Settings(
        home=home, mode="test", demo=not port, database_url=url_of(engine), smtp=smtp,
        public_base_url="https://veche.city.example",
    )  # fmt: skip
    return create_app(settings, clock)


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    app = made(engine, clock, tmp_path)
    yield app
    app.extensions["veche"].engine.dispose()


def envelope(kind: str, locale: str, **changes: object) -> Envelope:
    """A mail of this kind about one notice; every name differs by language, so none can be mixed up."""
    line = NoticeLine(
        reference="27-0417", kind=Text("March", "Шествие"), stage=Text("Under review", "На рассмотрении"),
        public=Text("The services are checking", "Проверяют службы"), place="Lime Boulevard",
        days=(
            (datetime.fromisoformat("2027-03-14T09:00:00+00:00"), datetime.fromisoformat("2027-03-14T10:30:00+00:00")),
            (datetime.fromisoformat("2027-03-15T08:00:00+00:00"), datetime.fromisoformat("2027-03-15T09:00:00+00:00")),
        ),
        received_at=datetime.fromisoformat("2027-03-01T09:00:00+00:00"), check_code="7K2MQ9WD4T8X",
        zone="Europe/Moscow", due_at=DUE, due_side="authority",
        office=Text("Office of the okrug", "Префектура округа"),
    )  # fmt: skip
    plea = None
    if "plea" in kind or "complaint" in kind:
        word = "complaint" if "complaint" in kind else "objection"
        plea = PleaLine(7, word, "27-0417/7", DUE, DUE, DUE)
    text = "Поставить ограждение" if locale == "ru" else "Put up the barriers"
    task = TaskRow(
        3,
        "27-0417",
        1,
        2,
        "Police",
        "Полиция",
        text,
        DUE.date(),
        DUE,
        None,
        "",
        None,
        "",
        "",
        None,
        "",
    )
    values = {
        "letter_id": None, "due_at": DUE, "side": "authority", "plea": plea, "task": task,
        "said": text, "sender": "A. O.", "consultation_id": 9, "body_name": Text("Police", "Полиция"), **changes,
    }  # fmt: skip
    return Envelope(
        kind, "v@example.org", locale, line, 1, Text("Prefecture", "Префектура"),
        unit_phone="+7 495 000-03-11", **values,  # type: ignore[arg-type]  # by name, as the cases say
    )  # fmt: skip


def written(app: Flask, what: Envelope) -> mail.Written:
    """The mail in words; the link is the one thing that a database would be needed for."""
    settings = app.extensions["veche"].settings
    with app.test_request_context(), force_locale(what.locale):
        text = app.jinja_env.get_template(f"mail/{what.mail}.txt").render(
            envelope=what, notice=what.notice, base=settings.public_base_url, link="secret",
            office=what.unit_name.in_(what.locale), city=Words(),
        )  # fmt: skip
    subject, _, body = text.strip().partition("\n")
    return mail.Written(what.to, subject, body)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_is_whole_in_both_languages(app: Flask, kind: str) -> None:
    english, russian = (written(app, envelope(kind, locale)) for locale in ("en", "ru"))

    for one in (english, russian):
        assert "27-0417" in one.subject
        assert len(one.subject) <= 300
        assert re.search(
            r"/notices/27-0417|/desk/(objections|complaints)/7\b|/desk/consultations/9\b|/desk/assignments\b",
            one.body,
        )
        for word in ("None", "%(", "{{", "{%", "Undefined"):
            assert word not in one.subject + one.body
    assert not CYRILLIC.search(english.subject + english.body)
    assert CYRILLIC.search(russian.subject)
    for day in ("14 March", "15 March") if "When:" in english.body else ():
        assert day in english.body  # each day with its own hours
    for line in russian.body.splitlines():
        words = re.sub(r"https?://\S+|Lime Boulevard|Veche", "", line)
        assert not re.search(r"[A-Za-z]{3,}", words), line


@pytest.mark.parametrize("side", ["authority", "organiser"])
@pytest.mark.parametrize("attached", [True, False])
def test_a_mail_says_whose_turn_it_is_and_whether_a_letter_came_with_it(
    app: Flask, side: str, attached: bool
) -> None:
    reminder = written(app, envelope("reminder", "en", side=side)).body
    assert ("/desk/notices/" in reminder) == (side == "authority")
    decided = written(app, envelope("decided", "en", attached=attached)).body
    assert ("The letter is attached." in decided) == attached
    assert ("still being made" in decided) != attached


def test_only_the_receipt_carries_a_link_that_opens_the_notice(app: Flask) -> None:
    linked = {kind for kind in KINDS if "/confirm/" in written(app, envelope(kind, "en")).body}
    assert linked == {"receipt"}


def test_no_mail_tells_the_purpose_or_names_the_organiser(app: Flask) -> None:
    for path in FOLDER.glob("*.txt"):
        assert not re.search(r"purpose|title|organiser_name|notice\.organiser", path.read_text())


def test_a_mail_goes_to_the_city_s_server_and_its_secret_is_not_kept(
    engine: Engine, clock: FakeClock, tmp_path: Path, city: City
) -> None:
    with post_office() as office:
        app = made(engine, clock, tmp_path, office.port)
        at = Everywhere(city).people()
        at.files("n")
        with app.app_context():
            here = app.extensions["veche"]
            worker.deliver_all(here)
            clock.advance(seconds=30)
            worker.deliver_all(here)
            clock.advance(hours=1)
            worker.deliver_all(here)
        here.engine.dispose()

    to = {message["To"]: message for message in office.messages}
    assert set(to) == {"canary@example.org", "svao@veche.example"}
    assert len(office.messages) == 2
    receipt = to["canary@example.org"]
    assert re.fullmatch(
        rf"<mail\.receipt\.{at.ids['n']}\.[0-9a-f]{{20}}@veche\.city\.example>",
        receipt["Message-ID"],
    )
    assert receipt["Auto-Submitted"] == "auto-generated"
    attached = [part.get_content() for part in receipt.iter_attachments()]
    assert [part[:5] for part in attached] == [b"%PDF-"]
    sent = str(receipt.get_body(("plain",)).get_content())  # type: ignore[union-attr]  # it has a plain part
    assert "https://veche.city.example/confirm/" in sent
    with city.reading() as work:
        kept = {row.to: row for row in work.session.exec(select(Mail))}
    assert "/confirm/…" in kept["canary@example.org"].body
    assert kept["canary@example.org"].sent_at is not None


def test_a_server_that_is_down_is_tried_again_and_the_mail_leaves_once(
    engine: Engine, clock: FakeClock, tmp_path: Path, city: City
) -> None:
    with post_office() as office:
        port = office.port
    app = made(engine, clock, tmp_path, port)  # nobody listens there now
    at = Everywhere(city).people()
    at.files("n", by="other")
    with app.app_context():
        here = app.extensions["veche"]
        worker.deliver_all(here)
        with city.reading() as work:
            assert {row.sent_at for row in work.session.exec(select(Mail))} == {None}
    here.engine.dispose()

    with post_office() as office:
        app = made(engine, clock, tmp_path, office.port)
        clock.advance(minutes=5)
        with app.app_context():
            here = app.extensions["veche"]
            worker.deliver_all(here)
            clock.advance(hours=1)
            worker.deliver_all(here)
        here.engine.dispose()
    assert len(office.messages) == 2


@pytest.mark.parametrize("kind", ["desk-asked", "body-assigned", "body-message", "body-cancel"])
def test_a_body_is_written_to_by_the_office_that_asks_it(app: Flask, kind: str) -> None:
    """Not in the body's own name, which is the address of the mail."""
    last = written(app, envelope(kind, "en")).body.strip().splitlines()[-1]
    assert last.startswith("Office of the okrug, Veche.")
