"""The shelf that the second opinion is compared with."""

import pytest

from regimes.reading import read_regime
from regimes.shelf import Rulebook, load_all
from tests.regimes.lands import LANDS as MADE_UP


@pytest.fixture(scope="package")
def rulebook() -> Rulebook:
    """The shelf, and a made-up file where the box has none of that regime."""
    shipped = load_all()
    known = {regime.id for regime in shipped}
    made = [read_regime("made up", body) for body in MADE_UP]
    added = {one.pin: one for one in made if one.id not in known}
    return Rulebook({**shipped.by_pin, **added}, shipped.calendars)
