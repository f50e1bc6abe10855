"""A demo city in which people act through pages only, and its worker is called by hand."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, update
from sqlmodel import select
from werkzeug.test import Client, TestResponse

from letters import check_code
from records import accounts, rows
from records.people import Account
from records.tables import Letter, LogEntry
from tests.desk.conftest import mark_of
from tests.support.city import City
from tests.support.client import Grumbler
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.filling import fills
from tests.support.forms import form_to
from web import worker
from web.settings import load, prepare
from wsgi import create_app

TOGETHER = 10
BASE = "http://localhost:8000"


@dataclass
class Town:
    """The app, the city behind it, and what a story looks up."""

    app: Flask
    at: Everywhere

    @property
    def city(self) -> City:
        """The city itself."""
        return self.at.city

    # --- people --------------------------------------------------------------------------

    def visitor(self, language: str = "en") -> Grumbler:
        """A browser that was never here."""
        return Grumbler(self.app, language=language)

    def person(self, key: str, language: str = "en") -> Grumbler:
        """Somebody of the demo city, signed in with one click."""
        browser = self.visitor(language)
        browser.get("/demo")
        assert browser.post(f"/demo/{self.at.account(key)}").status_code == 303
        return browser

    def fills(self, browser: Grumbler, kind: str = "march", **changes: dict[str, str]) -> None:
        """Write a notice page by page, up to the page of answers."""
        fills(browser, kind, None, **changes)

    def files(self, browser: Grumbler) -> str:
        """Write the usual march and file it; its number."""
        self.fills(browser)
        answer = self.sends(browser, "/draft/answers", signature="Vera Sokolnikova", declared="y")
        assert answer.status_code == 303, browser.text
        return str(answer.headers["Location"].split("/")[-2])

    def sends(self, browser: Grumbler, path: str, page: str = "", **typed: Any) -> TestResponse:
        """Open a page, type into its form, send it."""
        opened = browser.get(page or path)
        assert opened.status_code == 200, (
            f"{page or path}: {opened.status_code} {browser.text[:300]}"
        )
        if 'name="last_seen"' in opened.text:  # the organiser's time was read
            typed.setdefault("last_seen", mark_of(opened.text))
        sent = form_to(opened.text, path).with_(**typed)
        return browser.post(path, token=sent.pop("csrf_token", None), **sent)

    def moves(self, who: Grumbler, reference: str, name: str, **typed: Any) -> None:
        """Open a move's page and make the move."""
        done = self.sends(who, f"/desk/notices/{reference}/moves/{name}", **typed)
        assert done.status_code == 303, who.text

    def answers(self, reference: str, *bodies: str) -> None:
        """Bodies have no objection."""
        for body in bodies:
            number = self.question(reference, body)
            done = self.sends(
                self.person(body), f"/desk/consultations/{number}", answer="no-objection"
            )
            assert done.status_code == 303

    def question(self, reference: str, body: str) -> int:
        """The id of what a body was asked last about this notice."""
        with self.city.reading() as work:
            unit = rows.unit_by_code(work, body)
            asked = rows.consultations(work, work.notice(reference))
        return [row.id or 0 for row in asked if row.unit_id == unit.id][-1]

    def prepared(self, reference: str) -> Grumbler:
        """From the queue to the page of the decision; Orlova's browser."""
        orlova = self.person("orlova")
        self.moves(orlova, reference, "register")
        self.moves(orlova, reference, "ask", bodies=["police", "transport", "medical"])
        self.answers(reference, "police", "transport", "medical")
        self.moves(orlova, reference, "prepare")
        return orlova

    def writes(self, who: Grumbler, reference: str, **typed: Any) -> TestResponse:
        """Save a draft decision."""
        return self.sends(who, f"/desk/notices/{reference}/decision", **typed)

    def releases(self, reference: str) -> TestResponse:
        """Morozova signs."""
        page = f"/desk/notices/{reference}/decision"
        return self.sends(self.person("morozova"), f"{page}/release", page)

    # --- the house -----------------------------------------------------------------------

    def works(self) -> None:
        """The worker keeps what was promised: letters are pressed for real, mails are kept."""
        with self.app.app_context():
            worker.deliver_all(self.app.extensions["veche"])

    def ticks(self) -> None:
        """A minute has passed: what time brings."""
        with self.app.app_context():
            worker.tick(self.app.extensions["veche"])
        self.works()

    def letters(self, reference: str) -> list[tuple[str, bytes]]:
        """Kind and stored bytes of each letter in the office's language, in their order."""
        with self.city.reading() as work:
            found = [
                one for one in rows.letters(work, work.notice(reference)) if one.locale == "ru"
            ]
            return [(letter.kind, rows.letter_bytes(work, letter) or b"") for letter in found]

    def letter(self, reference: str, kind: str) -> Letter:
        """The newest letter of this kind, in the office's language."""
        with self.city.reading() as work:
            found = rows.letters(work, work.notice(reference))
        return [one for one in found if (one.kind, one.locale) == (kind, "ru")][-1]

    def code(self, reference: str) -> str:
        """The check code, as it stands in the stamp."""
        with self.city.reading() as work:
            return check_code.shown(work.notice(reference).check_code)

    def logged(self, kind: str) -> int:
        """How often this was written into the log."""
        with self.city.reading() as work:
            found = select(func.count()).where(LogEntry.kind == kind)
            return int(work.session.exec(found).one())

    def count(self, table: Any) -> int:
        """How many rows a table has."""
        with self.city.reading() as work:
            return int(work.session.exec(select(func.count()).select_from(table)).one())

    def together(self, *sent: tuple[Grumbler, str, dict[str, Any]]) -> list[TestResponse]:
        """Several browsers send their forms at the same moment, each from a thread of its own."""
        start = Barrier(len(sent))

        def send(browser: Grumbler, path: str, data: dict[str, Any]) -> TestResponse:
            cookie = f"veche={browser.cookie()}; veche_language=en"
            client = Client(self.app, use_cookies=False)
            start.wait(timeout=30)
            return client.post(path, data=data, base_url=BASE, headers={"Cookie": cookie})

        with ThreadPoolExecutor(len(sent)) as pool:
            return [one.result() for one in [pool.submit(send, *each) for each in sent]]


@pytest.fixture
def town(database_url: str, engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Town]:
    """Monday 1 March 2027, noon in Moscow; the usual march is on the 14th."""
    settings = load(
        home=tmp_path, mode="test", database_url=database_url, demo=True, public_base_url=BASE
    )
    prepare(settings)
    at = Everywhere(City(engine, clock).found()).people()
    with at.city.unit() as work:
        accounts.mark_city(work, "demo")
        work.session.execute(update(Account).values(demo=True))
    app = create_app(settings, clock)
    yield Town(app, at)
    app.extensions["veche"].engine.dispose()


def filled(
    browser: Grumbler, path: str, page: str = "", **typed: Any
) -> tuple[Grumbler, str, dict[str, Any]]:
    """A form that is open in a browser and ready to be sent."""
    opened = browser.get(page or path)
    assert opened.status_code == 200, browser.text
    return browser, path, form_to(opened.text, path).with_(**typed)
