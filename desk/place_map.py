"""The live map of the desk's forms: it writes into the same fields that are typed, so both give one record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from desk import places_form
from web import ground
from web.work import atlas


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The map with what is typed so far, and the same in words."""

    board: Any
    caption: str


def place_map(rows: Iterable[Any]) -> PlaceMap | None:
    """The map beside rows of places; None in a city without a map, where the words alone are filed."""
    if not atlas().features:
        return None
    found = [places_form.place_of(row.form) for row in rows if row.form.name.data]
    words = ground.described(found)
    return PlaceMap(ground.board(found), " ".join(one for one in (ground.caption(), words) if one))


def init_app(app: Flask) -> None:
    """Let templates of the desk ask for it."""
    app.jinja_env.globals["place_map"] = place_map
