"""How far a drawn way follows its words: where it is a guess or a straight line, the page says so plainly."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from places import locating
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.work import atlas, locator


def of(found: Sequence[Any]) -> tuple[str, ...]:
    """Sentences about the ways among these places; none where each is drawn as it was named."""
    if not atlas().features:
        return ()
    said = (line for one in found if one.points and one.form != "area" for line in _of_way(one))
    return tuple(dict.fromkeys(said))


def _of_way(place: Any) -> Iterator[str]:
    geo = locating.read(place.geo)
    if geo is not None and geo.straight:
        yield str(
            ngettext(
                "One part of the way is a straight line: the map knows no street there.",
                "%(num)d parts of the way are straight lines: the map knows no street there.",
                geo.straight,
            )
        )
    if geo is not None and geo.led:
        yield str(
            _(
                "Between points that no named street joins, the shortest way along streets is drawn. "
                "Name every street in order if you go another way."
            )
        )
    yield from _ends(place.points)


def _ends(lines: Sequence[str]) -> Iterator[str]:
    """Streets without a spot: the first has no beginning, the last no end, two of them perhaps no crossing."""
    stops = [locator().names.look_up(line, language()) for line in lines]
    for one, other in itertools.pairwise(stops):
        both = one.street and other.street and one.at is None and other.at is None
        if both and locator().names.crossing_of(one.street, other.street) is None:
            yield str(
                _(
                    "The map does not know where these meet: %(one)s and %(other)s. "
                    "Name the street or the crossing between them.",
                    one=one.words,
                    other=other.words,
                )
            )
    if stops and stops[0].street and stops[0].at is None:
        yield str(
            _(
                "Where on %(street)s the way begins is not said: name a crossing or a house.",
                street=stops[0].words,
            )
        )
    if len(stops) > 1 and stops[-1].street and stops[-1].at is None:
        yield str(
            _(
                "Where on %(street)s the way ends is not said: name a crossing or a house.",
                street=stops[-1].words,
            )
        )
