"""A clock gets more time, or stood still: only where its law knows it, with a reason, told to the organiser."""

from dataclasses import dataclass

from records import chain, rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.clocks import DueDate
from regimes.prolonging import EXTENSION, PAUSE, Grant, grants_in, moved
from regimes.regime import Clock, Prolongation, Regime
from regimes.shelf import Rulebook
from regimes.spans import Uncountable
from regimes.steps import Step
from workflow import calendars, clocks, law, mailing, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.guards import WhyNot


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which the law lets this clock end later; `why_not` where it is used up or shut."""

    kind: str  # pause | extension
    number: int  # of the extension in the file, 0 for a pause
    rule: Prolongation
    used: int
    why_not: WhyNot | None


def ways(regime: Regime, due: Due, work: UnitOfWork) -> tuple[Way, ...]:
    """Every way that the law knows for this clock; empty where it knows none."""
    clock = regime.clocks[due.clock]
    rules = [(PAUSE, 0, clock.pause)] if clock.pause else []
    rules += [(EXTENSION, number, rule) for number, rule in enumerate(clock.extensions)]
    granted = grants_in(due.steps)
    found = []
    for kind, number, rule in rules:
        used = sum(
            one.kind == kind and one.law == rule.source.cited and _same(one, rule)
            for one in granted
        )
        found.append(Way(kind, number, rule, used, _why_not(due, rule, used, work)))
    return tuple(found)


def _same(grant: Grant, rule: Prolongation) -> bool:
    return grant.kind == PAUSE or (grant.amount, grant.unit) == (rule.amount, rule.unit)


def _why_not(due: Due, rule: Prolongation, used: int, work: UnitOfWork) -> WhyNot | None:
    if due.done_at is not None or clocks.is_past(due, work):
        return WhyNot(N_("Not possible: this clock has ended already."))
    if rule.times is not None and used >= rule.times:
        text = N_("Not possible: the law lets this be done only so often: %(times)s.")
        return WhyNot(text, {"times": rule.times})
    return None


def prolong(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    clock: str,
    kind: str,
    number: int = 0,
    amount: int = 0,
    reason: str,
) -> Due:
    """Move a running clock on by what its law allows, and write why; the organiser is told.

    `kind` is extension (its `number` in the file) or pause (`amount` of the rule's unit that the clock
    stood still). NotPossible where the law knows no such thing for this clock, it is used up, or the
    clock has ended; NotAllowed for a person whom the rule does not name; Invalid without a reason.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "clock.prolong", notice, regime.stages[notice.stage])
    due = next((one for one in rows.pending_dues(work, notice) if one.clock == clock), None)
    if due is None or clock not in {one.name for one in regime.pending_clocks(notice.stage)}:
        raise NotPossible(N_("Not possible: this clock does not run any more."))
    way = _way(regime, due, work, kind, number)
    if not actor.holds(notice.unit_id, *way.rule.by):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept with the notice."))
    grant = Grant(
        kind, way.rule.unit or "calendar_day", _amount(way, amount), way.rule.source.cited
    )
    return _move(work, rulebook, regime, notice, due, grant, actor=actor, reason=reason)


def _way(regime: Regime, due: Due, work: UnitOfWork, kind: str, number: int) -> Way:
    known = [way for way in ways(regime, due, work) if way.kind == kind and way.number == number]
    if not known:
        why = unknown(regime.clocks[due.clock])
        raise NotPossible(why.text, **why.values)
    if known[0].why_not is not None:
        raise NotPossible(known[0].why_not.text, **known[0].why_not.values)
    return known[0]


LONGEST_PAUSE = 8_784  # hours of a year, where the law names no limit
NO_MORE_TIME = N_("Not possible: the law knows neither a pause nor more time for this: %(law)s.")


def unknown(clock: Clock) -> WhyNot:
    """The sentence for a clock that the law lets nobody move."""
    return WhyNot(NO_MORE_TIME, {"law": clock.source.cited})


def _amount(way: Way, amount: int) -> int:
    """An extension adds what the rule says; a pause lasts as long as its reason, at most the rule's amount."""
    if way.kind == EXTENSION:
        return way.rule.amount or 0
    if amount < 1:
        raise Invalid("amount", N_("Enter how long the clock stood still, from 1."))
    most = LONGEST_PAUSE if way.rule.amount is None else way.rule.amount
    if amount > most:
        raise Invalid("amount", N_("The law lets it stand still for at most %(most)s."), most=most)
    return amount


def _move(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    due: Due,
    grant: Grant,
    *,
    actor: Actor,
    reason: str,
) -> Due:
    old = due.due_at
    kept = DueDate(
        due.clock, due.side, due.due_at.astimezone(regime.zone), due.consequence,
        tuple(Step.from_json(step) for step in due.steps),
    )  # fmt: skip
    try:
        later = moved(kept, grant, calendars.days_of(work, rulebook, regime), regime.zone)
    except Uncountable as error:
        raise NotPossible(error.text, **error.values) from error
    if later.side == "authority" and later.due_at >= notice.starts_at:
        raise NotPossible(
            N_("Not possible: the event begins before that, and the office can't wait it out.")
        )
    clocks.move(due, later)
    work.flush()
    clocks.refresh(work, notice, regime)
    work.log(
        "due.prolonged",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={
            "clock": due.clock, "kind": grant.kind, "unit": grant.unit, "amount": grant.amount,
            "old": chain.instant(old), "new": chain.instant(later.due_at),
        },
        personal={"reason": reason, "by": actor.name},
    )  # fmt: skip
    mailing.told(work, notice, "prolonged")
    return due
