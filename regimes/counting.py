"""Windows, clocks and addressee of a notice: pure functions, each result with the steps that explain it.

Rules (law.md section 0): instants are aware; everything is computed in the regime's own zone. A day limit
is kept as the last whole second of that local day (23:59:59); an instant is late only from the next local
midnight. An hour limit is exact, inclusive, and counted in elapsed time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from regimes.calendar import Calendar
from regimes.regime import Regime
from regimes.steps import Step


@dataclass(frozen=True, slots=True)
class Filing:
    """What the counting needs of a notice. `sessions` are (start, end), aware, in order; never empty."""

    kind: str
    sessions: tuple[tuple[datetime, datetime], ...]
    received_at: datetime
    attendance: int = 0
    okrugs: tuple[str, ...] = ()
    special_place: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueDate:
    """One clock's end. `due_at` is the last whole second in which it is kept."""

    clock: str
    side: str  # authority | organiser
    due_at: datetime
    consequence: str  # the lapse verb, or ''
    steps: tuple[Step, ...]
    same_day: bool = False  # ends on the day it starts: somebody is called at filing (decisions 18)


@dataclass(frozen=True, slots=True)
class WindowFor:
    """The window for an event, without a filing. None = the law sets no limit on that side."""

    opens: datetime | None
    closes: datetime | None
    extra_filing_day: date | None
    extra_day_unknown: str  # why the calendar cannot say, or ''
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the law says of one filing."""

    verdict: str  # words.VERDICTS
    opens: datetime | None
    closes: datetime | None
    extra_filing_day: date | None
    extra_day_unknown: str
    dues: tuple[DueDate, ...]
    addressee: str  # id, or 'none'
    also_to: tuple[str, ...]
    warnings: tuple[str, ...]
    steps: tuple[Step, ...]  # of window, verdict and addressee; each due carries its own
    route: str = ""
    may_proceed: bool | None = None
    on_silence: str = ""

    def due(self, side: str) -> DueDate | None:
        """The first clock of a side, or None."""
        return next((due for due in self.dues if due.side == side), None)


def judge(regime: Regime, calendar: Calendar, filing: Filing) -> Judgement:
    """Verdict, window, clocks and addressee of one filing. Uncountable where a needed input is absent."""
    raise NotImplementedError


def recount(regime: Regime, calendar: Calendar, clock_name: str, anchor_at: datetime, filing: Filing) -> DueDate:
    """A clock that starts later than the filing, from `anchor_at` (for example the organiser's answer)."""
    raise NotImplementedError


def window_for(
    regime: Regime, calendar: Calendar, kind: str, days: tuple[date, ...], special_place: str = ""
) -> WindowFor:
    """When a notice for events on `days` may be filed."""
    raise NotImplementedError


def next_possible_day(
    regime: Regime, calendar: Calendar, kind: str, now: datetime, special_place: str = ""
) -> date | None:
    """The next day, from today on, that a notice filed at `now` is in time for; None within a year."""
    raise NotImplementedError


def body_due(
    regime: Regime, body: str, asked_at: datetime, authority_due_at: datetime | None
) -> tuple[datetime, tuple[Step, ...]]:
    """By when a body answers, so that the office can still answer in time."""
    raise NotImplementedError
