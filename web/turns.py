"""What one process at a time may do, of all that run: it holds a lease, and a dead one's lease ends."""

import logging
import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from records import leases
from web.work import House

TICKS = "ticks"
TURN = timedelta(minutes=2)
"""So long a worker that died keeps the others from the clocks; one that lives asks again before it ends."""
REST = timedelta(seconds=30)
"""After a look at the clocks no other worker looks: all of them wake in the same second of a minute."""

log = logging.getLogger("veche.worker")


class TurnLost(Exception):
    """A worker was held up longer than its turn; another has it now."""


@contextmanager
def turn(here: House, name: str = TICKS) -> Iterator[Callable[[], None] | None]:
    """A turn at what only one may do, for the block; None is given where another has it.

    What is given is called before each deed: it prolongs the turn, so that a turn of any length is
    one process's. One that was held up longer than TURN finds it gone, and its block ends there; a
    block that raises leaves the lease to run out.
    """
    me = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    if not leases.take(here.engine, name, me, here.clock.now(), TURN, REST):
        yield None
        return

    def still_mine() -> None:
        if not leases.keep(here.engine, name, me, here.clock.now(), TURN):
            raise TurnLost

    try:
        yield still_mine
    except TurnLost:
        log.warning("%s: held up too long, another has the turn", name)
        return
    leases.give_back(here.engine, name, me, here.clock.now())
