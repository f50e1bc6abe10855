"""The data map knows every column that could name a person, and what stands in it is what happens."""

import importlib
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlmodel import SQLModel

from records import datamap, erasing, erasing_age
from scripts import data_map_page
from tests.house.files import ours, read

MAP = datamap.load()
QUIET = (Integer, Boolean, Date, DateTime)
"""Types that hold no word: numbers, days and instants. A number that points at an account is asked for all the same."""
HERE = {"stays", "web"}
"""Rules that erase no single subject: nothing does, or the worker's hourly sweep of sign-in."""


def metadata() -> MetaData:
    """Every table of Veche."""
    for path in ours(".py", under=("records",)):
        if not path.startswith("records/migrations/"):
            importlib.import_module(path.removesuffix(".py").replace("/", "."))
    return SQLModel.metadata


def could_name_a_person(column: Column[Any]) -> bool:
    """Whether the column holds words or bytes, or points at an account."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    at_account = any(key.target_fullname == "accounts.id" for key in column.foreign_keys)
    return at_account or not isinstance(kind, QUIET)


def unmapped(tables: MetaData) -> list[str]:
    """Columns that could name a person and stand nowhere in the map."""
    known = {name for line in MAP.lines for name in line.columns} | set(MAP.plain)
    return sorted(
        f"{table.name}.{column.name}"
        for table in tables.tables.values()
        for column in table.columns
        if could_name_a_person(column) and f"{table.name}.{column.name}" not in known
    )


def test_every_column_that_could_name_a_person_stands_in_the_map() -> None:
    assert unmapped(metadata()) == []


def test_a_planted_column_is_found() -> None:
    planted = MetaData()
    Table("notices", planted, Column("nickname", String), Column("attendance", Integer))
    assert unmapped(planted) == ["notices.nickname"]


def test_the_map_names_no_column_that_is_gone_and_none_twice() -> None:
    there = {
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        for column in table.columns
    }
    named = [name for line in MAP.lines for name in line.columns] + list(MAP.plain)
    assert sorted(set(named) - there) == []
    assert sorted(name for name in set(named) if named.count(name) > 1) == []


def without_eraser() -> list[str]:
    """Tables of the map that nothing erases under their rule."""
    found = []
    for line in MAP.lines:
        name = line.rule.name
        if name in HERE:
            continue
        by_rule: Any = {
            "notice": erasing.NOTICE, "person-ground": erasing.NOTICE,
            "account": erasing.ACCOUNT, "staff": erasing.ACCOUNT,
        }.get(name) or erasing_age.AGED[name]  # fmt: skip
        tables = {column.split(".")[0] for column in line.columns}
        found += [f"{name}: {table}" for table in sorted(tables) if table not in by_rule]
    return found


def test_every_table_of_the_map_has_its_eraser() -> None:
    assert without_eraser() == []


def test_a_table_without_its_eraser_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(erasing.NOTICE, "versions")
    assert without_eraser() == ["notice: versions"]


def test_every_rule_of_an_age_is_one_of_the_map() -> None:
    assert set(erasing_age.AGED) <= set(MAP.rules)
    assert {name for name, rule in MAP.rules.items() if rule.months is None} == HERE


def test_the_page_is_made_from_the_map() -> None:
    assert read("docs/data-map.md") == data_map_page.page(), (
        "run: .venv/bin/python -m scripts.data_map_page"
    )
