"""What the rules of the house read: the tracked and the new files of this checkout."""

import ast
import subprocess
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = (
    "intake",
    "desk",
    "public",
    "accounts",
    "web",
    "workflow",
    "letters",
    "records",
    "regimes",
    "places",
    "papers",
    "proof",
)
DOORS = ("intake", "desk", "public", "accounts")


@cache
def paths() -> tuple[str, ...]:
    """Every file that git tracks or would track, as a path from the top."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(sorted(path for path in listed if (HOUSE / path).is_file()))


def read(path: str) -> str:
    """The text of one file."""
    return (HOUSE / path).read_text("utf-8")


@cache
def parsed(path: str, text: str) -> ast.Module:
    """The tree of a text, made once a run: a score of rules look at each file."""
    return ast.parse(text, path)


def ours(*suffixes: str, under: tuple[str, ...] = ()) -> list[str]:
    """Files with these endings, in these folders if any are named."""
    return [
        path
        for path in paths()
        if path.endswith(suffixes) and (not under or path.split("/")[0] in under)
    ]


def code() -> list[str]:
    """Python of the product itself: the rooms and the front door."""
    return [*ours(".py", under=ROOMS), *(["wsgi.py"] if "wsgi.py" in paths() else [])]
