"""Every specimen, printed once for all tests of the room."""

from collections.abc import Mapping

import pytest

from letters import press
from letters.specimens import all_specimens


@pytest.fixture(scope="session")
def printed() -> Mapping[str, press.Printed]:
    """Name of the specimen -> its finished letter, without a mark."""
    return {name: press.pdf(letter) for name, letter in all_specimens()}
