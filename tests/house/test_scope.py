"""Every named read that people see takes a Scope and uses it (decisions 16)."""

import ast
from pathlib import PurePath

from tests.house.files import ours, parsed, read

READS = ("queries", "casefile", "search", "figures")
"""Modules (or packages) of records whose public functions answer people."""

WITHOUT: dict[str, str] = {
    # records/module.py::function: why it needs no scope
}


def unscoped(path: str, text: str) -> list[str]:
    """Public functions that read with `work` and don't ask for, or don't use, a `scope`."""
    found = []
    for node in parsed(path, text).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        arguments = [one.arg for one in [*node.args.args, *node.args.kwonlyargs]]
        if "work" not in arguments and "session" not in arguments:
            continue
        used = {
            one.id
            for statement in node.body
            for one in ast.walk(statement)
            if isinstance(one, ast.Name)
        }
        if "scope" not in arguments or "scope" not in used:
            found.append(f"{path}::{node.name}")
    return found


def _named_reads() -> list[str]:
    return [
        path
        for path in ours(".py", under=("records",))
        if any(part in READS for part in PurePath(path).with_suffix("").parts)
    ]


def test_there_are_named_reads() -> None:
    assert "records/queries.py" in _named_reads()
    assert "records/search.py" in _named_reads()


def test_a_named_read_takes_a_scope_and_uses_it() -> None:
    found = [one for path in _named_reads() for one in unscoped(path, read(path))]
    assert sorted(found) == sorted(WITHOUT)


def test_the_rule_finds_a_read_without_scope() -> None:
    assert unscoped("records/queries.py", "def queue(work):\n    return work.all()\n") != []


def test_the_rule_finds_a_scope_that_nobody_asks() -> None:
    assert unscoped("records/queries.py", "def queue(work, scope):\n    return work.all()\n") != []


def test_the_rule_accepts_a_scope_that_is_asked() -> None:
    good = "def queue(work, scope):\n    return work.all(scope)\n\ndef _part(work):\n    return 1\n"
    assert unscoped("records/queries.py", good) == []
