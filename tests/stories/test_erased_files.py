"""No byte of a SQLite city says who was erased, and a restored file is erased again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from records.engine import make_engine
from records.erasure_journal import Journal
from records.migrate import upgrade
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from tests.support.erased import house_of, named_in, said_everywhere, traces, years_pass
from tests.support.everywhere import Everywhere
from web import erasing_runs


@pytest.fixture
def at(tmp_path: Path, clock: FakeClock) -> Iterator[Everywhere]:
    """A city in a file of its own."""
    engine = make_engine(f"sqlite:///{tmp_path}/city.db")
    upgrade(engine)
    yield Everywhere(City(engine, clock).found()).people()
    engine.dispose()


def test_no_byte_of_the_files_says_who_it_was(at: Everywhere, tmp_path: Path) -> None:
    said_everywhere(at)
    years_pass(at)
    files = [Path(str(at.city.engine.url.database) + end) for end in ("", "-wal")]
    assert any(named_in(one) for one in files)
    app, here = house_of(at, tmp_path / "home")
    with app.app_context():
        erasing_runs.run(here)

    assert [one.name for one in files if named_in(one)] == []
    assert not named_in(here.settings.journal_path)
    here.engine.dispose()


def test_what_a_restore_brings_back_is_erased_again(at: Everywhere, tmp_path: Path) -> None:
    said_everywhere(at)
    years_pass(at)
    file = Path(str(make_url(url_of(at.city.engine)).database))
    with at.city.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(file, tmp_path / "backup.db")
    app, here = house_of(at, tmp_path / "home")
    with app.app_context():
        erasing_runs.run(here)
    here.engine.dispose()
    at.city.engine.dispose()
    for end in ("-wal", "-shm"):
        Path(str(file) + end).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "backup.db", file)
    assert traces(at.city.engine) != {}

    app, here = house_of(at, tmp_path / "home")
    said = len(list(Journal(here.settings.journal_path).lines()))
    with app.app_context():
        assert erasing_runs.again(here, erasing_runs.way_of(here)) == said
        assert erasing_runs.again(here, erasing_runs.way_of(here)) == 0

    assert traces(at.city.engine) == {}
    assert len(list(Journal(here.settings.journal_path).lines())) == said
    here.engine.dispose()
