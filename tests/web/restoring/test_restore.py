"""A backup is put back: the same rows, files and log, on either database, and into an empty place only."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from records.backups import checking
from records.backups.refusal import Changed, NotEmpty
from records.backups.staging import Target
from records.engine import make_engine
from records.migrate import is_current
from records.verify import verify
from tests.support.clock import FakeClock
from tests.support.saved import PAPER, Elsewhere, Saved, everything

CHANGED = {"alembic_version", "counters", "marks", "log_entries", "outbox", "sign_in_links"}
"""What a restore changes on purpose; everything else is as it was, to the letter."""


def test_rows_files_and_log_are_as_they_were(saved: Saved, elsewhere: Elsewhere) -> None:
    made, before = saved.back_up(), everything(saved.city.engine)
    log = before["log_entries"]

    report = elsewhere.restore(made.path, saved.keys)

    city = elsewhere.city()
    after = everything(city.engine)
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert set(log) < set(after["log_entries"])
    assert (elsewhere.home / f"uploads/{PAPER}").read_text("utf-8") == "план"
    assert (elsewhere.home / "brand/name.txt").read_text("utf-8") == "Герб"
    assert not (elsewhere.home / "secrets" / "session").exists()
    assert verify(city.engine).ok
    assert is_current(city.engine)
    assert report.aside == ""
    city.files(key="life goes on")
    assert verify(city.engine).ok
    city.engine.dispose()


def test_triggers_and_keys_of_the_database_watch_again(saved: Saved, elsewhere: Elsewhere) -> None:
    elsewhere.restore(saved.back_up().path, saved.keys)
    engine = elsewhere.city().engine
    for statement in (
        "UPDATE log_entries SET role = 'head' WHERE seq = 1",
        "DELETE FROM notices",
        "UPDATE notices SET unit_id = 999999",
    ):
        with (
            pytest.raises(Exception, match=r"never|FOREIGN KEY|foreign key"),
            engine.execution_options(write=True).begin() as connection,
        ):
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_city_that_is_there_is_not_touched(
    saved: Saved, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    made, before = saved.back_up(), everything(engine)
    url = engine.url.render_as_string(hide_password=False)
    here = Elsewhere(url, tmp_path / "empty", clock)
    with pytest.raises(NotEmpty, match="--over"):
        here.restore(made.path, saved.keys)
    assert everything(engine) == before


def test_files_of_another_city_are_not_touched(saved: Saved, elsewhere: Elsewhere) -> None:
    made = saved.back_up()
    strange = elsewhere.home / "brand" / "strange"
    strange.parent.mkdir(parents=True)
    strange.write_text("somebody's")
    with pytest.raises(NotEmpty, match="strange"):
        elsewhere.restore(made.path, saved.keys)
    assert Target(elsewhere.url).holds() == 0


def test_over_puts_the_city_before_aside_whole(
    saved: Saved, engine: Engine, clock: FakeClock, tmp_path: Path
) -> None:
    made = saved.back_up()
    saved.city.files(key="after the backup")
    url = engine.url.render_as_string(hide_password=False)
    engine.dispose()

    report = Elsewhere(url, tmp_path / "empty", clock).restore(made.path, saved.keys, over=True)

    assert report.aside
    old = (
        make_engine(f"sqlite:///{report.aside}")
        if engine.dialect.name == "sqlite"
        else make_engine(url, schema=report.aside)
    )
    counts = []
    for one in (engine, old):
        with one.connect() as connection:
            counts.append(connection.exec_driver_sql("SELECT count(*) FROM notices").scalar_one())
    assert counts == [1, 2]
    assert verify(old).ok
    old.dispose()
    saved.city.files(key="life goes on")
    assert verify(engine).ok


def test_a_bad_backup_leaves_the_new_place_empty(saved: Saved, elsewhere: Elsewhere) -> None:
    made = saved.back_up()
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(Changed):
        elsewhere.restore(made.path, saved.keys)
    assert Target(elsewhere.url).holds() == 0
    assert [path for path in elsewhere.home.rglob("*") if path.is_file()] == []


def test_a_try_that_was_killed_does_not_stand_in_the_way(
    saved: Saved, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = saved.back_up()

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Target, "take_place", killed)
        with pytest.raises(KeyboardInterrupt):
            elsewhere.restore(made.path, saved.keys)
    assert Target(elsewhere.url).holds() == 0, "a half-made city is no city"
    elsewhere.restore(made.path, saved.keys)
    assert Target(elsewhere.url).holds() > 0


def test_a_backup_of_one_database_goes_into_the_other(
    saved: Saved, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """SQLite to PostgreSQL by a restore, and back again: the log has the same root, rows the same values."""
    first = saved.back_up()
    across = Elsewhere(f"sqlite:///{tmp_path}/across.db", tmp_path / "across", elsewhere.clock)
    across.restore(first.path, saved.keys)
    there = Saved.__new__(Saved)
    there.city, there.folder, there.keys = across.city(), tmp_path / "across-saved", saved.keys
    second = there.back_up()
    elsewhere.restore(second.path, saved.keys)

    back = elsewhere.city()
    before, after = everything(saved.city.engine), everything(back.engine)
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert set(before["log_entries"]) < set(after["log_entries"])
    checking.check(second.path, there.store, tmp_path, lambda _: None)
    there.city.engine.dispose()
    back.engine.dispose()


def test_a_damaged_paper_is_healed(saved: Saved, elsewhere: Elsewhere) -> None:
    """What the disk spoiled is why a city is put back; a store alone never writes over what is there."""
    made, spoilt = saved.back_up(), elsewhere.home / f"uploads/{PAPER}"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_bytes(b"")
    elsewhere.restore(made.path, saved.keys, over=True)
    assert spoilt.read_text("utf-8") == "план"
