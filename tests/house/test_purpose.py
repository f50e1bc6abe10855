"""What an event is for is never looked at by what routes, counts, guards, allows or reminds (content neutrality)."""

import ast

import pytest

from tests.house.files import ours, parsed, read

MAY_SAY_IT = {
    "workflow/drawing.py": "the letter repeats what was notified, word for word",
    "workflow/policy.py": "names it among the fields that bodies do not see",
    "workflow/printable.py": "looks only for signs that the letters can not print",
    "workflow/seeing.py": "names it among the fields that are opened with a reason",
}
"""Files of the layer, the counting and the law that may name the purpose, and why."""


def purposeful(path: str, text: str) -> list[str]:
    """Lines of code, not of comments, that name the purpose or the aim of an event as a value."""
    found = []
    for node in ast.walk(parsed(path, text)):
        said = node.value if isinstance(node, ast.Constant) else None
        name = node.attr if isinstance(node, ast.Attribute) else None
        if said in {"purpose", "form_details"} or name in {"purpose", "aim"}:
            found.append(f"{path}:{getattr(node, 'lineno', 0)}")
    return found


def test_only_what_shows_the_purpose_names_it() -> None:
    found = {
        path for path in ours(".py", under=("workflow", "places")) if purposeful(path, read(path))
    }
    assert found == set(MAY_SAY_IT)


def test_the_counting_of_the_law_knows_the_purpose_only_as_a_question_that_is_asked() -> None:
    found = {path for path in ours(".py", under=("regimes",)) if purposeful(path, read(path))}
    assert found <= {"regimes/words.py"}


@pytest.mark.parametrize(
    "bad",
    ['x = content.answers["purpose"]\n', "x = notice.purpose\n", 'x = answers.get("purpose")\n'],
)
def test_the_rule_finds_a_reader(bad: str) -> None:
    assert purposeful("workflow/clocks.py", bad) == ["workflow/clocks.py:1"]
