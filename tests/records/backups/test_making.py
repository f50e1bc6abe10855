"""A backup holds everything and no secret, is read back before it counts, and goes into every place."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from records.backups import archive, checking, keeping, places, state
from records.backups.places import Thinning
from records.backups.refusal import BrokenLog, NoSpace, Refusal
from records.unit_of_work import unit_of_work
from records.verify import verify
from tests.support.rows import Person
from tests.support.saved import PAPER, Saved


def test_it_holds_rows_files_and_the_log_and_no_secret(saved: Saved) -> None:
    made = saved.back_up()

    assert made.manifest.tables["notices"] == 2
    verdict = verify(saved.city.engine)
    assert made.manifest.chain == {"size": verdict.size, "root": verdict.root, "head": verdict.head}
    checked = checking.check(made.path, saved.store, saved.home / "scratch", lambda _: None)
    assert [path for path, _ in checked.files] == [
        "brand/name.txt",
        f"papers/{PAPER}",
    ]
    assert [saved.store.fetch(kept).decode() for _, kept in checked.files] == ["Герб", "план"]
    assert list((saved.home / "scratch").glob("backup-check-*")) == []


def test_nothing_of_it_can_be_read_without_the_key(saved: Saved) -> None:
    saved.back_up()
    words = [word.encode() for word in ("Сокольникова", "vera@example.org", "план", "never in a")]
    for path in saved.folder.glob("disk-*/**/*"):
        if path.is_file():
            assert [word for word in words if word in path.read_bytes()] == []
            assert path.stat().st_mode & 0o077 == 0


def test_both_places_have_the_same_and_a_manifest_that_needs_no_key(saved: Saved) -> None:
    made = saved.back_up()
    first, second = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in saved.plan.places
    )
    assert first == second
    said = json.loads(Path(f"{made.path}.json").read_text())
    assert said["sha256"] == places.sha256(made.path)
    assert said["holds"]["chain"] == made.manifest.chain
    assert said["head"]["revision"]


def test_a_file_that_was_kept_is_not_written_again(saved: Saved) -> None:
    saved.back_up()
    kept = {
        path: path.read_bytes() for path in (saved.place / "files").rglob("*") if path.is_file()
    }
    saved.city.clock.advance(minutes=15)
    saved.back_up()
    again = {
        path: path.read_bytes() for path in (saved.place / "files").rglob("*") if path.is_file()
    }
    assert again == kept
    assert len(kept) == 3


def test_it_is_one_moment_while_others_write(saved: Saved) -> None:
    """The reading stands still: what is filed between two tables is in none of them."""
    said: list[str] = []

    def tell(step: str) -> None:
        said.append(step)
        if step == "notices is written.":
            saved.city.files(key="meanwhile")

    made = keeping.back_up(saved.plan, saved.city.clock, tell)
    assert said.index("log_entries is written.") < said.index("notices is written.")
    assert made.manifest.tables["notices"] == 2
    assert made.manifest.chain["size"] < verify(saved.city.engine).size


def test_the_time_of_the_last_good_one_can_be_asked_for(saved: Saved) -> None:
    engine, clock = saved.city.engine, saved.city.clock
    assert state.last_good(engine) is None
    assert keeping.is_due(saved.plan, clock.now(), timedelta(minutes=15))
    saved.back_up()
    first = clock.now()
    assert state.last_good(engine) == first
    assert not keeping.is_due(saved.plan, clock.now(), timedelta(minutes=15))

    clock.advance(minutes=15)
    assert keeping.is_due(saved.plan, clock.now(), timedelta(minutes=15))
    (saved.folder / "wall").write_text("no folder")
    with pytest.raises(NoSpace, match="wall"):
        saved.back_up(places=(saved.place, saved.folder / "wall" / "in"))
    assert state.last_good(engine) == first
    assert "wall" in state.trouble(engine)
    assert len(places.backups(saved.place)) == 2, "the place that works has its backup all the same"

    clock.advance(minutes=15)
    saved.back_up()
    assert (state.last_good(engine), state.trouble(engine)) == (clock.now(), "")


def test_a_broken_log_is_kept_apart_and_never_called_good(saved: Saved) -> None:
    saved.back_up()
    good = state.last_good(saved.city.engine)
    with saved.city.engine.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            connection.execute(text("DROP TRIGGER log_entries_no_update"))
        connection.execute(text("UPDATE log_entries SET role = 'head' WHERE seq = 2"))
    saved.city.clock.advance(minutes=15)

    with pytest.raises(BrokenLog, match="broken at entry 2"):
        saved.back_up()

    assert state.last_good(saved.city.engine) == good
    assert len(places.backups(saved.place)) == 1
    assert len(list(saved.place.glob("*.broken"))) == 1


def test_a_backup_that_can_not_be_read_back_is_none(
    saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk lies: what it gives back is not what it was given."""
    whole = archive.writing

    def lying(path: Path, store: object) -> object:
        class Lie:
            def __enter__(self) -> object:
                self.inner = whole(path, store)  # type: ignore[arg-type]
                return self.inner.__enter__()

            def __exit__(self, *error: object) -> None:
                self.inner.__exit__(None, None, None)
                content = bytearray(path.read_bytes())
                content[len(content) // 2] ^= 1
                path.write_bytes(content)

        return Lie()

    saved.back_up()
    saved.city.clock.advance(minutes=15)
    monkeypatch.setattr("records.backups.making.writing", lying)
    with pytest.raises(Refusal):
        saved.back_up()
    assert len(places.backups(saved.place)) == 1, "the last good one stays, the bad one has no name"


def test_two_at_once_are_one_after_the_other(saved: Saved) -> None:
    def tell(_: str) -> None:
        with pytest.raises(keeping.Underway):
            saved.back_up()

    keeping.back_up(saved.plan, saved.city.clock, tell)


def test_old_ones_are_thinned_by_the_rule_and_the_newest_stays(saved: Saved) -> None:
    start = saved.city.clock.now()
    for hours in (0, 1, 30, 31, 55, 56):
        saved.city.clock.set(start + timedelta(hours=hours))
        saved.back_up(thinning=Thinning(hours=10_000, days=10_000))
    found = places.backups(saved.place)
    stay = places.stays(found, start + timedelta(hours=56), Thinning(hours=24, days=30))
    assert [found.index(path) for path in stay] == [1, 3, 4, 5]
    assert places.stays(found, start + timedelta(days=900), Thinning(24, 30)) == found[-1:]

    later = start + timedelta(days=900)
    assert places.thin(saved.place, later, Thinning(24, 30)) == 5
    left = places.backups(saved.place)[0]
    checking.check(left, saved.store, saved.home / "scratch", lambda _: None)


def test_a_kept_file_goes_only_when_no_backup_names_it(saved: Saved) -> None:
    saved.back_up()
    (saved.home / "brand" / "name.txt").unlink()
    kept = sorted((saved.place / "files").glob("*/*"))
    saved.city.clock.advance(days=40)
    saved.back_up()

    assert len(places.backups(saved.place)) == 1
    assert len(list((saved.place / "files").glob("*/*"))) == len(kept) - 1


def test_an_older_key_still_opens_and_the_new_one_writes(saved: Saved) -> None:
    first = saved.back_up()
    saved.keys.insert(0, "0123456789abcdef" * 4)
    saved.city.clock.advance(minutes=15)
    second = saved.back_up()
    for made in (first, second):
        checking.check(made.path, saved.store, saved.home / "scratch", lambda _: None)
    store = replace(saved.store, keys=saved.keys[1:])
    with pytest.raises(Refusal):
        checking.check(second.path, store, saved.home / "scratch", lambda _: None)


def test_what_a_log_says_of_a_person_is_in_it_too(saved: Saved) -> None:
    with unit_of_work(saved.city.engine, saved.city.clock) as work:
        work.log("x", actor=Person(), subject=("notice", 1), personal={"name": "@Ольга = один"})
    made = saved.back_up()
    checking.check(made.path, saved.store, saved.home / "scratch", lambda _: None)
