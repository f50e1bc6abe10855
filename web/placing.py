"""Places of a notice between words and shapes: what is typed becomes a place, and a place becomes what is typed."""

from collections.abc import Sequence
from typing import Any

from places import locating, words
from places.locating import Geo, Located
from web.i18n import language
from web.work import locator
from workflow.content import PlaceIn


def locate(form: str, name: str, lines: Sequence[str] = ()) -> Located:
    """What the city's map makes of a place; an empty form is a point, or a way where it has lines."""
    return locator().locate(form or ("line" if lines else "point"), name, lines, language())


def place_in(
    name: str, okrug: str = "", district: str = "", points: Sequence[str] = (), form: str = ""
) -> PlaceIn:
    """A place as it is filed, found on the city's map."""
    lines = tuple(line for line in points if line.strip())
    return made(locate(form, name, lines), name, okrug, district, form)


def made(found: Located, name: str, okrug: str, district: str, form: str = "") -> PlaceIn:
    """A located place. Coordinates leave the words; okrug and district come from the shape where none is said."""
    geo = found.geo
    if geo is not None and not okrug and geo.okrugs:
        okrug = geo.okrugs[0]
    if geo is not None and not district and len(geo.districts) == 1 and geo.okrugs == (okrug,):
        district = geo.districts[0]
    return PlaceIn(
        name=found.name.words or name,
        okrug=okrug,
        district=district,
        points=tuple(one.words or _numbers(one.at) for one in found.stops),
        form="area" if form == "area" and found.stops else "",
        geo=geo.text() if geo else "",
    )


def _numbers(at: Any) -> str:
    """A corner that was only drawn is called by its numbers."""
    return words.written("", at).strip("()") if at else ""


def typed(place: Any) -> tuple[str, tuple[str, ...]]:
    """Name and lines of a place as a form shows them: with coordinates where the words alone would not find the spot."""
    geo = locating.read(place.geo)
    if geo is None:
        return place.name, tuple(place.points)
    names = locator().names
    if not place.points:
        return _with(names, place.name, geo.stops[0] if geo.stops else None), ()
    stops = geo.stops if len(geo.stops) == len(place.points) else (None,) * len(place.points)
    pairs = zip(place.points, stops, strict=True)
    return place.name, tuple(_with(names, text, spot) for text, spot in pairs)


def _with(names: Any, text: str, spot: Any) -> str:
    if spot is None or names.look_up(text, language()).at == spot:
        return text
    return words.written("" if words.read(text).at else text, spot)


def geos(places: Sequence[Any]) -> list[Geo]:
    """The shapes of places that have one."""
    return [geo for place in places if (geo := locating.read(place.geo)) is not None]


def people(places: Sequence[Any]) -> int:
    """How many people the places hold together; 0 where the area of one is not known."""
    found = [locating.read(place.geo) for place in places]
    known = [geo for geo in found if geo is not None and geo.people]
    whole = known and len(known) == len(found)
    return sum(geo.people for geo in locating.rooms(known)) if whole else 0
