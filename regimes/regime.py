"""A regime as frozen values: everything that workflow and pages may read of one dated file of law.

Every value-bearing part carries the `Source` it rests on. Nothing here computes a date
(counting.py) or reads a file (reading.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

from regimes.words import CORRECTIONS, LAPSES


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the law in the languages of the house; English answers for a language that is absent."""

    en: str
    ru: str

    def in_(self, locale: str) -> str:
        return self.ru if str(locale).startswith("ru") else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: act and article, and whether it was read, remembered or designed."""

    act: str
    article: str
    mark: str  # words.MARKS
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """All that is given must hold. Empty holds always."""

    attendance_above: int | None = None
    attendance_below: int | None = None
    okrugs_above: int | None = None
    okrug: str = ""  # one of the okrugs touched is this one
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    given: str = ""  # this input is given and not false
    not_given: str = ""
    lead_days_below: int | None = None  # first event day minus day of receipt


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose type, hint and checks are code elsewhere; the regime names its article."""

    id: str  # words.QUESTIONS
    title: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Need:
    """A kind asks this question; `required` as soon as `when` holds, else it may be left empty."""

    question: str
    required: bool
    when: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Hours:
    """An event may not begin before `opens` nor end after `closes`, local time of the same day."""

    opens: time
    closes: time
    warning: str  # the word the cases use: outside_permitted_hours
    text: Text
    source: Source


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
class Clock:
    """A time that one side has.

    `starts`: the happening from which it is known: 'receipt' at filing, 'answer' when the organiser
    has answered. `pending_in`: the stages in which it runs. `on_expiry`: the lapse verb that
    time makes when it ran out in one of them, or '' where the law knows none.
    """

    name: str
    side: str  # authority | organiser
    title: Text
    starts: str  # receipt | answer
    span: Span
    cap: Span | None  # never later than this
    variants: tuple[ClockVariant, ...]
    pending_in: tuple[str, ...]
    on_expiry: str
    late_notice: bool  # runs for a notice out of its window too
    text: Text  # the rule in one sentence
    silence: Text  # what follows when it runs out
    source: Source


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


@dataclass(frozen=True, slots=True)
class Stage:
    """`public` heads the organiser's page. `held_by`: 'addressee' or a unit's code.

    `awaits`: whose turn it is. `final`: the road has ended; only a correction leaves it.
    `hides`: question ids that a body does not see while the notice is here.
    """

    name: str
    title: Text
    public: Text
    held_by: str
    awaits: str  # authority | organiser | nobody
    final: bool
    hides: tuple[str, ...]
    letter: str = ""  # released by itself on arrival: receipt, deemed-agreed (decisions 17)


@dataclass(frozen=True, slots=True)
class Move:
    """An arc. `verb` is code (words.VERBS), `name` and `title` are the regime's."""

    name: str
    verb: str
    sources: tuple[str, ...]
    to: str
    only_if: tuple[str, ...]  # words.GUARDS
    outcome: str  # of the decision it releases, or ''
    by: tuple[str, ...]  # words.ROLES
    title: Text
    effect: Text  # what follows from it, said beside the button
    forward: bool  # the move of the ordinary course: the one filled button

    @property
    def corrects(self) -> bool:
        return self.verb in CORRECTIONS

    @property
    def lapses(self) -> bool:
        return self.verb in LAPSES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the office may answer. `requires`: words.PARTS; `prints`: words.PRINTED."""

    name: str
    title: Text
    letter: str  # words.LETTERS
    needs_ground: bool
    requires: tuple[str, ...]
    prints: tuple[str, ...]
    help: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the closed list of grounds for a refusal."""

    id: str
    title: Text
    text: Text
    about_person: bool  # facts are kept apart (decisions 40)
    source: Source


@dataclass(frozen=True, slots=True)
class Reason:
    """May back the outcomes named, and never one that needs a ground."""

    id: str
    text: Text
    backs: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Appeal:
    id: str
    title: Text
    text: Text
    outcomes: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Duty:
    """What the organiser takes on."""

    id: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Signature:
    """What is enough to sign an online notice (decisions 6)."""

    ways: tuple[str, ...]  # typed_name declaration single_sign_on
    declaration: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows in law from being in, before or after the window."""

    name: str  # words.VERDICTS
    text: Text
    route: str
    may_proceed: bool | None
    on_silence: str
    source: Source


@dataclass(frozen=True)
class Regime:
    """One dated file of law. `pin` is id@valid_from:sha256[:12]; `body` the file's own text."""

    id: str
    title: Text
    zone: ZoneInfo
    valid_from: date
    calendar: str  # name of the calendar file
    initial: str
    pin: str
    sha256: str
    body: str
    text: Text  # what this regime is, in a paragraph
    silence: Text
    source: Source
    road: Source  # on which the order of stages and moves rests
    hours: Hours | None
    signature: Signature
    questions: Mapping[str, Question]
    kinds: Mapping[str, Kind]
    variants: tuple[Variant, ...]
    windows: Mapping[str, Window]
    verdicts: Mapping[str, Verdict]
    clocks: Mapping[str, Clock]
    addressees: Mapping[str, Addressee]
    addressee_rules: tuple[AddresseeRule, ...]
    bodies: Mapping[str, Body]
    stages: Mapping[str, Stage]
    moves: Mapping[str, Move]
    outcomes: Mapping[str, Outcome]
    grounds: Mapping[str, Ground]
    reasons: Mapping[str, Reason]
    appeals: tuple[Appeal, ...]
    duties: tuple[Duty, ...]
    marks: Mapping[str, int] = field(
        default_factory=dict
    )  # how many sources are read, memory, design

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """The moves that leave a stage, in the order of the file."""
        return tuple(move for move in self.moves.values() if stage in move.sources)

    def move_for(self, verb: str, stage: str, outcome: str = "") -> Move | None:
        """The move that does `verb` from a stage (and releases `outcome`), or None."""
        for move in self.moves_from(stage):
            if move.verb == verb and (not outcome or move.outcome == outcome):
                return move
        return None

    def pending_clocks(self, stage: str) -> tuple[Clock, ...]:
        """The clocks that run while a notice is at `stage`."""
        return tuple(clock for clock in self.clocks.values() if stage in clock.pending_in)
