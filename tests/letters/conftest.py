"""Every specimen, printed once for all tests of the room; a key of the city that letters are signed with."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from letters import certificate, press, signing
from letters.certificate import Keyfile
from letters.specimens import all_specimens


@pytest.fixture(scope="session")
def printed() -> Mapping[str, press.Printed]:
    """Name of the specimen -> its finished letter, without a mark."""
    return {name: press.pdf(letter) for name, letter in all_specimens()}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyfile]:
    """A certificate of the city's own making; what signs with it ends with the tests of the file."""
    folder = tmp_path_factory.mktemp("key")
    made = Keyfile(folder / "city.p12", folder / "city.pass")
    made.file.write_bytes(
        certificate.self_made("Moscow", b"three wise words", datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
    )
    (folder / "city.pass").write_bytes(b"three wise words\n")
    yield made
    signing.stop()
