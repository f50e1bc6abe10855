"""The shelf that the second opinion is compared with."""

import pytest

from regimes.shelf import Rulebook, load_all


@pytest.fixture(scope="package")
def rulebook() -> Rulebook:
    """The box's own shelf."""
    return load_all()
