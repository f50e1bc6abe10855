"""Files and functions stay small enough to be read whole: a ratchet with reasons."""

import ast

import pytest

from tests.conftest import LONGEST
from tests.house.files import HOUSE, code, ours, parsed, read

FILE, FUNCTION, TEMPLATE, TEST = 300, 40, 120, 400

LONGER: dict[str, str] = {
    # path, or path::function: reason. An entry that is no longer needed fails the test.
    "records/migrations/versions/0001_first.py::upgrade": "all tables, by Alembic's hand, in the order of their keys",
}


def limit(path: str) -> int | None:
    """The most lines that a file of this kind may have, or None where none is set."""
    if path.startswith("records/migrations/"):
        return None  # written once, by Alembic's hand
    if path.startswith("tests/"):
        return TEST if path.endswith(".py") else None
    return {"py": FILE, "html": TEMPLATE, "sh": FILE}.get(path.rsplit(".", 1)[-1])


def long_file(path: str, text: str) -> list[str]:
    """The file, if it outgrew its limit."""
    most, lines = limit(path), text.count("\n")
    return [f"{path}: {lines} lines, {most} at most"] if most and lines > most else []


def long_functions(path: str, text: str) -> list[str]:
    """Functions longer than the limit, decorators and docstring not counted."""
    found = []
    for node in ast.walk(parsed(path, text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            if lines > FUNCTION:
                found.append(f"{path}::{node.name}: {lines} lines, {FUNCTION} at most")
    return found


def too_long() -> list[str]:
    """Everything over its limit, with reasons or without."""
    found = [fault for path in ours(".py", ".html", ".sh") for fault in long_file(path, read(path))]
    return found + [fault for path in code() for fault in long_functions(path, read(path))]


def test_what_outgrew_its_limit_has_a_reason() -> None:
    assert [fault for fault in too_long() if fault.split(": ")[0] not in LONGER] == []


def test_no_reason_outlives_its_need() -> None:
    needed = {fault.split(": ")[0] for fault in too_long()}
    assert sorted(set(LONGER) - needed) == []


@pytest.mark.parametrize(
    ("path", "most"),
    [("desk/a.py", FILE), ("templates/desk/a.html", TEMPLATE), ("tests/desk/test_a.py", TEST)],
)
def test_a_file_with_one_line_too_many_is_found(path: str, most: int) -> None:
    assert long_file(path, "\n" * most) == []
    assert long_file(path, "\n" * (most + 1)) != []


def test_a_function_with_one_line_too_many_is_found() -> None:
    body = "    x = 1\n" * FUNCTION
    assert long_functions("desk/a.py", f'def f():\n    """Say."""\n{body}') == []
    assert long_functions("desk/a.py", f"def f():\n{body}    x = 2\n") != []


def test_the_files_of_tests_that_begin_first_are_there() -> None:
    assert [name for name in LONGEST if not (HOUSE / "tests" / name).is_file()] == []
