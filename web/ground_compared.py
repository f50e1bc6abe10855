"""Places of two versions beside one another: both pictures on the same ground, and in words what moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from places import geometry, locating
from places.drawing import Drawn
from places.locating import Geo
from web import ground
from web.filters import number
from web.i18n import gettext as _
from web.i18n import language
from web.work import places

NEAR = 15
"""Metres: what moved less was named more exactly, not moved."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Both pictures (empty where a version has no shape), what each says in words, and what moved, a sentence each."""

    old: str  # SVG, safe
    new: str
    old_words: str
    new_words: str
    moved: tuple[str, ...]
    caption: str


def compared(old: Sequence[Any], new: Sequence[Any]) -> Compared | None:
    """Places before and after; None where no place has another shape, or none has one at all."""
    if [one.geo for one in old] == [one.geo for one in new] or not any(
        one.geo for one in (*old, *new)
    ):
        return None
    before, after = _drawn(old), _drawn(new)
    words = ground.described(old), ground.described(new)
    geos = [one.geo for one in before], [one.geo for one in after]
    moved = tuple(_moved(old, new, *geos))
    return Compared(
        old=ground.pictured(before, words[0], after),
        new=ground.pictured(after, words[1], before),
        old_words=words[0],
        new_words=words[1],
        moved=moved,
        caption=ground.caption(),
    )


def _drawn(found: Sequence[Any]) -> list[Drawn]:
    geos = ((at, locating.read(one.geo)) for at, one in enumerate(found, start=1))
    return [Drawn(geo, at) for at, geo in geos if geo is not None]


def _moved(
    old: Sequence[Any], new: Sequence[Any], before: Sequence[Geo], after: Sequence[Geo]
) -> Iterator[str]:
    """Length, way, streets, room, districts: only what differs."""
    yield from _distance(before, after)
    yield from _figure(_("Length"), ground.metres, *_sums(before, after, "length"))
    yield from _figure(_("Room"), _square, *_sums(before, after, "area"))
    yield from _lists(_("Streets and corners"), _lines(old), _lines(new))
    names = [[places().line("", one, language()) for geo in geos for one in geo.districts] for geos in (before, after)]  # fmt: skip
    yield from _lists(_("Districts"), *names)


def _distance(before: Sequence[Geo], after: Sequence[Geo]) -> Iterator[str]:
    if not before or not after:
        return
    middles = [geometry.from_geojson(geos[0].shape).centroid for geos in (before, after)]
    far = round(geometry.metres([(one.x, one.y) for one in middles]))
    if far > NEAR:
        yield str(_("Its middle lies %(far)s from where it lay.", far=ground.metres(far)))


def _sums(before: Sequence[Geo], after: Sequence[Geo], what: str) -> tuple[int, int]:
    one, other = (sum(getattr(geo, what) for geo in geos) for geos in (before, after))
    return one, other


def _figure(name: Any, words: Any, old: int, new: int) -> Iterator[str]:
    if old == new:
        return
    values = {"name": name, "old": words(old), "new": words(new), "by": words(abs(new - old))}
    if new > old:
        yield str(_("%(name)s: %(new)s instead of %(old)s (%(by)s more).", **values))
    else:
        yield str(_("%(name)s: %(new)s instead of %(old)s (%(by)s less).", **values))


def _square(area: int) -> str:
    return str(_("%(area)s m²", area=number(area)))


def _lines(found: Sequence[Any]) -> list[str]:
    return [line for one in found for line in (one.points or (one.name,))]


def _lists(name: Any, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    gone = [one for one in dict.fromkeys(old) if one not in new]
    come = [one for one in dict.fromkeys(new) if one not in old]
    if come:
        yield str(_("%(name)s, new: %(which)s.", name=name, which=", ".join(come)))
    if gone:
        yield str(_("%(name)s, no longer: %(which)s.", name=name, which=", ".join(gone)))
    if not come and not gone and list(old) != list(new):
        yield str(_("%(name)s: in another order.", name=name))
