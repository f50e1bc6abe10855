"""Who is at work on a VECHE_HOME: what serves or works holds its lock with others, a restore asks for it alone.

A restore under a running city would put a database aside that people are still told their notices are kept in.
The lock goes with its process, however that ends; other machines of a city have a lock of their own.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from records.backups.refusal import InUse

_held: list[IO[bytes]] = []  # a lock lives as long as its file is open: to the end of the process


def enter(home: Path) -> None:
    """Say that this process serves the city from now on. InUse while it is being put back."""
    file = _open(home)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise InUse("The city is being put back from a backup. Start when that is done.") from error
    _held.append(file)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nobody serves this city inside the block, and nobody begins to. InUse where somebody does."""
    with _open(home) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(
                "The city is running: stop its pages and its worker first, here and on every other machine."
            ) from error
        yield


def _open(home: Path) -> IO[bytes]:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return (home / "in-use.lock").open("ab")
