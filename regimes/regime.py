"""A regime as frozen values: everything that workflow and pages may read of one dated file of law.

Every value-bearing part carries the `Source` it rests on. Nothing here computes a date
(counting.py) or reads a file (reading.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from regimes.amending import Amending
from regimes.appealing import Appeal, CommissionRule, Handling
from regimes.asked import (
    Attachment,
    BlockingOrder,
    Condition,
    Declaration,
    Input,
    Need,
    PaperNeed,
    Question,
    Source,
    Text,
)
from regimes.counted import (
    Addressee,
    AddresseeRule,
    Body,
    BodyDue,
    Clock,
    ClockVariant,
    Extension,
    ExtraDay,
    Hours,
    HoursException,
    Kind,
    Prolongation,
    Span,
    Variant,
    Window,
)
from regimes.rules import Reminder, Rule
from regimes.service import NONE, Service
from regimes.words import AFTER_THE_END, CORRECTIONS, LAPSES

__all__ = [
    "Addressee",
    "AddresseeRule",
    "Appeal",
    "Attachment",
    "BlockingOrder",
    "Body",
    "BodyDue",
    "Clock",
    "ClockVariant",
    "Condition",
    "Declaration",
    "Duty",
    "Extension",
    "ExtraDay",
    "Ground",
    "Handling",
    "Hours",
    "HoursException",
    "Input",
    "Kind",
    "Move",
    "Need",
    "Outcome",
    "PaperNeed",
    "Prolongation",
    "Question",
    "Reason",
    "Regime",
    "Signature",
    "Source",
    "Span",
    "Stage",
    "Text",
    "Variant",
    "Verdict",
    "Window",
]

NOTHING = Text("", "")


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
    words: Mapping[str, Text] = field(default_factory=dict)  # of that letter (words.LETTER_WORDS)


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
    def reopens(self) -> bool:
        """Whether it may leave a final stage: a correction, a court's word, or the organiser's giving up."""
        return self.corrects or self.verb in AFTER_THE_END

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
    words: Mapping[str, Text] = field(
        default_factory=dict
    )  # of its letter (words.LETTER_WORDS); else Regime.letter_words


@dataclass(frozen=True, slots=True)
class Ground:
    """One of the closed list of grounds for a refusal."""

    id: str
    title: Text
    text: Text
    cited: Text  # how a letter cites the article
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
class Duty:
    """A sentence of the law that binds: what the organiser takes on, what the office owes, where nothing is held."""

    id: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Signature:
    """What is enough to sign an online notice (decisions 6)."""

    ways: tuple[str, ...]  # typed_name declaration single_sign_on
    declaration: Text
    source: Source
    attorney_declaration: Text | None = None  # by whoever files by a power; None: the same words


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows in law from being in, before or after the window."""

    name: str  # words.VERDICTS
    text: Text
    route: str
    may_proceed: bool | None
    on_silence: str
    source: Source
    silence: Text = NOTHING  # what silence means here, where it differs from the regime's


@dataclass(frozen=True)
class Regime:
    """One dated file of law. `pin` is id@valid_from:sha256[:12]; `body` the file's own text."""

    id: str
    title: Text
    language: str  # the land's own: en, ru, de ...
    zone: ZoneInfo
    valid_from: date
    calendar: str  # the name of its file
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
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    declarations: tuple[Declaration, ...] = ()
    blocking_orders: tuple[BlockingOrder, ...] = ()
    closed_places: tuple[Duty, ...] = ()  # where the law allows no event
    office_duties: tuple[Duty, ...] = ()  # what the law lays on the authority beside its answer
    letter_words: Mapping[str, Text] = field(default_factory=dict)  # where an outcome says nothing
    inputs: Mapping[str, Input] = field(default_factory=dict)
    handling: Handling | None = None  # None: this law gives complaints no term
    commission: CommissionRule | None = None  # None: nobody votes on drafts
    rules: tuple[Rule, ...] = ()  # across answers
    reminders: tuple[Reminder, ...] = ()  # of duties before and after the event
    amending: Amending | None = None  # None: this law lets nobody change a filed notice
    service: Service = NONE  # from when letters count as received: roads/served.toml
    marks: Mapping[str, int] = field(
        default_factory=dict
    )  # how many sources are read, memory, design

    @property
    def unverified(self) -> int:
        """How many values rest on memory and wait for a lawyer's check."""
        return self.marks.get("memory", 0)

    def hours_of(self, kind: str) -> Hours | None:
        """The hours of the day for a kind: its own, else the regime's."""
        return self.kinds[kind].hours or self.hours

    def words_for(self, outcome: str) -> Mapping[str, Text]:
        """The wording hooks of an outcome's letter, its own before the regime's."""
        return {**self.letter_words, **self.outcomes[outcome].words}

    def moves_from(self, stage: str) -> tuple[Move, ...]:
        """The moves that leave a stage, in the order of the file."""
        return tuple(move for move in self.moves.values() if stage in move.sources)

    def move_for(self, verb: str, stage: str, outcome: str = "") -> Move | None:
        """The move that does `verb` from a stage (and releases `outcome`), or None."""
        for move in self.moves_from(stage):
            if move.verb == verb and (not outcome or move.outcome == outcome):
                return move
        return None

    def objection_to(self, outcome: str) -> Appeal | None:
        """The way by which the office itself looks at this outcome again, if its law knows one."""
        ways = (one for one in self.appeals if one.to == "office" and outcome in one.outcomes)
        return next(ways, None)

    def inputs_of(self, kind: str) -> tuple[Input, ...]:
        """What is asked beside the questions for a kind, in the order of the file."""
        return tuple(one for one in self.inputs.values() if not one.kinds or kind in one.kinds)

    def pending_clocks(self, stage: str) -> tuple[Clock, ...]:
        """The clocks that run while a notice is at `stage`."""
        return tuple(clock for clock in self.clocks.values() if stage in clock.pending_in)
