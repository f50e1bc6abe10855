"""Several processes on one database: what one of them does, the others obey at once."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import select

from records import outbox, wakeups
from records.tables import Outbox
from records.unit_of_work import unit_of_work
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from web import turns, worker
from web.settings import Settings
from web.work import House
from wsgi import create_app


@pytest.fixture
def two(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two processes' worth of Veche, with nothing in common but the database."""
    apps: list[Flask] = []
    for name in ("one", "other"):
        given = Settings(home=tmp_path / name, mode="test", demo=True, database_url=url_of(engine))
        apps.append(create_app(given, clock))
    City(engine, clock).found()
    yield apps[0].extensions["veche"], apps[1].extensions["veche"]
    for app in apps:
        app.extensions["veche"].engine.dispose()


def test_one_looks_at_the_clocks_while_the_other_waits(two: tuple[House, House]) -> None:
    one, other = two
    with turns.turn(one) as mine, turns.turn(other) as theirs:
        assert (mine is not None, theirs) == (True, None)

    with turns.turn(other) as theirs:
        assert theirs is None, "it was done a moment ago"


def test_who_was_held_up_stops_and_leaves_the_rest(
    two: tuple[House, House], clock: FakeClock
) -> None:
    one, other = two
    done = []
    with turns.turn(one) as mine:
        assert mine is not None
        mine()
        done.append("the first deed")
        clock.advance(turns.TURN + timedelta(seconds=1))  # it slept, as a laptop does
        with turns.turn(other) as theirs:
            assert theirs is not None
            mine()
            done.append("a deed of another's turn")

    assert done == ["the first deed"]


def test_a_turn_that_broke_down_is_given_to_the_next_after_it_ran_out(
    two: tuple[House, House], clock: FakeClock
) -> None:
    one, other = two
    with pytest.raises(ZeroDivisionError), turns.turn(one):
        raise ZeroDivisionError
    with turns.turn(other) as theirs:
        assert theirs is None
    clock.advance(turns.TURN + timedelta(seconds=1))
    with turns.turn(other) as theirs:
        assert theirs is not None


def test_a_commit_in_one_wakes_a_worker_in_another(
    two: tuple[House, House], only_postgres: Engine
) -> None:
    one, other = two
    stop, heard = threading.Event(), threading.Semaphore(0)
    ear = threading.Thread(target=wakeups.listen, args=(other.engine, stop, heard.release))
    ear.start()
    try:
        assert heard.acquire(timeout=20), "it looks by itself when it begins to listen"
        with unit_of_work(one.engine, one.clock) as work:
            work.promise("mail", "quiet", {})
            assert not heard.acquire(blocking=False), "nothing is called before the commit"
        assert heard.acquire(timeout=20)

        with suppress(ZeroDivisionError), unit_of_work(one.engine, one.clock) as work:
            work.promise("mail", "never", {})
            raise ZeroDivisionError
        with unit_of_work(one.engine, one.clock) as work:
            work.promise("mail", "second", {})
        assert heard.acquire(timeout=20)
        assert not heard.acquire(blocking=False), "what was not saved called nobody"
    finally:
        stop.set()
        ear.join(timeout=20)


def test_who_lost_its_lease_in_a_slow_batch_leaves_the_promise_to_the_other(
    two: tuple[House, House], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    kept: list[tuple[str, str]] = []

    def slow(here: House, promise: outbox.Work) -> None:
        kept.append(("one" if here is one else "other", promise.key))
        if here is one:
            clock.advance(worker.LEASE + timedelta(seconds=1))
            if len(kept) == 1:
                worker.deliver_some(other)

    monkeypatch.setitem(worker.HANDLERS, "mail", slow)
    with unit_of_work(one.engine, one.clock) as work:
        for number in range(5):
            work.promise("mail", f"key-{number}", {})

    with Flask(__name__).app_context():
        worker.deliver_some(one)

    twice = [key for _, key in kept if [name for _, name in kept].count(key) > 1]
    assert sorted({key for _, key in kept}) == [f"key-{number}" for number in range(5)]
    assert set(twice) == {"key-0"}, "only what was being sent when the lease ended"
    assert outbox.waiting(one.engine) == 0


def test_a_late_failure_takes_nothing_from_who_has_it_now(
    two: tuple[House, House], clock: FakeClock
) -> None:
    one, other = two
    with unit_of_work(one.engine, one.clock) as work:
        work.promise("mail", "key", {})
    slow = outbox.take(one.engine, clock.now(), worker.LEASE)[0]
    clock.advance(worker.LEASE + timedelta(seconds=1))
    now_theirs = outbox.take(other.engine, clock.now(), worker.LEASE)[0]

    outbox.failed(one.engine, slow.id, clock.now(), "TimeoutError", attempts=slow.attempts)
    outbox.postpone(one.engine, slow.id, clock.now(), attempts=slow.attempts)

    assert outbox.take(one.engine, clock.now(), worker.LEASE) == []
    assert outbox.renew(other.engine, [now_theirs], clock.now(), worker.LEASE) == [now_theirs]
    assert outbox.renew(one.engine, [slow], clock.now(), worker.LEASE) == []


def test_what_waits_behind_slow_work_is_not_taken_and_costs_no_try(
    two: tuple[House, House], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mail server that lets each caller wait for a minute: ten promises, two workers."""
    one, other = two
    taken: list[outbox.Work] = []

    def slow(here: House, promise: outbox.Work) -> None:
        clock.advance(timedelta(minutes=1))
        taken.extend(outbox.take(other.engine, clock.now(), worker.LEASE))

    monkeypatch.setitem(worker.HANDLERS, "mail", slow)
    with unit_of_work(one.engine, one.clock) as work:
        for number in range(worker.AT_ONCE):
            work.promise("mail", f"key-{number}", {})

    with Flask(__name__).app_context():
        assert worker.deliver_some(one) == worker.AT_ONCE

    assert taken == []
    with one.engine.connect() as connection:
        assert set(connection.execute(select(Outbox.attempts)).scalars()) == {1}
