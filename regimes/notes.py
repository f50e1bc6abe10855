"""What a check says beside faults: true of the law, and worth knowing before a notice is filed under it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from regimes.calendar import Calendar
from regimes.counting import Filing, Judgement, Uncountable, judge, recount
from regimes.regime import Condition, Regime

DAYS = 40  # events are put on so many days of a year
STEP = timedelta(days=6)


def notes(regime: Regime, calendar: Calendar) -> Iterator[str]:
    """Requests that can never be signed: the organiser's time is over before the window for filing is.

    Counted for events on many days of a year: said where it holds for most of them, as holidays may
    close a window earlier.
    """
    waited = _waited(regime)
    said: dict[tuple[str, str], str] = {}
    for kind in regime.kinds.values():
        for when in (Condition(), *(variant.when for variant in regime.variants)):
            if kind.exempt or (when.kinds and kind.id not in when.kinds):
                continue
            for clock in sorted(waited & _mostly(regime, calendar, kind.id, when, waited)):
                said.setdefault((kind.id, clock), _sentence(regime, kind.id, clock))
    yield from said.values()


def _waited(regime: Regime) -> set[str]:
    """Clocks of the organiser that run where a letter of the office is waited for."""
    moves = [move for move in regime.moves.values() if move.verb == "release"]
    stages = {move.to for move in moves if regime.stages[move.to].awaits == "organiser"}
    return {
        clock.name
        for clock in regime.clocks.values()
        if clock.side == "organiser" and stages & set(clock.pending_in)
    }


def _sentence(regime: Regime, kind: str, clock: str) -> str:
    window = regime.kinds[kind].window
    name, title = regime.kinds[kind].name.en, regime.clocks[clock].title.en
    return (
        f"kinds.{kind}: a notice filed on its last day can't be asked back: when windows.{window} closes, "
        f"clocks.{clock} has no time left ({name}; {title})"
    )


def _mostly(
    regime: Regime, calendar: Calendar, kind: str, when: Condition, waited: set[str]
) -> set[str]:
    """The clocks that are over when the window closes, for most of the days that were tried."""
    over, tried = Counter[str](), 0
    for day in _days(calendar, regime.valid_from):
        start = datetime.combine(day, time(12), tzinfo=regime.zone)
        found = _over(regime, calendar, _filing(kind, start, when), waited)
        if found is not None:
            tried += 1
            over.update(found)
    return {name for name, times in over.items() if 2 * times > tried}


def _days(calendar: Calendar, since: date) -> Iterator[date]:
    years = [year for year in calendar.years if year >= since.year]
    first = date(min(years, default=since.year), 3, 1)
    yield from (first + STEP * number for number in range(DAYS))


def _filing(kind: str, start: datetime, when: Condition) -> Filing:
    """A filing long before, that meets the condition as far as it asks for a size or an input."""
    size = 100 if when.attendance_above is None else when.attendance_above + 1
    if when.attendance_below is not None:
        size = max(when.attendance_below - 1, 1)
    given = {when.given: when.equals or True} if when.given else {}
    place = "site" if when.given == "special_place" else ""
    early = start.astimezone(UTC) - timedelta(days=40)
    return Filing(kind, ((start, start),), early, size, ("X",), place, given)


def _over(regime: Regime, calendar: Calendar, filing: Filing, waited: set[str]) -> set[str] | None:
    """The clocks without time at the last moment of filing; None where there is no such moment."""
    try:
        judged = _at_the_last_moment(regime, calendar, filing)
        if judged is None or judged.closes is None:
            return None
        last = replace(filing, received_at=judged.closes)
        ends = {due.clock: due.due_at for due in judged.dues}
        ends |= {
            name: recount(regime, calendar, name, judged.closes, last).due_at
            for name in judged.later
        }
    except Uncountable:
        return None
    return {name for name, at in ends.items() if name in waited and at <= judged.closes}


def _at_the_last_moment(regime: Regime, calendar: Calendar, filing: Filing) -> Judgement | None:
    """The judgement of a filing in the last second; a variant of the last days may close otherwise."""
    judged = judge(regime, calendar, filing)
    for _ in range(4):
        if judged.closes is None:
            return None
        if judged.verdict == "in_window" and judged.closes == filing.received_at:
            return judged
        filing = replace(filing, received_at=judged.closes)
        judged = judge(regime, calendar, filing)
    return None
