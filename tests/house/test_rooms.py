"""Every room is known to every tool, and each wall between rooms stops what it should stop."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import warnings
from pathlib import Path

import pytest

from tests.house.files import DOORS, HOUSE, ROOMS, code, ours, read

PYPROJECT = tomllib.loads(read("pyproject.toml"))
BREACHES = {
    # contract: file, and the line in it that must be refused
    "Stairs go down": ("workflow/planted.py", "import web.settings"),
    "Only doors and landing speak HTTP": ("letters/planted.py", "import flask"),
    "Only records speaks SQL": ("web/planted.py", "import sqlalchemy"),
    "Only workflow touches tables": ("web/planted.py", "import records.tables"),
    "Sign-in tables": ("web/planted.py", "import records.people"),
    "Only the machine imports transitions": ("workflow/planted.py", "import transitions"),
    "Only the press imports weasyprint": ("web/planted.py", "import weasyprint"),
    "Only the making of signatures imports pyhanko": ("web/planted.py", "import pyhanko"),
    "Only the worker imports huey": ("web/planted.py", "import huey"),
    "Doors go through the landing": ("public/planted.py", "import regimes"),
    "Nobody calls back": ("places/planted.py", "import wsgi"),
    "A verifier trusts no framework": ("proof/planted.py", "import sqlalchemy"),
    "No circles inside a room": ("places/planted_a.py", "import places.planted_b"),
}
STANDARD = set(sys.stdlib_module_names) | {"cryptography", "proof"}


def test_every_room_is_named_everywhere() -> None:
    here = {path.split("/")[0] for path in ours("/__init__.py", under=ROOMS)}
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    warnings = "\n".join(PYPROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"])
    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == here
    assert here <= set(wheel)
    assert here <= set(PYPROJECT["tool"]["ruff"]["lint"]["isort"]["known-first-party"])
    assert {room for room in here if f"error:::{room}(" not in warnings} == set()
    assert {room for room in here if room not in PYPROJECT["tool"]["mypy"]["files"]} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_warning_raised_in_a_room_is_an_error(room: str) -> None:
    with pytest.raises(UserWarning):
        warnings.warn_explicit("planted", UserWarning, f"{room}/a.py", 1, module=f"{room}.a")


def test_a_warning_raised_in_a_library_is_none() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.warn_explicit("planted", UserWarning, "lib/a.py", 1, module="public_suffix.a")
    assert len(caught) == 1


def test_no_folder_at_the_top_is_a_room_that_nobody_named() -> None:
    tops = {path.split("/")[0] for path in ours("/__init__.py") if path.count("/") == 1}
    assert tops - {"tests", "scripts", "bench"} <= set(ROOMS)


def test_the_verifier_imports_standard_library_and_cryptography_only() -> None:
    foreign = []
    for path in ours(".py", under=("proof",)):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Import):
                foreign += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                foreign.append(str(node.module))
    assert [name for name in foreign if name.split(".")[0] not in STANDARD] == []


def test_a_door_is_a_door() -> None:
    assert {
        door for door in DOORS if not any(path.startswith(f"{door}/") for path in code())
    } == set()


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The contracts, asked about a copy of the house in which every wall is breached once."""
    copy = tmp_path_factory.mktemp("house")
    for path in [*code(), "pyproject.toml"]:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HOUSE / path, copy / path)
    (copy / "places/planted_b.py").write_text("import places.planted_a\n", "utf-8")
    for path, line in BREACHES.values():
        with (copy / path).open("a", encoding="utf-8") as planted:
            planted.write(line + "\n")
    return _lint(copy)


def _lint(folder: Path) -> dict[str, str]:
    tool = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [tool, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
    ).stdout
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", said, re.MULTILINE))


def test_every_wall_stops_its_breach(verdicts: dict[str, str]) -> None:
    assert {name for name, verdict in verdicts.items() if verdict == "KEPT"} == set()


def test_every_wall_was_breached(verdicts: dict[str, str]) -> None:
    names = [one["name"] for one in PYPROJECT["tool"]["importlinter"]["contracts"]]
    assert [one for one in names if not one.startswith(tuple(BREACHES))] == []
    assert sorted(verdicts) == sorted(names)
