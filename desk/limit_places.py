"""Where a condition holds: typed or taken from the map, found like the place of a notice; words alone are as good."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Flask, request
from wtforms import ValidationError

from desk.place_map import PlaceMap
from web import ground, placing, shapes
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, LineField
from web.work import atlas
from workflow.content import PlaceIn
from workflow.limiting import Limit

LOOK = "limits_map"
"""Value of the button `more` that shows the lines on the map."""


class _OnMap:
    """Coordinates in the line are of this city; words are always taken."""

    def __call__(self, form: Any, field: Any) -> None:
        wrong = shapes.line_fault(field.data or "")
        if wrong:
            raise ValidationError(wrong)


def field() -> Any:
    """The line of a form; `data-place` lets the map write into it."""
    return LineField(
        _l("Place or entrance"), validators=[AtMost(200), _OnMap()], render_kw={"data-place": True}
    )


def found(text: str) -> tuple[str, str]:
    """Words and shape of what was typed; the shape is empty where the map does not know it."""
    place = placing.place_in((text or "").strip())
    return place.name, place.geo


def typed(limit: Limit) -> str:
    """The place as its line is filled: with coordinates where the words alone would not find the spot."""
    return placing.typed(_place(limit))[0]


def _place(limit: Limit) -> PlaceIn:
    return PlaceIn(limit.place, "", "", geo=limit.geo)


def map_for(fields: Iterable[Any], places: Sequence[Any] = ()) -> PlaceMap | None:
    """The map beside such lines, around the places of the notice; None in a city without a map."""
    if not atlas().features:
        return None
    named = [placing.place_in(one.data) for one in fields if (one.data or "").strip()]
    words = ground.described(named)
    caption = " ".join(one for one in (ground.caption(), words) if one)
    return PlaceMap(ground.board(named, places), caption)


def shown_only() -> bool:
    """Whether the person asked to see the lines on the map, and sent nothing yet."""
    return request.form.get("more") == LOOK


def picture(limits: Iterable[Limit], places: Sequence[Any]) -> ground.Ground | None:
    """Where conditions hold, on one picture with the places of the notice; None where none is on the map."""
    spots = list(dict.fromkeys((one.place, one.geo) for one in limits if one.geo))
    if not spots:
        return None
    return ground.spots([PlaceIn(name, "", "", geo=geo) for name, geo in spots], places)


def init_app(app: Flask) -> None:
    """Let templates of the desk ask for it."""
    app.jinja_env.globals["limits_map"] = map_for
