"""An app on a fresh database, with a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.clock import FakeClock
from web.gate import gate
from web.settings import Settings
from wsgi import create_app


@pytest.fixture
def house(tmp_path: Path, database_url: str, clock: FakeClock) -> Iterator[Flask]:
    """Veche as a city runs it, but in a folder of this test."""
    given: dict[str, Any] = {
        "mode": "test",
        "home": tmp_path / "home",
        "database_url": database_url,
    }
    app = create_app(Settings(**given), clock)
    yield app
    app.extensions["veche"].engine.dispose()


@pytest.fixture
def client(house: Flask) -> FlaskClient:
    """A browser that was never here."""
    return house.test_client()


@pytest.fixture
def plant(house: Flask) -> Any:
    """Add an address to the house: `plant("/x", view, methods=[...])`, open to anyone."""

    def add(address: str, view: Any, action: str = "public.read", **options: Any) -> None:
        name = f"planted{address.replace('/', '-')}"
        house.add_url_rule(address, name, gate(action, token=False)(view), **options)

    return add
