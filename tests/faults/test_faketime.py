"""Real processes whose own clock was set back: what one was told stays in order for all of them.

Found by: a time of receipt that follows the clock of the process that writes it.
"""

import os
import subprocess
import sys
from itertools import pairwise

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from records.tables import LogEntry, Notice
from records.verify import verify
from tests.support.city import City
from tests.support.clock import FakeClock
from web.settings import HOUSE

FILES = """
import sys
from records.engine import make_engine
from tests.support.city import City
from web.work import SystemClock
City(make_engine(sys.argv[1]), SystemClock()).files(key=sys.argv[2])
print(SystemClock().now().isoformat())
"""
CLOCKS = (
    "2027-03-01 12:00:00",
    "2027-03-01 11:00:00",  # an hour back
    "2027-03-01 11:05:00",  # five minutes beside the one before, both behind
    "2027-02-28 12:00:00",  # a day back
    "2027-03-01 12:05:00",  # right again
)


@pytest.mark.deep
def test_processes_with_clocks_set_back_keep_the_order(engine: Engine, clock: FakeClock) -> None:
    url = engine.url.render_as_string(hide_password=False)
    city = City(engine, clock).found()
    for number, said in enumerate(CLOCKS):
        done = subprocess.run(
            ["faketime", said, sys.executable, "-c", FILES, url, f"key-{number}"],
            cwd=HOUSE, env={**os.environ, "TZ": "UTC", "PYTHONPATH": str(HOUSE)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.startswith(said[:13].replace(" ", "T")), "the process has that clock"

    with city.reading() as work:
        received = list(work.session.exec(select(Notice.received_at).order_by(col(Notice.id))))
        times = list(work.session.exec(select(LogEntry.at).order_by(col(LogEntry.seq))))
    assert len(received) == len(CLOCKS)
    assert [two for one, two in pairwise(received) if two < one] == []
    assert [two for one, two in pairwise(times) if two < one] == []
    assert received[-1].isoformat().startswith("2027-03-01T12:05"), "the right clock counts again"
    assert verify(engine).ok
