"""The counted parts of a regime as frozen values: hours, kinds, windows, clocks, addressees, bodies."""

from dataclasses import dataclass
from datetime import time

from regimes.asked import Condition, Need, PaperNeed, Source, Text
from regimes.rules import Short


@dataclass(frozen=True, slots=True)
class HoursException:
    """Where it holds, on its weekdays if it names some: other hours, or none at all (a memorial date)."""

    when: Condition
    text: Text
    source: Source
    weekdays: tuple[str, ...] = ()  # words.WEEKDAYS; empty: any day
    opens: time | None = None  # of the event, as in Hours; None: as on other days
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """An event may not begin before `opens` nor end after `closes`, local time of the same day."""

    opens: time
    closes: time
    warning: str  # the word the cases use: outside_permitted_hours
    text: Text
    source: Source
    exceptions: tuple[HoursException, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """If one of the last days is of these classes, the window closes earlier."""

    if_day_is: tuple[str, ...]  # words.DAY_CLASSES
    mode: str  # any | last : any of the days D-latest..D-1, or only D-latest
    latest: int
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class ExtraDay:
    """If every day of the window is of `if_all_days_are`, the last working day before that run is open too."""

    if_all_days_are: str  # statutory_holiday
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Window:
    """When a notice may be filed, counted back from the anchor. None = no limit on that side."""

    name: str
    anchor: str  # event_day | start | announcement
    unit: str  # words.UNITS
    earliest: int | None
    latest: int | None
    count_excludes_filing_day: bool
    extension: Extension | None
    extra_day: ExtraDay | None
    text: Text  # the rule in one sentence
    source: Source
    earliest_unit: str = (
        ""  # where the first day is counted otherwise than the last: 6 months, 20 working days
    )

    @property
    def opening_unit(self) -> str:
        """The unit of `earliest`."""
        return self.earliest_unit or self.unit


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of public event. `window` is empty for an exempt kind: no notice is needed."""

    id: str
    name: Text
    help: Text
    exempt: bool
    moving: bool
    window: str
    clocks: tuple[str, ...]
    questions: tuple[Need, ...]
    bodies: tuple[str, ...]
    source: Source
    papers: tuple[PaperNeed, ...] = ()
    hours: Hours | None = None  # None = those of the regime
    short: Short | None = None  # where a short form is enough


@dataclass(frozen=True, slots=True)
class Variant:
    """What an input changes: another window and clocks, no notice at all, or a bar."""

    name: str
    when: Condition
    window: str  # '' = as the kind says
    clocks: tuple[str, ...] | None  # None = as the kind says
    exempt: bool
    blocked: bool
    late_is_kept: bool  # a late notice is taken as kept (for example "not practicable earlier")
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Span:
    """So many units before (counted back) or after an anchor."""

    anchor: str  # words.ANCHORS
    unit: str  # words.UNITS
    amount: int
    before: bool


@dataclass(frozen=True, slots=True)
class ClockVariant:
    when: Condition
    span: Span
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Prolongation:
    """How the law lets a clock stand still or gives it more time; a clock without one can't be moved.

    A pause lasts as long as its reason, at most `amount` of `unit` (None = no limit); an extension adds
    `amount` of `unit`. `times`: how often (None = no limit). `by`: words.ROLES who enter it, with a reason.
    """

    amount: int | None
    unit: str  # words.UNITS, '' without an amount
    times: int | None
    by: tuple[str, ...]
    reason: Text  # what must be the case
    source: Source


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that one side has.

    `starts`: the happening from which it is known: 'receipt' at filing, 'answer' when the organiser
    has answered, 'request' when a letter that waits for the organiser is released. `pending_in`: the stages in which it runs. `on_expiry`: the lapse verb that
    time makes when it ran out in one of them, or '' where the file says that nothing follows.
    `statutory` false: the office's own target, or a mere moment such as the start of the event;
    it is never shown as the authority's due date. `runs_for`: the verdicts of the window in which it runs.
    """

    name: str
    side: str  # authority | organiser
    title: Text
    starts: str  # words.STARTS
    span: Span
    cap: Span | None  # never later than this
    variants: tuple[ClockVariant, ...]
    pending_in: tuple[str, ...]
    on_expiry: str
    runs_for: tuple[str, ...]  # words.VERDICTS
    text: Text  # the rule in one sentence
    silence: Text  # what follows when it runs out
    source: Source
    statutory: bool = True
    nothing_follows: bool = False  # the file says so: an end without a consequence is no mistake
    pause: Prolongation | None = None
    extensions: tuple[Prolongation, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who receives the notice; `per_okrug` = one office for each okrug."""

    id: str
    name: Text
    per_okrug: bool
    source: Source


@dataclass(frozen=True, slots=True)
class AddresseeRule:
    """The first rule whose condition holds names the addressee; `also_to` get a copy by law."""

    to: str
    also_to: tuple[str, ...]
    when: Condition
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class BodyDue:
    """By when a body answers: `days_before` the day the authority's clock ends, at `at` local.

    Where that is past or under `hours` away: `hours` after asking, at most half of what is left.
    Without an authority's clock: `days_after` the day of asking, at `at`.
    """

    days_before: int
    at: time
    hours: int
    days_after: int
    source: Source


@dataclass(frozen=True, slots=True)
class Body:
    """A body asked by default where one of `when` holds; any other may be asked by hand."""

    code: str
    name: Text
    when: tuple[Condition, ...]
    due: BodyDue
    source: Source
    looks_at: tuple[str, ...] = ()  # what its answer rests on; (): everything material
