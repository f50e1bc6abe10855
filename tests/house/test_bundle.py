"""The bundle for a machine without network: what must be there is said, and a bad copy is not installed."""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.files import HOUSE, read

PARTS = ("deploy", "docs", "places", "LICENSE", "THIRD-PARTY.md", "CHANGELOG.md", "SECURITY.md", "LICENCES.txt", "made-of.cdx.json")  # fmt: skip
PACKAGE = re.compile(r"\b(?:ca-certificates|python3(?:-venv)?|lib[a-z0-9.-]+\d)\b")


def _needed_by_setup() -> set[str]:
    """What set-up installs for a running installation: all that it wants before it asks for --dev."""
    script = read("scripts/setup.sh").partition("look_for_packages() {")[2]
    return set(PACKAGE.findall(re.sub(r"has_library \S+", "", script.partition('"$dev" = yes')[0])))


@pytest.mark.parametrize("page", ["scripts/bundle/README.md", "deploy/Containerfile"])
def test_the_packages_of_debian_are_those_of_set_up(page: str) -> None:
    listed = read(page).partition("--no-install-recommends")[2]
    named = set(PACKAGE.findall(re.split(r"```|&&", listed)[0]))
    assert named == _needed_by_setup() != set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle without libraries, packed as `make bundle` packs one."""
    made = tmp_path / "bundle"
    (made / "wheels").mkdir(parents=True)
    for part in PARTS:
        (made / part).write_text(part, "utf-8")
    for lock in ("libraries.lock", "veche.lock"):
        (made / lock).write_text("", "utf-8")
    (made / "MADE-FOR").write_text(f"py{sys.version_info[0]}.{sys.version_info[1]}-{platform.machine()}\n", "ascii")  # fmt: skip
    shutil.copy(HOUSE / "scripts/bundle/install.sh", made)
    seal(made)
    return made


def seal(folder: Path) -> None:
    """Write down the sum of every file."""
    files = [one for one in sorted(folder.rglob("*")) if one.is_file() and one.name != "SHA256SUMS"]
    sums = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  ./{one.relative_to(folder)}\n" for one in files]  # fmt: skip
    (folder / "SHA256SUMS").write_text("".join(sums), "ascii")


def install(folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the bundle, as a person does."""
    return subprocess.run(
        ["sh", str(folder / "install.sh"), target],
        env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_changed_file_is_not_installed(folder: Path, tmp_path: Path) -> None:
    (folder / "veche.lock").write_text("veche==6.6.6\n", "utf-8")
    told = install(folder, str(tmp_path / "opt"))
    assert told.returncode == 1
    assert "is not as it was packed" in told.stderr
    assert not (tmp_path / "opt").exists()


def test_another_machine_is_told_for_which_it_is(folder: Path, tmp_path: Path) -> None:
    (folder / "MADE-FOR").write_text("py3.1-pdp11\n", "ascii")
    seal(folder)
    told = install(folder, str(tmp_path / "opt"))
    assert told.returncode == 1
    assert "for py3.1-pdp11" in told.stderr


def test_a_folder_is_named_whole(folder: Path) -> None:
    assert "whole path" in install(folder, "opt").stderr


@pytest.mark.deep  # it makes a whole environment, and fails at the end
def test_what_fails_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "opt/.venv").mkdir(parents=True)
    (tmp_path / "opt/.venv/old").write_text("old", "utf-8")
    (folder / "libraries.lock").write_text(f"nowhere==1 --hash=sha256:{'0' * 64}\n", "utf-8")
    seal(folder)
    told = install(folder, str(tmp_path / "opt"))
    assert told.returncode == 1
    assert "is there as before" in told.stderr
    assert (tmp_path / "opt/.venv/old").read_text("utf-8") == "old"
