"""The field's words on every page, no machine's paths, no test that quietly does nothing."""

import ast
import re

import pytest

from tests.house.files import code, ours, parsed, read
from tests.house.homes import text_faults

SYNONYMS = {
    # rule: pattern, a bad sample, a good one
    "a notice is a notice": (
        re.compile(r"\bapplications?\b(?!/)", re.IGNORECASE),
        "<p>Your application was received.</p>",
        '<link type="application/pdf">',
    ),
    "an authority agrees, it does not approve": (
        re.compile(r"\bapprov(?:e|es|ed|al|ing)\b", re.IGNORECASE),
        "<p>Approved</p>",
        "<p>Agreed</p>",
    ),
    "the person who notifies is the organiser": (
        re.compile(r"\bapplicants?\b", re.IGNORECASE),
        "<p>The applicant</p>",
        "<p>The organiser</p>",
    ),
    "уведомление, а не заявка": (
        re.compile(r"\bзаяв(?:к|ител)\w*", re.IGNORECASE),
        "<p>Ваша заявка</p>",
        "<p>Ваше уведомление</p>",
    ),
}
PLACES = {
    "a path of somebody's machine": (
        re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users)/[\w.]+"),
        "see /home/olga/veche",
        "see ~/.local/share/veche",
    ),
    "an address of somebody's package index": (
        re.compile(r"--(?:extra-)?index-url|--find-links|PIP_INDEX_URL\s*=|/simple/?\s"),
        "pip install --index-url https://mirror.example/simple x",
        "pip install --require-hashes -r requirements.lock",
    ),
}
OWN = ("tests/house/test_words.py", "tests/house/test_versions.py", "LICENSE")


def test_pages_use_the_words_of_the_field() -> None:
    found = [
        fault
        for path in [*ours(".html", ".txt", under=("templates",)), *ours(".po", under=("locales",))]
        for rule, (bad, _, _) in SYNONYMS.items()
        for fault in text_faults(rule, bad, path, read(path))
    ]
    assert found == []


def test_no_file_knows_a_machine() -> None:
    texts = (
        ".py",
        ".toml",
        ".md",
        ".sh",
        ".html",
        ".txt",
        ".lock",
        ".po",
        ".css",
        "Makefile",
        "run",
    )
    found = [
        fault
        for path in ours(*texts)
        if path not in (*OWN, "scripts/lock.sh") and "/vendor/" not in path
        for rule, (bad, _, _) in PLACES.items()
        for fault in text_faults(rule, bad, path, read(path))
    ]
    assert found == []


@pytest.mark.parametrize("rule", [*SYNONYMS, *PLACES])
def test_each_rule_finds_the_bad_word_and_spares_the_good(rule: str) -> None:
    pattern, bad, good = (SYNONYMS | PLACES)[rule]
    assert pattern.search(bad)
    assert not pattern.search(good)


IDLE = {
    # deeds that let a test pass without having tested
    "sleeps": re.compile(r"\b(?:time|asyncio)\.sleep\("),
    "replaces our own code": re.compile(r"unittest\.mock|\bmock\.patch|mocker\."),
    "is skipped": re.compile(r"mark\.(?:skip|xfail)|\bimportorskip\(|pytest\.skip\("),
}


def idle(path: str, text: str) -> list[str]:
    """Places where a test waits, pretends or does not run."""
    return [fault for rule, bad in IDLE.items() for fault in text_faults(rule, bad, path, text)]


def test_no_test_is_idle() -> None:
    tests = [path for path in ours(".py", under=("tests",)) if path not in OWN]
    assert [fault for path in tests for fault in idle(path, read(path))] == []


@pytest.mark.parametrize(
    "bad", ["time.sleep(1)", "from unittest.mock import patch", "@pytest.mark.skip"]
)
def test_an_idle_test_is_found(bad: str) -> None:
    assert idle("tests/desk/test_a.py", bad) != []


def nameless(path: str, text: str) -> list[str]:
    """A module that does not say in its first line what it is for."""
    tree = parsed(path, text)
    return [] if ast.get_docstring(tree) or not tree.body else [path]


def test_every_file_says_first_what_it_is_for() -> None:
    python = [
        one
        for path in [*code(), *ours(".py", under=("tests", "scripts"))]
        for one in nameless(path, read(path))
    ]
    shell = [path for path in ours(".sh") if not read(path).splitlines()[1].startswith("# ")]
    assert python + shell == []


def test_a_file_without_its_line_is_found() -> None:
    assert nameless("desk/a.py", "x = 1\n") == ["desk/a.py"]
