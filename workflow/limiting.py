"""What a condition limits, as data: a number, hours, a place; and the plain rules by which two of them exclude each other.

Pure: no record is read here. Every rule says in words why the two can't both be kept. Rules look at two conditions at a
time; what only three together exclude is left to the chair's eyes.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from workflow.errors import N_, Invalid

NUMBERS = ("attendance", "sound", "stewards", "security", "medical", "barriers", "lanes")
PLACES = ("place", "entrance")
HOURS = "hours"
SUBJECTS = (*NUMBERS, HOURS, *PLACES)
AT_MOST, AT_LEAST, EXACTLY = "at-most", "at-least", "exactly"
BETWEEN, NOT_BETWEEN = "only-between", "not-between"
ONLY, OPEN, CLOSED = "only", "open", "closed"
DOES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(NUMBERS, (AT_MOST, AT_LEAST, EXACTLY)),
    HOURS: (BETWEEN, NOT_BETWEEN),
    **dict.fromkeys(PLACES, (ONLY, OPEN, CLOSED)),
}
HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
MOST = 10_000_000
DAY = 24 * 60

NO_NUMBER = N_("One asks for at least %(low)s, the other for at most %(high)s: no number is both.")
NO_HOUR = N_("One allows %(first)s only, the other %(second)s only: no hour is in both.")
SHUT_HOURS = N_("One allows %(first)s only, the other forbids %(second)s: no hour is left.")
OPEN_SHUT = N_("One wants %(place)s open, the other wants it closed at the same time.")
ONLY_SHUT = N_("One leaves only %(place)s, the other closes it.")
TWO_ONLY = N_("One leaves only %(first)s, the other only %(second)s.")
ONLY_OPEN = N_("One leaves only %(first)s, the other wants %(second)s open as well.")


@dataclass(frozen=True, slots=True)
class Limit:
    """What a condition limits. An empty `subject`: a duty that limits nothing that can be compared.

    `start` and `end` are local hours; for a number or a place they say when it holds, empty = all the time.
    `day` None = every day of the event. `place` empty = the whole event; `geo` is its shape where the map knows it,
    the same text that a place of a notice has.
    """

    subject: str = ""
    does: str = ""
    number: int | None = None
    start: str = ""
    end: str = ""
    day: date | None = None
    place: str = ""
    geo: str = field(
        default="", repr=False
    )  # not in `repr`: marks made before it keep what they rest on

    @property
    def empty(self) -> bool:
        """Whether nothing is limited."""
        return not self.subject


NOTHING = Limit()


@dataclass(frozen=True, slots=True)
class Why:
    """Why two limits exclude each other: a marked sentence with its values."""

    text: str
    values: Mapping[str, object]


def checked(limit: Limit) -> Limit:
    """The limit, if it says something whole. Invalid names the part that is missing or wrong."""
    if limit.empty:
        return NOTHING
    if limit.subject not in SUBJECTS:
        raise Invalid("subject", N_("Choose what is limited."))
    if limit.does not in DOES[limit.subject]:
        raise Invalid("does", N_("Choose how it is limited."))
    if limit.subject in NUMBERS and (limit.number is None or not 0 <= limit.number <= MOST):
        raise Invalid("number", N_("Enter the number."))
    for name, hour in (("start", limit.start), ("end", limit.end)):
        if hour and not HOUR.fullmatch(hour):
            raise Invalid(name, N_("Enter an hour, for example 11:00."))
    whole = bool(limit.start) == bool(limit.end)
    if (
        not whole
        or (limit.subject == HOURS and not limit.start)
        or (limit.start and limit.start == limit.end)
    ):
        raise Invalid("start", N_("Enter both hours: from and to."))
    if limit.subject in PLACES and not limit.place.strip():
        raise Invalid("place", N_("Name the place or the entrance."))
    return limit


def to_json(limit: Limit) -> dict[str, Any]:
    """As it is kept; {} for a limit of nothing."""
    if limit.empty:
        return {}
    return {
        "subject": limit.subject, "does": limit.does, "number": limit.number, "start": limit.start,
        "end": limit.end, "day": limit.day.isoformat() if limit.day else None, "place": limit.place,
    } | ({"geo": limit.geo} if limit.geo else {})  # fmt: skip


def from_json(kept: Mapping[str, Any]) -> Limit:
    """Back from what was kept."""
    if not kept.get("subject"):
        return NOTHING
    day = kept.get("day")
    return Limit(
        kept["subject"], kept["does"], kept.get("number"), kept.get("start") or "",
        kept.get("end") or "", date.fromisoformat(day) if day else None, kept.get("place") or "",
        kept.get("geo") or "",
    )  # fmt: skip


def mark(one: Limit, other: Limit) -> str:
    """What a settlement rests on: the two limits as they were, in either order."""
    return sha256(repr(sorted((said(one), said(other)))).encode()).hexdigest()


def said(limit: Limit) -> str:
    """All of a limit as one text; without a shape the same text as before shapes were kept."""
    return repr(limit) + limit.geo


def excludes(one: Limit, other: Limit) -> Why | None:
    """Why both can't be kept; None where they can, or where they speak of different things."""
    if one.empty or other.empty or one.subject != other.subject or not _same_day(one, other):
        return None
    if one.subject == HOURS:
        return _hours(one, other)
    if not _same_time(one, other):
        return None
    return _numbers(one, other) if one.subject in NUMBERS else _places(one, other)


def found(limits: Iterable[tuple[int, Limit]]) -> Iterator[tuple[int, int, Why]]:
    """Every pair that excludes each other, by their ids, the lower first."""
    known = sorted(limits)
    for at, (first, one) in enumerate(known):
        for second, other in known[at + 1 :]:
            why = excludes(one, other)
            if why is not None:
                yield first, second, why


def name_of(place: str) -> str:
    """A place as it is compared: letters and spaces alone, without case."""
    return " ".join(re.sub(r"[^\w\s]", " ", place.casefold()).split())


def same_place(one: Limit, other: Limit) -> bool:
    """Whether both mean one place: by its shape where the map knows both, else by its words."""
    if one.geo and other.geo:
        return bool(json.loads(one.geo)["shape"] == json.loads(other.geo)["shape"])
    return name_of(one.place) == name_of(other.place)


def _same_day(one: Limit, other: Limit) -> bool:
    return one.day is None or other.day is None or one.day == other.day


def _span(limit: Limit) -> tuple[int, int]:
    """Minutes of the day; hours that end past midnight end on the next day."""
    start, end = _minute(limit.start), _minute(limit.end)
    return start, end if end > start else end + DAY


def _minute(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def _shared(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a minute, one of them perhaps begun the day before."""
    return any(
        max(one[0], other[0] + shift) < min(one[1], other[1] + shift) for shift in (-DAY, 0, DAY)
    )


def _inside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether every minute of the first is in the second."""
    return any(
        other[0] + shift <= one[0] and one[1] <= other[1] + shift for shift in (-DAY, 0, DAY)
    )


def _same_time(one: Limit, other: Limit) -> bool:
    return not one.start or not other.start or _shared(_span(one), _span(other))


def _words(limit: Limit) -> str:
    return f"{limit.start}–{limit.end}"


def _numbers(one: Limit, other: Limit) -> Why | None:
    """At least somewhere, at most there or on the whole: the part can't be more than the whole.

    At most somewhere and at least on the whole can both be kept: the rest is elsewhere.
    """
    for low, high in ((one, other), (other, one)):
        asks = low.does != AT_MOST and high.does != AT_LEAST
        within = not name_of(high.place) or same_place(low, high)
        if asks and within and (low.number or 0) > (high.number or 0):
            return Why(NO_NUMBER, {"low": low.number, "high": high.number})
    return None


def _hours(one: Limit, other: Limit) -> Why | None:
    if one.does == other.does == BETWEEN:
        if _shared(_span(one), _span(other)):
            return None
        return Why(NO_HOUR, {"first": _words(one), "second": _words(other)})
    if one.does == other.does:
        return None
    allowed, shut = (one, other) if one.does == BETWEEN else (other, one)
    if not _inside(_span(allowed), _span(shut)):
        return None
    return Why(SHUT_HOURS, {"first": _words(allowed), "second": _words(shut)})


def _places(one: Limit, other: Limit) -> Why | None:
    first, second = sorted((one, other), key=lambda each: (ONLY, OPEN, CLOSED).index(each.does))
    same = same_place(first, second)
    both = (first.does, second.does)
    if both == (OPEN, CLOSED) and same:
        return Why(OPEN_SHUT, {"place": first.place})
    if both == (ONLY, CLOSED) and same:
        return Why(ONLY_SHUT, {"place": first.place})
    if both == (ONLY, ONLY) and not same:
        return Why(TWO_ONLY, {"first": first.place, "second": second.place})
    if both == (ONLY, OPEN) and not same:
        return Why(ONLY_OPEN, {"first": first.place, "second": second.place})
    return None
