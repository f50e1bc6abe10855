"""What a killed request left behind: files on their way, and bytes in the store that no row knows of."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from records import files
from records.errors import Busy
from records.unit_of_work import reading
from web.uploads import incoming_folder
from web.work import House

LOG = logging.getLogger("veche.sweeping")
ORPHAN_AFTER = timedelta(hours=1)


def sweep(here: House) -> int:
    """Take away what an hour ago came and no row knows: a killed request left it. How many objects and files."""
    before = here.clock.now() - ORPHAN_AFTER
    gone = _sweep_incoming(here, before.timestamp())
    waiting: list[str] = []
    for one in here.store.walk():
        if one.at < before:
            waiting.append(one.key)
        if len(waiting) == 500:
            gone += _sweep_keys(here, waiting)
            waiting = []
    return gone + _sweep_keys(here, waiting)


def sweep_quietly(here: House) -> None:
    """The same every hour; while the store is away, the next hour does it."""
    try:
        sweep(here)
    except Busy as error:
        LOG.warning("sweeping papers failed: %s", error.reason)


def _sweep_incoming(here: House, before: float) -> int:
    gone = 0
    for path in incoming_folder(here).iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def _sweep_keys(here: House, keys: Sequence[str]) -> int:
    codes = [key.rpartition(".")[2] for key in keys]
    with reading(here.engine, here.clock) as work:
        known = files.known(work, codes)
    lost = [key for key in keys if key not in known]
    for key in lost:
        here.store.remove(key)
    return len(lost)
