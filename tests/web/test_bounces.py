"""Reports that a mail did not arrive: read as mail servers write them, known by their token, never by a guess."""

import mailbox
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import select

from records import mail_back_rows, register_rows
from records.tables import Dispatch, Mail, Return
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.looking import entries
from tests.support.post_office import post_office
from tests.web.test_by_mail import at, mailed, promise
from tests.web.test_mail import made
from web import bounce
from web.commands_bounces import bounces
from workflow import bouncing, policy
from workflow.errors import NotPossible

__all__ = ["at"]  # the fixture
FOLDER = Path(__file__).with_name("bounced")
HOST = "veche.city.example"
TOKEN = "0123456789abcdef0123"
OTHER = "ffff456789abcdef0123"
ID = f"<mail.decided.7.{TOKEN}@{HOST}>"


def report(name: str, token: str = TOKEN, id_: str = "") -> bytes:
    raw = (FOLDER / f"{name}.eml").read_bytes()
    whole = id_ or f"<mail.decided.7.{token}@{HOST}>"
    return raw.replace(b"{id}", whole.encode()).replace(b"{token}", token.encode())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("postfix", "5.1.1 550 5.1.1 <canary@example.org>: Recipient address rejected: User unknown in virtual mailbox table canary@example.org"),
        ("exim", "5.0.0 canary@example.org"),
        ("exchange", "5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup canary@example.org"),
        ("envelope-only", "5.1.2 canary@example.org"),
        ("eai", "5.1.1 550 нет такого ящика канарейка@example.org"),
    ],
)  # fmt: skip
def test_servers_of_every_kind_are_understood(name: str, said: str) -> None:
    for raw in (report(name), report(name).replace(b"\n", b"\r\n")):
        assert bounce.read(raw, HOST) == bounce.Report(True, frozenset({TOKEN}), said)
    waits = bounce.read(report("delayed"), HOST)
    assert waits is not None
    assert not waits.failed
    assert waits.tokens == {TOKEN}


def _nested() -> bytes:
    deep = b"".join(
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="%d"\n\n--%d\n' % (n, n)
        for n in range(4000)
    )  # fmt: skip
    return deep + report("postfix")


def _answered() -> bytes:
    """A person answers, and quotes a whole report below."""
    head = b"From: canary@example.org\nSubject: Re: decision\nContent-Type: text/plain\n\n"
    return head + report("postfix")


STRANGE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no mail": lambda: b"\x00\xff" * 900,
    "a person's answer that quotes a report": _answered,
    "another's mail": lambda: report("postfix", id_=f"<mail.decided.7.{TOKEN}@other.example>"),
    "a number without its token": lambda: report("postfix", id_=f"<mail.decided.7@{HOST}>"),
    "a token cut short": lambda: report("exim", token=TOKEN[:-1]),
    "a token that never left": lambda: report("exim", token=OTHER),
    "a Message-ID of two lines": lambda: report("exim", id_=f"<a\r\nX: y.{TOKEN}@{HOST}>"),
    "a reading receipt": lambda: report("postfix").replace(b"delivery-status;", b"disposition-notification;"),
    "no status": lambda: report("exim").replace(b"message/delivery-status", b"text/plain"),
    "two statuses": lambda: report("exim").replace(b"Content-type: text/plain; charset=us-ascii", b"Content-type: message/delivery-status"),
    "a status without an action": lambda: report("exim").replace(b"Action:", b"Acting:"),
    "two of our mails": lambda: report("exim").replace(b"Reporting-MTA", b"Original-Envelope-Id: %s\nReporting-MTA" % OTHER.encode()),
    "a charset that is none": lambda: report("eai", token=OTHER).replace(b"charset=utf-8", b"charset=\xff\x00"),
    "broken base64": lambda: report("eai", token=OTHER).replace(b"8bit", b"base64"),
    "four thousand mails in each other": _nested,
    "more than is read": lambda: report("exim") + b"\n" * bounce.MOST,
}  # fmt: skip


def test_whatever_else_comes_is_left_for_a_person(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    """Read in the city to which `TOKEN` belongs, so that a guess would show."""
    with at.city.unit() as work:
        work.add(Mail(key="mail:decided:7", token=TOKEN, notice_id=at.ids["n"], to="canary@example.org", subject="s", body="b", made_at=work.now))  # fmt: skip
    app = made(engine, clock, tmp_path, port=1)  # nothing is sent here
    aside = tmp_path / "aside"
    for number, (name, build) in enumerate(STRANGE.items(), 1):
        assert "for a person to read" in told(app, "-", "--aside", str(aside), raw=build()), name
        assert len(list((aside / "new").iterdir())) == number
    assert "nothing to do" in told(app, "-", "--aside", str(aside), raw=report("delayed"))
    assert "name the Maildir" in told(app, "-", raw=b"")
    with at.city.reading() as work:
        assert work.session.exec(select(Return)).all() == []
        assert [one.back_at for one in work.session.exec(select(Mail)) if one.back_at] == []
    app.extensions["veche"].engine.dispose()


def told(app: Flask, *given: str, raw: bytes = b"") -> str:
    with app.app_context():
        done = CliRunner().invoke(bounces, given, input=raw)
    assert done.exit_code == 0 or "Usage" in done.output, done.output
    return done.output


def test_a_letter_that_came_back_is_a_task_and_counts_as_received_by_nobody(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    box = mailbox.Maildir(inbox, create=True)
    with post_office() as office:
        app = made(engine, clock, tmp_path, office.port)
        assert mailed(at, app) is None
        assert mailed(at, app, "receipt") is None
        ids = [str(one["Message-ID"]) for one in office.messages]
        clock.advance(minutes=5)
        for id_ in ids:
            box.add(report("postfix", id_=id_))
        box.add(report("exim", id_=ids[0]))
        box.add(b"Subject: Please call me\n\nThank you")
        said = told(app, str(inbox))
        assert sorted(line[:12] for line in said.splitlines()) == [
            "1: a letter ", "1: another m", "1: no report", "1: told befo",
        ]  # fmt: skip
        assert sorted(path.name[-1] for path in (inbox / "cur").iterdir()) == ["F", "S", "S", "S"]
        assert "Nothing new." in told(app, str(inbox))
        app.extensions["veche"].engine.dispose()

    scope = policy.scope_of(at.actor("kravets"))
    with at.city.reading() as work:
        (back,) = work.session.exec(select(Return)).all()
        assert (back.note[:9], back.marked_by) == ("5.1.1 550", None)
        assert work.get(Dispatch, back.dispatch_id).served_on is None
        assert register_rows.open_returns(work, scope) == 1
        (mail,) = mail_back_rows.waiting(work, scope)
        assert (mail.whom, mail.reference) == ("organiser", at.refs["n"])
        assert mail_back_rows.waiting(work, policy.scope_of(at.actor("police"))) == ()
    kinds = [one.kind for one in entries(at.city, at.refs["n"])]
    assert kinds.count("letter.returned") == kinds.count("mail.returned") == 1
    settled(at, mail.id)


def settled(at: Everywhere, number: int) -> None:
    kravets = at.actor("kravets")
    with at.city.unit() as work:
        bouncing.settle(work, actor=kravets, mail_id=number, outcome="Told by telephone")
    with pytest.raises(NotPossible, match="settled this already"), at.city.unit() as work:
        bouncing.settle(work, actor=kravets, mail_id=number, outcome="Twice")
    with at.city.reading() as work:
        assert mail_back_rows.count(work, policy.scope_of(kravets)) == 0


def test_a_later_mail_takes_the_task_away_and_an_old_report_does_not_bring_it_back(
    at: Everywhere, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    """The clerk mended the address and sent the letter once more; then the second server reports on the first mail."""
    with post_office() as office:
        app = made(engine, clock, tmp_path, office.port)
        with at.city.unit() as work:
            found = promise(work, "decided")
            for again in (":again", ":third"):
                work.promise("mail", found.key + again, found.payload)
        for again in ("", ":again"):
            assert mailed(at, app, again=again) is None
        first, second = (str(one["Message-ID"]) for one in office.messages)
        aside = ("-", "--aside", str(tmp_path / "aside"))
        assert "another mail" in told(app, *aside, raw=report("exim", id_=first))
        with at.city.reading() as work:
            assert work.session.exec(select(Return)).all() == []
        assert "a letter of the register" in told(app, *aside, raw=report("exim", id_=second))
        assert mailed(at, app, again=":third") is None
        app.extensions["veche"].engine.dispose()
    with at.city.reading() as work:
        assert work.session.exec(select(Return)).all() == []
        assert [one.served_on for one in work.session.exec(select(Dispatch)) if one.way == "e-mail"] == [clock.now().date()]  # fmt: skip
