"""What else is held near a notice, in space and time: a plain overlap of hours and of boxes, for a person to judge."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from records import around_rows, queries
from records.around_rows import PlaceRow
from records.notice_rows import NoticeRow
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import closing, policy
from workflow.actor import Actor

MARGIN = timedelta(hours=2)
"""People come before and leave after: what ends two hours earlier still meets them."""

NEAR = 500
"""Metres between the outlines of two places that count as near."""

MOST = 10
_DEGREE = 111_320.0  # metres of latitude


@dataclass(frozen=True, slots=True)
class Beside:
    """Another notice near this one. `metres` None: the map knows not both places, they share a district."""

    row: NoticeRow
    metres: int | None
    at_once: bool  # the hours overlap; else they are only near


@dataclass(frozen=True, slots=True)
class Around:
    """What is near; `capped`: so much is held at once that not all of it was compared."""

    rows: tuple[Beside, ...]
    more: int
    capped: bool


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Around:
    """What is near the notice, the nearest first. Only what this person may know of. Missing out of reach."""
    scope = policy.scope_of(actor)
    mine = queries.notice_card(work, scope, reference).row
    rows, capped = around_rows.beside(
        work,
        scope,
        mine.id,
        mine.starts_at,
        mine.ends_at,
        MARGIN,
        closing.stages_given_up(rulebook),
    )
    places = around_rows.places(work, scope, [mine.id, *(row.id for row in rows)])
    found = []
    for row in rows:
        apart = _apart(places.get(mine.id, ()), places.get(row.id, ()))
        same_district = apart is None and bool(mine.district) and mine.district == row.district
        if same_district or (apart is not None and apart <= NEAR):
            at_once = row.starts_at < mine.ends_at and row.ends_at > mine.starts_at
            found.append(Beside(row, apart, at_once))
    found.sort(key=lambda one: (not one.at_once, one.metres is None, one.metres or 0, one.row.id))
    shown = tuple(found[:MOST])
    return Around(shown, len(found) - len(shown), capped)


def _apart(ours: Sequence[PlaceRow], theirs: Sequence[PlaceRow]) -> int | None:
    """Metres between the nearest boxes of two notices; None where one has none on the map."""
    found = [
        _metres(one, other)
        for one in ours
        for other in theirs
        if one.west is not None and other.west is not None
    ]
    return round(min(found)) if found else None


def _metres(one: PlaceRow, other: PlaceRow) -> float:
    """Between two boxes on a flat map; 0 where they overlap."""
    north_south = max(0.0, _low(other) - _high(one), _low(one) - _high(other)) * _DEGREE
    wide = math.cos(math.radians(_high(one))) * _DEGREE
    east_west = max(0.0, _left(other) - _right(one), _left(one) - _right(other)) * wide
    return math.hypot(north_south, east_west)


def _low(row: PlaceRow) -> float:
    return row.south or 0.0


def _high(row: PlaceRow) -> float:
    return row.north or 0.0


def _left(row: PlaceRow) -> float:
    return row.west or 0.0


def _right(row: PlaceRow) -> float:
    return row.east or 0.0
