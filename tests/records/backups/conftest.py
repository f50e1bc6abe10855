"""A small city with two notices and one printed letter, and where its backups go."""

import os
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.saved import Saved, give_letter
from tests.support.signing import signs


@pytest.fixture
def saved(engine: Engine, clock: FakeClock, tmp_path: Path) -> Saved:
    """Two notices, a letter of 300 kB, a paper, a coat of arms; the log is signed."""
    city = City(engine, clock).found()
    city.files(key="first")
    city.files(key="second")
    give_letter(city, os.urandom(300_000))
    signs(city)
    return Saved(city, tmp_path)
