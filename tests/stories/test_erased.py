"""What the law no longer lets a city keep: the nightly job, run, run again, killed half-way, and after a restore."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from records import files, verify
from records.erasure_journal import Journal
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.erased import closed, house_of, said_everywhere, traces, years_pass
from tests.support.everywhere import Everywhere
from web import erasing_runs
from workflow import holding
from workflow.erasing import APPEAL

HOUSE = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def at(engine: Engine, clock: FakeClock) -> Everywhere:
    """Monday 1 March 2027, with everybody who may come by."""
    return Everywhere(City(engine, clock).found()).people()


def seed(at: Everywhere, count: int) -> None:
    """So many notices that are over, one with a name in every text, one open, one held."""
    said_everywhere(at)
    for number in range(count - 1):
        closed(at, f"n{number}")
    at.files("open", by="other")
    closed(at, "held", by="other")
    with at.city.unit() as work:
        holding.place(work, at.city.rulebook, actor=at.actor("zuev"), reference=at.refs["held"],
                      reason="Дело 2а-17/2027")  # fmt: skip


def erased(at: Everywhere) -> int:
    with at.city.engine.connect() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM erasures WHERE subject_kind = 'notice'")
        )
        return int(found.scalar_one())


def lines_of(path: Path) -> set[tuple[int, str]]:
    """Notices that the journal names, with their marks."""
    return {(one.id, one.mark) for one in Journal(path).lines() if one.kind == "notice"}


def tombstones(at: Everywhere) -> int:
    with at.city.engine.connect() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM log_entries WHERE kind = 'notice.erased'")
        )
        return int(found.scalar_one())


def test_the_job_erases_exactly_those_due_and_a_second_run_nobody(
    at: Everywhere, tmp_path: Path
) -> None:
    seed(at, 5)
    checkpoint = verify.verify(at.city.engine)
    app, here = house_of(at, tmp_path / "home")
    with app.app_context():
        assert erasing_runs.run(here).count == 0
        years_pass(at)

        would = erasing_runs.run(here, dry=True)
        assert (would.erased["notice"], erased(at)) == (5, 0)

        first, second = erasing_runs.run(here), erasing_runs.run(here)

    assert (first.erased["notice"], first.cleaned) == (5, True)
    assert (second.count, second.swept, second.cleaned) == (0, {}, False)
    assert erased(at) == tombstones(at) == 5
    assert traces(at.city.engine) == {}
    after = verify.verify(at.city.engine)
    assert after.ok
    with at.city.engine.connect() as connection:  # the older checkpoint is still a beginning of it
        hashes = connection.execute(
            text("SELECT hash FROM log_entries WHERE seq = :n"), {"n": checkpoint.size}
        )
        assert hashes.scalar_one() == checkpoint.head


def test_papers_leave_the_store_with_their_notice(at: Everywhere, tmp_path: Path) -> None:
    number = said_everywhere(at)
    app, here = house_of(at, tmp_path / "home")
    with at.city.reading() as work:
        file = files.of_notice(work, number)[0]
    (tmp_path / "paper").write_bytes(b"bytes of a paper")
    for key in files.keys_of(file):
        here.store.put(key, tmp_path / "paper")
    years_pass(at)
    with app.app_context():
        erasing_runs.run(here)

    assert list(here.store.walk()) == []
    with at.city.reading() as work:
        left = files.of_notice(work, number)[0]
    assert (left.name, left.state, left.sha256) == (None, "erased", file.sha256)
    here.engine.dispose()


def test_killed_half_way_the_next_run_goes_on(at: Everywhere, tmp_path: Path) -> None:
    seed(at, 12)
    home = tmp_path / "home"
    script = KILLED.format(home=str(home), url=url_of(at.city.engine))
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"four are gone\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert child.returncode == -signal.SIGKILL
    stopped = erased(at)
    assert 0 < stopped < 12

    years_pass(at)
    app, here = house_of(at, home)
    with app.app_context():
        rest = erasing_runs.run(here)

    assert stopped + rest.erased["notice"] == 12
    assert rest.cleaned
    assert tombstones(at) == 12
    assert traces(at.city.engine) == {}
    assert verify.verify(at.city.engine).ok
    assert len(lines_of(here.settings.journal_path)) == 12


def test_of_thirty_that_are_open_held_or_may_be_fought_none_goes(
    at: Everywhere, tmp_path: Path
) -> None:
    for number in range(10):
        closed(at, f"fought{number}")
        closed(at, f"held{number}")
        with at.city.unit() as work:
            holding.place(work, at.city.rulebook, actor=at.actor("zuev"),
                          reference=at.refs[f"held{number}"], reason="Проверка")  # fmt: skip
    for number in range(4):
        at.files(f"received{number}")
        at.asked(f"review{number}")
    at.preparing("written", "agreed")
    at.to_sign("signing", "agreed")
    home = tmp_path / "home"
    home.mkdir()
    (home / "data-map.toml").write_text("[rules.notice]\nmonths = 1\n")
    at.city.clock.advance(days=80)
    app, here = house_of(at, home)
    with app.app_context():
        report = erasing_runs.run(here)
        assert (report.erased["notice"], erased(at)) == (0, 0)
        assert list(report.kept.items()) == [(APPEAL, 10)]

        years_pass(at)
        erasing_runs.run(here)
    assert erased(at) == 10  # the fought ones, once their time is over; held and open ones never


KILLED = """
import sys
from datetime import UTC, datetime
from tests.support.clock import FakeClock
from web import erasing_runs
from web.settings import Settings
from wsgi import create_app
app = create_app(Settings(mode="test", home="{home}", database_url="{url}"),
                 FakeClock(datetime(2031, 3, 1, tzinfo=UTC)))
def told(report):
    if report.erased["notice"] >= 4:
        print("four are gone", flush=True)
        sys.stdin.read()  # killed here, between one subject and the next
with app.app_context():
    erasing_runs.run(app.extensions["veche"], told=told)
"""


def test_a_line_of_another_notice_with_the_same_id_erases_nobody(
    at: Everywhere, tmp_path: Path
) -> None:
    number = closed(at, "n")
    years_pass(at)
    app, here = house_of(at, tmp_path / "home")
    here.settings.journal_path.parent.mkdir(parents=True, exist_ok=True)
    here.settings.journal_path.write_text(
        f'{{"at": "2027-01-01", "kind": "notice", "id": {number}, "mark": "25-9999", "rule": "x"}}\n{{"at": "20'
    )
    with app.app_context():
        assert erasing_runs.again(here, erasing_runs.way_of(here)) == 0
        erasing_runs.run(here)
    assert lines_of(here.settings.journal_path) == {
        (number, "25-9999"), (number, at.refs["n"]),
    }  # fmt: skip
    here.engine.dispose()
