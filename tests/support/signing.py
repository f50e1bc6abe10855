"""A checkpoint over the log of a test's city, as the worker of a running city makes within its first minute."""

from records.signed_notes import Signer
from tests.support.city import City
from workflow import checkpointing

SIGNER = Signer("veche.example/log", "5e" * 32)


def signs(city: City) -> None:
    """Sign the log as it stands."""
    with city.reading() as work:
        found = checkpointing.examine(work, [SIGNER.key])
    with city.unit() as work:
        assert checkpointing.keep(work, SIGNER, found) is not None
