"""The numbers of a regime by name, and a copy of it in which some are others: «what if it were seven days?».

A copy lives in memory only. It is another law for nobody: no notice is ever pinned to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from regimes.checking import check
from regimes.regime import Regime, Source, Window

GROUPS = ("windows", "clocks", "addressee_rules", "kinds")
"""Where the numbers stand that can be tried otherwise."""

LARGEST_DAYS = 366
LARGEST_HOURS = LARGEST_DAYS * 24
LARGEST_CROWD = 10_000_000
COUNTS = frozenset({"attendance_above", "attendance_below"})
OPTIONAL = frozenset({"earliest", "latest"})
"""A window without a limit on one side can be given one."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the law: `windows.ordinary.latest`.

    `paths` lead to it from the regime; the same threshold of one question asked of many kinds is one number.
    `held` is the part in which it stands, `source` the nearest article.
    """

    name: str
    paths: tuple[tuple[str, ...], ...]
    value: int | None
    held: Any
    source: Source | None

    @property
    def largest(self) -> int:
        """What nobody needs more than: a year of days or hours, ten million people."""
        if self.name.rpartition(".")[2] in COUNTS:
            return LARGEST_CROWD
        return LARGEST_HOURS if getattr(self.held, "unit", "") == "elapsed_hour" else LARGEST_DAYS


class OutOfRange(ValueError):
    """A number that can't be tried: `number` says which, and its `largest`."""

    def __init__(self, number: Number) -> None:
        super().__init__(f"{number.name}: from 0 to {number.largest}")
        self.number = number


def numbers_of(regime: Regime) -> tuple[Number, ...]:
    """Every number of windows, clocks, addressee rules and required questions, in the order of the file."""
    found: dict[str, Number] = {}
    for group in GROUPS:
        for path, held, value, source in _walk(getattr(regime, group), (group,), None):
            name = _name(path, regime)
            twin = next((one for one in found.values() if _twins(one, name, value)), None)
            if twin is not None:
                found[twin.name] = replace(twin, paths=(*twin.paths, path))
                continue
            while name in found:  # another threshold of the same question
                name += "_"
            found[name] = Number(name, (path,), value, held, source)
    return tuple(found.values())


def with_numbers(regime: Regime, wanted: Mapping[str, int]) -> Regime:
    """A copy with other numbers. KeyError for a name that the regime has not, OutOfRange for a wild number.

    Fault where the numbers do not go together (a window that closes before it opens).
    """
    known = {number.name: number for number in numbers_of(regime)}
    copy = regime
    for name, value in wanted.items():
        number = known[name]
        if not 0 <= value <= number.largest:
            raise OutOfRange(number)
        for path in number.paths:
            copy = _put(copy, path, value)
    if copy != regime:
        for fault in check("changed copy", copy):
            raise fault
        copy = replace(copy, pin=f"{regime.pin}+{len(wanted)}")
    return copy


def _twins(number: Number, name: str, value: int | None) -> bool:
    return (
        name.startswith("questions.") and number.name.rstrip("_") == name and number.value == value
    )


def _name(path: tuple[str, ...], regime: Regime) -> str:
    """`kinds.rally.questions.12.when.attendance_above` is a threshold of the question, whatever the kind."""
    if path[0] == "kinds" and path[2] == "questions":
        return f"questions.{regime.kinds[path[1]].questions[int(path[3]) - 1].question}.{path[-1]}"
    return ".".join(path)


def _walk(
    value: Any, path: tuple[str, ...], source: Source | None
) -> Iterator[tuple[tuple[str, ...], Any, int | None, Source | None]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _walk(part, (*path, key), source)
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from _walk(part, (*path, str(number)), source)
    elif is_dataclass(value) and not isinstance(value, type):
        source = getattr(value, "source", None) or source
        for one in fields(value):
            held = getattr(value, one.name)
            open_end = held is None and isinstance(value, Window) and one.name in OPTIONAL
            if open_end or (isinstance(held, int) and not isinstance(held, bool)):
                yield (*path, one.name), value, held, source
            else:
                yield from _walk(held, (*path, one.name), source)


def _put(value: Any, path: tuple[str, ...], number: int) -> Any:
    if not path:
        return number
    head, rest = path[0], path[1:]
    if isinstance(value, Mapping):
        return {**value, head: _put(value[head], rest, number)}
    if isinstance(value, tuple):
        place = int(head) - 1
        return (*value[:place], _put(value[place], rest, number), *value[place + 1 :])
    return replace(value, **{head: _put(getattr(value, head), rest, number)})
