"""The log is signed as it grows: from the last checkpoint on, never a log that does not hold."""

from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from records import checkpoint_rows, signed_notes, verify
from records.checkpoint_rows import Made
from records.signed_notes import Signer
from records.unit_of_work import reading, unit_of_work
from tests.support.clock import FakeClock
from tests.support.guards import past_the_guards
from tests.support.rows import Person
from workflow import checkpointing
from workflow.checkpointing import Unsound

SIGNER = Signer("veche.example/log", "5e" * 32)
NEWER = Signer("veche.example/log", "5f" * 32)


@pytest.fixture
def log(engine: Engine, clock: FakeClock) -> Engine:
    """Five entries."""
    grow(engine, clock, 5)
    return engine


def grow(engine: Engine, clock: FakeClock, count: int) -> None:
    with unit_of_work(engine, clock) as work:
        for _ in range(count):
            work.log("x.done", actor=Person(), subject=("notice", 1), personal={"name": "Ольга"})


def make(engine: Engine, clock: FakeClock, *signers: Signer) -> Made | None:
    own = signers or (SIGNER,)
    with reading(engine, clock) as work:
        found = checkpointing.examine(work, [one.key for one in own])
    with unit_of_work(engine, clock) as work:
        return checkpointing.keep(work, own[0], found)


def test_a_checkpoint_says_size_and_root_and_the_log_says_that_it_was_made(
    log: Engine, clock: FakeClock
) -> None:
    root = verify.verify(log).root

    made = make(log, clock)

    assert made is not None
    assert (made.size, made.root, made.at) == (5, root, clock.now())
    assert made.printed == f"5 {root[:16]}"
    assert signed_notes.read(made.note, SIGNER.key) == signed_notes.Note(
        "veche.example/log", 5, root
    )
    with reading(log, clock) as work:
        assert checkpoint_rows.newest(work) == made
    last = verify.verify(log)
    assert (last.ok, last.size) == (True, 6)


def test_nothing_new_is_nothing_to_sign(log: Engine, clock: FakeClock) -> None:
    with reading(log, clock) as work:
        found = checkpointing.examine(work, [SIGNER.key])
    with unit_of_work(log, clock) as work:
        assert checkpointing.keep(work, SIGNER, found) is not None
    with unit_of_work(log, clock) as work:  # a second worker that looked at the same time
        assert checkpointing.keep(work, SIGNER, found) is None


def test_an_empty_log_is_not_signed(engine: Engine, clock: FakeClock) -> None:
    assert make(engine, clock) is None


def test_the_next_one_reads_only_what_is_new(log: Engine, clock: FakeClock) -> None:
    make(log, clock)
    grow(log, clock, 3)
    read: list[int] = []

    def count(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if "JOIN log_details" in statement:
            read.extend(given.values() if isinstance(given, dict) else given)

    event.listen(log, "before_cursor_execute", count)
    made = make(log, clock)
    event.remove(log, "before_cursor_execute", count)

    assert read == [5]  # behind the fifth entry, and nowhere else
    assert made is not None
    assert (made.size, made.root) == (9, verify.verify(log, {9}).roots[9])


CHANGES = [
    # what somebody did past every guard, and what is said instead of a signature
    ("UPDATE log_entries SET role = 'head' WHERE seq = 7", "broken at entry 7"),
    ("DELETE FROM log_details WHERE seq > 3; DELETE FROM log_entries WHERE seq > 3", "cut off"),
    ("UPDATE log_entries SET hash = prev WHERE seq = 5", "not those that were signed"),
    ("UPDATE checkpoints SET head = root", "not those that were signed|broken at entry 6"),
    # a frontier of one's own is not believed: everything is read again
    ("UPDATE checkpoints SET peaks = '[]'; UPDATE log_entries SET role = 'head' WHERE seq = 2", "broken at entry 2"),
    ("UPDATE checkpoints SET root = head", "not those that were signed"),
    ("UPDATE checkpoints SET note = ''; UPDATE log_entries SET role = 'head' WHERE seq = 1", "broken at entry 1"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "said"), CHANGES)
def test_a_log_that_does_not_hold_is_not_signed(
    log: Engine, clock: FakeClock, statements: str, said: str
) -> None:
    make(log, clock)
    grow(log, clock, 3)
    past_the_guards(log, statements)

    with pytest.raises(Unsound, match=said):
        make(log, clock)


def test_a_damaged_frontier_alone_costs_a_longer_reading(log: Engine, clock: FakeClock) -> None:
    make(log, clock)
    grow(log, clock, 2)
    past_the_guards(log, "UPDATE checkpoints SET peaks = '[\"ab\"]'")

    made = make(log, clock)

    assert made is not None
    assert made.root == verify.verify(log, {made.size}).roots[made.size]


def test_a_new_key_signs_and_the_old_one_still_counts(log: Engine, clock: FakeClock) -> None:
    make(log, clock)
    grow(log, clock, 1)
    made = make(log, clock, NEWER, SIGNER)
    assert made is not None
    assert made.key == NEWER.key
    grow(log, clock, 1)
    # the older key was lost: everything is read, and what was signed is still compared
    assert make(log, clock, NEWER) is not None


def test_one_an_hour_and_one_soon_after_a_release(log: Engine, clock: FakeClock) -> None:
    def promised() -> set[str]:
        with reading(log, clock) as work:
            keys = work.session.execute(text("SELECT key FROM outbox")).scalars()
            return {key for key in keys if key.startswith("checkpoint:")}

    def ask() -> None:
        with unit_of_work(log, clock) as work:
            checkpointing.hourly(work)

    ask()
    ask()
    assert promised() == {"checkpoint:hour:2027-03-01T09:00:00.000000Z"}
    make(log, clock)
    clock.advance(minutes=59)
    ask()
    assert len(promised()) == 1
    clock.advance(minutes=1)
    ask()
    assert "checkpoint:hour:2027-03-01T10:00:00.000000Z" in promised()
    for minutes in (0, 7, 7, 1):  # 10:00, 10:07, 10:14 share one, 10:15 has the next
        clock.advance(minutes=minutes)
        with unit_of_work(log, clock) as work:
            checkpointing.after_release(work)
    assert sorted(key for key in promised() if "release" in key) == [
        "checkpoint:release:2027-03-01T10:15:00.000000Z",
        "checkpoint:release:2027-03-01T10:30:00.000000Z",
    ]
