"""What another text of law would have made of one notice that went its way: pure, nothing is read or written.

What can't be replayed is people: they would have filed, answered and signed at other times. So an effect
says what the other text makes of what they did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from records.replay_rows import Past, PastDue, PastVersion
from regimes.calendar import Calendar
from regimes.conditions import required
from regimes.counting import DueDate, Judgement, Uncountable, judge, recount
from regimes.regime import Clock, Regime
from workflow import followed, law, needs
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid
from workflow.followed import Term

EFFECTS = (
    "now-in-time",  # filed outside the window, and would have been inside
    "now-too-late",
    "now-too-early",
    "now-exempt",
    "now-blocked",
    "addressee",
    "asks-more",  # a question must be answered that need not be
    "asks-less",
    "due-earlier",  # the office's time
    "due-later",
    "no-clock",  # the office's clock would not have run
    "answer-late",  # an answer was given in time and would have been late
    "answer-in-time",  # an answer was late and would have been in time
    "proposal-void",
    "deemed-agreed",  # would have been agreed by silence, and was not
    "not-deemed",  # was agreed by silence, and would not have been
    "deemed-later",  # was agreed by silence, and the office would have had longer
    "reply-due-earlier",  # the organiser's time
    "reply-due-later",
    "reply-late",  # the organiser answered in time, and would have been late
    "reply-longer",  # the organiser's time ran out, and would have run longer
    "kind-gone",  # the other text does not know this kind
    "uncountable",  # the other text can't be counted for this notice (a year without decree, an input not asked)
)
"""What can differ, in the order in which it is told; the closed list of totals."""

MOVED = frozenset({"due-earlier", "due-later", "reply-due-earlier", "reply-due-later"})
"""Only a time would have ended at another instant; nothing has come of it."""

AS_FILED = frozenset({"filed", "corrected"})


@dataclass(frozen=True, slots=True)
class Side:
    """What one text says of the notice."""

    verdict: str
    opens: datetime | None = None
    closes: datetime | None = None
    extra_day: date | None = None
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One notice under its own text and under the other. It names nobody and tells no purpose."""

    id: int
    reference: str
    kind: str
    received_at: datetime
    stage: str
    regime_pin: str
    then: Side
    now: Side
    terms: tuple[Term, ...]
    outcome: str  # of the first answer, '' = none
    answered_at: datetime | None
    more: tuple[str, ...]  # questions that must be answered only under the other text
    less: tuple[str, ...]
    effects: tuple[str, ...]

    @property
    def turned(self) -> bool:
        """Whether something would have come of it."""
        return not MOVED.issuperset(self.effects)


def replay(
    past: Past, own: Regime, other: Regime, calendars: Mapping[str, Calendar], now: datetime
) -> Replayed:
    """Judge the notice by the other text, and say what would differ. `now`: clocks that run are seen from here.

    The verdict and the clocks of then are those that were kept, not counted anew.
    """
    version = _as_filed(past)
    content = _content(version)
    was = _judged(own, calendars, content, past)
    then = _side(past.window, was)
    if version.kind not in other.kinds:
        return _told(past, then, Side(""), effects=["kind-gone"])
    found = _judged(other, calendars, content, past)
    if found is None:
        return _told(past, then, Side(""), effects=["uncountable"])
    side = _side(found.verdict, found)
    ledger = {due.clock: due for due in past.dues}  # the last row of a clock counts
    dues = _dues(past, own, other, calendars, found)
    terms = _terms(own, other, ledger, was, dues)
    more, less = _questions(own, other, content)
    effects = [
        *_of_window(then, side),
        *(["addressee"] if was and was.addressee != found.addressee else []),
        *(["asks-more"] if more else []),
        *(["asks-less"] if less else []),
        *followed.of_terms(terms),
        *followed.of_answers(past, own, ledger, dues, now),
        *followed.of_replies(ledger, dues),
    ]
    return _told(past, then, side, terms=terms, more=more, less=less, effects=effects)


def _told(
    past: Past, then: Side, now: Side, *, effects: Sequence[str], terms: tuple[Term, ...] = (),
    more: tuple[str, ...] = (), less: tuple[str, ...] = (),
) -> Replayed:  # fmt: skip
    first = past.answers[0] if past.answers else None
    return Replayed(
        past.id, past.reference, past.kind, past.received_at, past.stage, past.regime_pin, then, now, terms,
        first.outcome if first else "", first.released_at if first else None, more, less,
        tuple(name for name in EFFECTS if name in effects),
    )  # fmt: skip


def _as_filed(past: Past) -> PastVersion:
    """The state on which the window rests: as filed and as its registration was corrected, before any answer."""
    found = past.versions[0]
    for version in past.versions[1:]:
        if version.why not in AS_FILED:
            break
        found = version
    return found


def _content(version: PastVersion) -> Content:
    return Content(
        kind=version.kind,
        sessions=tuple(SessionIn(*session) for session in version.sessions),
        places=tuple(
            PlaceIn("", okrug, points=("",) if route else (), geo=geo)
            for okrug, route, geo in version.places
        ),
        attendance=version.attendance,
        answers={name: value for name, value in version.inputs.items() if value is not None},
    )


def _judged(
    regime: Regime, calendars: Mapping[str, Calendar], content: Content, past: Past
) -> Judgement | None:
    """None where this text can't be counted: a year without decree, an hour that its zone skips, an input not asked."""
    try:
        filing = law.filing_of(content, regime, past.received_at)
        return judge(regime, calendars[regime.calendar], filing)
    except (Uncountable, Invalid):
        return None


def _side(verdict: str, found: Judgement | None) -> Side:
    if found is None:
        return Side(verdict)
    return Side(verdict, found.opens, found.closes, found.extra_filing_day, found.addressee)


def _dues(
    past: Past, own: Regime, other: Regime, calendars: Mapping[str, Calendar], found: Judgement
) -> dict[str, DueDate]:
    """The clocks under the other text: those of the filing, and those that an answer or a letter began."""
    dues = {due.clock: due for due in found.dues}
    later = [row for row in past.dues if _begins_later(other.clocks.get(row.clock))]
    for row in later if found.verdict == "in_window" else ():
        began = _began(past, own, other, row)
        if began is None:
            continue
        try:
            newest = law.filing_of(_content(past.versions[-1]), other, past.received_at)
            calendar = calendars[other.calendar]
            dues[row.clock] = recount(other, calendar, row.clock, began, newest)
        except (Uncountable, Invalid):
            dues.pop(row.clock, None)
    return dues


def _began(past: Past, own: Regime, other: Regime, row: PastDue) -> datetime | None:
    """Since when a clock would have run: as it did, or since the last letter that waited for the organiser."""
    mine = own.clocks.get(row.clock)
    if other.clocks[row.clock].starts != "request" or (mine and mine.starts == "request"):
        return row.set_at
    asked = [
        one.released_at
        for one in past.answers
        if one.outcome in own.outcomes and followed.waits_for_organiser(own.outcomes[one.outcome])
    ]
    return asked[-1] if asked else None


def _begins_later(clock: Clock | None) -> bool:
    return clock is not None and clock.starts != "receipt"


def _terms(
    own: Regime,
    other: Regime,
    ledger: Mapping[str, PastDue],
    was: Judgement | None,
    dues: Mapping[str, DueDate],
) -> tuple[Term, ...]:
    """Every clock of either text that is law, no mere aim of the office; of then the instant that was kept."""
    counted = {due.clock: due.due_at for due in was.dues} if was else {}
    before = counted | {name: row.due_at for name, row in ledger.items()}
    known = {**own.clocks, **other.clocks}
    names = [name for name in known if known[name].statutory and (name in before or name in dues)]
    return tuple(
        Term(
            name,
            (other.clocks.get(name) or own.clocks[name]).side,
            before.get(name),
            dues[name].due_at if name in dues else None,
        )
        for name in names
    )


def _questions(
    own: Regime, other: Regime, content: Content
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Questions that only one of the texts requires of this notice; whether they were answered is not looked at."""
    case = needs.case_of(content)
    was, now = required(own, case), required(other, case)
    return tuple(sorted(now - was)), tuple(sorted(was - now))


def _of_window(then: Side, now: Side) -> list[str]:
    if then.verdict == now.verdict:
        return []
    return [{"in_window": "now-in-time"}.get(now.verdict, f"now-{now.verdict.replace('_', '-')}")]
