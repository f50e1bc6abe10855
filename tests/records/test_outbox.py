"""Promised work: taken by one, given back when its lease runs out, tried eight times, never dropped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from records import outbox
from records.tables import Outbox
from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock

LEASE = timedelta(minutes=5)


@pytest.fixture
def promised(engine: Engine, clock: FakeClock) -> Engine:
    """Forty promises: the first waits an hour, the others are due."""
    with unit_of_work(engine, clock) as work:
        for number in range(40):
            later = work.now + timedelta(hours=1) if number == 0 else None
            kind = "letter" if number % 10 == 5 else "mail"
            work.promise(kind, f"key-{number}", {"number": number}, not_before=later)
    return engine


def test_each_promise_is_taken_once_by_eight_workers(promised: Engine, clock: FakeClock) -> None:
    def work(_: int) -> list[int]:
        taken = []
        while batch := outbox.take(promised, clock.now(), LEASE, limit=3):
            taken += [promise.payload["number"] for promise in batch]
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [number for numbers in pool.map(work, range(8)) for number in numbers]
    assert sorted(taken) == list(range(1, 40))


def test_promises_come_in_order_and_by_kind(promised: Engine, clock: FakeClock) -> None:
    assert outbox.waiting_since(promised, clock.now()) == clock.now()
    letters = outbox.take(promised, clock.now(), LEASE, kinds=["letter"])
    assert [promise.key for promise in letters] == ["key-5", "key-15", "key-25", "key-35"]
    assert [promise.key for promise in outbox.take(promised, clock.now(), LEASE, limit=2)] == [
        "key-1",
        "key-2",
    ]


def test_a_lease_that_ran_out_is_taken_again(promised: Engine, clock: FakeClock) -> None:
    first = outbox.take(promised, clock.now(), LEASE, limit=1)[0]
    clock.advance(LEASE)
    assert first.id not in {
        promise.id for promise in outbox.take(promised, clock.now(), LEASE, limit=50)
    }
    clock.advance(seconds=1)
    again = outbox.take(promised, clock.now(), LEASE, limit=50)
    assert [(promise.id, promise.attempts) for promise in again] == [(first.id, 2)]


def test_what_is_done_stays_done(promised: Engine, clock: FakeClock) -> None:
    for promise in outbox.take(promised, clock.now(), LEASE, limit=50):
        outbox.done(promised, promise.id, clock.now())
        outbox.failed(promised, promise.id, clock.now(), "too late to fail")
    clock.advance(days=1)
    assert [promise.key for promise in outbox.take(promised, clock.now(), LEASE)] == ["key-0"]


def test_waits_grow_from_a_minute_to_six_hours() -> None:
    minutes = [outbox.wait(attempts) / timedelta(minutes=1) for attempts in range(1, 10)]
    assert minutes == [1, 3, 9, 27, 81, 243, 360, 360, 360]


def test_after_eight_tries_it_is_a_task_for_a_person(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        work.promise("mail", "m-1", {})
    for attempt in range(1, 9):
        promise = outbox.take(engine, clock.now(), LEASE)[0]
        assert promise.attempts == attempt
        outbox.failed(engine, promise.id, clock.now(), "451 try later")
        assert (
            outbox.take(engine, clock.now() + outbox.wait(attempt) - timedelta(seconds=1), LEASE)
            == []
        )
        clock.advance(outbox.wait(attempt))
    assert outbox.take(engine, clock.now(), LEASE) == []
    assert [
        (task.key, task.attempts, task.last_error) for task in outbox.stuck(engine, clock.now())
    ] == [("m-1", 8, "451 try later")]
    with unit_of_work(engine, clock) as work:
        assert outbox.again(work, promise.id + 1) == 0
        assert outbox.again(work, promise.id) == 1
        assert work.promised
    assert outbox.stuck(engine, clock.now()) == []
    assert [promise.attempts for promise in outbox.take(engine, clock.now(), LEASE)] == [1]


def test_a_kept_promise_forgets_its_secret_and_address(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        work.promise(
            "mail", "link", {"mail": "sign-in", "secret": "s3cret", "address": "v@example.org"}
        )
    taken = outbox.take(engine, clock.now(), LEASE)
    assert taken[0].payload["secret"] == "s3cret"

    outbox.done(engine, taken[0].id, clock.now())

    with unit_of_work(engine, clock) as work:
        kept = work.get(Outbox, taken[0].id)
        assert (kept.payload, kept.done_at) == ({"mail": "sign-in"}, clock.now())
