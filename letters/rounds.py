"""Letters that go round an answer as data: a body is asked on paper, an organiser is reminded of duties on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from letters.base import Letter
from letters.parts import N_, Person


@dataclass(frozen=True, kw_only=True)
class Consultation(Letter):
    """To a body that gets paper: what is asked, until when, three fixed answers to tick, where to send them.

    Says what a body may see and no more: neither aim nor organiser (decisions 16). `body` is who is asked, as the
    text names it; `silence` what follows for the body if it does not answer.
    """

    kind = "consultation"
    limit = 4
    signed = False  # asked in the name of the office; `executor` is who asked
    silent = frozenset({"aim", "organiser"})
    body: str
    answer_by: datetime
    silence: str
    version: int = 1  # of the notice, which an answer speaks of
    looks_at: tuple[str, ...] = ()  # what the law's file says this body looks at

    def _own(self) -> Iterator[str]:
        if not self.body.strip():
            yield N_("the body that is asked")
        if self.answer_by.date() < self.head.day:
            yield N_("a day to answer by that is still ahead")
        if not self.silence.strip():
            yield N_("what follows if the body does not answer")


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty of the organiser in the words of the law's file, and on what it rests."""

    text: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Reminder(Letter):
    """To the organiser: duties that the law names before and after the event. Asks nothing and decides nothing."""

    kind = "reminder"
    limit = 2
    signed = False
    silent = frozenset({"aim"})
    before: tuple[Duty, ...]
    after: tuple[Duty, ...] = ()
    contact: Person | None = None

    def _own(self) -> Iterator[str]:
        duties = (*self.before, *self.after)
        if not duties or not all(one.text.strip() and one.basis.strip() for one in duties):
            yield N_("the duties, each with its basis in law")
