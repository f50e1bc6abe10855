"""`veche regimes prove` as a lawyer uses it on a file of their own."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regimes import shelf
from web.commands_prove import prove_command

MOSCOW = (shelf.FOLDER / "ru-moscow-assembly.2022-12-05.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty VECHE_HOME of this test alone."""
    monkeypatch.setenv("VECHE_HOME", str(tmp_path))
    return tmp_path


def run(*words: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(prove_command, ["--bodies", "0", *map(str, words)])


def written(home: Path, body: str) -> Path:
    """A file of the lawyer's own."""
    path = home / "mine.toml"
    path.write_text(body, encoding="utf-8")
    return path


def test_a_sound_file_holds_every_claim(home: Path) -> None:
    result = run(written(home, MOSCOW))

    assert result.exit_code == 0
    assert "mine.toml: Public events in Moscow (54-FZ)" in result.output
    assert "BROKEN" not in result.output
    assert result.output.count("holds ") == 10
    said = " ".join(result.output.split())
    assert "filed in its window comes to «Agreed by silence»" in said
    assert "filed out of its window waits for a person at «Received»" in said


def test_a_broken_claim_is_told_step_by_step_and_ends_with_1(home: Path) -> None:
    body = MOSCOW.replace(', "signer_is_not_preparer"', "")

    result = run("--quiet", written(home, body))

    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "BROKEN Nobody decides alone" in said
    assert "1. A notice is filed" in said
    assert "One person with every post: Sign:" in said


def test_a_road_that_leads_nowhere_is_a_fault_and_the_next_file_is_walked(home: Path) -> None:
    bad = home / "bad.toml"
    bad.write_text(MOSCOW.replace('to      = "registered"', 'to      = "nowhere"', 1), "utf-8")

    result = run(bad, written(home, MOSCOW))

    assert result.exit_code == 1
    assert "FAULT bad.toml: moves[" in result.output
    assert "mine.toml: Public events" in result.output


def test_what_is_no_file_of_law_is_a_fault(home: Path) -> None:
    result = run(written(home, "= 7"))

    assert result.exit_code == 1
    assert "FAULT mine.toml: is not TOML" in result.output


def test_faults_that_the_check_finds_are_counted_first(home: Path) -> None:
    body = MOSCOW.replace(', "signer_is_not_preparer"', "")
    lines = run("--quiet", written(home, body)).output.splitlines()
    count = re.fullmatch(
        r"mine.toml: faults that `veche regimes check` finds: (\d+)\. .*", lines[0]
    )
    assert count is not None
    assert int(count[1]) == body.count('verb    = "release"')
    assert "check` finds" not in run("--quiet", written(home, MOSCOW)).output
