"""One writing unit: all or nothing, one at a time, one clock, no gaps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain

import pytest
from sqlalchemy import Engine, func
from sqlmodel import select

from records.engine import make_engine
from records.errors import Busy, Missing, Overtaken
from records.tables import Counter, LogEntry, Notice, Outbox, Unit
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.rows import Person, make_city, make_notice

THREADS, ROUNDS = 8, 25


def test_leaving_the_block_saves_and_raising_saves_nothing(
    engine: Engine, clock: FakeClock
) -> None:
    with unit_of_work(engine, clock) as work:
        make_city(work)

    def fail() -> None:
        with unit_of_work(engine, clock) as work:
            work.add(Unit(code="fire", kind="body", name_en="Fire", name_ru="Пожарные"))
            work.log("unit.added", actor=Person(), subject=("unit", 9))
            work.next_number("letter")
            work.promise("mail", "m-1", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(engine, clock) as work:
        assert len(work.session.exec(select(Unit)).all()) == 3
        for table in (LogEntry, Counter, Outbox):
            assert work.session.exec(select(table)).all() == []


def test_reading_cannot_write(engine: Engine, clock: FakeClock) -> None:
    with reading(engine, clock) as work:
        for deed in (
            lambda: work.log("x", actor=Person(), subject=("notice", 1)),
            lambda: work.next_number("x"),
            lambda: work.promise("mail", "x", {}),
        ):
            with pytest.raises(RuntimeError, match="unit of work"):
                deed()


def test_now_is_read_once_and_never_before_the_newest_entry(
    engine: Engine, clock: FakeClock
) -> None:
    clock.set(datetime(2027, 3, 28, 3, 30, 0, 123456, tzinfo=timezone(timedelta(hours=3))))
    with unit_of_work(engine, clock) as work:
        work.log("a", actor=Person(), subject=("notice", 1))
        first = work.now
        clock.advance(hours=1)
        assert work.now == first == datetime(2027, 3, 28, 0, 30, 0, 123456, tzinfo=UTC)
    clock.set(datetime(2027, 3, 27, tzinfo=UTC))  # the machine's clock goes back a day
    with unit_of_work(engine, clock) as work:
        assert work.now == first
        work.log("b", actor=Person(), subject=("notice", 1))
    with reading(engine, clock) as work:
        assert list(work.session.exec(select(LogEntry.at))) == [first, first]


def test_missing_and_overtaken(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        reference = make_notice(work, make_city(work)).reference
    with reading(engine, clock) as work:
        with pytest.raises(Missing):
            work.notice("27-9999")
        with pytest.raises(Missing):
            work.get(Unit, 77)
        assert work.notice(reference, seen=1).revision == 1
        with pytest.raises(Overtaken) as overtaken:
            work.notice(reference, seen=7)
        assert (overtaken.value.seen, overtaken.value.current) == (7, 1)


def test_a_row_changed_meanwhile_is_overtaken_at_commit(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        stale = make_notice(work, make_city(work))
    with unit_of_work(engine, clock) as work:
        work.notice(stale.reference).attendance = 400

    def write() -> None:
        with unit_of_work(engine, clock) as work:
            work.session.add(stale)  # as it was read before the other's change
            stale.attendance = 500

    with pytest.raises(Overtaken):
        write()
    with reading(engine, clock) as work:
        assert work.notice("27-0001").attendance == 400


def test_promise_with_the_same_key_is_one_row(work: UnitOfWork) -> None:
    work.promise("mail", "receipt-1", {"to": 1})
    work.promise("mail", "receipt-1", {"to": 2})
    assert [row.payload for row in work.session.exec(select(Outbox))] == [{"to": 1}]


def test_log_refuses_what_has_no_canonical_form(work: UnitOfWork, clock: FakeClock) -> None:
    for details in ({"share": 0.5}, {"at": clock.now()}, {1: "number"}):
        with pytest.raises(TypeError):
            work.log("x", actor=Person(), subject=("notice", 1), details=details)  # type: ignore[arg-type]
    assert work.log("x", actor=Person(), subject=("notice", 1)).seq == 1


def test_eight_writers_lose_nothing_and_leave_no_gap(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        notice = make_notice(work, make_city(work))

    def write(thread: int) -> list[int]:
        numbers = []
        for turn in range(ROUNDS):
            with unit_of_work(engine, clock) as work:
                numbers.append(work.next_number("letter"))
                work.notice(notice.reference).attendance += 1
                work.log("x", actor=Person(thread), subject=("turn", turn), personal={"n": turn})
        return numbers

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = sorted(chain.from_iterable(pool.map(write, range(THREADS))))
    assert numbers == list(range(1, THREADS * ROUNDS + 1))
    with reading(engine, clock) as work:
        assert work.notice(notice.reference).attendance == 300 + THREADS * ROUNDS
        assert (
            work.session.exec(select(func.count()).select_from(LogEntry)).one()
            == THREADS * ROUNDS + 1
        )
    verdict = verify(engine)
    assert (verdict.ok, verdict.size) == (True, THREADS * ROUNDS + 1)


def test_of_eight_who_saw_the_same_revision_one_wins(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        reference = make_notice(work, make_city(work)).reference

    def decide(thread: int) -> str:
        try:
            with unit_of_work(engine, clock) as work:
                notice = work.notice(reference, seen=1)
                notice.stage = f"decided-by-{thread}"
                work.log("notice.decided", actor=Person(thread), subject=("notice", notice.id or 0),
                         from_stage="review", to_stage=notice.stage)  # fmt: skip
        except Overtaken:
            return "overtaken"
        return "won"

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(decide, range(THREADS)))
    assert sorted(outcomes) == ["overtaken"] * (THREADS - 1) + ["won"]
    with reading(engine, clock) as work:
        assert work.notice(reference).revision == 2


def test_a_turn_that_does_not_come_is_busy_in_words(database_url: str, clock: FakeClock) -> None:
    patient, hasty = make_engine(database_url), make_engine(database_url, lock_wait=0.2)
    try:
        with unit_of_work(patient, clock) as work:
            work.next_number("letter")
            with pytest.raises(Busy, match="Nothing was saved") as busy, unit_of_work(hasty, clock):
                pytest.fail("two writers at once")
            assert busy.value.reason == "locked"
            with reading(hasty, clock) as other:  # readers do not wait
                assert other.session.exec(select(Notice)).all() == []
        with unit_of_work(hasty, clock) as work:
            assert work.next_number("letter") == 2
    finally:
        patient.dispose()
        hasty.dispose()


def test_a_database_that_cannot_be_reached_is_busy(
    databases: object, tmp_path: object, clock: FakeClock
) -> None:
    for url in (
        f"sqlite:///{tmp_path}/no/such/folder.db",
        "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2",
    ):
        engine = make_engine(url)
        with pytest.raises(Busy) as busy, unit_of_work(engine, clock):
            pytest.fail("no database, no unit")
        assert busy.value.reason == "unreachable"
        engine.dispose()
