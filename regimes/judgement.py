"""What goes into the counting of a notice, and what comes out, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from regimes.clocks import DueDate
from regimes.steps import Step


@dataclass(frozen=True, slots=True)
class Filing:
    """What the counting needs of a notice. `sessions` are (start, end), aware, in order; never empty."""

    kind: str
    sessions: tuple[tuple[datetime, datetime], ...]
    received_at: datetime
    attendance: int | None = None  # None = not said
    okrugs: tuple[str, ...] = ()
    special_place: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)

    @property
    def begins_at(self) -> datetime | None:
        """The first start of the event; None where no day is named."""
        return min((start for start, _ in self.sessions), key=_utc, default=None)


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the law says of one filing."""

    verdict: str  # words.VERDICTS
    opens: datetime | None
    closes: datetime | None
    extra_filing_day: date | None
    extra_day_unknown: str  # message id of why the calendar can't say, or ''
    dues: tuple[DueDate, ...]
    addressee: str  # id, or 'none'
    also_to: tuple[str, ...]
    warnings: tuple[str, ...]  # words of the cases: outside_permitted_hours
    steps: tuple[Step, ...]  # of window, verdict and addressee; each due carries its own
    cautions: tuple[Step, ...] = ()  # what a clerk should look at twice
    route: str = ""
    may_proceed: bool | None = None
    on_silence: str = ""
    later: tuple[str, ...] = ()  # clocks of the organiser that a letter of the office will begin

    def due(self, side: str) -> DueDate | None:
        """The first clock that the law sets a side, or None; an office's own target is none."""
        return next((due for due in self.dues if due.side == side and due.statutory), None)
