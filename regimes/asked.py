"""What a law says and asks, as frozen values: texts and sources, conditions, questions, inputs, papers, declarations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the law in the languages of the house; English answers for a language that is absent.

    `own` is the text in the regime's own language, `language`, where that is neither of the two.
    """

    en: str
    ru: str
    own: str = ""
    language: str = ""

    def in_(self, locale: str) -> str:
        if self.language and str(locale).startswith(self.language):
            return self.own
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
    equals: str = ""  # and has this value
    not_given: str = ""
    lead_days_below: int | None = None  # first event day minus day of receipt


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose type, hint and checks are code elsewhere; the regime names its article."""

    id: str  # words.QUESTIONS
    title: Text
    source: Source
    help: Text = Text("", "")  # what the law wants to be known of it
    unnamed_term_years: int = (
        0  # of a paper that names no term: how long it is good; 0 = the law is not read so
    )


@dataclass(frozen=True, slots=True)
class Need:
    """A kind asks this question; `required` as soon as `when` holds, else it may be left empty."""

    question: str
    required: bool
    when: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Input:
    """What conditions and anchors of the law look at beside the questions of the notice.

    `type`: words.INPUTS. `kinds`: asked for these alone, for every kind where empty. `choices`: of a
    'choice', id and name. A 'moment' is a day and hour in the regime's zone. `by_office`: the office
    states it (an order in force), not the organiser.
    """

    id: str
    type: str
    title: Text
    help: Text
    choices: tuple[tuple[str, Text], ...]
    kinds: tuple[str, ...]
    source: Source
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that may or must come with a notice."""

    id: str
    title: Text
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """A kind asks for this attachment; `required` as soon as `when` holds, else it may be left out."""

    attachment: str
    required: bool
    when: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Declaration:
    """What organisers declare of themselves, where `when` holds; nobody is looked up."""

    id: str
    text: Text
    when: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class BlockingOrder:
    """An order that forbids events in an area for a time, whatever the day of filing.

    `days`: how long it holds at first, `extendable_to` at most; None = the text says it.
    `input`: the input that says it is in force for a notice; a variant with `blocked` looks at it.
    """

    id: str
    title: Text
    text: Text
    by: Text  # who makes it
    area: Text
    days: int | None
    extendable_to: int | None
    input: str
    source: Source
