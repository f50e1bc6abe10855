"""A checkpoint kept elsewhere, held against a backup: does the log begin as it says, and how much is lost."""

import base64
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from records.backups import outside
from records.backups.refusal import NoBackup
from records.verify import verify
from tests.support.saved import Elsewhere, Saved
from web import restored_words

ZONE = ZoneInfo("Europe/Moscow")


def note(size: int, root: str) -> str:
    """As it stands in a mail; its signature is looked at by `proof`."""
    return f"veche.example/log\n{size}\n{base64.b64encode(bytes.fromhex(root)).decode()}\n"


def kept(saved: Saved, folder: Path) -> Path:
    """The state of the log now, in a file elsewhere."""
    found = verify(saved.city.engine)
    path = folder / "kept.txt"
    path.write_text(f"Subject: log\n\n{note(found.size, found.root)}", "utf-8")
    return path


def test_the_largest_of_a_file_counts_whatever_ends_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "mails"
    path.write_bytes(
        (note(7, "ab" * 32) + "\n" + note(3, "cd" * 32)).replace("\n", "\r\n").encode()
    )
    assert outside.read(path) == outside.Checkpoint(7, "ab" * 32)
    path.write_text("veche.example/log\n0\n", "utf-8")
    with pytest.raises(NoBackup, match="holds no checkpoint"):
        outside.read(path)
    with pytest.raises(NoBackup, match="can't be read"):
        outside.read(tmp_path / "nowhere")


def test_one_from_before_the_backup_fits(
    saved: Saved, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    outer = outside.read(kept(saved, tmp_path))
    saved.city.files(key="later")
    report = elsewhere.restore(saved.back_up().path, saved.keys, checkpoint=outer)
    assert report.fits is True
    assert "The checkpoint fits" in restored_words.told(report, outer, ZONE)


def test_one_of_another_log_does_not_fit(
    saved: Saved, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """As where somebody changed the log, and computed it anew, before the backup was made."""
    true = outside.read(kept(saved, tmp_path))
    other = outside.Checkpoint(true.size, "00" * 32)
    report = elsewhere.restore(saved.back_up().path, saved.keys, checkpoint=other)
    assert report.fits is False
    assert "does NOT fit this log" in restored_words.told(report, other, ZONE)


def test_a_younger_one_says_how_much_is_lost(
    saved: Saved, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    made = saved.back_up()
    before = verify(saved.city.engine).size
    saved.city.files(key="after")
    outer = outside.read(kept(saved, tmp_path))
    report = elsewhere.restore(made.path, saved.keys, checkpoint=outer)
    assert report.fits is None, "the log is too short to be held against it"
    said = restored_words.told(report, outer, ZONE, witness="/mnt/witness")
    assert f"entries {before + 1} to {outer.size} of the log at least" in said
    assert "/mnt/witness may hold checkpoints" in said
