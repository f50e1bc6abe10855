"""Pieces of streets made whole: those of one name that touch are one street; where streets of other names meet is a crossing.

Nothing is compared with everything: a tree of boxes (R-tree) gives for each piece those that it meets.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from places import geometry
from places.geometry import Spot
from places.mapfile import Piece

AT_ONCE = 4_000  # pieces, or pairs of them, looked at together: this bounds the memory
ONE_CROSSING = 40.0
"""Metres: two spots where the same two streets meet are one crossing when they lie nearer (the halves of an avenue)."""

_E6 = 10**geometry.DIGITS
_SMALL = 0.0002  # degrees, 22 m at most: two spots within such a box are one crossing anyway
_NOWHERE = 10**12
Numbers = Any  # an array of whole numbers


@dataclass(frozen=True, slots=True)
class Street:
    """A street of the map. `shape`: one line, or several where it forks or its halves lie apart."""

    id: str
    en: str
    ru: str
    shape: Any


@dataclass(frozen=True, slots=True)
class Streets:
    """All streets in the order of their first pieces, and what is needed to see where they cross."""

    all: tuple[Street, ...]
    ids: dict[str, str]  # id of a piece -> id of its street, where it has another
    shapes: Any  # of every piece
    owner: Numbers  # of every piece: at which place its street stands in `all`
    first: Numbers  # pairs of pieces that touch
    other: Numbers


def streets(pieces: Sequence[Piece]) -> Streets:
    """The streets that these pieces make: same name in both languages, and touching, or bearing one id."""
    shapes = np.array([one.shape for one in pieces], dtype=object)
    shapes = shapely.set_precision(shapes, 1 / _E6, mode="pointwise")
    first, other = _touching(shapes)
    codes: dict[tuple[str, str], int] = {}
    named = np.array([codes.setdefault((one.en, one.ru), len(codes)) for one in pieces], dtype=int)
    head = list(range(len(pieces)))
    same = named[first] == named[other]
    for one, two in zip(first[same].tolist(), other[same].tolist(), strict=True):
        _join(head, one, two)
    by_id: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        if piece.id and named[at] == named[by_id.setdefault(piece.id, at)]:
            _join(head, by_id[piece.id], at)
    groups: dict[int, list[int]] = {}
    for at in range(len(pieces)):
        groups.setdefault(_root(head, at), []).append(at)
    owner = np.empty(len(pieces), dtype=int)
    made, ids = [], dict[str, str]()
    for number, group in enumerate(groups.values()):
        owner[group] = number
        made.append(_street(number, [pieces[at] for at in group], shapes[group], by_id, ids))
    return Streets(tuple(made), ids, shapes, owner, first[~same], other[~same])


def _touching(shapes: Any) -> tuple[Numbers, Numbers]:
    """Every two pieces that touch, each pair once."""
    tree = shapely.STRtree(shapes)
    found = [np.empty((2, 0), dtype=int)]
    for start in range(0, len(shapes), AT_ONCE):
        pairs = tree.query(shapes[start : start + AT_ONCE], predicate="intersects")
        pairs[0] += start
        found.append(pairs[:, pairs[0] < pairs[1]])
    first, other = np.concatenate(found, axis=1)
    return first, other


def _root(head: list[int], at: int) -> int:
    while head[at] != at:
        head[at] = head[head[at]]
        at = head[at]
    return at


def _join(head: list[int], one: int, other: int) -> None:
    one, other = _root(head, one), _root(head, other)
    head[max(one, other)] = min(one, other)


def _street(
    number: int, group: Sequence[Piece], shapes: Any, taken: dict[str, int], ids: dict[str, str]
) -> Street:
    own = next((one.id for one in group if one.id), "")
    name = own or f"street-{number + 1}"
    while not own and name in taken:
        name += "-"
    ids.update((one.id, name) for one in group if one.id and one.id != name)
    shape = shapes[0]
    if len(group) > 1:
        shape = shapely.line_merge(shapely.unary_union(shapes))
    return Street(name, group[0].en, group[0].ru, shape)


def crossings(found: Streets) -> Iterator[tuple[Street, Street, int, Spot]]:
    """Where two streets meet: the earlier, the other, which of their crossings, the spot; in the order of the streets."""
    rows = [np.empty((0, 4), dtype=np.int64)]
    for start in range(0, len(found.first), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        rows.append(_spots(found, found.first[part], found.other[part]))
    before, count, kept = (-1, -1), 0, list[Spot]()
    for one, other, lon, lat in np.unique(np.concatenate(rows), axis=0).tolist():
        spot = geometry.rounded(lon / _E6, lat / _E6)
        if (one, other) != before:
            before, count, kept = (one, other), 0, []
        if any(geometry.metres((spot, near)) < ONE_CROSSING for near in kept):
            continue
        kept.append(spot)
        count += 1
        yield found.all[one], found.all[other], count, spot


def _spots(found: Streets, first: Numbers, other: Numbers) -> Numbers:
    """Rows of street, street, longitude and latitude in millionths: where these pieces meet in a point."""
    end, alone = _common_ends(found, first, other)
    meets = shapely.intersection(found.shapes[first[~alone]], found.shapes[other[~alone]])
    parts, at = shapely.get_parts(meets, return_index=True)
    is_point = shapely.get_type_id(parts) == 0
    at = np.flatnonzero(~alone)[at[is_point]]
    spots = np.concatenate([_millionths(parts[is_point]), end[alone]])
    at = np.concatenate([at, np.flatnonzero(alone)])
    pairs = np.stack([found.owner[first[at]], found.owner[other[at]]], axis=1)
    return np.concatenate([np.sort(pairs, axis=1), spots], axis=1)


def _common_ends(found: Streets, first: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """The end that two pieces share, and whether it is all that need be asked: they come near each other there alone."""
    one, two = found.shapes[first], found.shapes[other]
    here = [_millionths(shapely.get_point(one, at)) for at in (0, -1)]
    there = [_millionths(shapely.get_point(two, at)) for at in (0, -1)]
    end, shared = np.zeros((len(first), 2), dtype=np.int64), np.zeros(len(first), dtype=bool)
    for left, right in itertools.product(here, there):
        same = (left == right).all(axis=1) & (left != _NOWHERE).all(axis=1)
        end[same], shared = left[same], shared | same
    box, other_box = shapely.bounds(one), shapely.bounds(two)
    low, high = np.maximum(box, other_box)[:, :2], np.minimum(box, other_box)[:, 2:]
    return end, shared & (high - low < _SMALL).all(axis=1)


def _millionths(points: Any) -> Numbers:
    """Longitude and latitude of points; of none (a shape of several lines has no ends) a place that is nowhere."""
    spots = np.stack([shapely.get_x(points), shapely.get_y(points)], axis=1)
    return np.nan_to_num(np.rint(spots * _E6), nan=_NOWHERE).astype(np.int64)
