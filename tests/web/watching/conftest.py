"""A city with people, no demo, whose clock agrees with its database, and its app beside it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from records import vitals
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.everywhere import Everywhere
from web import alarms, room
from web.settings import Settings, load, prepare
from wsgi import create_app


@pytest.fixture(autouse=True)
def one_time(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's own clock goes with the test's; the tests of the clock move them apart."""
    monkeypatch.setattr(vitals, "database_now", lambda _line: clock.now().astimezone(UTC))


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk of this machine may be small; the tests of the disk say how much is free."""
    free(monkeypatch, 10_000)


def free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    """So much is free from now on."""
    for place in (alarms, room):
        monkeypatch.setattr(place, "free_mb", lambda _settings: megabytes)


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    return Everywhere(City(engine, clock).found()).people()


@pytest.fixture
def settings(engine: Engine, tmp_path: Path) -> Settings:
    to: dict[str, Any] = {"mail_to": "it@city.example, duty@city.example"}
    made = load(
        home=tmp_path / "home", mode="test", database_url=url_of(engine), watch=to,
        scanner="tcp://127.0.0.1:9",
    )  # fmt: skip
    prepare(made)
    return made


@pytest.fixture
def app(settings: Settings, at: Everywhere, clock: FakeClock) -> Iterator[Flask]:
    made = create_app(settings, clock)
    yield made
    made.extensions["veche"].engine.dispose()


def march(hour: int, minute: int = 0, day: int = 1) -> datetime:
    """An instant of the month in which the tests live."""
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC)
