"""A city that is backed up, and an empty machine elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.saved import Elsewhere, Saved, give_letter


@pytest.fixture
def saved(engine: Engine, clock: FakeClock, tmp_path: Path) -> Saved:
    """A notice on its way, a letter, a paper, a coat of arms."""
    city = City(engine, clock).found()
    city.files(key="first")
    give_letter(city, b"%PDF-" + bytes(9000))
    return Saved(city, tmp_path / "lost")


@pytest.fixture
def elsewhere(databases: Databases, clock: FakeClock, tmp_path: Path) -> Iterator[Elsewhere]:
    """An empty database and an empty home."""
    url = databases.empty()
    yield Elsewhere(url, tmp_path / "new" / "home", clock)
    databases.drop(url)
