"""Who waits in line, and then for the file, waits no longer than once."""

import threading

from sqlalchemy import Engine

from records.engine import LOCK_WAIT
from records.unit_of_work import UnitOfWork, unit_of_work
from tests.support.clock import FakeClock


def waits(work: UnitOfWork) -> int:
    """Milliseconds that this connection waits for the file."""
    found = work.session.connection().exec_driver_sql("PRAGMA busy_timeout")
    return int(found.scalar_one())


def test_what_was_waited_in_line_is_not_waited_again(engine: Engine, clock: FakeClock) -> None:
    """Found by: a page that says «busy» after twice its time, since each of two waits had the whole of it."""
    if engine.dialect.name != "sqlite":
        return
    inside, go = threading.Event(), threading.Event()

    def first() -> None:
        with unit_of_work(engine, clock):
            inside.set()
            go.wait(timeout=30)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(timeout=30)
    threading.Timer(0.1, go.set).start()
    with unit_of_work(engine, clock) as work:
        after_waiting = waits(work)
    thread.join()
    with unit_of_work(engine, clock) as work:
        usual = waits(work)

    assert after_waiting < usual == LOCK_WAIT * 1000
