"""A day with its weekday stands in the nominative in Russian: after «до», «по» or «с» it would be wrong («до суббота»)."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[2]
SAID = re.compile(r'_\("((?:[^"\\]|\\.)*)",((?:[^()]|\([^()]*\))*)\)')
WITH_WEEKDAY = re.compile(r"(\w+)=[^,]*?\|(?:due|near_day|day)\b")
BEFORE = r"(?i)\b(?:до|с|от|после|по|на|к|о|позже|раньше|позднее) %\({}\)s"


def russian() -> dict[str, str]:
    """Every sentence of the catalogues with its Russian."""
    said = {}
    for path in sorted((HOUSE / "locales/ru").glob("*.po")):
        for one in read_po(path.read_bytes().splitlines(keepends=True)):
            if one.id and isinstance(one.id, str):
                said[one.id] = str(one.string)
    return said


def wrong(text: str, words: dict[str, str]) -> Iterator[str]:
    """Translations that put such a day behind a preposition."""
    for found in SAID.finditer(text):
        for value in WITH_WEEKDAY.finditer(found[2]):
            if re.search(BEFORE.format(value[1]), words.get(found[1], "")):
                yield words[found[1]]


def test_no_weekday_stands_behind_a_preposition() -> None:
    words = russian()
    found = {
        path.relative_to(HOUSE).as_posix(): list(wrong(path.read_text("utf-8"), words))
        for path in sorted((HOUSE / "templates").rglob("*.*"))
    }
    assert {path: said for path, said in found.items() if said} == {}


def test_one_that_does_would_be_found() -> None:
    text = '{{ _("Answer by %(day)s.", day=due_at|due) }}'
    assert list(wrong(text, {"Answer by %(day)s.": "Ответьте до %(day)s."})) == [
        "Ответьте до %(day)s."
    ]
    assert (
        list(wrong(text.replace("|due", "|short_due"), {"Answer by %(day)s.": "до %(day)s."})) == []
    )
