"""Places of a notice on a page: the picture, the same in words, and the figures that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup

from places import board as boards
from places import drawing, locating
from places.drawing import Drawn
from places.locating import Geo
from web import mapcells, placing, sketch
from web.filters import number
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.work import atlas, locator, places

PACE = 50
"""Metres that a column walks in a minute: what people with children and banners keep up (3 km/h)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its quieter line."""

    key: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page shows of places. `svg` is empty where no shape is known; then the words stand alone."""

    svg: Markup
    words: str
    caption: str
    figures: tuple[Figure, ...]
    unknown: tuple[str, ...]  # lines that the map does not know
    crowded: str = ""  # more people are expected than fit; it informs
    elsewhere: str = ""  # the map has the place in another okrug than was said
    too_long: str = ""  # the way takes longer on foot than the event lasts; it informs
    drawn: tuple[str, ...] = ()  # how far a way that was drawn follows its words

    def __bool__(self) -> bool:
        return bool(self.svg or self.figures or self.unknown)


def ground(found: Sequence[Any], attendance: int = 0, sessions: Sequence[Any] = ()) -> Ground:
    """Picture, words and figures of places: of a draft, a version, or rows of either."""
    geos = [(at, geo) for at, one in enumerate(found, start=1) if (geo := locating.read(one.geo))]
    drawn = [Drawn(geo, at) for at, geo in geos]
    words = described(found)
    return Ground(
        svg=pictured(drawn, words),
        words=words,
        caption=caption(),
        figures=tuple(_figures([geo for _at, geo in geos])),
        unknown=tuple(dict.fromkeys(line for one in found for line in unknown(one))),
        crowded=crowded(found, attendance),
        elsewhere=elsewhere(found),
        too_long=too_long([geo.length for _at, geo in geos], sessions),
        drawn=sketch.of(found),
    )


def pictured(drawn: Sequence[Drawn], words: str, frame: Sequence[Drawn] = ()) -> Markup:
    """A still map with its words; `frame`: what else lies within it."""
    return Markup(drawing.picture(atlas(), drawn, words, language(), frame))  # noqa: S704 - drawn here, names escaped


def caption() -> str:
    """What kind of map it is, and whose data."""
    here = atlas()
    sources = "; ".join(one.in_(language()) for one in here.sources)
    own = (
        str(_("Schematic map: it shows how places lie to each other, not their exact borders."))
        if here.schematic
        else ""
    )
    return " ".join(part for part in (own, f"{sources}." if sources else "") if part)


def unknown(place: Any) -> list[str]:
    """Lines of a place that the map does not know; all of them where it has no shape."""
    geo = locating.read(place.geo)
    if not atlas().features:
        return []
    lines = list(place.points) or [place.name]
    stops = geo.stops if geo is not None and len(geo.stops) == len(lines) else (None,) * len(lines)
    names = locator().names
    pairs = zip(lines, stops, strict=True)
    return [line for line, at in pairs if at is None and not names.look_up(line, language()).known]


def described(found: Sequence[Any]) -> str:
    """The same in words, for who does not see the picture, and for letters."""
    return " ".join(_described(at, one, len(found)) for at, one in enumerate(found, start=1))


def _described(at: int, place: Any, many: int) -> str:
    geo = locating.read(place.geo)
    number_ = f"{at}. " if many > 1 else ""
    where = districts_line(geo) if geo else ""
    parts = [str(place.name)] if place.name else []
    if place.points and place.form == "area":
        parts.append(str(_("area with the corners: %(corners)s", corners=" – ".join(place.points))))
    elif place.points:
        parts.append(str(_("route: %(streets)s", streets=" – ".join(place.points))))
    if geo and geo.length:
        parts.append(metres(geo.length))
    if where:
        parts.append(where)
    text = number_ + "; ".join(parts)
    return text if text.endswith(".") else f"{text}."


def districts_line(geo: Geo) -> str:
    """Okrugs and districts that a shape touches; on a border, both sides."""
    known = places()
    lines = []
    for code in geo.okrugs:
        okrug = known.okrug(code)
        inside = (
            [one.in_(language()) for one in okrug.districts if one.id in geo.districts]
            if okrug
            else []
        )
        lines.append(f"{okrug.in_(language()) if okrug else code}: {', '.join(inside)}")
    return "; ".join(lines)


def metres(length: int) -> str:
    """A length: metres to one kilometre and a half, then kilometres."""
    if length < 1500:
        return str(_("%(length)s m", length=number(length)))
    return str(_("%(length)s km", length=format_decimal(length / 1000, "0.#", locale=language())))


def _figures(geos: Sequence[Geo]) -> list[Figure]:
    made = []
    length = sum(geo.length for geo in geos)
    if length:
        minutes = max(1, round(length / PACE))
        walk = ngettext("about %(num)d minute on foot", "about %(num)d minutes on foot", minutes)
        made.append(Figure(str(_("Length")), metres(length), str(walk)))
    okrugs = list(dict.fromkeys(code for geo in geos for code in geo.okrugs))
    if okrugs:
        names = [places().line(code, "", language()) for code in okrugs]
        inside = [places().line("", one, language()) for geo in geos for one in geo.districts]
        made.append(
            Figure(str(_("Okrug and district")), ", ".join(names), ", ".join(dict.fromkeys(inside)))
        )
    rooms = locating.rooms(geos)
    area = sum(geo.area for geo in rooms)
    if area:
        title = _("Room at the end") if length else _("Room")
        people = number(sum(geo.people for geo in rooms))
        densities = {geo.per_m2 for geo in rooms}
        note = str(_("up to %(people)s people", people=people))
        if len(densities) == 1:
            rule = f"{densities.pop():g}"
            note = str(_("up to %(people)s people, at %(rule)s per m²", people=people, rule=rule))
        made.append(Figure(str(title), str(_("%(area)s m²", area=number(area))), note))
    return made


def crowded(found: Sequence[Any], attendance: int) -> str:
    """More people are expected than the places hold by the estimate: said kindly, nothing is refused."""
    fits = placing.people(found)
    if not fits or attendance <= fits:
        return ""
    return str(
        _(
            "You expect %(people)s people, and the place holds about %(fits)s. You can keep it; the city may "
            "propose a larger place. A larger place now saves that step.",
            people=number(attendance),
            fits=number(fits),
        )
    )


def too_long(lengths: Sequence[int], sessions: Sequence[Any]) -> str:
    """The way on foot is longer than the longest day of the event lasts; nothing is refused."""
    walk = round(sum(lengths) / PACE)
    lasts = max((_minutes(one.start, one.end) for one in sessions), default=0)
    if not lasts or walk <= lasts:
        return ""
    return str(
        _(
            "On foot the way takes about %(walk)s minutes, and the event lasts %(lasts)s. You can keep both; "
            "look whether the way is too long, or the end too early.",
            walk=number(walk),
            lasts=number(lasts),
        )
    )


def _minutes(start: str, end: str) -> int:
    """From one hour of the clock to another; an end that is not later is on the next day."""
    first, last = (
        int(hour) * 60 + int(minute) for hour, minute in (start.split(":"), end.split(":"))
    )
    return last - first if last > first else last - first + 24 * 60


def elsewhere(found: Sequence[Any]) -> str:
    """The map has a place in another okrug than was said; what was said stands."""
    for one in found:
        geo = locating.read(one.geo)
        if geo is None or not geo.okrugs or one.okrug in geo.okrugs:
            continue
        return str(
            _(
                "%(place)s: the map has it in %(there)s, and you chose %(here)s. Your choice stands; change it "
                "if the map is right.",
                place=one.name,
                there=districts_line(geo),
                here=places().line(one.okrug, "", language()),
            )
        )
    return ""


def picture_of(places: Sequence[tuple[str, int]], words: str) -> Markup:
    """Many places on one map, each by its number: the shape of each as a version keeps it."""
    drawn = [
        Drawn(replace(geo, stops=()), number)
        for text, number in places
        if (geo := locating.read(text)) is not None
    ]
    return Markup(drawing.picture(atlas(), drawn, words, language()))  # noqa: S704 - as above


def spots(found: Sequence[Any], around: Sequence[Any]) -> Ground:
    """Numbered places among others, which are dashed: where conditions hold, on the ground of the event."""
    drawn, dashed = _drawn(found), _drawn(around, was=True)
    words = described(found)
    svg = drawing.picture(atlas(), [*dashed, *drawn], words, language())
    return Ground(Markup(svg), words, caption(), (), ())  # noqa: S704 - as above


def _drawn(found: Sequence[Any], *, was: bool = False) -> list[Drawn]:
    geos = ((at, locating.read(one.geo)) for at, one in enumerate(found, start=1))
    return [Drawn(geo, at, was) for at, geo in geos if geo is not None]


def board(found: Sequence[Any], around: Sequence[Any] = ()) -> Markup:
    """The map that a script makes one's own: the surroundings with the names that it reads off them.

    `around`: places that are shown and not written, dashed.
    """
    here = atlas()
    drawn, dashed = _drawn(found), _drawn(around, was=True)
    own = [one.okrug for one in found if one.okrug]
    near = [one.shape for one in here.districts if here.okrugs[one.id][0] in own] if own else []
    window = drawing.window_of(here, [*drawn, *dashed], near)
    if window is None:
        return Markup()
    label = str(_("Map of the city"))
    address = mapcells.address(here)
    return Markup(boards.board(here, window, drawn, label, language(), dashed, address))  # noqa: S704 - as above
