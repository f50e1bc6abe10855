"""A backup is verified on a machine that has no Veche: its seals, counts and sums, and the log in it."""

import gzip
import random
import zlib
from pathlib import Path

import pytest
from sqlalchemy import Engine

from proof import backup
from records.backups import archive
from records.backups.files import Store
from records.backups.refusal import Refusal
from records.backups.sealed import Sealer
from records.signed_notes import Signer
from records.verify import verify
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.saved import Saved

SIGNER = Signer("veche.example/log", "5e" * 32)


@pytest.fixture
def saved(engine: Engine, clock: FakeClock, tmp_path: Path) -> Saved:
    city = City(engine, clock).found()
    city.files(key="first")
    return Saved(city, tmp_path)


@pytest.fixture
def keyfile(saved: Saved, tmp_path: Path) -> Path:
    path = tmp_path / "backup.key"
    path.write_text("\n".join(saved.keys) + "\n", encoding="ascii")
    return path


def test_a_whole_backup_holds_and_agrees_with_a_checkpoint(
    saved: Saved, keyfile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = saved.back_up()
    log = verify(saved.city.engine)
    kept = tmp_path / "kept.checkpoint"
    kept.write_text(SIGNER.sign(log.size, log.root), encoding="utf-8")

    assert backup.main([str(made.path), "--opens", str(keyfile)]) == 0
    alone = capsys.readouterr().out
    assert "tables" in alone
    assert log.root in alone
    assert "No checkpoint was compared" in alone
    words = [
        str(made.path),
        "--opens",
        str(keyfile),
        "--checkpoint",
        str(kept),
        "--key",
        SIGNER.key,
    ]
    assert backup.main(words) == 0
    assert "The checkpoint agrees" in capsys.readouterr().out


def test_an_older_city_in_a_whole_backup_is_found_by_a_checkpoint(
    saved: Saved, tmp_path: Path
) -> None:
    made = saved.back_up()
    saved.city.files(key="second")
    log = verify(saved.city.engine)
    kept = tmp_path / "kept.checkpoint"
    kept.write_text(SIGNER.sign(log.size, log.root), encoding="utf-8")

    code, said = backup.verdict(made.path, saved.keys, [kept], [SIGNER.key])
    assert (code, said[:8]) == (1, "CUT OFF:")


@pytest.mark.parametrize("times", [40, pytest.param(2000, marks=pytest.mark.deep)])
def test_any_changed_byte_and_any_cut_is_found(saved: Saved, tmp_path: Path, times: int) -> None:
    whole = saved.back_up().path.read_bytes()
    wrong = tmp_path / "wrong.backup"
    chance = random.Random(times)
    for turn in range(times):
        at = chance.randrange(len(whole))
        if turn % 4:
            wrong.write_bytes(
                whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :]
            )
        else:
            wrong.write_bytes(whole[:at])
        code, said = backup.verdict(wrong, saved.keys, [], [])
        assert (code, said[:7]) == (1, "BROKEN:"), (turn, at, said)


def test_another_key_and_another_file_are_told(saved: Saved, tmp_path: Path) -> None:
    made = saved.back_up()
    assert "no key that was given opens it" in backup.verdict(made.path, ["ab" * 32], [], [])[1]
    other = tmp_path / "other"
    other.write_text("hello " * 20, encoding="ascii")
    assert "no backup of Veche" in backup.verdict(other, saved.keys, [], [])[1]


HEAD = b'{"table":"counters","columns":["name","value"]}\n'
ODD = {
    "a stream that is no deflate": gzip.compress(b"x" * 9000)[:20] + b"\xff" * 500,
    "a stream cut off": gzip.compress(HEAD * 200)[:60],
    "no JSON": gzip.compress(b"once upon a time\n"),
    "a number": gzip.compress(b"7\n"),
    "an object that says nothing": gzip.compress(b"{}\n"),
    "a nest": gzip.compress(b"[" * 100_000 + b"\n"),
    "a number of 5,000 digits": gzip.compress(b"9" * 5_000 + b"\n"),
    "bytes that are no text": gzip.compress(b'["\xff\xfe"]\n'),
    "a row of no table": gzip.compress(b"[1]\n"),
    "a table without columns": gzip.compress(b'{"table":"log_entries"}\n["x"]\n{"end":{}}\n'),
    "a table of a strange name": gzip.compress(b'{"table":["x"],"columns":[]}\n'),
    "a head without a format": gzip.compress(b'{"head":{}}\n'),
    "a manifest of nothing": gzip.compress(HEAD + b'{"end":{}}\n'),
    "a manifest that is a word": gzip.compress(b'{"end":"all"}\n'),
    "log details of two values": gzip.compress(b'{"table":"log_details","columns":["seq"]}\n[1,2]\n'),
    "log details of odd values": gzip.compress(b'{"table":"log_details","columns":["seq"]}\n[[1]]\n'),
    "nothing": gzip.compress(b""),
}  # fmt: skip


def seal(path: Path, key: str, plain: bytes) -> Path:
    """A file that opens with this key, whatever is in it."""
    with path.open("wb") as out, Sealer(out, key) as sealer:
        sealer.write(plain)
    return path


@pytest.mark.parametrize("what", ODD)
def test_what_opens_and_is_no_backup_is_told_in_words(tmp_path: Path, what: str) -> None:
    """By the verifier and by Veche; found by: an error of Python in place of a sentence."""
    key = "ab" * 32
    path = seal(tmp_path / "odd.backup", key, ODD[what])
    code, said = backup.verdict(path, [key], [], [])
    assert (code, said[:7]) == (1, "BROKEN:")
    if "log details" not in what:  # names of columns are for the database to refuse
        with pytest.raises((Refusal, AssertionError)):
            assert "end" in [part.kind for part in archive.parts(path, Store(tmp_path, [key]))]


def test_a_line_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to a line of many gigabytes must not fill the memory of whoever looks at it."""
    monkeypatch.setattr(backup, "LONGEST", 1_000_000)
    monkeypatch.setattr(archive, "LONGEST", 1_000_000)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    path = seal(tmp_path / "long.backup", "ab" * 32, packer.compress(b"[" + b" " * 2_000_000) + packer.flush())  # fmt: skip
    assert "a line of it has no end" in backup.verdict(path, ["ab" * 32], [], [])[1]
    with pytest.raises(Refusal, match="a line of it has no end"):
        list(archive.parts(path, Store(tmp_path, ["ab" * 32])))
