"""The days of one idea or notice on a rail: window, today, last days of answers, the days themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from web.filters import in_zone, today
from web.i18n import gettext as _

DAY = timedelta(days=1)
LONGEST = 45  # days on one rail; an idea for next year needs no rail of a year


@dataclass
class RailDay:
    """One day: marks of its look, and the word under it."""

    day: date
    marks: list[str] = field(default_factory=list)
    word: str = ""


def _local(at: datetime | None) -> date | None:
    return in_zone(at).date() if at else None


def rail(
    days: Sequence[date],
    opens: datetime | None,
    closes: datetime | None,
    dues: Sequence[tuple[str, datetime]],
) -> list[RailDay]:
    """The days from a day before the window to the event. `dues`: the word under a last day, and its instant."""
    first_open, last_open = _local(opens), _local(closes)
    ends = {_local(at): word for word, at in dues}
    if first_open is None and last_open and last_open >= today():
        first_open = today()  # no first day: one can file from now on
    named = [day for day in (*days, first_open, last_open, *ends) if day]
    here = today()
    first = min(named) - (DAY if first_open else timedelta(0))
    if 0 < (first - here).days <= 7:
        first = here
    length = (max([*named, *([here] if here < max(named) else [])]) - first).days + 1
    if length > LONGEST:
        return []
    made = [RailDay(first + DAY * step) for step in range(length)]
    for one in made:
        _mark(one, first_open, last_open, days)
        _say(one, {first_open: _("opens"), last_open: _("closes"), **ends}, days)
        if one.day in ends:
            one.marks.append("due")
    return made


def _mark(one: RailDay, first: date | None, last: date | None, days: Sequence[date]) -> None:
    if first and last and first <= one.day <= last:
        one.marks.append("win")
    if one.day.isoweekday() >= 6:
        one.marks.append("off")
    if one.day == today():
        one.marks.append("today")
    if one.day in days:
        one.marks.append("event")


def _say(one: RailDay, words: Mapping[date | None, str], days: Sequence[date]) -> None:
    if one.day in days:
        one.word = _("the day")
    elif one.day == today():
        one.word = _("today")
    else:
        one.word = words.get(one.day, "")
