"""A place as the desk types it: name, okrug, district and lines; and the place that the city's map makes of it."""

from typing import Any

from desk.fields import lines
from web import placing
from web.i18n import lazy_gettext as _l
from web.widgets import choices
from workflow.content import PlaceIn


def forms() -> Any:
    """What the lines of a place are."""
    return choices(
        [
            ("", _l("streets and crossings of a way, in order")),
            ("area", _l("corners of an area, in order")),
        ]
    )


def place_of(row: Any) -> PlaceIn:
    """The place of a row; okrug and district are found where the map has the place and none is chosen."""
    given = row.data
    return placing.place_in(
        given["name"] or "",
        given["okrug"] or "",
        given["district"] or "",
        lines(given["points"] or ""),
        given.get("form") or "",
    )


def row_of(place: PlaceIn) -> dict[str, str]:
    """A place as its row is filled."""
    name, points = placing.typed(place)
    return {
        "name": name,
        "okrug": place.okrug,
        "district": place.district,
        "form": place.form,
        "points": "\n".join(points),
    }
