"""A letter that the city's server took is in the register by itself; one that it refuses is a task."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from records import register_rows, rows
from records.tables import Dispatch, Letter, Outbox, Return
from records.unit_of_work import UnitOfWork
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.looking import entries
from tests.support.post_office import post_office
from tests.web.test_mail import made
from web import mail
from workflow import dispatching, policy, printing, returning
from workflow.errors import NotPossible


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    """A decision whose letters are printed; its mail waits."""
    at = Everywhere(City(engine, clock).found()).people()
    reference = at.released("n", "refused")
    with at.city.unit() as work:
        for letter in rows.letters(work, work.notice(reference)):
            printing.keep(work, letter.id or 0, pdf=b"%PDF-1.7", sha256="0" * 64, pages=1)
    return at


def promise(work: UnitOfWork, name: str) -> Outbox:
    return next(one for one in work.session.exec(select(Outbox)) if one.payload.get("mail") == name)


def mailed(at: Everywhere, app: Flask, name: str = "decided", again: str = "") -> Exception | None:
    """The worker's one try of a mail; what the server made of it."""
    with at.city.reading() as work:
        found = promise(work, name)
    with app.app_context():
        try:
            mail.deliver(found.key + again, found.payload)
        except OSError as error:
            return error
    return None


def left(work: UnitOfWork) -> list[tuple[Any, ...]]:
    """What left by e-mail: of which kind, in which language, by whom, served when, by which rule."""
    found = []
    for one in work.session.exec(select(Dispatch).where(Dispatch.way == "e-mail")):
        letter = work.get(Letter, one.letter_id)
        found.append((letter.kind, letter.locale, one.clerk_id, one.served_on, one.served_by))
    return found


def test_a_mail_that_left_is_in_the_register_once_and_counts_as_received(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    with post_office() as office:
        app = made(engine, clock, tmp_path, office.port)
        for again in ("", ":again"):
            assert mailed(at, app, again=again) is None
        assert mailed(at, app, "receipt") is None  # the receipt is no letter of the register
        assert len(office.messages) == 3
        app.extensions["veche"].engine.dispose()

    with at.city.reading() as work:
        ((kind, locale, clerk, served, rule),) = left(work)
        assert (kind, clerk, served, rule) == ("refused", None, clock.now().date(), "ru-mail")
        letter = next(one for one in rows.letters(work, work.notice(at.refs["n"])) if (one.kind, one.locale) == (kind, locale))  # fmt: skip
        assert letter.state == ("ready" if letter.paper else "sent")  # paper is still to be printed
        scope = policy.scope_of(at.actor("kravets"))
        entry = register_rows.of(work, scope, letter.id or 0)
        assert entry is not None
        assert [(one.way, one.clerk) for one in entry.left] == [("e-mail", "")]
    last = entries(at.city, at.refs["n"])[-1]
    assert (last.kind, last.role) == ("letter.sent", "system")
    with pytest.raises(NotPossible, match="already sent this way"), at.city.unit() as work:
        dispatching.mark_sent(
            work, at.city.rulebook, actor=at.actor("kravets"), letter_id=letter.id or 0, way="e-mail",
            day=clock.now().date(), post_id="", today=clock.now().date(),
        )  # fmt: skip
    with pytest.raises(IntegrityError), at.city.unit() as work:  # the database itself says no
        work.add(
            Dispatch(letter_id=letter.id or 0, way="e-mail", day=letter.day, marked_at=work.now)
        )


def test_what_the_server_refuses_is_a_task_until_a_later_try_goes_through(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    with post_office("RCPT 450", "RCPT 550", "RCPT 550") as office:
        app = made(engine, clock, tmp_path, office.port)
        assert mailed(at, app) is not None
        with at.city.reading() as work:
            assert left(work) == []  # not now is no refusal
        for _ in range(2):
            assert mailed(at, app) is not None
        with at.city.reading() as work:
            assert [row[3] for row in left(work)] == [None]
            back = work.session.exec(select(Return)).all()
            assert [(one.note[:3], one.marked_by, one.settled_at) for one in back] == [
                ("550", None, None)
            ]
            assert register_rows.open_returns(work, policy.scope_of(at.actor("kravets"))) == 1
        clock.advance(days=1)
        assert mailed(at, app) is None
        app.extensions["veche"].engine.dispose()
    with at.city.reading() as work:
        assert [row[3] for row in left(work)] == [clock.now().date()]
        assert work.session.exec(select(Return)).all() == []
    kinds = [one.kind for one in entries(at.city, at.refs["n"])]
    assert kinds[-2:] == ["letter.returned", "letter.sent"]


def test_a_refusal_that_a_clerk_settled_stays(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    with post_office("RCPT 550") as office:
        app = made(engine, clock, tmp_path, office.port)
        assert mailed(at, app) is not None
        with at.city.unit() as work:
            number = work.session.exec(select(Return.id)).one() or 0
            returning.settle(
                work, actor=at.actor("kravets"), return_id=number, outcome="Handed over"
            )
        assert mailed(at, app) is None
        app.extensions["veche"].engine.dispose()
    with at.city.reading() as work:
        assert work.session.exec(select(Return.outcome)).all() == ["Handed over"]
