"""What letters are made of: who writes, to whom, about which notice. Plain values, already in the regime's zone."""

from dataclasses import dataclass
from datetime import date, datetime

from letters import plain, slots


def N_(text: str) -> str:  # noqa: N802 - the extractor of message ids knows this name
    """Mark a message id for the catalogue; it is translated where it is shown."""
    return text


class Unprintable(Exception):
    """The letter is held and never sent; `text` is a message id, `values` fill it, `str()` is the English."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.text = text
        self.values = values


class Jammed(Unprintable):
    """The press was asked for something it must not give or could not do: more than the letter's words are wrong."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """The sender, in the language of the letter."""

    over: str  # the line over the name: Город Москва
    name: str  # in full, for the letterhead
    short: str  # how the text calls it, nominative: Департамент, the Department
    contact: str  # one line: address, telephone, e-mail, site
    registration: str = ""  # one line: ОКПО, ОГРН, ИНН/КПП
    email: str = ""
    phone: str = ""
    court: str = ""  # the court that hears complaints, as it follows «Заявление подаётся в …» / "The claim goes to …"
    higher_body: str = ""  # as it follows «Пожаловаться в …» / "Complain to …"


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs; the power is checked by the workflow on the day of the letter, and `power` names it."""

    post: str
    name: str  # initials first: М. Р. Воскресенская
    power: str = ""  # order No., date; empty for a head by office
    acting_for: str = ""  # who is absent, where somebody signs in their place


@dataclass(frozen=True, kw_only=True)
class Person:
    name: str
    phone: str
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the regime of the notice says in its letters, in the language of the letter and frozen with it.

    What is empty takes the fixed wording of the kind, which names no law. Letters that were stored before there
    was a wording have none, and speak as they did then (before.py).
    """

    heading: str = ""  # «О …»: in place of the fixed one, with its days
    opening: str = ""  # the decision in its first sentences
    remember: str = ""  # a paragraph of duties or of what follows
    law: str = ""  # on what the letter rests, as it stands in brackets: article 12 of Federal Law No. 54-FZ …
    window: str = ""  # the same for the time of filing
    counted: str = ""  # how the days of a receipt are counted, as it stands in brackets
    silence: str = ""  # what follows if nobody answers, in whole sentences
    outside: str = (
        ""  # a receipt: what follows from coming before or after the window, in whole sentences
    )
    remedies: tuple[str, ...] = ()  # each way to challenge, in whole sentences
    deciding: str = ""  # language of the text that is the decision
    needs: tuple[str, ...] = ()  # parts that the law wants on this letter: attendance, capacity …

    def of(self, office: Office) -> "Wording":
        """The same with the names of the office in it; what only the page knows stays a slot."""
        known = {"office": office.short, "court": office.court, "higher_body": office.higher_body}
        return plain.mapped(self, lambda text: slots.filled(text, **known))


@dataclass(frozen=True, kw_only=True)
class Head:
    """What every letter carries around its text.

    `title` and `salutation` are optional: without them the letter takes the fixed wording of its kind and
    «Здравствуйте!». `signatory` is None for letters that the regime releases by itself (decisions 17).
    """

    locale: str  # ru | en
    office: Office
    number: str
    day: date
    reply_reference: str  # number of the notice
    reply_received: datetime  # aware, in the zone of the regime
    addressee: tuple[str, ...]  # lines of the envelope window, dative in Russian, postcode last
    check_code: str  # 12 characters of letters.check_code
    check_url: str  # https://host/c ; the code is added by the letter
    title: str = ""  # «О …» without a full stop
    salutation: str = ""  # with its own mark at the end
    closing: str = ""  # in place of «С уважением,»
    paragraph: str = ""  # of the city's own, before the signature
    signatory: Signatory | None = None
    executor: Person | None = None
    by_post: bool = True  # goes out in a window envelope: a signed letter then needs a postcode
    show_missing: bool = (
        False  # the signatory released it knowing that some characters print as [U+1F3B5]
    )
    zone: str = ""  # how the zone is called in brackets: МСК, Moscow time
    wording: Wording | None = None
    checkpoint: str = (
        ""  # the newest signed checkpoint of the log when a decision was released (AD-2)
    )

    def wants(self, part: str) -> bool:
        """Whether the regime wants the part on this letter; without a wording every part is wanted."""
        return self.wording is None or part in self.wording.needs


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One session of the event; times are HH:MM, local; an end at or before the start is on the next day."""

    day: date
    start: str
    end: str


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A further row of a table: label in the language of the letter, value as it stands in the record."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """One numbered assignment of the decision: to which body, what, up to and including which day."""

    number: int
    body: str
    text: str
    due: date


@dataclass(frozen=True, kw_only=True)
class Notified:
    """What was notified, word for word."""

    kind: str  # the regime's name of the kind, in the language of the letter
    aim: str
    sittings: tuple[Sitting, ...]
    places: tuple[str, ...]  # one line each; a route with its points
    attendance: int
    organiser: str
    more: tuple[FactRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """The letter that this one takes the place of (decisions 11)."""

    number: str
    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A row of «что будет дальше»: until when, who, what. `who` is authority or organiser."""

    until: datetime
    who: str
    what: str  # the regime's title of the clock, in the language of the letter


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something to put right: the field, what is wrong with it, where the law asks for it."""

    field: str
    reason: str
    article: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A milder measure that was considered."""

    measure: str
    found: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of the closed list: its wording and the article it stands in, in the language of the letter."""

    text: str  # «уведомление подано о мероприятии в месте, где его проведение запрещено»
    article: str  # «пункта 2 части 3 статьи 12 Федерального закона от 19 июня 2004 г. № 54-ФЗ» / "article 12 (3) item 2 of …"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One condition under which the event may go ahead: what, why, and where the law allows to set it."""

    what: str
    reason: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Where and when the office talks with the organiser, or until when they may write, or both."""

    person: Person
    place: str = ""  # an address, a telephone or an address on line
    starts: datetime | None = None
    write_by: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Court:
    """The court that will hear the office, and when; the day is not always known when the letter goes out."""

    name: str
    hears: datetime
    number: str = ""  # of the case
