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


def placed(place: Mapping[str, Any], okrug: str, points: tuple[str, ...]) -> PlaceIn:
    """A place of the town's texts with its shape; what the map does not know stays words."""
    found = _map().locate("line" if points else "point", place["name"], points, "ru")
    return placing.made(found, place["name"], okrug, place["district"])
