"""Bad backups are refused by name, nothing is touched, and the last good one is still there."""

import contextlib
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from records.backups import archive, checking, making, places
from records.backups.archive import Head
from records.backups.files import Store, written
from records.backups.refusal import (
    Changed,
    Incomplete,
    Newer,
    NoBackup,
    NoSpace,
    Refusal,
    Truncated,
    WrongKey,
)
from records.backups.sealed import END, PIECE, Opener, Sealer
from tests.support.saved import Saved

OTHER = "fedcba9876543210" * 4


def read_back(saved: Saved, path: Path, keys: list[str] | None = None) -> None:
    """As a restore would look at it."""
    store = Store(saved.place, keys or saved.keys)
    checking.check(path, store, saved.home / "scratch", lambda _: None)


def tree(saved: Saved) -> dict[Path, bytes]:
    """Every file of the home, the lock aside."""
    return {
        path: path.read_bytes()
        for path in saved.home.rglob("*")
        if path.is_file() and path.name != "backup.lock"
    }


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.99, 1.0])
def test_one_that_is_cut_off_is_truncated(saved: Saved, part: float) -> None:
    made, before = saved.back_up(), tree(saved)
    whole = made.path.read_bytes()
    cut = saved.place / "cut.backup"
    cut.write_bytes(whole[: max(1, int((len(whole) - 1) * part))])
    with pytest.raises(Truncated, match=r"cut\.backup"):
        read_back(saved, cut)
    read_back(saved, made.path)
    assert tree(saved) == before


@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_one_changed_byte_is_found(saved: Saved, part: float) -> None:
    made = saved.back_up()
    content = bytearray(made.path.read_bytes())
    content[48 + int((len(content) - 64) * part)] ^= 0x20
    (saved.place / "bit.backup").write_bytes(content)
    with pytest.raises(Changed, match=r"bit\.backup is not as it was written"):
        read_back(saved, saved.place / "bit.backup")


def test_every_byte_of_a_small_one_matters(tmp_path: Path) -> None:
    path = tmp_path / "small"
    with path.open("wb") as out, Sealer(out, OTHER) as sealer:
        sealer.write("Вече".encode())
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with path.open("rb") as source, pytest.raises(Refusal):
            Opener(source, [OTHER], "small").read()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with path.open("rb") as source, pytest.raises(Refusal):
            Opener(source, [OTHER], "small").read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_sealed_file_of_any_size_comes_back(tmp_path: Path, size: int) -> None:
    path, content = tmp_path / "any", os.urandom(size)
    with path.open("wb") as out, Sealer(out, OTHER) as sealer:
        sealer.write(content)
    with path.open("rb") as source:
        assert Opener(source, [OTHER], "any").read() == content


def test_pieces_that_change_places_or_go_missing_are_found(tmp_path: Path) -> None:
    path, content = tmp_path / "three", os.urandom(3 * PIECE)
    with path.open("wb") as out, Sealer(out, OTHER) as sealer:
        sealer.write(content)
    whole, step = path.read_bytes(), PIECE + 16
    head, end = whole[:48], whole[-len(END) :]
    one, two, three = (whole[48 + n * step : 48 + (n + 1) * step] for n in range(3))
    three = three.removesuffix(END)
    for pieces in ((two, one, three), (one, three), (one, two), (one, one, two, three)):
        path.write_bytes(head + b"".join(pieces) + end)
        with path.open("rb") as source, pytest.raises(Changed):
            Opener(source, [OTHER], "three").read()


@pytest.mark.parametrize("how", ["main file alone", "empty", "a picture"])
def test_a_copy_of_the_database_is_no_backup(saved: Saved, how: str) -> None:
    path = saved.place / "copied.backup"
    saved.place.mkdir()
    if how == "main file alone":
        path.write_bytes(b"SQLite format 3\x00" + bytes(4000))
    else:
        path.write_bytes(b"" if how == "empty" else b"\x89PNG\r\n" + bytes(200))
    with pytest.raises(NoBackup, match="-wal" if how == "main file alone" else "no backup"):
        read_back(saved, path)


@pytest.mark.parametrize("keys", [[OTHER], [OTHER, "0123456789abcdef" * 4], ["0" * 64]])
def test_another_key_is_told_from_damage(saved: Saved, keys: list[str]) -> None:
    made = saved.back_up()
    with pytest.raises(WrongKey, match="secrets/backup"):
        read_back(saved, made.path, keys)


def _newer_seal(saved: Saved, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[12:16] = (2).to_bytes(4, "big")
    path.write_bytes(content)


def _newer_lines(saved: Saved, path: Path) -> None:
    with archive.writing(path, saved.store) as out:
        out.head(Head(2, "9.0.0", "0001", "2031-01-01T00:00:00.000000Z", "sqlite"))
        out.end()


def _newer_tables(saved: Saved, path: Path) -> None:
    with archive.writing(path, saved.store) as out:
        out.head(Head(1, "9.0.0", "0999", "2031-01-01T00:00:00.000000Z", "sqlite"))
        out.end()


@pytest.mark.parametrize("newer", [_newer_seal, _newer_lines, _newer_tables])
def test_one_of_a_newer_version_says_which(
    saved: Saved, newer: Callable[[Saved, Path], None]
) -> None:
    made = saved.back_up()
    path = saved.place / "newer.backup"
    shutil.copyfile(made.path, path)
    newer(saved, path)
    with pytest.raises(Newer, match="9.0.0" if newer is not _newer_seal else "format 2"):
        read_back(saved, path)


def test_one_without_its_files_names_the_missing_one(saved: Saved) -> None:
    made = saved.back_up()
    lost = next(iter((saved.place / "files").glob("*/*")))
    lost.rename(saved.folder / "away")
    with pytest.raises(Incomplete, match=lost.name):
        read_back(saved, made.path)
    lost.write_bytes((saved.folder / "away").read_bytes()[:-1])
    with pytest.raises(Refusal):
        read_back(saved, made.path)


def test_a_file_put_in_anothers_place_is_found(saved: Saved) -> None:
    made = saved.back_up()
    first, second = sorted((saved.place / "files").glob("*/*"))[:2]
    first.write_bytes(second.read_bytes())
    with pytest.raises(Changed, match="another file"):
        read_back(saved, made.path)


@contextlib.contextmanager
def small_disk(limit: int) -> Iterator[None]:
    """Writing past this many bytes of one file fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)


@pytest.mark.parametrize("limit", [100, 5_000, 200_000])
def test_a_full_disk_leaves_the_last_good_one_and_nothing_half(saved: Saved, limit: int) -> None:
    made = saved.back_up()
    (saved.home / "brand" / "new").write_bytes(os.urandom(400_000))
    before = sorted(saved.place.rglob("*"))
    with small_disk(limit), pytest.raises(NoSpace):
        making.make(
            saved.plan.city, saved.place, saved.keys, saved.city.clock.now(), lambda _: None
        )
    assert places.backups(saved.place) == [made.path]
    assert [path for path in saved.place.rglob("*") if path.is_file() and path not in before] == []
    read_back(saved, made.path)


def test_what_a_killed_run_left_is_swept(saved: Saved) -> None:
    saved.back_up()
    left = saved.place / "veche-20270301T000000Z-aaaa.backup.999999.unfinished"
    left.write_bytes(b"half")
    saved.city.clock.advance(minutes=15)
    saved.back_up()
    assert not left.exists()
    assert len(places.backups(saved.place)) == 2


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    def interrupted() -> None:
        with written(tmp_path / "x") as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []
