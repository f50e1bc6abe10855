"""What others wrote is named with its licence: every library of the lock, no more and no less."""

import re

import pytest

from scripts import notices
from tests.house.files import read

LOCK = "requirements.lock"
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\S+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_the_page_names_the_lock() -> None:
    rows = ROW.findall(read("THIRD-PARTY.md"))
    said = {(name, version) for name, version, _, _ in rows if name != "library"}
    assert said == set(notices.PIN.findall(read(LOCK)))


def test_the_page_is_as_the_script_makes_it() -> None:
    page = read("THIRD-PARTY.md")
    assert notices.page(page, read(LOCK)) == page, "run: .venv/bin/python scripts/notices.py"


def test_a_new_version_changes_the_page() -> None:
    lock = re.sub(r"^flask==\S+", "flask==9.9.9", read(LOCK), flags=re.MULTILINE)
    assert "| flask | 9.9.9 | BSD-3-Clause |" in notices.page(read("THIRD-PARTY.md"), lock)


def test_a_library_that_nobody_read_is_told() -> None:
    with pytest.raises(notices.Unknown, match="planted is not installed"):
        notices.notices("planted==1.0 \\\n    --hash=sha256:00\n")


def test_every_copyleft_is_said_in_words() -> None:
    words = read("THIRD-PARTY.md").partition("**Copyleft**")[2]
    lacking = [
        one.name
        for one in notices.notices(read(LOCK))
        if notices.COPYLEFT.search(one.licence) and one.name not in words
    ]
    assert lacking == []


def test_the_texts_are_collected() -> None:
    text = notices.collected(read(LOCK))
    assert "European Union Public Licence" in text
    for one in notices.notices(read(LOCK)):
        assert f"\n{one.name} {one.version}: {one.licence}\n" in text
        # one is installed on PyPy alone; in the wheel of the other lies none, only the address of its licence
        if one.name not in {"brotlicffi", "pymorphy3-dicts-ru"}:
            assert one.texts, one.name
    assert "Permission is hereby granted, free of charge" in text


def test_the_wheel_carries_the_licence() -> None:
    project = read("pyproject.toml")
    assert 'license = "EUPL-1.2"' in project
    assert 'license-files = ["LICENSE", "THIRD-PARTY.md"]' in project
