"""PostgreSQL is killed while it writes, one backend or all of it: nothing that was said to be saved is lost."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from records.engine import make_engine
from records.errors import RecordsError
from records.migrate import upgrade
from records.unit_of_work import unit_of_work
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.own_postgres import PATIENCE, Server, own_postgres
from tests.support.rows import Person

ROUNDS = 10


@pytest.fixture
def server(only_postgres: Engine) -> Iterator[Server]:
    """With fsync as it comes."""
    with own_postgres() as own:
        yield own


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


class Hasty(Clerk):
    """The planted fault: one number is said just before its commit, and the kill comes right then.

    A kill at random hits this moment hardly ever: the commit is said to the server within a thousandth of a second.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.said_early, self.killed = threading.Event(), threading.Event()

    def works(self) -> None:
        with suppress(RecordsError, DBAPIError), unit_of_work(self.engine, FakeClock()) as work:
            number = work.next_number("notice")
            work.log("notice.filed", actor=Person(), subject=("notice", number))
            self.said.append(number)
            self.said_early.set()
            assert self.killed.wait(PATIENCE)
        self.failed += 1
        super().works()


def backend(engine: Engine) -> int:
    """The process of PostgreSQL that writes for the clerk, or another one of its backends."""
    asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'veche' AND pid <> pg_backend_pid()"
    with engine.connect() as connection:
        return int(connection.execute(text(asked)).scalars().first() or 0)


@contextmanager
def writing(server: Server, kind: type[Clerk] = Clerk) -> Iterator[Clerk]:
    """A clerk writes meanwhile; afterwards all that was said to be saved is there, and the log is whole."""
    engine = make_engine(server.url)
    upgrade(engine)
    clerk = kind(engine)
    thread = threading.Thread(target=clerk.works)
    thread.start()
    try:
        yield clerk
    finally:
        clerk.stop.set()
        thread.join()

    verdict = verify(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT subject_id FROM log_entries ORDER BY seq"))
        saved = list(found.scalars())
    engine.dispose()
    assert verdict.ok
    assert clerk.failed > 0, "the kills were felt"
    assert sorted(set(clerk.said) - set(saved)) == []
    assert len(clerk.said) == len(set(clerk.said)), "what was lost would be told to somebody else"
    assert saved == list(range(1, len(saved) + 1)), "no number twice, no gap"


@pytest.mark.deep
def test_a_killed_backend_loses_nothing(server: Server) -> None:
    with writing(server) as clerk:
        for _ in range(ROUNDS):
            clerk.until(5)
            os.kill(
                backend(clerk.engine), signal.SIGKILL
            )  # the server starts all its backends anew
            clerk.until(5)


@pytest.mark.deep
def test_a_killed_server_loses_nothing(server: Server) -> None:
    with writing(server) as clerk:
        for _ in range(ROUNDS):
            clerk.until(5)
            server.kill()
            server.start()
            clerk.until(5)


def kills_between_word_and_commit(server: Server) -> None:
    with writing(server, Hasty) as clerk:
        assert isinstance(clerk, Hasty)
        assert clerk.said_early.wait(PATIENCE)
        server.kill()
        clerk.killed.set()
        server.start()
        clerk.until(5)


@pytest.mark.deep
def test_a_number_said_before_its_commit_is_found(server: Server) -> None:
    """So the kills of the whole server above would tell: what was said is lost, and is told to somebody else."""
    with pytest.raises(AssertionError, match=r"told to somebody else|== \[\]"):
        kills_between_word_and_commit(server)
