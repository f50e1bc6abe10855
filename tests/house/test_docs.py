"""Documentation that can't lie: what exists is mentioned, what is mentioned exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

import wsgi
from regimes.words import GUARDS, VERBS
from tests.house.files import HOUSE, ours, read
from web.settings import Settings

COMING: dict[str, str] = {
    # a path that a page links to before it exists: who makes it
}


def pages() -> dict[str, str]:
    """README and everything in docs/."""
    return {path: read(path) for path in ["README.md", *ours(".md", under=("docs",))]}


def targets() -> set[str]:
    """Deeds of the Makefile."""
    return set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE))


def variables(model: type[BaseModel], prefix: str = "VECHE_") -> Iterator[str]:
    """Names of the environment variables that a settings model reads."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from variables(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}"


def commands(group: click.Group, prefix: str = "veche") -> Iterator[str]:
    """Every command of the product, as it is typed."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def unmentioned(names: set[str], text: str) -> list[str]:
    """Names that no page has as a whole word."""
    return sorted(
        name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    )


def everything() -> str:
    """All pages in one text."""
    return "\n".join(pages().values())


def test_every_deed_of_the_makefile_is_mentioned() -> None:
    assert unmentioned({f"make {name}" for name in targets()}, everything()) == []


def test_every_deed_that_is_mentioned_exists() -> None:
    said = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)\b", everything(), re.MULTILINE))
    assert {one or other for one, other in said} - targets() == set()


def test_every_command_is_mentioned() -> None:
    assert unmentioned(set(commands(wsgi.main)), everything()) == []


def test_every_command_that_is_mentioned_exists() -> None:
    known = set(commands(wsgi.main))
    said = set(
        re.findall(r"`(?:\.venv/bin/)?(veche [a-z][a-z -]*?)(?= (?:--|[A-Z<.])|`)", everything())
    )
    groups = {name.rsplit(" ", 1)[0] for name in known}
    assert {one for one in said if one not in known | groups} == set()


def test_every_setting_is_mentioned() -> None:
    assert unmentioned(set(variables(Settings)), read("docs/settings.md")) == []


def test_every_variable_that_scripts_read_is_mentioned() -> None:
    named = {
        name
        for path in ours(".sh", ".py", "Makefile")
        if not path.startswith("tests/house/")
        for name in re.findall(r"\bVECHE_[A-Z][A-Z_]*[A-Z]\b", read(path))
    }
    assert unmentioned(named, read("docs/settings.md")) == []


def test_every_setting_that_is_mentioned_exists() -> None:
    said = set(re.findall(r"^\| ((?:`VECHE_[A-Z_]+` ?)+)", read("docs/settings.md"), re.MULTILINE))
    names = {name for line in said for name in re.findall(r"VECHE_[A-Z_]+", line)}
    of_scripts = {
        name
        for path in ours(".sh", ".py")
        if not path.startswith("tests/house/")
        for name in re.findall(r"\bVECHE_[A-Z][A-Z_]*[A-Z]\b", read(path))
    }
    assert names - set(variables(Settings)) - of_scripts == set()


def test_every_guard_is_explained() -> None:
    assert unmentioned(set(GUARDS) | set(VERBS), read("docs/how-to/add-a-regime.md")) == []


def links(path: str, text: str) -> Iterator[str]:
    """Paths from the top that a page links to."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            yield str((HOUSE / Path(path).parent / target).resolve().relative_to(HOUSE))


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{path}: {link}"
        for path, text in pages().items()
        for link in links(path, text)
        if not (HOUSE / link).exists() and link not in COMING
    ]
    assert dead == []


def test_nothing_that_came_is_still_called_coming() -> None:
    assert [path for path in COMING if (HOUSE / path).exists()] == []


@pytest.mark.parametrize("name", ["make plant", "veche plant", "VECHE_PLANTED"])
def test_what_nobody_mentions_is_found(name: str) -> None:
    assert unmentioned({name}, everything()) == [name]


def test_readme_is_one_page() -> None:
    assert read("README.md").count("\n") <= 80


def test_what_others_wrote_is_named() -> None:
    said = read("THIRD-PARTY.md")
    folders = {
        str(Path(path).parent)
        for path in ours(".ttf", ".woff2", ".otf", ".min.js", ".min.css", ".jar", ".geojson")
    }
    assert sorted(folder for folder in folders if f"`{folder}/" not in said) == []


def test_the_table_of_what_was_tried_names_each_check_once_and_files_that_exist() -> None:
    """Rows of two people who added the same one at once stand twice after a merge: one of them is stale."""
    lines = [
        one for one in read("docs/reliability.md").splitlines() if re.match(r"\| [A-Z]-\d", one)
    ]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[0] for row in cells if len(row) != 8] == [], "a row has eight cells"
    begun = [(row[0], row[1][:40]) for row in cells]
    assert sorted({one for one in begun if begun.count(one) > 1}) == []
    named = {path for row in cells for path in re.findall(r"(?:tests|scripts)/[\w/]+\.py", row[7])}
    assert sorted(path for path in named if not (HOUSE / path).exists()) == []
    undated = [row[0] for row in cells if not re.fullmatch(r"\d{4}-\d\d-\d\d", row[6])]
    assert undated == []
