"""A backup is verified on a machine that has no Veche: its seals, counts and sums, and the log in it."""

import random
from pathlib import Path

import pytest
from sqlalchemy import Engine

from proof import backup
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
