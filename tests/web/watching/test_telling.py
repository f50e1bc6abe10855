"""Who hears of an alarm: mails in words, the administrators' page, the terminal of a timer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from sqlmodel import col, select

from records import vitals
from records.tables import Mail
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.post_office import PostOffice, post_office
from tests.web.watching.conftest import free
from tests.web.watching.test_alarms import house, is_well, mails, rings, ticks
from web import alarm_words, alarms, mail_alarm, watching, worker
from web.settings import Smtp
from wsgi import main


def watch(app: Flask, *words: str) -> Result:
    return CliRunner().invoke(main, ["watch", *words], obj=ScriptInfo(create_app=lambda: app))


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """The city's mail server."""
    with post_office() as made:
        here = house(app)
        smtp = Smtp(host="127.0.0.1", port=made.port, starttls=False, sender="veche@city.example")
        here.settings = here.settings.model_copy(update={"smtp": smtp})
        yield made


@pytest.mark.parametrize("name", alarms.NAMES)
def test_every_alarm_has_its_words_in_both_languages(app: Flask, name: str) -> None:
    payload = {
        "name": name, "said": "3/100" if name == "failures" else "47", "over": False,
        "since": "2027-03-01T09:00:00+00:00", "address": "it@city.example",
    }  # fmt: skip
    with app.test_request_context():
        begun = mail_alarm.write(payload)
        over = mail_alarm.write(payload | {"over": True})
        assert alarm_words.topic(name)
    assert begun.subject.startswith("Alarm: ")
    assert over.subject.startswith("Over: ")
    assert "Что делать: " in begun.body
    assert "What to do: " in begun.body
    assert "Mon\xa01 Mar, 12:00" in over.body
    assert "{" not in begun.body + over.body
    assert "%(" not in begun.body + over.body


def test_the_worker_mails_what_it_promised(
    app: Flask, at: Everywhere, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    free(monkeypatch, 100)
    with app.app_context():
        watching.minute(house(app))
        worker.deliver_all(house(app))
    assert [one["To"] for one in office.messages] == ["it@city.example", "duty@city.example"]
    assert office.messages[0]["Subject"] == "Alarm: The disk is nearly full"
    with at.city.reading() as work:
        kept = work.session.exec(select(Mail).where(col(Mail.key).like("mail:alarm:%"))).all()
    assert all(one.sent_at for one in kept)


def test_a_quiet_machine_ends_with_0(app: Flask, at: Everywhere, office: PostOffice) -> None:
    is_well(app, at)
    told = watch(app)
    assert (told.exit_code, told.output) == (0, "Nothing rings.\n")


def test_a_dead_worker_is_told_by_the_timer_itself_and_once(
    app: Flask, at: Everywhere, clock: FakeClock, office: PostOffice
) -> None:
    is_well(app, at)
    clock.advance(minutes=3)
    for _ in range(3):
        told = watch(app)
        assert told.exit_code == 1
        assert "ALARM worker" in told.output
        assert "do: Start it" in told.output
    assert [one["Subject"] for one in office.messages] == ["Alarm: The worker is silent"] * 2
    assert mails(app) == []  # no promise that a worker would keep a second time

    for _ in range(7):
        clock.advance(minutes=1)
        ticks(app)
        watching.minute(house(app))
    assert mails(app) == [("worker", True, "it"), ("worker", True, "duty")]


def test_what_could_not_be_mailed_is_told_by_the_next_call(
    app: Flask, at: Everywhere, clock: FakeClock, office: PostOffice
) -> None:
    is_well(app, at)
    clock.advance(minutes=3)
    here = house(app)
    right = here.settings
    wrong = right.smtp.model_copy(update={"port": 9})
    here.settings = right.model_copy(update={"smtp": wrong})
    assert "was not taken: ConnectionRefusedError" in watch(app).output
    here.settings = right
    watch(app)
    assert len(office.messages) == 2


def test_with_a_living_worker_the_timer_leaves_the_mail_to_it(
    app: Flask, at: Everywhere, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    free(monkeypatch, 100)
    assert watch(app).exit_code == 1
    watching.minute(house(app))
    assert office.messages == []
    assert mails(app) == [("disk", False, "it"), ("disk", False, "duty")]


def test_a_database_that_does_not_answer_is_told_once_and_its_return_too(
    app: Flask, at: Everywhere, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    with monkeypatch.context() as away:
        away.setattr(vitals, "read", _away)
        for _ in range(2):
            assert "ALARM database" in watch(app).output
    kept = Path(house(app).settings.home / "watch.json")
    assert json.loads(kept.read_text("ascii"))["database"].startswith("2027-03-01")
    assert "over  database" in watch(app).output
    subjects = [one["Subject"] for one in office.messages]
    assert (
        subjects
        == ["Alarm: The database does not answer"] * 2 + ["Over: The database does not answer"] * 2
    )
    assert not kept.exists()


def _away(*_: object) -> None:
    raise OSError("away")


def test_nobody_is_told_where_nobody_is_to_be_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = house(app)
    here.settings = here.settings.model_copy(
        update={"watch": here.settings.watch.model_copy(update={"mail_to": ""})}
    )
    free(monkeypatch, 100)
    assert "disk" in rings(app)
    watching.minute(here)
    assert mails(app) == []
