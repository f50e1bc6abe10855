"""A founded city on this test's database: alone, or with a notice wherever a story wants one."""

import pytest
from sqlalchemy import Engine

from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    """Monday 1 March 2027, 12:00 in Moscow; the usual march is on 14 March, so its window is open."""
    return City(engine, clock).found()


@pytest.fixture
def at(city: City) -> Everywhere:
    """The same city, with an organiser's account, another office's people, the auditor."""
    return Everywhere(city).people()
