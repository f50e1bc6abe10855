"""Two worker processes on one outbox: every mail leaves, and twice only where a lease ran out."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from records import outbox
from records.tables import Outbox
from records.unit_of_work import unit_of_work
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.post_office import PostOffice, post_office
from web.settings import HOUSE

WORKER = """
import sys, threading
from datetime import timedelta
from records import outbox
from web import worker
from wsgi import create_app

worker.LEASE, worker.FRESH = (timedelta(seconds=float(sys.argv[1]) / part) for part in (1, 6))
app = create_app()
here, between = app.extensions["veche"], threading.Event()
print("ready", flush=True)
sys.stdin.readline()
with app.app_context():
    for _ in range(6000):
        if not outbox.waiting(here.engine):
            break
        worker.deliver_all(here)
        between.wait(0.1)
"""


class Slow:
    """A mail server that is so slow with some messages that the lease of their worker runs out.

    It says that it has such a message only when the same message came a second time, from the other
    worker: so the lease ends while the mail is being sent, every time the test runs.
    """

    def __init__(self, office: PostOffice, every: int) -> None:
        self.came: Counter[str] = Counter()
        self._every, self._next, self._lock = every, every // 2, threading.Lock()
        self._again: dict[str, threading.Event] = {}
        self._held = ""  # one at a time: the other worker must be free to take it
        office.before_ok = self._hold

    def _hold(self, message: EmailMessage) -> None:
        key = str(message["Message-ID"])
        with self._lock:
            self.came[key] += 1
            again = self._again.setdefault(key, threading.Event())
            if self.came[key] > 1:
                again.set()
                self._held = "" if self._held == key else self._held
            slow = self.came[key] == 1 and not self._held and len(self.came) >= self._next
            if slow:
                self._held, self._next = key, self._next + self._every
        if slow:
            assert again.wait(timeout=120), "the other worker never took it"


def start(url: str, home: Path, port: int, lease: float) -> subprocess.Popen[str]:
    """One worker process, ready and waiting for its first line."""
    given = {
        "VECHE_HOME": str(home), "VECHE_MODE": "test", "VECHE_DATABASE_URL": url,
        "VECHE_SMTP__HOST": "127.0.0.1", "VECHE_SMTP__PORT": str(port), "VECHE_SMTP__STARTTLS": "false",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(lease)], cwd=HOUSE, env={**os.environ, **given},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    """Let a worker begin."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def promise(engine: Engine, clock: FakeClock, messages: int) -> None:
    """So many mails about no notice, each to a mailbox of its own."""
    clock.set(datetime(2026, 1, 12, 9, tzinfo=UTC))  # the workers' own clock is the machine's
    City(engine, clock).found()
    with unit_of_work(engine, clock) as work:
        for number in range(messages):
            work.promise(
                "mail", f"two-{number}",
                {"mail": "sign-in-off", "to": "address", "address": f"box{number}@example.org",
                 "secret": "never used", "locale": "en"},
            )  # fmt: skip


def tried_again(engine: Engine) -> set[str]:
    """Message-IDs of promises that were taken more than once."""
    with engine.connect() as connection:
        keys = connection.execute(select(Outbox.key).where(col(Outbox.attempts) > 1)).scalars()
        return {f"<{key}@localhost>" for key in keys}


def slow_server(
    engine: Engine, url: str, home: Path, clock: FakeClock, *, messages: int, every: int
) -> None:
    """Two workers empty the outbox into a server that lets leases run out."""
    promise(engine, clock, messages)
    with post_office() as office:
        slow = Slow(office, every)
        workers = [start(url, home, office.port, lease=2.0) for _ in range(2)]
        for one in workers:
            go(one)
        assert [one.wait(timeout=600) for one in workers] == [0, 0]

    assert outbox.waiting(engine) == 0
    assert len(slow.came) == messages, "none is lost"
    twice = {key for key, times in slow.came.items() if times > 1}
    assert twice, "the server did let leases run out"
    assert twice <= tried_again(engine), "twice only where a lease ran out"


def test_two_workers_and_a_slow_server(
    engine: Engine, database_url: str, tmp_path: Path, clock: FakeClock
) -> None:
    slow_server(engine, database_url, tmp_path, clock, messages=12, every=6)


@pytest.mark.deep
def test_two_workers_and_five_hundred_mails(
    engine: Engine, database_url: str, tmp_path: Path, clock: FakeClock
) -> None:
    # a mail is given up at its eighth taking, and each hold can cost those behind it one
    slow_server(engine, database_url, tmp_path, clock, messages=500, every=100)


@pytest.mark.deep
def test_a_killed_worker_s_mails_leave_by_the_other(
    engine: Engine, database_url: str, tmp_path: Path, clock: FakeClock
) -> None:
    promise(engine, clock, 12)
    with post_office() as office:
        arrived, may_go_on = threading.Event(), threading.Event()

        def hold(_: EmailMessage) -> None:
            if len(office.messages) == 3:
                arrived.set()
                assert may_go_on.wait(timeout=60)

        office.before_ok = hold
        doomed, other = (start(database_url, tmp_path, office.port, lease=2.0) for _ in range(2))
        go(doomed)
        assert arrived.wait(timeout=60)
        doomed.send_signal(signal.SIGKILL)
        doomed.wait(timeout=20)
        may_go_on.set()
        go(other)
        assert other.wait(timeout=120) == 0

        came = Counter(str(message["Message-ID"]) for message in office.messages)
    assert len(came) == 12
    assert [times for times in came.values() if times > 1] == [2], "the one that was being sent"
    assert outbox.waiting(engine) == 0
