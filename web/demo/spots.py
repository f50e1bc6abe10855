"""Places of the demo city on its schematic map, as their organisers would have typed them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from places import citymap
from places.locating import Locator
from web import placing
from workflow.content import PlaceIn


@cache
def _map() -> Locator:
    return Locator(citymap.load(Path(), schematic=True))


def placed(
    place: Mapping[str, Any], okrug: str, points: tuple[str, ...], locale: str = "ru"
) -> PlaceIn:
    """A place of the town's texts with its shape, as somebody of this language names it; else it stays words."""
    name, lines = _said(place["name"], locale), tuple(_said(one, locale) for one in points)
    found = _map().locate("line" if points else "point", name, lines, locale)
    return placing.made(found, name, okrug, place["district"])


def _said(name: str, locale: str) -> str:
    """A name of the map in the language of the notice; others as the texts have them."""
    if locale != "en":
        return name
    street, comma, number = name.rpartition(", ")
    known = {one.ru: one.en for one in _map().atlas.of("place", "street")}
    if name in known or not comma or street not in known:
        return known.get(name, name)
    return f"{known[street]}, {number}"
