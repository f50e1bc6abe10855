"""Only one process at a time does what only one may do, and a dead one holds nobody up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Engine

from records import leases
from tests.support.clock import FakeClock

TURN, REST = timedelta(minutes=2), timedelta(seconds=30)


def takes(engine: Engine, clock: FakeClock, who: str) -> bool:
    return leases.take(engine, "ticks", who, clock.now(), TURN, REST)


def test_of_eight_who_want_it_one_has_it(engine: Engine, clock: FakeClock) -> None:
    for _ in range(5):
        with ThreadPoolExecutor(8) as pool:
            won = list(pool.map(lambda number: takes(engine, clock, f"worker {number}"), range(8)))

        assert won.count(True) == 1
        held = leases.held(engine, "ticks")
        assert held is not None
        assert held.holder == f"worker {won.index(True)}"
        leases.give_back(engine, "ticks", held.holder, clock.now())
        clock.advance(REST)


def test_a_dead_one_s_turn_ends(engine: Engine, clock: FakeClock) -> None:
    assert takes(engine, clock, "the one that dies")

    clock.advance(TURN)
    assert not takes(engine, clock, "the next one")
    clock.advance(seconds=1)
    assert takes(engine, clock, "the next one")

    assert not leases.keep(engine, "ticks", "the one that dies", clock.now(), TURN)
    leases.give_back(engine, "ticks", "the one that dies", clock.now())
    held = leases.held(engine, "ticks")
    assert held is not None
    assert (held.holder, held.until) == ("the next one", clock.now() + TURN)


def test_a_long_turn_is_kept_by_asking_again(engine: Engine, clock: FakeClock) -> None:
    assert takes(engine, clock, "the long one")
    for _ in range(5):
        clock.advance(minutes=1)
        assert leases.keep(engine, "ticks", "the long one", clock.now(), TURN)
        assert not takes(engine, clock, "an eager one")


def test_after_the_deed_nobody_repeats_it_at_once(engine: Engine, clock: FakeClock) -> None:
    assert takes(engine, clock, "the first")
    leases.give_back(engine, "ticks", "the first", clock.now())

    clock.advance(seconds=29)
    assert not takes(engine, clock, "the second")
    clock.advance(seconds=1)
    assert takes(engine, clock, "the second")


def test_a_clock_that_goes_back_an_hour_stops_nobody(engine: Engine, clock: FakeClock) -> None:
    assert takes(engine, clock, "the first")
    leases.give_back(engine, "ticks", "the first", clock.now())
    clock.advance(timedelta(hours=-1))
    assert takes(engine, clock, "the second")

    clock.advance(timedelta(hours=-1))
    assert takes(engine, clock, "the third")
