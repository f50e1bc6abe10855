"""A city whose processes are real and can be killed, and which the test reads from beside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, update
from sqlmodel import col, select

from records import outbox, verify
from records.tables import Counter, Draft, LogEntry, Notice
from tests.faults.ward import Nursery, Ward
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.filling import fills
from tests.support.visitor import Visitor
from web import worker
from web.settings import load, prepare
from wsgi import create_app

PATH = "/draft/answers"
ALICE = {"signature": "Vera Sokolnikova", "declared": "y"}


@dataclass(frozen=True)
class Ready:
    """A form that is filled in and only has to be sent."""

    cookie: str
    sent: dict[str, Any]
    path: str = PATH


@dataclass
class Site:
    """A city, its processes, and an app of the test's own on the same records: another worker, another page."""

    city: City
    ward: Ward
    app: Flask
    acknowledged: list[str] = field(default_factory=list)
    written: int = 0
    apps: list[Flask] = field(default_factory=list)

    def ready(self) -> Ready:
        """A visitor has filled in every page; the first writes it all, the next ones copy."""
        self.written += 1
        browser = Visitor(self.app)
        if self.written == 1:
            fills(browser)
        else:
            browser.get("/notices/new")
            assert browser.post("/notices/new", kind="march").status_code == 303
            with self.city.unit() as work:
                first = work.session.exec(select(Draft.answers).order_by(col(Draft.id))).first()
                newest = select(func.max(Draft.id)).scalar_subquery()
                work.session.execute(
                    update(Draft).where(col(Draft.id) == newest).values(answers=first)
                )
            browser.get("/notices/new")
        sent = ALICE | {"csrf_token": browser.token, "key": f"key-{self.written}"}
        return Ready(browser.cookie(), sent)

    def sets_clock(self) -> None:
        """Tell the processes what time the test's clock shows."""
        self.ward.clock.write_text(self.city.clock.now().isoformat(), "ascii")

    def advance(self, **parts: float) -> None:
        """Time goes on for everybody."""
        self.city.clock.advance(timedelta(**parts))
        self.sets_clock()

    def another(self, **settings: Any) -> Flask:
        """One more app on the same records, with other settings."""
        given = self.app.extensions["veche"].settings.model_dump(exclude=set(settings))
        made = create_app(load(**given, **settings), self.city.clock)
        self.apps.append(made)
        return made

    def works(self, app: Flask | None = None) -> int:
        """A worker of the test's own process keeps what is promised and due."""
        app = app or self.app
        with app.app_context():
            return worker.deliver_all(app.extensions["veche"])

    def prints(self) -> None:
        """The same for letters alone, by the press that is warm already."""
        now, kinds = self.city.clock.now(), ["letter"]
        with self.app.app_context():
            while taken := outbox.take(self.city.engine, now, worker.LEASE, 100, kinds=kinds):
                for promise in taken:
                    assert worker._keep(self.app.extensions["veche"], promise)

    def ticks(self) -> None:
        """The test's own worker looks at the clocks."""
        with self.app.app_context():
            worker.tick(self.app.extensions["veche"])

    def numbers(self) -> list[str]:
        """The numbers of all notices, in order."""
        with self.city.reading() as work:
            return list(work.session.exec(select(Notice.reference).order_by(col(Notice.id))))

    def logged(self, kind: str) -> int:
        """How often this stands in the log."""
        with self.city.reading() as work:
            return int(work.session.exec(select(func.count()).where(LogEntry.kind == kind)).one())

    def whole(self) -> None:
        """Nothing acknowledged is lost; no notice without its entry, no entry without its notice, no gap."""
        numbers = self.numbers()
        assert sorted(set(self.acknowledged) - set(numbers)) == []
        assert len(set(numbers)) == len(numbers)
        with self.city.reading() as work:
            filed = select(LogEntry.details).where(LogEntry.kind == "notice.filed")
            entries = [
                one["reference"] for one in work.session.exec(filed.order_by(col(LogEntry.seq)))
            ]
            last = work.session.exec(
                select(Counter.value).where(Counter.name == "notices:2027")
            ).first()
        assert entries == numbers
        assert (last or 0) == len(numbers)
        assert verify.verify(self.city.engine).ok


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for the run: it has read the program."""
    made = Nursery()
    yield made
    made.close()


@pytest.fixture
def site(
    nursery: Nursery, database_url: str, engine: Engine, clock: FakeClock, tmp_path: Path
) -> Iterator[Site]:
    """Monday 1 March 2027, noon in Moscow, in a city without demo mode."""
    settings = load(home=tmp_path, mode="test", database_url=database_url)
    prepare(settings)
    env = {
        "VECHE_HOME": str(tmp_path),
        "VECHE_MODE": "test",
        "VECHE_DATABASE_URL": database_url,
    }
    city = City(engine, clock).found()
    app = create_app(settings, clock)
    made = Site(city, Ward(nursery, tmp_path, env), app)
    made.sets_clock()
    yield made
    made.ward.ends()
    for one in (app, *made.apps):
        one.extensions["veche"].engine.dispose()
