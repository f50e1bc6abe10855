"""To whom a letter goes, for lists of the print room: the organiser of its notice, or the body that was asked by letter."""

from typing import Any

from sqlalchemy import JSON, case, null, type_coerce

from records.tables import Letter

T: Any = Letter

TO_BODY = type_coerce(case((T.kind == "consultation", T.data), else_=null()), JSON)
"""A column: the data of a letter to a body, NULL for every other letter."""


def body(data: Any) -> str:
    """The name of the body that a letter went to; '' for a letter to an organiser, or one whose data were erased."""
    return str((data or {}).get("body", ""))


def lines(data: Any) -> str:
    """The lines of its envelope after the name, in one line."""
    return ", ".join((data or {}).get("head", {}).get("addressee", ())[1:])
