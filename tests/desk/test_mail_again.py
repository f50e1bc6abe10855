"""Mails that were tried in vain: who may let them go does so from the queue, or by a command."""

import pytest
from click.testing import CliRunner
from sqlalchemy import func, update
from sqlmodel import col, select

from records.outbox import TRIES
from records.tables import LogEntry, Outbox
from tests.desk.conftest import Desk
from tests.support.databases import url_of
from web.commands_restore import outbox as command

BUTTON = "Try to send again"


@pytest.fixture
def stuck(desk: Desk) -> Desk:
    """A notice was filed; its two mails failed eight times, a quarter of an hour ago."""
    desk.files()
    with desk.city.unit() as work:
        failed = {"attempts": TRIES, "last_error": "ConnectionRefusedError"}
        due = (col(Outbox.kind) == "mail", col(Outbox.not_before) <= work.now)
        work.session.execute(update(Outbox).where(*due).values(**failed))
    desk.city.clock.advance(minutes=16)
    return desk


def tried(desk: Desk) -> list[int]:
    """How often each mail of today was tried; reminders of the event wait for their day."""
    with desk.city.reading() as work:
        due = (col(Outbox.kind) == "mail", col(Outbox.not_before) <= work.now)
        return list(work.session.exec(select(Outbox.attempts).where(*due)))


def logged(desk: Desk) -> int:
    with desk.city.reading() as work:
        asked = select(func.count()).select_from(LogEntry).where(LogEntry.kind == "outbox.again")
        return int(work.session.exec(asked).one())


@pytest.mark.parametrize("who", ["kravets", "zuev"])
def test_clerk_and_head_let_them_go(stuck: Desk, who: str) -> None:
    person = stuck.at(who)
    person.get("/desk/")
    assert BUTTON in person.text

    assert person.post("/desk/mail/again").status_code == 303

    assert tried(stuck) == [0, 0]
    assert logged(stuck) == 1
    assert person.post("/desk/mail/again").status_code == 303
    assert logged(stuck) == 1, "there was nothing to try"


def test_an_officer_is_told_and_has_no_button(stuck: Desk) -> None:
    orlova = stuck.at("orlova")
    orlova.get("/desk/")
    assert "Mail does not leave" in orlova.text
    assert BUTTON not in orlova.text
    assert orlova.post("/desk/mail/again").status_code == 403
    assert tried(stuck) == [TRIES, TRIES]


def test_the_command_names_them_and_lets_them_go(
    stuck: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VECHE_DATABASE_URL", url_of(stuck.city.engine))
    run = CliRunner()
    said = run.invoke(command, ["list"])
    assert "veche outbox again all" in said.output
    assert said.output.count("ConnectionRefusedError") == 2

    number = said.output.splitlines()[2].split()[0]
    assert "Sent on its way again: 1." in run.invoke(command, ["again", number]).output
    assert sorted(tried(stuck)) == [0, TRIES]
    assert "Sent on its way again: 1." in run.invoke(command, ["again", "all"]).output
    assert tried(stuck) == [0, 0]
    assert run.invoke(command, ["again", "all"]).exit_code == 0
    assert run.invoke(command, ["again", "0"]).exit_code == 1
    assert "Name an id" in run.invoke(command, ["again", "ы"]).output
