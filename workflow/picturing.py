"""The map of a letter: drawn when it is released, from the shapes that the version keeps and the map of the city.

A letter without a map is whole: where the city has none, or a place has no shape, the words stand alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from letters.figure import Map
from letters.letter import Letter
from places import locating, printed
from places.atlas import Atlas
from places.drawing import Drawn
from records import rows
from records.tables import Decision, Notice
from records.unit_of_work import UnitOfWork
from workflow import versions
from workflow.content import PlaceIn

DRAWN = frozenset({"agreed", "conditions", "proposal"})
"""Kinds of decision letters that say where: agreed as notified, or another place."""

SCHEMATIC = {
    "en": "Schematic map: it shows how places lie to each other, not their exact borders.",
    "ru": "Схема: она показывает, как места расположены друг относительно друга, а не точные границы.",
}
WAS = {
    "en": "White number and dashes: as notified. Black number: as proposed.",
    "ru": "Белый номер и пунктир – как заявлено, чёрный номер – как предлагаем.",
}
TITLE = {"en": "Map", "ru": "Карта"}
NORTH = {"en": "North is at the top.", "ru": "Север вверху."}
METRES = {"en": "%s m long", "ru": "длина %s м"}


def as_notified(work: UnitOfWork, notice: Notice, letter: Letter) -> Letter:
    """A letter that leaves by itself, with the map of the places as they are notified now."""
    known = versions.content_of(work, notice).places
    return replace(letter, map=of_places(work, known, letter.head.locale))


def with_map(
    work: UnitOfWork, notice: Notice, row: Decision, letter: Letter, proposed: Sequence[PlaceIn]
) -> Letter:
    """The letter of a decision with its map: of the places as notified, or of those proposed beside them."""
    if letter.kind not in DRAWN:
        return letter
    known = versions.content_of(work, notice, rows.version_number(work, row.version_id)).places
    if letter.kind != "proposal":
        return replace(letter, map=of_places(work, known, letter.head.locale))
    return replace(letter, map=of_places(work, proposed, letter.head.locale, was=known))


def of_places(
    work: UnitOfWork, places: Sequence[PlaceIn], locale: str, was: Sequence[PlaceIn] = ()
) -> Map | None:
    """The map of these places, numbered as the letter lists them; `was`: as they were notified, in another look."""
    atlas: Atlas | None = work.city_map().atlas if work.city_map else None
    if atlas is None or not atlas.features:
        return None
    before = [Drawn(geo, at, was=True) for at, geo in _shapes(was)]
    now = [Drawn(geo, at) for at, geo in _shapes(places)]
    if not now:
        return None
    svg = printed.picture(
        atlas, [*before, *now], _label(places, was if before else (), locale), locale
    )
    return Map(svg=svg, caption=_caption(atlas, locale, compared=bool(before))) if svg else None


def _shapes(places: Sequence[PlaceIn]) -> list[tuple[int, locating.Geo]]:
    found = ((at, locating.read(one.geo)) for at, one in enumerate(places, start=1))
    return [(at, geo) for at, geo in found if geo is not None]


def _label(places: Sequence[PlaceIn], was: Sequence[PlaceIn], locale: str) -> str:
    """The same in words, for who does not see the picture."""
    lines = [f"{TITLE[locale]}. {NORTH[locale]}", *_lines(places, locale)]
    if was:
        lines += [WAS[locale], *_lines(was, locale)]
    return " ".join(lines)[:1500]


def _lines(places: Sequence[PlaceIn], locale: str) -> list[str]:
    found = []
    for at, one in enumerate(places, start=1):
        geo = locating.read(one.geo)
        parts = [one.name, " – ".join(one.points)]
        parts += [METRES[locale] % f"{geo.length:.0f}"] if geo is not None and geo.length else []
        found.append(f"{at}: " + "; ".join(part for part in parts if part) + ".")
    return found


def _caption(atlas: Atlas, locale: str, *, compared: bool) -> str:
    sources = "; ".join(one.in_(locale) for one in atlas.sources)
    parts = [
        WAS[locale] if compared else "",
        SCHEMATIC[locale] if atlas.schematic else "",
        f"{sources}." if sources else "",
    ]
    return " ".join(part for part in parts if part)
