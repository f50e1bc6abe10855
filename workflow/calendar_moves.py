"""What another calendar makes of one open notice: pure values in, what would move out. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from records.calendar_rows import OpenNotice, PendingClock
from regimes.calendar import Calendar
from regimes.counting import DueDate, Filing, Judgement, Uncountable, judge, recount
from regimes.regime import Regime
from workflow import judging, law
from workflow.content import Content, PlaceIn, SessionIn

IN_WINDOW = "in_window"


@dataclass(frozen=True, slots=True)
class DueMove:
    """A running clock that ends at another instant, or whose explanation reads otherwise."""

    running: PendingClock
    counted: DueDate

    @property
    def moves(self) -> bool:
        """Whether the instant itself differs, not only how it is explained."""
        return self.running.due_at != self.counted.due_at


@dataclass(frozen=True, slots=True)
class WindowMove:
    """A window that opens or closes otherwise, or judges the notice otherwise."""

    verdict: tuple[str, str]  # as kept with the notice, and as counted now
    opens: tuple[datetime | None, datetime | None]
    closes: tuple[datetime | None, datetime | None]
    extra: tuple[date | None, date | None]
    starts: tuple[DueDate, ...]  # clocks that run from the receipt if the verdict counts

    @property
    def turns(self) -> bool:
        """Whether the verdict differs, not only the days."""
        return self.verdict[0] != self.verdict[1]

    @property
    def in_favour(self) -> bool:
        """Whether a notice that was out of its window is in it."""
        return self.turns and self.verdict[1] == IN_WINDOW


@dataclass(frozen=True, slots=True)
class Moves:
    """Everything that another calendar changes of one notice; `uncounted`: the calendar can't tell."""

    dues: tuple[DueMove, ...] = ()
    window: WindowMove | None = None
    uncounted: bool = False

    @property
    def any(self) -> bool:
        return bool(self.dues or self.window or self.uncounted)


NOTHING = Moves()


def content_of(notice: OpenNotice) -> Content:
    """As much of the content as counting needs."""
    return Content(
        kind=notice.kind,
        sessions=tuple(SessionIn(*session) for session in notice.sessions),
        places=tuple(PlaceIn("", okrug, geo=geo) for okrug, geo in notice.places),
        attendance=notice.attendance,
        answers=notice.answers,
    )


def moves_of(regime: Regime, new: Calendar, old: Calendar | None, notice: OpenNotice) -> Moves:
    """What `new` makes of a notice that was counted with `old`.

    Running clocks are compared with what is kept. The window's days are kept nowhere, so they are
    counted with both; without `old` only the verdict is compared.
    """
    content = content_of(notice)
    since = {"window_from": notice.window_from, "clocks_from": notice.clocks_from}
    try:
        now = judging.of(regime, new, content, **since)
        counted = law.filing_of(content, regime, notice.clocks_from)
        dues = tuple(_due_moves(regime, new, counted, notice))
    except Uncountable:
        return Moves(uncounted=bool(notice.dues))
    before = _judged(regime, old, law.filing_of(content, regime, notice.window_from))
    return Moves(dues, _window_move(notice, before, now))


def _judged(regime: Regime, calendar: Calendar | None, filing: Filing) -> Judgement | None:
    try:
        return judge(regime, calendar, filing) if calendar else None
    except Uncountable:
        return None


def _due_moves(regime: Regime, new: Calendar, filing: Filing, notice: OpenNotice) -> list[DueMove]:
    """Clocks whose end or explanation differs, each counted from its own beginning."""
    found = []
    for running in notice.dues:
        clock = regime.clocks.get(running.clock)
        if clock is None:
            continue
        began = notice.clocks_from if clock.starts == "receipt" else running.set_at
        counted = recount(regime, new, running.clock, began, filing, running.steps)
        if running.due_at != counted.due_at or _json(counted) != running.steps:
            found.append(DueMove(running, counted))
    return found


def _json(counted: DueDate) -> list[Mapping[str, object]]:
    return [step.to_json() for step in counted.steps]


def _window_move(notice: OpenNotice, before: Judgement | None, now: Judgement) -> WindowMove | None:
    """None where neither the verdict nor a day differs.

    The verdict as kept counts, not the one counted before: somebody may have looked at it since.
    """
    if before is None:
        before = now
        turned = notice.window != now.verdict
    else:
        turned = now.verdict not in (before.verdict, notice.window)
    found = WindowMove(
        (notice.window, now.verdict if turned else notice.window),
        (before.opens, now.opens),
        (before.closes, now.closes),
        (before.extra_filing_day, now.extra_filing_day),
        now.dues,
    )
    same = all(one == other for one, other in (found.opens, found.closes, found.extra))
    return None if same and not found.turns else found
