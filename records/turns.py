"""Writers of one process wait in line for SQLite's one lock; PostgreSQL keeps its own line."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from time import monotonic

from sqlalchemy import Engine

from records.engine import LOCK_WAIT
from records.errors import Busy


@lru_cache(maxsize=256)
def _queue(_url: str) -> Lock:
    return Lock()


@contextmanager
def turn(engine: Engine) -> Iterator[dict[str, float]]:
    """Let the writers of this process wait in line for SQLite's one lock; what is left of the wait, if some is gone.

    SQLite alone makes a waiting writer sleep and try again, longer each time, so that one in a hundred
    waits ten times as long as the rest; between processes it still does. Busy after `lock_wait`.
    """
    if engine.dialect.name != "sqlite":
        yield {}
        return
    line = _queue(engine.url.render_as_string())
    wait = engine.get_execution_options().get("lock_wait", LOCK_WAIT)
    left: dict[str, float] = {}
    if not line.acquire(blocking=False):
        began = monotonic()
        if not line.acquire(timeout=wait):
            raise Busy("locked")
        left["left"] = max(wait - (monotonic() - began), 0.0)
    try:
        yield left
    finally:
        line.release()
