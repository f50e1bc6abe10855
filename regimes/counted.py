"""The counted parts of a regime as frozen values: texts and sources, kinds, windows, clocks, addressees, bodies."""

from dataclasses import dataclass
from datetime import time


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
    cited: Text  # act and article in words; an article that is not a number is left out
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
class Input:
    """What conditions and anchors of the law look at beside the questions of the notice.

    `type`: words.INPUTS. `kinds`: asked for these alone, for every kind where empty. `choices`: of a
    'choice', id and name. A 'moment' is a day and hour in the regime's zone.
    """

    id: str
    type: str
    title: Text
    help: Text
    choices: tuple[tuple[str, Text], ...]
    kinds: tuple[str, ...]
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
