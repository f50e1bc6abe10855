"""The second opinion shares nothing with the engine, and is right about the worked cases by itself."""

import ast
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.opinion import opinion

HERE = Path(__file__).parent
ITS_OWN = ("by_letter", "walking", "reading", "russia", "lands", "making", "opinion")
WORKED: list[dict[str, Any]] = json.loads(
    (HERE.parent / "regimes" / "deadlines.json").read_text("utf-8")
)["cases"]
ASKED = ("id", "regime", "event_kind", "event_start", "event_end", "filed_at", "inputs")
ABOUT = ("confidence", "confidence_by_field", "sensitive_to", "counting", "reason", "article")


@pytest.mark.parametrize("name", ITS_OWN)
def test_it_imports_the_standard_library_and_itself(name: str) -> None:
    tree = ast.parse((HERE / f"{name}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        else:
            continue
        for module in modules:
            top = module.partition(".")[0]
            assert module.startswith("tests.oracle") or top in sys.stdlib_module_names, module


def test_none_of_its_files_is_left_out() -> None:
    assert {path.stem for path in HERE.glob("*.py") if not path.stem.startswith(("test_", "__", "conftest"))} == set(ITS_OWN)  # fmt: skip


@pytest.mark.parametrize("case", WORKED, ids=lambda case: str(case["id"]))
def test_it_agrees_with_a_worked_case(case: dict[str, Any]) -> None:
    expected = {key: value for key, value in case.items() if key not in ASKED + ABOUT}
    found = opinion(case)
    assert {key: found.get(key) for key in expected} == expected
