"""The same form twice is one deed; who read is written down once an hour and sealed into the chain."""

from datetime import timedelta

from sqlalchemy import Engine, text

from records import reads
from records.idempotency import Conflict, Earlier, keep, remember, sweep
from records.scope import Scope
from records.tables import Idempotency, LogEntry
from records.unit_of_work import UnitOfWork, reading, unit_of_work
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.rows import Person, make_city, make_notice

ASKED = ("key-1", "account-7", "intake.file")


def test_the_first_answer_is_given_again(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        assert remember(work, *ASKED, "hash-1") is None
        keep(work, *ASKED, "hash-1", {"reference": "27-0001"})
    with unit_of_work(engine, clock) as work:
        assert remember(work, *ASKED, "hash-1") == Earlier({"reference": "27-0001"})
        assert remember(work, *ASKED, "hash-2") == Conflict({"reference": "27-0001"})
        assert remember(work, "key-1", "account-7", "desk.move", "hash-1") == Conflict(
            {"reference": "27-0001"}
        )
        assert remember(work, "key-1", "account-8", "intake.file", "hash-1") is None
    clock.advance(hours=72)
    with unit_of_work(engine, clock) as work:
        sweep(work)
        assert work.get(Idempotency, 1).key == "key-1"
    clock.advance(seconds=1)
    with unit_of_work(engine, clock) as work:
        sweep(work)
        assert remember(work, *ASKED, "hash-1") is None


def test_a_reader_is_one_row_an_hour_that_only_grows(work: UnitOfWork, clock: FakeClock) -> None:
    city = make_city(work)
    notice = make_notice(work, city).id or 0
    reads.note(work, city.officer, notice, ["name"])
    reads.note(
        work, city.officer, notice, ["phone", "name"], "The phone was asked for by the prefecture."
    )
    reads.note(work, city.signatory, notice, ["name"])
    found = reads.readers_of(work, Scope(everything=True), notice)
    hour = clock.now().replace(minute=0)
    assert [(row.hour, row.name, row.fields, row.reason) for row in found] == [
        (hour, "Lena", "name", ""),
        (hour, "Vera", "name,phone", "The phone was asked for by the prefecture."),
    ]
    assert reads.readers_of(work, Scope(units=frozenset({city.other_unit})), notice) == ()


def test_past_hours_are_sealed_once(engine: Engine, clock: FakeClock) -> None:
    with unit_of_work(engine, clock) as work:
        city = make_city(work)
        notice = make_notice(work, city).id or 0
    for _ in range(2):
        with unit_of_work(engine, clock) as work:
            reads.note(work, city.officer, notice, ["name"])
        clock.advance(hours=2)
    for expected in (2, 0):
        with unit_of_work(engine, clock) as work:
            assert reads.seal(work, Person()) == expected
    with reading(engine, clock) as work:
        newest = work.get(LogEntry, 3)
        hour = clock.now() - timedelta(hours=2)
        assert (newest.kind, newest.details["rows"]) == ("reads.sealed", 1)
        assert newest.details["sha256"] == reads.digest_of(work, hour)[1]
    assert verify(engine).ok
    with engine.execution_options(write=True).begin() as connection:  # later additions show
        connection.execute(text("UPDATE read_entries SET fields = 'name,phone'"))
    with reading(engine, clock) as work:
        assert newest.details["sha256"] != reads.digest_of(work, hour)[1]
