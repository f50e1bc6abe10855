"""The kinds of letter of regimes in which a notice is enough, as data: conditions, noted, invitation, opposed."""

from collections.abc import Iterator
from dataclasses import dataclass

from letters.base import Letter, challenged, person, words
from letters.parts import N_, Condition, Court, FactRow, Ground, Measure, Meeting, Person, Task


@dataclass(frozen=True, kw_only=True)
class Conditions(Letter):
    """The event may go ahead under numbered conditions, each with its reason and its basis in law.

    `facts` is what the conditions rest on together; `measures` the milder ones that were considered.
    """

    kind = "conditions"
    limit = 6
    conditions: tuple[Condition, ...]
    ground: Ground | None = None  # of the closed list, where the law asks for one
    facts: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    capacity: int = 0
    contact: Person | None = None
    agreed_on: tuple[FactRow, ...] = ()
    tasks: tuple[Task, ...] = ()

    def _own(self) -> Iterator[str]:
        if not self.conditions or not all(
            each.what.strip() and each.reason.strip() and each.basis.strip()
            for each in self.conditions
        ):
            yield N_("the conditions, each with its reason and its basis in law")
        if self.ground is None and self._asks("ground"):
            yield N_("the ground of the conditions")
        if not self.measures and self._asks("measures"):
            yield N_("the milder measures that were considered")
        yield from challenged(self)
        yield from _reached(self.contact)

    def _asks(self, part: str) -> bool:
        return self.head.wording is not None and part in self.head.wording.needs


@dataclass(frozen=True, kw_only=True)
class Noted(Letter):
    """The notice is acknowledged as it stands, and nothing is asked; no permission, since none is needed."""

    kind = "noted"
    limit = 2
    contact: Person | None = None

    def _own(self) -> Iterator[str]:
        yield from _reached(self.contact)


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """To confer or to co-operate: about what, with whom, where and when or until when to write, and what follows."""

    kind = "invitation"
    limit = 2
    subject: tuple[str, ...]
    meeting: Meeting
    after: str

    def _own(self) -> Iterator[str]:
        meeting = self.meeting
        yield from words(self.subject, N_("what the talk is about"))
        yield from person(meeting.person)
        meets = meeting.place.strip() and meeting.starts is not None
        if not meets and meeting.write_by is None:
            yield N_("where and when to meet, or until when to write")
        for instant in (meeting.starts, meeting.write_by):
            if instant is not None and instant.date() < self.head.day:
                yield N_("a day of the talk that is still ahead")
                break
        if not self.after.strip():
            yield N_("what happens after the talk")


@dataclass(frozen=True, kw_only=True)
class Opposed(Letter):
    """A statement that the office opposes the event and goes to court: reasons, court and date, what can be done.

    `possible`: what the organiser can do before the hearing, an entry each.
    """

    kind = "opposed"
    limit = 3
    reasons: tuple[str, ...]
    court: Court
    possible: tuple[str, ...] = ()
    contact: Person | None = None

    def _own(self) -> Iterator[str]:
        yield from words(self.reasons, N_("the reasons of the opposition"))
        if not self.court.name.strip():
            yield N_("the court")
        if self.court.hears.date() < self.head.day:
            yield N_("a day of the hearing that is still ahead")
        if not any(text.strip() for text in self.possible):
            yield from challenged(self)


def _reached(contact: Person | None) -> Iterator[str]:
    if contact is None:
        yield N_("the representative of the office and the telephone")
    else:
        yield from person(contact)
