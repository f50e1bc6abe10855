"""The kinds of letter as data: the eight that regimes of agreement write, and `KINDS`, the list of all.

What every kind must hold is in base.py; the kinds of regimes in which a notice is enough are in notification.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from letters import plain
from letters.answered import Answered
from letters.base import Letter, challenged, person, words
from letters.notification import Conditions, Invitation, Noted, Opposed
from letters.parts import (
    N_,
    Ahead,
    Condition,
    Court,
    FactRow,
    Ground,
    Head,
    Item,
    Measure,
    Meeting,
    Notified,
    Office,
    Person,
    Replaced,
    Signatory,
    Sitting,
    Task,
    Unprintable,
    Wording,
)
from letters.rounds import Consultation, Duty, Reminder
from letters.sitting import PAPERS

__all__ = [
    "KINDS",
    "Agreed",
    "Ahead",
    "Answered",
    "Condition",
    "Conditions",
    "Consultation",
    "Court",
    "Cure",
    "DeemedAgreed",
    "Duty",
    "FactRow",
    "Ground",
    "Head",
    "Invitation",
    "Item",
    "Letter",
    "Measure",
    "Meeting",
    "NotExamined",
    "Noted",
    "Notified",
    "Office",
    "Opposed",
    "Person",
    "Proposal",
    "Receipt",
    "Refused",
    "Reminder",
    "Replaced",
    "Signatory",
    "Sitting",
    "Task",
    "Unprintable",
    "Warning_",
    "Wording",
    "from_json",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Receipt(Letter):
    """Date and time of receipt (art 12 (1) item 1); not a decision.

    `silence_agrees`: the regime counts silence as agreement for this notice, `authority_due` is then the instant.
    `opens`, `closes`: the window; given only when the notice came outside it, with `outside` early or late.
    """

    kind = "receipt"
    limit = 1
    signed = False
    ahead: tuple[Ahead, ...]
    silence_agrees: bool
    authority_due: datetime | None = None
    outside: str = ""  # '' | early | late
    opens: date | None = None
    closes: date | None = None
    contact: Person | None = None
    notice_code: str = (
        ""  # the check code that opens the notice; the letter's own stands at its foot
    )

    def _own(self) -> Iterator[str]:
        wording = self.head.wording
        silence_told = wording is not None and bool(wording.silence.strip())
        if not self.ahead and not self.outside and not silence_told:  # some laws set no clock
            yield N_("what happens next and until when")
        if self.silence_agrees and self.authority_due is None:
            yield N_("until when the office may still propose a change")
        if self.outside and (self.opens is None or self.closes is None):
            yield N_("the window for filing")


@dataclass(frozen=True, kw_only=True)
class Agreed(Letter):
    """Agreement to the place and time as notified."""

    kind = "agreed"
    representative: Person | None
    capacity: int  # 0: the law of this regime asks for none
    capacity_rule: str = ""  # how the number was found, where the regime asks for it
    agreed_on: tuple[FactRow, ...] = ()  # security posts, stewards, medical cover: by number
    tasks: tuple[Task, ...] = ()  # numbered assignments to bodies
    offered_on: date | None = None  # day of the counter-offer whose place and time are agreed
    undertaken: tuple[str, ...] = ()  # what the organiser undertook in it

    def _own(self) -> Iterator[str]:
        if self.capacity < 1 and self.head.wants("capacity"):
            yield N_("how many people the place can hold")
        yield from _attended(self)


@dataclass(frozen=True, kw_only=True)
class Proposal(Letter):
    """A reasoned proposal of another place or time (art 12 (1) item 2); no refusal.

    Empty `sittings` or `places` mean: as notified. `why` is one paragraph an entry: facts, dates, documents, measures.
    """

    kind = "proposal"
    limit = 2
    silent = frozenset({"aim", "organiser"})  # the table sets side by side only what could change
    sittings: tuple[Sitting, ...]
    places: tuple[str, ...]
    why: tuple[str, ...]
    reply_by: datetime
    representative: Person | None
    capacity: int | None = None
    more: tuple[FactRow, ...] = ()

    @property
    def three_days_before(self) -> bool:
        """The usual case, which the letter may say in words."""
        first = min(sitting.day for sitting in self.notified.sittings)
        return (first - self.reply_by.date()).days == 3

    def _own(self) -> Iterator[str]:
        if not self.sittings and not self.places:
            yield N_("the place or the hours that are proposed")
        yield from words(self.why, N_("the facts behind the proposal"))
        if self.reply_by.date() < self.head.day:
            yield N_("a day to answer by that is still ahead")
        yield from _attended(self)


@dataclass(frozen=True, kw_only=True)
class Cure(Letter):
    """A request to put the notice right (art 12 (1) item 2); the rest of it stands."""

    kind = "cure"
    limit = 3
    items: tuple[Item, ...]
    until: datetime
    why: tuple[str, ...] = ()  # what was typed for all of it, one paragraph an entry

    def _own(self) -> Iterator[str]:
        if not self.items or not all(
            item.field.strip() and item.reason.strip() for item in self.items
        ):
            yield N_("what has to be put right, and why")
        if self.until.date() < self.head.day:
            yield N_("a day to answer by that is still ahead")


@dataclass(frozen=True, kw_only=True)
class Warning_(Letter):  # noqa: N801 - `Warning` is a builtin
    """A reasoned warning that aims or form break the law (art 12 (2))."""

    kind = "warning"
    limit = 3
    reasons: tuple[str, ...]
    article: str  # what would be broken

    def _own(self) -> Iterator[str]:
        yield from words(self.reasons, N_("the reasons of the warning"))
        if not self.article.strip():
            yield N_("the article that would be broken")


@dataclass(frozen=True, kw_only=True)
class Refused(Letter):
    """Refusal on one of the two grounds of art 12 (3), with facts and the milder measures considered.

    `possible`: what the organiser can still do, each with its date, before the complaints of the fixed wording.
    """

    kind = "refused"
    limit = 3
    ground: Ground
    facts: tuple[str, ...]
    measures: tuple[Measure, ...]
    possible: tuple[str, ...] = ()

    def _own(self) -> Iterator[str]:
        if not self.ground.text.strip() or not self.ground.article.strip():
            yield N_("the ground of the refusal")
        yield from words(self.facts, N_("the facts of the refusal"))
        if not self.measures and self.head.wants("measures"):
            yield N_("the milder measures that were considered")
        yield from challenged(self)


@dataclass(frozen=True, kw_only=True)
class NotExamined(Letter):
    """The notice came outside the window of art 7; never called a refusal.

    `count` shows the counting, one step an entry; `refile` is what the organiser can still do.
    """

    kind = "not-examined"
    limit = 2
    opens: date
    closes: date
    count: tuple[str, ...]
    refile: tuple[str, ...] = ()

    def _own(self) -> Iterator[str]:
        yield from words(self.count, N_("how the window was counted"))
        if self.opens <= self.head.reply_received.date() <= self.closes:
            yield N_("a window that the notice missed")


@dataclass(frozen=True, kw_only=True)
class DeemedAgreed(Letter):
    """No reasoned proposal went out in time: place and time count as agreed as notified."""

    kind = "deemed-agreed"
    limit = 2
    signed = False
    authority_due: datetime
    contact: Person | None = None

    def _own(self) -> Iterator[str]:
        if self.authority_due < self.head.reply_received:
            yield N_("an answering day after the day of receipt")


def _attended(letter: Agreed | Proposal) -> Iterator[str]:
    """Who speaks for the office at the event, where the law wants it said."""
    if letter.representative is not None:
        yield from person(letter.representative)
    elif letter.head.wants("representative"):
        yield N_("the representative of the office and the telephone")


KINDS: dict[str, type[Letter]] = {
    kind.kind: kind
    for kind in (
        Receipt, Agreed, Proposal, Cure, Warning_, Refused, NotExamined, DeemedAgreed,
        Conditions, Noted, Invitation, Opposed, Answered,
        Consultation, Reminder,
    )
}  # fmt: skip


def from_json(data: Mapping[str, Any]) -> Letter:
    """The letter that `to_json` wrote. Raises Unprintable when the kind is unknown or a field does not fit."""
    fields = dict(data)
    kind, written = fields.pop("letter", None), fields.pop("format", None)
    known = {**KINDS, **PAPERS}
    if kind not in known or written != 1:
        raise Unprintable(N_("There is no letter of the kind “%(kind)s”."), kind=kind)
    try:
        return plain.decode(known[kind], fields)
    except (TypeError, ValueError) as error:
        raise Unprintable(
            N_("The data of the letter cannot be read: %(why)s."), why=error
        ) from error
