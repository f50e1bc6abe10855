"""A city with offices, its app, and browsers of organisers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select
from werkzeug.test import TestResponse

from records.tables import Mail, Notice, Outbox
from tests.support import filling
from tests.support.city import City
from tests.support.client import Grumbler
from tests.support.clock import FakeClock
from web import worker
from web.settings import Smtp, load, prepare
from wsgi import create_app


@dataclass
class Door:
    """The app of one story, and the city behind it."""

    app: Flask
    city: City

    def visitor(self, language: str = "en") -> Grumbler:
        """A new browser."""
        return Grumbler(self.app, language=language)

    def signed_in(self, email: str, kind: type[Grumbler] = Grumbler) -> Grumbler:
        """A browser that signed in by the mailed link."""
        browser = kind(self.app, language="en")
        assert browser.post("/sign-in", email=email).status_code == 303
        with self.city.reading() as work:
            mails = (
                select(Outbox.payload).where(Outbox.kind == "mail").order_by(col(Outbox.id).desc())
            )
            secret = (work.session.exec(mails).first() or {})["secret"]
        browser.get(f"/sign-in/link/{secret}")
        assert browser.post(f"/sign-in/link/{secret}").status_code == 303
        browser.get("/")
        return browser

    def numbers(self) -> list[str]:
        """The numbers of all notices, in order."""
        with self.city.reading() as work:
            return list(work.session.exec(select(Notice.reference).order_by(col(Notice.id))).all())

    def deliver(self) -> list[str]:
        """The worker keeps what is promised; the subjects of the mails that were written."""
        with self.app.app_context():
            worker.deliver_all(self.app.extensions["veche"])
        with self.city.reading() as work:
            return list(work.session.exec(select(Mail.subject).order_by(col(Mail.id))).all())


@pytest.fixture
def clock() -> FakeClock:
    """Monday 1 March 2027, noon in Moscow: the window for Sunday 14 March is open."""
    return FakeClock(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))


Opens = Callable[..., Door]


@pytest.fixture
def opens(database_url: str, engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Opens]:
    """Found a city and open its app: `opens(regimes=(...), files={id: text of a law})`."""
    apps: list[Flask] = []

    def opened(files: dict[str, str] | None = None, **given: Any) -> Door:
        settings = load(
            home=tmp_path,
            mode="test",
            database_url=database_url,
            public_base_url="http://localhost:8000",
            demo=False,
            smtp=Smtp(host="127.0.0.1", port=9),  # nobody is there: mails are written, and stay
            **given,
        )
        prepare(settings)
        for name, text in (files or {}).items():
            (tmp_path / "regimes" / f"{name}.toml").write_text(text, "utf-8")
        city = City(engine, clock).found()
        apps.append(create_app(settings, clock))
        return Door(apps[-1], city)

    yield opened
    for app in apps:
        app.extensions["veche"].engine.dispose()


@pytest.fixture
def door(opens: Opens) -> Door:
    """A founded city and its app."""
    return opens()


@pytest.fixture
def olga(door: Door) -> Grumbler:
    """Olga's browser; she has no account."""
    return door.visitor()


PAGES = filling.PAGES
Fill = Callable[..., TestResponse]


@pytest.fixture
def fill(engine: Engine) -> Fill:
    """A draft with every page filled in, copied where it can be; `page={...}` changes answers, `kind` the kind."""
    return partial(filling.copies, engine)


@pytest.fixture
def walk() -> Fill:
    """The same, page by page: for stories of the pages themselves."""
    return filling.fills


def sign(browser: Grumbler, **more: str) -> TestResponse:
    """Sign and file from the page of answers that is open."""
    given = {"signature": "Vera Sokolnikova", "declared": "y", "key": browser.hidden("key")}
    return browser.post("/draft/answers", **(given | more))
