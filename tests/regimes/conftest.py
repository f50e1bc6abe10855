"""The shelf as it is shipped, and the Moscow regime on it."""

from datetime import date

import pytest

from regimes.calendar import Calendar
from regimes.regime import Regime
from regimes.shelf import Rulebook, load_all


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The box's own shelf."""
    return load_all()


@pytest.fixture(scope="session")
def moscow(rulebook: Rulebook) -> Regime:
    """Public assemblies in Moscow."""
    return rulebook.current("ru-moscow-assembly", date(2026, 11, 22))


@pytest.fixture(scope="session")
def days(rulebook: Rulebook) -> Calendar:
    """The days of Russia."""
    return rulebook.calendars["ru"]
