"""`scripts/run.sh` says what it is, and starts nothing on a word that it doesn't know."""

import subprocess
from pathlib import Path

RUN = Path(__file__).resolve().parents[2] / "scripts" / "run.sh"


def run(home: Path, word: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(RUN), word],
        env={"VECHE_HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip


def test_help_prints_the_head_and_does_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = run(home, "--help")
    assert told.returncode == 0
    assert "VECHE_PORT chooses the" in told.stdout
    assert "set -eu" not in told.stdout
    assert not home.exists()


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = run(home, "stop")
    assert told.returncode == 2
    assert "knows no word «stop»" in told.stderr
    assert not home.exists()
