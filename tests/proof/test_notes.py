"""Signed checkpoints: the format of transparency logs, read by programs that do not share a line."""

import base64
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from proof import consistency, note
from proof.note import Untrue
from records import signed_notes, tree
from records.signed_notes import Signer
from tests.house.files import HOUSE
from tests.proof import second

SIGNER = Signer("veche.example/log", "5e" * 32)
ROOT = "ab" * 32
NOTE = SIGNER.sign(42, ROOT)


def test_the_written_form_is_fixed() -> None:
    """C2SP tlog-checkpoint, for ever: three lines, an empty one, an em dash, name and signature."""
    lines = NOTE.split("\n")
    assert lines[:4] == [
        "veche.example/log",
        "42",
        base64.b64encode(bytes.fromhex(ROOT)).decode(),
        "",
    ]
    assert lines[4].startswith("— veche.example/log ")
    assert lines[5:] == [""]
    assert SIGNER.key == "veche.example/log+611dd664+AYFGZA8CSTr0+8VP4zOI513CyTeuC3cnzCsq+xt1GZo+"
    assert second.said(NOTE) == ("veche.example/log", 42, ROOT)


def test_the_key_of_a_known_log_has_its_known_id() -> None:
    """The example of C2SP signed-note: the id is made of name, newline, type and key."""
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert note.read_keys(key) == [key]


def test_both_readers_believe_the_signed_and_nothing_else() -> None:
    assert signed_notes.read(NOTE, SIGNER.key) == signed_notes.Note("veche.example/log", 42, ROOT)
    (found,) = note.parse(NOTE, "here", [SIGNER.key])
    assert (found.size, found.root.hex(), found.signed) == (42, ROOT, True)
    other = Signer("veche.example/log", "5f" * 32)
    namesake = Signer("other.example/log", "5e" * 32)
    for key in (other.key, namesake.key, "nonsense", "a+b+c", "veche.example/log+00000000+AA=="):
        assert signed_notes.read(NOTE, key) is None
    for key in (other.key, namesake.key):
        with pytest.raises(Untrue, match="no key that was given signed"):
            note.parse(NOTE, "here", [key])


@pytest.mark.parametrize("at", range(len(NOTE)))
def test_one_changed_character_is_never_believed(at: int) -> None:
    wrong = NOTE[:at] + ("A" if NOTE[at] != "A" else "B") + NOTE[at + 1 :]
    assert signed_notes.read(wrong, SIGNER.key) is None
    with pytest.raises(Untrue):
        note.parse(wrong, "here", [SIGNER.key])


def test_a_checkpoint_is_found_in_a_saved_mail(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Checkpoint"
    mail.set_content(
        f"Keep this message. Сохраните это письмо.\n\n{NOTE}\n{SIGNER.key}\n", cte="base64"
    )
    saved = tmp_path / "saved.eml"
    saved.write_bytes(mail.as_bytes())

    assert note.read(saved, [SIGNER.key])[0].size == 42


def test_a_folder_is_read_whole_and_an_empty_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(Untrue, match="no checkpoint"):
        note.read(tmp_path, [])
    for size in (3, 1, 2):
        (tmp_path / f"{size}.checkpoint").write_text(SIGNER.sign(size, ROOT), encoding="utf-8")
    assert sorted(one.size for one in note.read(tmp_path, [SIGNER.key])) == [1, 2, 3]


def test_a_damaged_key_is_no_key() -> None:
    with pytest.raises(Untrue, match="damaged"):
        note.read_keys(SIGNER.key[:-6] + "AAAAA=")
    with pytest.raises(Untrue, match="no public key"):
        note.read_keys("hello")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Checkpoints over 5 and 12 entries, and the proof between them."""
    leaves = [row["hash"] for row in second.chain(12)]
    for size in (5, 12):
        text = SIGNER.sign(size, tree.root_of(leaves[:size]))
        (tmp_path / str(size)).write_text(text, encoding="utf-8")
    (tmp_path / "proof").write_text("\n".join(tree.consistency(leaves, 5)), encoding="ascii")
    return tmp_path / "5", tmp_path / "12", tmp_path / "proof"


def test_two_checkpoints_are_compared_without_the_log(
    two: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, proof = map(str, two)
    assert consistency.main([old, new, proof, "--key", SIGNER.key]) == 0
    assert capsys.readouterr().out == "OK: the log of 12 entries begins with that of 5.\n"
    assert consistency.main([old, new, proof]) == 0
    assert consistency.NO_KEY in capsys.readouterr().out
    assert consistency.main([new, old, proof, "--key", SIGNER.key]) == 1
    assert "NOT PROVED" in capsys.readouterr().out
    two[1].write_text(SIGNER.sign(12, ROOT), encoding="utf-8")
    assert consistency.main([old, new, proof, "--key", SIGNER.key]) == 1
    assert "NOT PROVED" in capsys.readouterr().out
    assert consistency.main([old, new + "x", proof]) == 2


def test_the_verifiers_run_where_there_is_no_veche(
    two: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    """Copied alone onto a stick, with Python and one library."""
    stick = tmp_path / "stick"
    (stick / "proof").mkdir(parents=True)
    for path in (HOUSE / "proof").glob("*.py"):
        (stick / "proof" / path.name).write_bytes(path.read_bytes())
    old, new, proof = map(str, two)
    done = subprocess.run(
        [sys.executable, "-m", "proof.consistency", old, new, proof, "--key", SIGNER.key],
        cwd=stick, env={"PYTHONSAFEPATH": "", "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("OK")


def test_a_mail_in_unknown_letters_is_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(b"Content-Type: text/plain; charset=nonsense\n\nhello\n")
    with pytest.raises(Untrue, match="no checkpoint is in it"):
        note.read(path, [])
