"""What time does by itself: a clock ran out and its consequence is written; somebody is reminded."""

from datetime import datetime

from records import rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import arcs, clocks, issuing, law, mailing
from workflow.actor import SYSTEM

PARTS = (50, 80, 100)
"""Reminders leave when so many hundredths of a clock are gone (features D2)."""


def lapse(work: UnitOfWork, rulebook: Rulebook, due_id: int) -> str:
    """Apply the consequence of one clock that ran out, once, however late this runs. Returns the stage.

    A clock that is not pending at the notice's stage has nothing to do any more and is dropped.
    """
    due = work.get(Due, due_id)
    notice = work.get(Notice, due.notice_id)
    if due.done_at is not None or not due.consequence or not clocks.is_past(due, work):
        return notice.stage
    regime = law.regime_of(work, rulebook, notice)
    move = regime.move_for(due.consequence, notice.stage)
    pending = {clock.name for clock in regime.pending_clocks(notice.stage)}
    if move is None or due.clock not in pending:
        clocks.stop(work, notice, "dropped", clock=due.clock)
        clocks.refresh(work, notice, regime)
        return notice.stage
    arcs.take(
        work, regime, notice, actor=SYSTEM, name=move.name,
        details={"due": due.id, "clock": due.clock, "due_at": due.due_at.isoformat()},
    )  # fmt: skip
    due.done_at, due.result = work.now, "missed"  # the arc let every clock go; this one ran out
    _write_to_both(work, regime, notice, due, move.verb)
    return notice.stage


def _write_to_both(work: UnitOfWork, regime: Regime, notice: Notice, due: Due, verb: str) -> None:
    """Silence is never silent: the organiser gets the note or a mail, the office is told of its miss."""
    if regime.stages[notice.stage].letter == "deemed-agreed":
        issuing.deemed_agreed(work, regime, notice, due)
    else:
        mailing.told(work, notice, verb)
    mailing.moved(work, notice, verb)


def remind(work: UnitOfWork, due_id: int) -> int:
    """Promise the reminder that is due now, if any; the later one wins when several are. Returns its part."""
    due = work.get(Due, due_id)
    gone = _hundredths(due.set_at, due.due_at, work.now)
    part = max((part for part in PARTS if part <= gone), default=0)
    if due.done_at is not None or part <= due.reminded:
        return 0
    due.reminded = part
    mailing.reminder(work, work.get(Notice, due.notice_id), due, part)
    return part


def _hundredths(start: datetime, end: datetime, now: datetime) -> int:
    whole = (end - start).total_seconds()
    return 100 if whole <= 0 else int(100 * (now - start).total_seconds() / whole)


def overdue(work: UnitOfWork, limit: int = 200) -> list[int]:
    """Clocks that ran out and wait for their consequence, the oldest first."""
    return rows.overdue(work, work.now - clocks.LAST_SECOND, limit)


def to_remind(work: UnitOfWork, limit: int = 500) -> list[int]:
    """Clocks of which half, four fifths or all is gone and nobody was told yet."""
    return [
        due.id or 0
        for due in rows.running(work, limit)
        if max(
            (part for part in PARTS if part <= _hundredths(due.set_at, due.due_at, work.now)),
            default=0,
        )
        > due.reminded
    ]
