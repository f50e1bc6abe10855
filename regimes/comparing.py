"""What differs between two files of law, value by value; whatever the schema holds is compared, also what is new.

Nothing is said here in words: web/law_change.py tells the differences to people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from regimes.regime import Condition, Regime, Source, Span, Text

WHOLE = (Text, Source, Condition, Span)
"""Parts that are told as one value: a sentence, an article, a condition, so many days after something."""

DERIVED = {
    "pin": "made of id, date and text",
    "sha256": "made of the text",
    "body": "the text itself, whose values are compared",
    "service": "of a file of its own, dated by itself",
    "marks": "counted from the sources, which are compared",
}
"""Fields of a regime that say nothing by themselves, and why."""

KEYS = ("name", "id", "question", "attachment", "code")
"""Fields by which rows of a list are known again, in this order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `items`: keys inside the group, or rows that have none; () for the file itself.

    `path`: the fields and rows below the item, down to the value.
    `how`: added, removed, changed or order. `held_was` and `held_now` are the parts that hold the value, for
    their unit and their source.
    """

    group: str  # a field of Regime
    items: tuple[Any, ...]
    path: tuple[Any, ...]
    how: str
    was: Any
    now: Any
    held_was: Any
    held_now: Any
    source_was: Source | None
    source_now: Source | None


def compare(old: Regime, new: Regime) -> tuple[Change, ...]:
    """Every difference in the order of the schema; () where the two say the same.

    One and the same change of several items (a question asked of every kind) is one Change.
    """
    found: list[Change] = []
    for one in fields(Regime):
        if one.name not in DERIVED:
            was, now = getattr(old, one.name), getattr(new, one.name)
            found += _top(one.name, was, now, old, new)
    return tuple(_merged(found))


def rows_of(value: Any) -> tuple[tuple[Any, Any], ...]:
    """The items of one group of a regime as (key, part); a row without a key is its own."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple((key_of(row) or row, row) for row in value or ())


def key_of(row: Any) -> str:
    """What a row is known by, or ''."""
    return next((str(getattr(row, key)) for key in KEYS if hasattr(row, key)), "")


def _top(group: str, was: Any, now: Any, old: Regime, new: Regime) -> Iterator[Change]:
    if isinstance(was, Mapping):
        yield from _items(group, tuple(was.items()), tuple(now.items()), old, new)
    elif _is_rows(was) or _is_rows(now):
        for earlier, later in _paired(was, now):
            row = later if later is not None else earlier
            yield from _item(group, key_of(row) or row, earlier, later, old, new)
        yield from _order(group, (), (), was, now, (old, new))
    else:
        yield from _value(group, (), (group,), was, now, (old, new))


def _items(
    group: str, was: Sequence[Any], now: Sequence[Any], old: Regime, new: Regime
) -> Iterator[Change]:
    before, after = dict(was), dict(now)
    for key in [*after, *(key for key in before if key not in after)]:
        yield from _item(group, key, before.get(key), after.get(key), old, new)
    one, other = _common(tuple(before), tuple(after))
    if one != other:
        yield _change(group, (), (), "order", one, other, (old, new))


def _item(group: str, key: Any, was: Any, now: Any, old: Regime, new: Regime) -> Iterator[Change]:
    if was is None or now is None:
        how = "added" if was is None else "removed"
        yield _change(group, (key,), (), how, was, now, (was or old, now or new))
    elif is_dataclass(was):
        yield from _parts(group, (key,), (), was, now, (old, new))
    else:
        yield from _value(group, (key,), (), was, now, (old, new))


def _parts(
    group: str, items: tuple[Any, ...], path: tuple[Any, ...], was: Any, now: Any, held: Any
) -> Iterator[Change]:
    """The fields of two parts of one kind; `held` is what answers for their source if they have none."""
    for one in fields(now):
        at = (*path, one.name)
        yield from _value(group, items, at, getattr(was, one.name), getattr(now, one.name),
                          (_Held(was, held[0]), _Held(now, held[1])))  # fmt: skip


def _value(
    group: str, items: tuple[Any, ...], path: tuple[Any, ...], was: Any, now: Any, held: Any
) -> Iterator[Change]:
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in [*now, *(key for key in was if key not in now)]:
            yield from _value(group, items, (*path, key), was.get(key), now.get(key), held)
    elif _is_rows(was) or _is_rows(now):
        for earlier, later in _paired(was or (), now or ()):
            row = (*path, later if later is not None else earlier)
            if earlier is None or later is None:
                how = "added" if earlier is None else "removed"
                yield _change(group, items, row, how, earlier, later, held)
            elif isinstance(later, WHOLE):
                if earlier != later:
                    yield _change(group, items, path, "changed", earlier, later, held)
            else:
                yield from _parts(group, items, row, earlier, later, held)
        yield from _order(group, items, path, was or (), now or (), held)
    elif type(was) is type(now) and is_dataclass(now) and not isinstance(now, WHOLE):
        yield from _parts(group, items, path, was, now, held)
    else:
        yield _change(group, items, path, "changed", was, now, held)


@dataclass(frozen=True, slots=True)
class _Held:
    """A part inside another: the nearest source on the way up is the source of its values."""

    part: Any
    above: Any


def _change(
    group: str, items: tuple[Any, ...], path: tuple[Any, ...], how: str, was: Any, now: Any, held: Any
) -> Change:  # fmt: skip
    return Change(
        group, items, path, how, was, now, _part(held[0]), _part(held[1]),
        None if how == "added" else _source(was, held[0]),
        None if how == "removed" else _source(now, held[1]),
    )  # fmt: skip


def _part(held: Any) -> Any:
    return held.part if isinstance(held, _Held) else held


def _source(value: Any, held: Any) -> Source | None:
    found = getattr(value, "source", None)
    while found is None and held is not None:
        found = getattr(_part(held), "source", None)
        held = held.above if isinstance(held, _Held) else None
    return found


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(is_dataclass(row) for row in value)


def _paired(was: Sequence[Any], now: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Rows of two lists side by side: by their key, or where they have none by likeness. Removed ones come last."""
    keys = [[key_of(row) for row in rows] for rows in (was, now)]
    named = all(all(found) and len(set(found)) == len(found) for found in keys)
    left = list(was)
    pairs: list[tuple[Any, Any]] = []
    for row in now:
        likest = _likest(row, left, [other for other in now if other != row], named)
        pairs.append((likest, row))
        if likest is not None:
            left = [one for one in left if one is not likest]
    return [*pairs, *((row, None) for row in left)]


def _likest(row: Any, left: Sequence[Any], others: Sequence[Any], named: bool) -> Any:
    if named:
        return next((one for one in left if key_of(one) == key_of(row)), None)
    if row in left:
        return left[left.index(row)]
    free = [one for one in left if one not in others]
    best = max(free, key=lambda one: _likeness(one, row), default=None)
    return best if best is not None and _likeness(best, row) else None


def _likeness(one: Any, other: Any) -> int:
    """How many fields are equal; a row of which nothing is known again is another row."""
    same = [
        getattr(one, part.name) == getattr(other, part.name)
        for part in fields(one)
        if getattr(one, part.name) not in (None, "", (), False)
    ]
    return sum(same)


def _order(
    group: str, items: tuple[Any, ...], path: tuple[Any, ...], was: Any, now: Any, held: Any
) -> Iterator[Change]:
    """The same rows in another order: where the first rule that holds wins, this is another law."""
    places = {id(row): number for number, row in enumerate(was)}
    known = [one for one, row in _paired(was, now) if one is not None and row is not None]
    moved = [places[id(one)] for one in known]
    if moved != sorted(moved):
        one = tuple(row for row in was if any(row is other for other in known))
        yield _change(group, items, path, "order", one, tuple(known), held)


def _common(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    both = set(was) & set(now)
    return tuple(key for key in was if key in both), tuple(key for key in now if key in both)


def _merged(found: Sequence[Change]) -> list[Change]:
    """Changes that differ in nothing but the item, as one, where the first of them stands."""
    kept: list[Change] = []
    for change in found:
        twin = next((n for n, one in enumerate(kept) if _same_but_item(one, change)), None)
        if twin is None:
            kept.append(change)
        else:
            kept[twin] = _with_items(kept[twin], change.items)
    return kept


def _same_but_item(one: Change, other: Change) -> bool:
    if not one.path or not one.items or (one.group, one.how) != (other.group, other.how):
        return False
    mine = (one.path, one.was, one.now, one.source_was, one.source_now)
    return mine == (other.path, other.was, other.now, other.source_was, other.source_now)


def _with_items(one: Change, more: tuple[str, ...]) -> Change:
    return Change(
        one.group, (*one.items, *more), one.path, one.how, one.was, one.now, one.held_was, one.held_now,
        one.source_was, one.source_now,
    )  # fmt: skip
