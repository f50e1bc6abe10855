"""A year of notices under another text of law: what would have been otherwise. Reads only, changes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any

from records import replay_rows
from records.replay_rows import Asked
from records.scope import Scope
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar
from regimes.fault import Fault
from regimes.regime import Condition, Regime
from regimes.shelf import Rulebook
from regimes.spans import start_of
from workflow import effects
from workflow.content import PERSONAL
from workflow.effects import Replayed
from workflow.errors import N_, Invalid
from workflow.policy import WORDS

DAYS = 365
MOST_DAYS = 366
MISTAKES = frozenset({"void", "duplicate"})
"""Verbs that end what was registered by mistake: such a notice is set aside."""


@dataclass
class Totals:
    """What was counted so far. `by`: notices by kind and effect."""

    read: int = 0
    aside: int = 0  # void or duplicate
    unread: int = 0  # their own text can't be read by this version
    differ: int = 0
    turned: int = 0  # something would have come of it, not only another instant
    by: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, portion: "Portion") -> None:
        """Count one more portion."""
        self.read += portion.read
        self.aside += portion.aside
        self.unread += portion.unread
        for found in portion.notices:
            self.differ += 1
            self.turned += found.turned
            self.by.update((found.kind, effect) for effect in found.effects)

    def of_effect(self, effect: str) -> int:
        """Notices with this effect, of every kind."""
        return sum(count for (_, name), count in self.by.items() if name == effect)


@dataclass(frozen=True, slots=True)
class Portion:
    """Some notices that were read; `notices` are those that differ, `after` goes on, None at the end."""

    notices: tuple[Replayed, ...]
    read: int
    aside: int
    unread: int
    after: int | None


@dataclass
class Sandbox:
    """The other text, and the laws and calendars that notices were filed under; each is read once."""

    rulebook: Rulebook
    other: Regime
    calendars: Mapping[str, Calendar]
    laws: dict[str, Regime] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)  # pins of texts that can't be read any more

    def own(self, work: UnitOfWork, pin: str) -> Regime | None:
        """The text that a notice is pinned to, also where its file has left the shelf; None if nobody can read it."""
        if pin not in self.laws and pin not in self.lost:
            try:
                self.laws[pin] = text_of(work, self.rulebook, pin)
            except (KeyError, Fault):
                self.lost.add(pin)
        return self.laws.get(pin)

    def inputs(self, regime_id: str) -> tuple[str, ...]:
        """Answers that this text, or any of the shelf that notices stand under, looks at."""
        texts = [self.other, *(regime for regime in self.rulebook if regime.id == regime_id)]
        return tuple(sorted(frozenset[str]().union(*map(inputs_of, texts))))


def text_of(work: UnitOfWork, rulebook: Rulebook, pin: str) -> Regime:
    """The regime of a pin, from the shelf or from the texts that are kept. KeyError where nobody has it, Fault."""
    if pin in rulebook:
        return rulebook[pin]
    body = replay_rows.kept_body(work, pin)
    if body is None:
        raise KeyError(pin)
    return rulebook.with_text(body)[pin]


def sandbox(rulebook: Rulebook, other: Regime) -> Sandbox:
    """Make ready to replay under a text that need not be on the shelf."""
    return Sandbox(rulebook, other, rulebook.calendars)


def period(
    regime: Regime, today: date, since: date | None = None, last: date | None = None
) -> tuple[datetime, datetime]:
    """The instants between which notices were received: whole local days, the last one included.

    By default the 365 days that end today. Raises Invalid for more than 366 days, or none.
    """
    last = last or (today if since is None else min(today, since + timedelta(days=DAYS)))
    since = since or last - timedelta(days=DAYS - 1)
    if since > last:
        raise Invalid("since", N_("The first day lies after the last one."))
    if (last - since).days >= MOST_DAYS:
        raise Invalid("since", N_("Choose a period of at most one year."))
    try:
        end = last + timedelta(days=1)
        return start_of(since, regime.zone), start_of(end, regime.zone)
    except OverflowError as error:
        raise Invalid("since", N_("Choose days of this century.")) from error


@contextmanager
def unchanged(reading: AbstractContextManager[UnitOfWork]) -> Iterator[UnitOfWork]:
    """A reading in which the database itself refuses every change."""
    with reading as work, replay_rows.unwritable(work):
        yield work


def count(work: UnitOfWork, scope: Scope, asked: Asked) -> int:
    """How many notices there are to replay."""
    return replay_rows.count(work, scope, asked)


def portion(
    work: UnitOfWork, sandbox: Sandbox, scope: Scope, asked: Asked, *, after: int, limit: int
) -> Portion:
    """Replay the next `limit` notices after the row `after`; at most so many are held in memory."""
    rows = replay_rows.past(
        work, scope, asked, inputs=sandbox.inputs(asked.regime_id), after=after, limit=limit
    )
    found, aside, unread = [], 0, 0
    for past in rows:
        own = sandbox.own(work, past.regime_pin)
        if own is None:
            unread += 1
            continue
        if not past.versions or past.stage in _mistaken(own):
            aside += 1
            continue
        told = effects.replay(past, own, sandbox.other, sandbox.calendars, work.now)
        if told.effects:
            found.append(told)
    return Portion(
        tuple(found), len(rows), aside, unread, rows[-1].id if len(rows) == limit else None
    )


def _mistaken(regime: Regime) -> frozenset[str]:
    return frozenset(move.to for move in regime.moves.values() if move.verb in MISTAKES)


def inputs_of(regime: Regime) -> frozenset[str]:
    """Answers that a text of law looks at beside kind, days, place and size; never what names people or the aim."""
    found = {"special_place", "announced_at", *regime.inputs}
    for when_ in _conditions(regime):
        found |= {when_.given, when_.not_given}
    return frozenset(found - PERSONAL - WORDS - {"", "route"})


def _conditions(value: Any) -> Iterator[Condition]:
    if isinstance(value, Condition):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _conditions(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _conditions(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _conditions(getattr(value, one.name))
