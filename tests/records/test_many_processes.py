"""Numbers that many processes allot at once: none lost, none twice, no gap."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from records.tables import Counter, Notice
from records.verify import verify
from tests.support.city import City
from tests.support.clock import FakeClock

HOUSE = Path(__file__).parents[2]
FILER = """
import sys
from contextlib import suppress
from datetime import UTC, datetime
from records.engine import make_engine
from tests.support.city import City
from tests.support.clock import FakeClock

url, who, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
city = City(make_engine(url, lock_wait=60), FakeClock())
for one in range(times):
    print(city.files(key=f"{who} {one}").reference, flush=True)
    with suppress(ZeroDivisionError), city.unit() as work:
        work.next_number("notices:2027")  # allotted, and given back with all else
        raise ZeroDivisionError
    with city.unit() as work:
        print(work.next_number("plain"), flush=True)
"""


def run(url: str, processes: int, times: int) -> list[str]:
    """What the processes said, all together; each must end well."""
    began = [
        subprocess.Popen(
            [sys.executable, "-c", FILER, url, f"process {number}", str(times)],
            cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(processes)
    ]  # fmt: skip
    said = []
    for process in began:
        out, error = process.communicate(timeout=600)
        assert process.returncode == 0, error
        said += out.split()
    return said


def allots(engine: Engine, url: str, clock: FakeClock, processes: int, times: int) -> None:
    """References and plain numbers of so many processes, compared with what is stored."""
    city = City(engine, clock).found()
    said = run(url, processes, times)

    whole = processes * times
    references = sorted(one for one in said if "-" in one)
    assert references == [f"27-{number:04d}" for number in range(1, whole + 1)]
    assert sorted(int(one) for one in said if "-" not in one) == list(range(1, whole + 1))
    with city.reading() as work:
        stored = work.session.exec(select(Notice.reference).order_by(col(Notice.id))).all()
        assert list(stored) == references, "in the order in which they were filed"
        assert {row.name: row.value for row in work.session.exec(select(Counter))} == {
            "notices:2027": whole,
            "plain": whole,
            **{
                row.name: row.value
                for row in work.session.exec(select(Counter))
                if row.name.startswith("letters")
            },
        }
    assert verify(engine).ok


def test_four_processes_allot_at_once(engine: Engine, database_url: str, clock: FakeClock) -> None:
    allots(engine, database_url, clock, processes=4, times=5)


@pytest.mark.deep
def test_eight_processes_allot_a_hundred_each(
    engine: Engine, database_url: str, clock: FakeClock
) -> None:
    allots(engine, database_url, clock, processes=8, times=100)
