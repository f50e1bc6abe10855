"""Every kind of entry that the log keeps about a notice has its sentence on the desk's page of the notice."""

import ast
from collections.abc import Iterator

from desk import history
from tests.house.files import code, parsed, read


def written() -> Iterator[tuple[str, str]]:
    """Kinds that `work.log` is called with where the subject is a notice; what is made of a move's name has its title."""
    for path in code():
        for call in ast.walk(parsed(path, read(path))):
            if not isinstance(call, ast.Call) or getattr(call.func, "attr", "") != "log":
                continue
            about = next((one.value for one in call.keywords if one.arg == "subject"), None)
            if not (isinstance(about, ast.Tuple) and ast.unparse(about.elts[0]) == "'notice'"):
                continue
            if call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value), path


def test_the_desk_says_in_words_whatever_was_logged_about_a_notice() -> None:
    kinds = {kind: path for kind, path in written() if not path.startswith("tests/")}
    assert len(kinds) > 40
    assert {kind: path for kind, path in kinds.items() if kind not in history.SENTENCES} == {}
