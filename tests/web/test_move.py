"""A live city carried from its SQLite file to PostgreSQL: all of it, or nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import wsgi
from records import moving, verify
from records.engine import make_engine
from records.errors import Busy
from records.migrate import differences, upgrade
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases, url_of
from tests.support.signing import signs
from web.settings import HOUSE
from workflow import moves

VECHE = [sys.executable, "-c", "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"]


@pytest.fixture
def file(tmp_path: Path, only_postgres: Engine) -> Iterator[Engine]:
    """The city's SQLite file, with its tables."""
    made = make_engine(f"sqlite:///{tmp_path / 'veche.db'}", lock_wait=0.5)
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def empty(databases: Databases) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    url = databases.empty()
    yield url
    databases.drop(url)


@pytest.fixture
def city(file: Engine, clock: FakeClock) -> City:
    """Three notices, one of them moved on, one a duplicate of a LATER one; the log is signed."""
    city = City(file, clock).found()
    filed = [city.files(key=f"key {number}") for number in range(3)]
    with city.unit() as work:
        moves.move(
            work, city.rulebook, actor=city.actor("orlova"), reference=filed[0].reference,
            name="register", seen=city.revision(filed[0].reference), note="",
        )  # fmt: skip
    with city.unit() as work:
        work.notice(filed[0].reference).duplicate_of_id = filed[2].notice_id
    signs(city)
    return city


def types(file: Engine, *words: str) -> Result:
    """`veche move-to-postgres` at the machine."""
    path = Path(str(file.url.database))
    given = {
        "VECHE_HOME": str(path.parent),
        "VECHE_MODE": "test",
        "VECHE_DATABASE_URL": url_of(file),
    }
    return CliRunner().invoke(wsgi.main, ["move-to-postgres", *words], env=given)


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as Python reads it."""
    with engine.connect() as connection:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in connection.execute(table.select()))
            for table in SQLModel.metadata.sorted_tables
        }


def test_everything_arrives_and_the_city_goes_on(
    city: City, file: Engine, empty: str, clock: FakeClock
) -> None:
    before = contents(file)

    said = types(file, empty)

    assert said.exit_code == 0, said.output
    root = verify.verify(file).root
    assert f"root {root}, on both sides" in said.output
    target = make_engine(empty)
    assert contents(target) == before
    assert differences(target) == []
    assert verify.verify(target).root == root
    there = City(target, clock)
    filed = there.files(key="the first in the new place")
    assert filed.reference == "27-0004"
    with pytest.raises(Exception, match="never changed"), target.begin() as connection:
        connection.execute(text("UPDATE log_entries SET kind = 'x'"))
    target.dispose()


def test_the_file_takes_nothing_more_and_can_be_opened_again(
    city: City, file: Engine, empty: str, clock: FakeClock
) -> None:
    assert types(file, empty).exit_code == 0

    with pytest.raises(Busy, match="cannot be reached"):
        city.files(key="by a service that still ran")
    again = types(file, empty)
    assert again.exit_code == 1
    assert "was carried to PostgreSQL before" in again.output

    assert "is open again" in types(file, empty, "--back").output
    assert city.files(key="after going back").reference == "27-0004"


def test_going_back_loses_nothing_that_was_acknowledged(
    city: City, file: Engine, empty: str, clock: FakeClock
) -> None:
    types(file, empty)
    target = make_engine(empty)
    City(target, clock).files(key="acknowledged in the new place")
    target.dispose()

    refused = types(file, empty, "--back")

    assert refused.exit_code == 1
    assert "The city went on in PostgreSQL" in refused.output
    assert moving.is_fenced(file)


def test_what_is_refused_says_why(city: City, file: Engine, empty: str, engine: Engine) -> None:
    assert "no address" in types(file, "nonsense").output
    assert "no PostgreSQL" in types(file, "sqlite:////tmp/other.db").output
    City(engine, FakeClock()).found()
    full = types(file, url_of(engine))
    assert "The target has rows already" in full.output
    with file.connect().execution_options(write=True) as other, other.begin():
        busy = types(file, empty)
    assert "Is the service stopped" in busy.output
    assert [one.exit_code for one in (full, busy)] == [1, 1]
    assert not moving.is_fenced(file)


def test_what_arrives_otherwise_is_not_kept(
    city: City, file: Engine, empty: str, clock: FakeClock
) -> None:
    target = make_engine(empty)
    upgrade(target)
    with target.begin() as connection:  # a server that is not what it should be
        connection.execute(text(
            "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN NEW.title := 'something else'; RETURN NEW; END $$"
        ))  # fmt: skip
        connection.execute(
            text(
                "CREATE TRIGGER meddle BEFORE INSERT ON notices FOR EACH ROW EXECUTE FUNCTION meddle()"
            )
        )

    said = types(file, empty)

    assert "notices arrived otherwise than it was sent" in said.output
    with target.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM notices")).scalar() == 0
        connection.execute(text("DROP TRIGGER meddle ON notices"))
        connection.execute(text("DROP TRIGGER log_entries_no_delete ON log_entries"))
    assert "lacks guards of its tables: log_entries_no_delete" in types(file, empty).output
    assert not moving.is_fenced(file)
    target.dispose()


def test_a_move_that_is_killed_is_begun_again(city: City, file: Engine, empty: str) -> None:
    """Killed by its own hand at a named table, half-way: no trace in the target, and the file goes on."""
    script = (
        "import os, signal, sys; from records import moving; from records.engine import make_engine\n"
        "def told(table, done, whole):\n"
        "    if table == 'dues' and done: os.kill(os.getpid(), signal.SIGKILL)\n"
        "moving.move(make_engine(sys.argv[1]), make_engine(sys.argv[2]), told)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, url_of(file), empty],
        cwd=HOUSE, env=dict(os.environ), check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    target = make_engine(empty)
    with target.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM units")).scalar() == 0
    assert city.files(key="the file goes on").reference == "27-0004"

    assert types(file, empty).exit_code == 0

    assert len(contents(target)["notices"]) == 4
    assert inspect(target).has_table("log_entries")
    target.dispose()
