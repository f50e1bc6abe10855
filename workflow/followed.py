"""What would have followed from clocks that end at another time: late answers, void proposals, silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from records.replay_rows import Past, PastAnswer, PastDue
from regimes.counting import DueDate
from regimes.regime import Outcome, Regime
from workflow.clocks import LAST_SECOND

AGREED_BY_SILENCE = "lapse-agreed"


@dataclass(frozen=True, slots=True)
class Term:
    """One clock under both texts; None where it does not run."""

    clock: str
    side: str
    then: datetime | None
    now: datetime | None


def of_terms(terms: Sequence[Term]) -> list[str]:
    """Clocks that would have ended earlier or later, or not have run; an aim of the office is no clock."""
    found = []
    for term in terms:
        before = "" if term.side == "authority" else "reply-"
        if term.then and term.now and term.then != term.now:
            found.append(f"{before}due-{'earlier' if term.now < term.then else 'later'}")
        elif term.then and not term.now and term.side == "authority":
            found.append("no-clock")
    return found


def _past(due_at: datetime, at: datetime) -> bool:
    return at >= due_at + LAST_SECOND


def of_answers(
    past: Past,
    own: Regime,
    ledger: Mapping[str, PastDue],
    dues: Mapping[str, DueDate],
    now: datetime,
) -> list[str]:
    """Answers that would have been late or in time, and what silence would have done. `now`: seen from here."""
    found: list[str] = []
    for answer in past.answers:
        row = _running_at(own, past.dues, answer.released_at)
        due = dues.get(row.clock) if row else None
        if row is None or due is None:
            continue
        late_then, late_now = (_past(at, answer.released_at) for at in (row.due_at, due.due_at))
        if late_then and not late_now:
            found.append("answer-in-time")
        if late_now and not late_then:
            found += _late(own, answer, due)
    for row in ledger.values():
        if row.side == "authority":
            found += _of_silence(row, dues.get(row.clock), now)
    return found


def _late(own: Regime, answer: PastAnswer, due: DueDate) -> list[str]:
    """What follows where the answer comes after the clock: a proposal is void, silence has spoken (decisions 12)."""
    outcome = own.outcomes.get(answer.outcome)
    silent = due.consequence == AGREED_BY_SILENCE
    void = silent and outcome is not None and waits_for_organiser(outcome)
    return ["answer-late", *["proposal-void"] * void, *["deemed-agreed"] * silent]


def waits_for_organiser(outcome: Outcome) -> bool:
    """A proposal, or a request to cure: the organiser is to answer it."""
    return bool({"alternative", "items"} & set(outcome.requires))


def _running_at(own: Regime, dues: Sequence[PastDue], at: datetime) -> PastDue | None:
    """The office's clock that ran when an answer was released: the last one set before."""
    clocks = own.clocks
    rows = [
        row
        for row in dues
        if row.side == "authority"
        and row.set_at <= at
        and (row.clock not in clocks or clocks[row.clock].statutory)
    ]
    return max(rows, key=lambda row: row.set_at, default=None)


def _of_silence(row: PastDue, due: DueDate | None, now: datetime) -> list[str]:
    """Clocks that ended without an answer: agreed by silence, withdrawn before, or running still."""
    silent = due is not None and due.consequence == AGREED_BY_SILENCE
    if row.result == "missed" and row.consequence == AGREED_BY_SILENCE:
        if due is None or not silent:
            return ["not-deemed"]
        return ["deemed-later"] if due.due_at > row.due_at else []
    if due is None or not silent or row.result not in ("", "dropped"):
        return []
    ended = min(row.done_at or now, now)
    return ["deemed-agreed"] if _past(due.due_at, ended) and not _past(row.due_at, ended) else []


def of_replies(ledger: Mapping[str, PastDue], dues: Mapping[str, DueDate]) -> list[str]:
    """Answers of the organiser that would have been late, and time that they would have had."""
    found = []
    for row in ledger.values():
        due = dues.get(row.clock)
        if row.side != "organiser" or due is None or row.done_at is None:
            continue
        if row.result == "met" and _past(due.due_at, row.done_at):
            found += ["reply-late"] if not _past(row.due_at, row.done_at) else []
        elif row.result == "missed" and due.due_at > row.due_at:
            found.append("reply-longer")
    return found
