"""The real thing in a real browser: waitress on a free port, its worker called by hand, Chromium outside."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import update
from waitress.server import create_server

from records import accounts, rows
from records.engine import make_engine
from records.people import Account
from tests.browser.walker import Walker
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.everywhere import Everywhere
from web import worker
from web.settings import load, prepare
from wsgi import create_app

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
"""The browser itself calls nobody either, and finds no host but this one."""
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one, else the browser that playwright brings."""
    path = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    return {**browser_type_launch_args, **path, "args": list(QUIET)}


@dataclass
class Town:
    """A demo city that answers at an address."""

    app: Flask
    at: Everywhere
    base: str

    @property
    def city(self) -> City:
        """The city itself."""
        return self.at.city

    def works(self) -> None:
        """The worker keeps what was promised: letters are pressed, mails kept."""
        with self.app.app_context():
            worker.deliver_all(self.app.extensions["veche"])

    def account(self, key: str) -> int:
        """The number of a person of the city."""
        with self.city.reading() as work:
            found = rows.account_by_email(work, f"{key}@veche.example")
        assert found is not None, f"{key} is nobody here"
        return found.id or 0

    def question(self, reference: str, body: str) -> int:
        """The number of what a body was asked."""
        with self.city.reading() as work:
            unit = rows.unit_by_code(work, body)
            asked = rows.consultations(work, work.notice(reference))
        return next(row.id or 0 for row in asked if row.unit_id == unit.id)


@pytest.fixture(scope="session")
def town(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Monday 1 March 2027, noon in Moscow; the port is known before the app is made."""
    url = databases.fresh()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    at = Everywhere(City(make_engine(url), FakeClock()).found()).people()
    city = at.city
    with city.unit() as work:
        accounts.mark_city(work, "demo")
        work.session.execute(
            update(Account).values(demo=True, about_en="Of the city", about_ru="Из города")
        )
    settings = load(
        home=tmp_path_factory.mktemp("town"),
        mode="test",
        database_url=url,
        demo=True,
        public_base_url=base,
    )
    prepare(settings)
    app = create_app(settings, city.clock)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    server = create_server(app, sockets=[listener], threads=8, clear_untrusted_proxy_headers=True)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Town(app, at, base)
    server.close()
    thread.join(timeout=5)
    app.extensions["veche"].engine.dispose()
    city.engine.dispose()
    databases.drop(url)


@pytest.fixture
def walk(town: Town, browser: Browser) -> Iterator[Callable[..., Walker]]:
    """A browser for somebody: `walk("orlova", width=360, language="ru", scripts=False)`."""
    made: list[Walker] = []

    def somebody(who: str = "", **how: Any) -> Walker:
        walker = Walker(browser, town.base, AXE.read_text("utf-8"), **how)
        made.append(walker)
        if who:
            walker.signs_in(town.account(who))
        return walker

    yield somebody
    for walker in made:
        walker.leaves()
