"""What happens to saved work when the machine fails: killed in the middle, no space, read-only."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from records.engine import make_engine
from records.errors import Busy
from records.tables import LogEntry
from records.unit_of_work import reading, unit_of_work
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.rows import Person

HOUSE = Path(__file__).parents[2]
WRITER = """
import sys
from records.engine import make_engine
from records.unit_of_work import unit_of_work
from tests.support.clock import FakeClock
from tests.support.rows import Person

engine = make_engine(sys.argv[1])
while True:
    with unit_of_work(engine, FakeClock()) as work:
        number = work.next_number("notice")
        work.log("notice.filed", actor=Person(), subject=("notice", number), personal={"n": number})
        work.promise("mail", f"receipt-{number}", {})
    print(number, flush=True)  # only now is it said to have been received
"""


def test_a_killed_writer_loses_nothing_that_was_said_to_be_saved(
    engine: Engine, database_url: str, clock: FakeClock
) -> None:
    said = 0
    for kill_after in (5, 1, 12):
        command = [sys.executable, "-c", WRITER, database_url]
        with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(kill_after):
                said = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            said = max([said, *map(int, writer.stdout.read().split())])
        verdict = verify(engine)
        assert verdict.ok
        assert verdict.size in (said, said + 1)  # the last may be saved and not yet said
    with unit_of_work(engine, clock) as work:  # number, entry and promise are there together
        saved = work.next_number("notice") - 1
        assert saved == verdict.size
        for table in ("log_entries", "log_details", "outbox"):
            assert work.session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == saved


def test_no_space_and_read_only_are_said_in_words(
    engine: Engine, database_url: str, clock: FakeClock
) -> None:
    sqlite = engine.dialect.name == "sqlite"
    limits = (
        ["PRAGMA max_page_count = 1", "PRAGMA query_only = ON"]
        if sqlite
        else ["SET default_transaction_read_only = on"]
    )
    for limit in limits:
        short = make_engine(database_url)
        event.listen(short, "connect", _setting(limit))
        with pytest.raises(Busy, match="no space") as busy, unit_of_work(short, clock) as work:
            work.log("x", actor=Person(), subject=("notice", 1), details={"long": "x" * 100_000})
        assert busy.value.reason == "full"
        short.dispose()
    with unit_of_work(engine, clock) as work:
        work.log("x", actor=Person(), subject=("notice", 1))
    with reading(engine, clock) as work:
        assert work.get(LogEntry, 1).details == {}


def _setting(limit: str) -> Callable[[Any, object], None]:
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(limit)
        cursor.close()
        connection.commit()

    return prepare
