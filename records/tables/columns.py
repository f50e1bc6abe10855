"""Shapes of columns and indexes that several tables share."""

from typing import Any

from sqlalchemy import Column, Index, String, Text, text
from sqlmodel import JSON

Json = dict[str, Any]
CODE_POINTS = String(80).with_variant(String(80, collation="C"), "postgresql")


def json_column(nullable: bool = False) -> Any:
    """A JSON column. An erased value is NULL for the database too, not the JSON text 'null'."""
    return Column(JSON(none_as_null=True), nullable=nullable)


def text_column(nullable: bool = False) -> Any:
    """A text of any length."""
    return Column(Text, nullable=nullable)


def of_open(name: str, *columns: str) -> Index:
    """An index of the notices that are not closed: a queue reads nothing of the past, however long it is."""
    still = text("closed_at IS NULL")
    return Index(name, *columns, sqlite_where=still, postgresql_where=still)


def standing(name: str, *columns: str) -> Index:
    """At most one correction of a day, and one entry of a year, stands at a time."""
    still = text(f"revoked_at IS NULL AND {columns[-1]} IS NOT NULL")
    if columns[-1] == "year":
        still = text("revoked_at IS NULL AND day IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=still, postgresql_where=still)
