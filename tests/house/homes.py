"""Rules about where a thing may be done: each names the one home, and why there is only one."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.house.files import parsed

Finder = Callable[[ast.AST], Iterator[ast.AST]]


@dataclass(frozen=True)
class Home:
    """One deed, found by `find`, allowed in `only` (path: reason) and nowhere else."""

    deed: str
    find: Finder
    only: dict[str, str] = field(default_factory=dict)

    def faults(self, path: str, text: str) -> list[str]:
        """Sentences that name file, line and the rule that was broken."""
        if path in self.only:
            return []
        homes = ", ".join(self.only) or "nowhere"
        return [
            f"{path}:{getattr(node, 'lineno', 0)}: {self.deed}; its home: {homes}"
            for node in self.find(parsed(path, text))
        ]


def _targets(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            yield node.target


def writes_attribute(name: str) -> Finder:
    """`thing.name = ...`, also through setattr."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for target in _targets(tree):
            for part in ast.walk(target):
                stored = isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
                if stored and getattr(part, "attr", "") == name:
                    yield part
        for call in _calls(tree):
            if _name(call.func) == "setattr" and len(call.args) > 1:
                key = call.args[1]
                if isinstance(key, ast.Constant) and key.value == name:
                    yield call

    return find


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute, or nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return ""


def calls_method(*names: str) -> Finder:
    """`anything.name(...)`."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for call in _calls(tree):
            if isinstance(call.func, ast.Attribute) and call.func.attr in names:
                yield call

    return find


def names_dotted(*dotted: str) -> Finder:
    """`datetime.now` and the like, called or handed on; also behind a module's name."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                said = _name(node)
                if any(said == name or said.endswith("." + name) for name in dotted):
                    yield node

    return find


def names(*words: str) -> Finder:
    """A bare name, used or imported."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in words:
                yield node
            elif isinstance(node, ast.ImportFrom) and any(a.name in words for a in node.names):
                yield node

    return find


def imports(module: str) -> Finder:
    """`import module`, `from module import ...`, also of its parts."""

    def mine(name: str | None) -> bool:
        return name is not None and (name == module or name.startswith(module + "."))

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import) and any(mine(alias.name) for alias in node.names):
                yield node
            elif isinstance(node, ast.ImportFrom) and not node.level and mine(node.module):
                yield node

    return find


def imports_inside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """An import below a `def`: it hides a circle between rooms, or a cost at the first request."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node


def joins_path(name: str) -> Finder:
    """`folder / "name"`: a part of a path, written out."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                right = node.right
                if isinstance(right, ast.Constant) and right.value == name:
                    yield node

    return find


def passes_keyword(name: str) -> Finder:
    """A call with `name=True`, or with anything but False."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for call in _calls(tree):
            for keyword in call.keywords:
                value = keyword.value
                plain_no = isinstance(value, ast.Constant) and value.value is False
                if keyword.arg == name and not plain_no:
                    yield call

    return find


def unpacks(*sources: str) -> Finder:
    """`f(**form.data)`: every key that somebody sent becomes an argument."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for call in _calls(tree):
            for keyword in call.keywords:
                if keyword.arg is None and _rooted(keyword.value, sources):
                    yield call

    return find


def _rooted(value: ast.AST, sources: tuple[str, ...]) -> bool:
    """Whether `a.b.c()` begins with one of these names and goes on."""
    if isinstance(value, ast.Call):
        return _rooted(value.func, sources)
    said = _name(value).split(".")
    return len(said) > 1 and said[0] in sources


def calls_itself(name: str) -> Finder:
    """A variable, argument, function or class with exactly this name (imports are others' names)."""

    def find(tree: ast.AST) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            named = {
                ast.FunctionDef: "name",
                ast.AsyncFunctionDef: "name",
                ast.ClassDef: "name",
                ast.arg: "arg",
            }.get(type(node))
            if named and getattr(node, named) == name:
                yield node
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
                yield node

    return find


def text_faults(rule: str, pattern: re.Pattern[str], path: str, text: str) -> list[str]:
    """Lines of a file that a pattern finds, as sentences."""
    return [
        f"{path}:{text[: match.start()].count(chr(10)) + 1}: {match.group(0).strip()!r}: {rule}"
        for match in pattern.finditer(text)
    ]
