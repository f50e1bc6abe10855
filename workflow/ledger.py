"""The clock ledger of a notice: every date that the law gave it, open to its rule, its counting and its fate (A01)."""

from dataclasses import dataclass

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import Judgement, Uncountable
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import calendars, judging, policy, prolonging, seeing, versions
from workflow.actor import Actor
from workflow.guards import WhyNot
from workflow.prolonging import Way
from workflow.views import DueView, NoticeView


@dataclass(frozen=True, slots=True)
class Line:
    """One clock as it was set: `ways` to move it on, or `no_more` where its law knows none."""

    due: DueView
    runs: bool  # counts at this stage, and has not ended
    ways: tuple[Way, ...] = ()
    no_more: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The page: the window as it is counted now, and every clock, those that run first."""

    view: NoticeView
    window: Judgement | None  # None where the calendar lacks a year, or an input is missing
    lines: tuple[Line, ...]
    may_prolong: bool


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Ledger:
    """The dates of a notice for whoever may read it. Missing out of reach."""
    view = seeing.notice_page(work, rulebook, actor=actor, reference=reference)
    notice = work.get(Notice, view.card.row.id)
    regime = view.regime
    may = policy.allows(actor, "clock.prolong", notice, regime.stages[notice.stage])
    pending = {due.clock: due for due in rows.pending_dues(work, notice)}
    lines = []
    for due in view.dues:
        runs = due.running and due.done_at is None
        row = pending.get(due.clock) if runs else None
        ways = prolonging.ways(regime, row, work) if row is not None else ()
        clock = regime.clocks[due.clock]
        lines.append(Line(due, runs, ways, None if ways else prolonging.unknown(clock)))
    return Ledger(view, judged(work, rulebook, regime, notice), tuple(lines), may)


def judged(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice
) -> Judgement | None:
    """What the law says of the notice as it stands; None where that can't be counted."""
    content = versions.content_of(work, notice)
    try:
        return judging.of_notice(regime, calendars.days_of(work, rulebook, regime), content, notice)
    except Uncountable:
        return None
