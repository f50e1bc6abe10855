"""The app over this test's database, real or demo, and the people of the stories."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import col, select

from records import accounts, credentials
from records.tables import LogEntry, Outbox, Unit
from records.unit_of_work import reading, unit_of_work
from tests.support.clock import FakeClock
from tests.support.visitor import Visitor
from web import factors
from web.settings import Settings, load, prepare
from wsgi import create_app

PASSWORD = "correct horse battery"
HASHED = factors.hash_password(PASSWORD)  # once a run: it is slow on purpose
LONG_AGO = date(2026, 1, 1)


@dataclass
class Staff:
    """Somebody with a password and a telephone."""

    id: int
    email: str
    key: str
    clock: FakeClock

    def code(self) -> str:
        """What the telephone shows now."""
        totp = TOTP(base64.b32decode(self.key), 6, SHA1(), 30)
        return totp.generate(int(self.clock.now().timestamp())).decode()

    def at(self, visitor: Visitor) -> Visitor:
        """Sign in at this browser, password and code."""
        assert (
            visitor.post("/sign-in/password", email=self.email, password=PASSWORD).status_code
            == 303
        )
        visitor.get("/second-factor")
        assert visitor.post("/second-factor", code=self.code()).status_code == 303
        visitor.get("/account")
        return visitor


@dataclass
class Stage:
    """The app of one story, with what the tests look up behind it."""

    app: Flask
    engine: Engine
    clock: FakeClock
    settings: Settings

    def visitor(self, address: str = "203.0.113.7", language: str = "en") -> Visitor:
        """A new browser."""
        return Visitor(self.app, address=address, language=language)

    def staff(self, role: str = "officer", email: str = "vera@office.example") -> Staff:
        """A member of staff with everything set up."""
        key = factors.new_key()
        with unit_of_work(self.engine, self.clock) as work:
            work.add(
                Unit(code=f"unit-{role}", kind="addressee", name_en="Office", name_ru="Управа")
            )
            work.flush()
            account_id = accounts.create(work, email=email, name="V. Orlova", password=HASHED)
            accounts.give_post(work, account_id, role, unit_code=f"unit-{role}", from_day=LONG_AGO)
            locked = factors.lock_key(key, self.settings.keys("totp"))
            credentials.set_key(work, account_id, locked, [])
        return Staff(account_id, email, key, self.clock)

    def mailed(self) -> dict[str, str]:
        """The newest mail that was promised."""
        with reading(self.engine, self.clock) as work:
            rows = select(Outbox.payload).where(Outbox.kind == "mail")
            newest = rows.order_by(col(Outbox.id).desc())
            return dict(work.session.exec(newest).first() or {})

    def logged(self) -> list[tuple[str, str]]:
        """Kinds and roles in the log, in order."""
        with reading(self.engine, self.clock) as work:
            rows = select(LogEntry.kind, LogEntry.role).order_by(col(LogEntry.seq))
            return list(work.session.exec(rows).all())

    def organiser(self, email: str = "olga@example.org") -> Visitor:
        """A browser that signed in by link."""
        visitor = self.visitor()
        assert visitor.post("/sign-in", email=email).status_code == 303
        path = f"/sign-in/link/{self.mailed()['secret']}"
        visitor.get(path)
        assert visitor.post(path).status_code == 303
        visitor.get("/account")
        return visitor


@pytest.fixture
def clock() -> FakeClock:
    """A Monday morning."""
    return FakeClock(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))


@pytest.fixture
def build(
    database_url: str, engine: Engine, clock: FakeClock, tmp_path: Path
) -> Callable[..., Stage]:
    """Make the app with the settings that the story needs."""

    def made(**given: object) -> Stage:
        settings = load(
            home=tmp_path, mode="test", database_url=database_url,
            **({"public_base_url": "http://localhost:8000"} | given),
        )  # fmt: skip
        prepare(settings)
        return Stage(create_app(settings, clock), engine, clock, settings)

    return made


@pytest.fixture
def stage(build: Callable[..., Stage]) -> Stage:
    """The app of a real city."""
    return build()
