"""What time does by itself: a clock ran out and its consequence is written; somebody is reminded."""

from datetime import datetime

from records import near_rows, staff_rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    calendars,
    clocks,
    incidents,
    issuing,
    law,
    mailing,
    recusing,
    roster,
    when,
)
from workflow.actor import SYSTEM
from workflow.roster import USUAL, SilenceRule

PARTS = (50, 80, 100)
"""Reminders leave when so many hundredths of a clock are gone (features D2)."""
PAGE = 500


def lapse(work: UnitOfWork, rulebook: Rulebook, due_id: int) -> str:
    """Apply the consequence of one clock that ran out, once, however late this runs. Returns the stage.

    Where the clock was the office's, the miss is written down as an incident in the same unit. A clock
    that is not pending at the notice's stage has nothing to do any more and is dropped.
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
    left = notice.stage
    arcs.take(
        work, regime, notice, actor=SYSTEM, name=move.name,
        details={"due": due.id, "clock": due.clock, "due_at": due.due_at.isoformat()},
    )  # fmt: skip
    due.done_at, due.result = work.now, "missed"  # the arc let every clock go; this one ran out
    incidents.write(work, regime, notice, due, incidents.LAPSED, stage=left)
    _write_to_both(work, regime, notice, due, move.verb)
    return notice.stage


def missed(work: UnitOfWork, rulebook: Rulebook, due_id: int, what: str = "unanswered") -> None:
    """Write an incident, once, for a clock of the office that ran out without a consequence being written.

    The law attaches none (`unanswered`; the clock runs on and is seen as late), or it could not be
    applied (`stuck`) and a person has to look.
    """
    due = work.get(Due, due_id)
    notice = work.get(Notice, due.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    if due.done_at is None and due.clock in running and clocks.is_past(due, work):
        incidents.write(work, regime, notice, due, what)


def _write_to_both(work: UnitOfWork, regime: Regime, notice: Notice, due: Due, verb: str) -> None:
    """Silence is never silent: the organiser gets the note or a mail, the office is told of its miss."""
    if regime.stages[notice.stage].letter == "deemed-agreed":
        issuing.deemed_agreed(work, regime, notice, due)
    else:
        mailing.told(work, notice, verb)
    mailing.moved(work, notice, verb)


def remind(work: UnitOfWork, rulebook: Rulebook, due_id: int, rule: SilenceRule = USUAL) -> int:
    """Promise the reminder that is due now, if any; the later one wins when several are. Returns its part.

    Of the office's clock it goes to the owner; out of office hours to who is on duty, if anybody is.
    """
    due = work.get(Due, due_id)
    part = _part(due, work.now)
    if due.done_at is not None or part <= due.reminded:
        return 0
    due.reminded = part
    notice = work.get(Notice, due.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    mailing.reminder(work, notice, due, part, _reached(work, rulebook, regime, notice, rule))
    return part


def _reached(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, rule: SilenceRule
) -> int | None:
    """Whom a reminder reaches at this hour; None is the office's own address."""
    if not roster.is_open(calendars.days_of(work, rulebook, regime), rule, work.now, regime.zone):
        shifts = staff_rows.on_duty(work, notice.unit_id, work.now)
        duty = recusing.without(work, [one.account_id for one in shifts], notice.id)
        if duty:
            return duty[0]
    people = staff_rows.present(work, when.local(work.now, regime.zone).date())
    owner = notice.owner_id
    return owner if roster.is_at_work(people, owner, notice.unit_id) else None


def _hundredths(start: datetime, end: datetime, now: datetime) -> int:
    whole = (end - start).total_seconds()
    return 100 if whole <= 0 else int(100 * (now - start).total_seconds() / whole)


def overdue(work: UnitOfWork, limit: int = 200) -> list[int]:
    """Clocks that ran out and wait for their consequence, the oldest first; those that are stuck come last."""
    return near_rows.overdue(work, work.now - clocks.LAST_SECOND, limit)


def unanswered(work: UnitOfWork, rulebook: Rulebook, limit: int = 200) -> list[int]:
    """Terms of the law that ran out, to which it attaches nothing, and that nobody wrote down yet."""
    moment = work.now - clocks.LAST_SECOND
    of_law = [
        (pin, clock)
        for pin, clock in near_rows.unanswered_clocks(work, moment)
        if law.regime_by_pin(work, rulebook, pin).clocks[clock].statutory
    ]
    return near_rows.unanswered(work, moment, of_law, limit)


def to_remind(work: UnitOfWork, limit: int = 500) -> list[int]:
    """Clocks of which half, four fifths or all is gone and nobody was told yet, the nearest first.

    Every clock that runs is looked at, however many there are; what is beyond `limit` has its turn next minute.
    """
    found: list[int] = []
    page = near_rows.running(work, near_rows.START, PAGE)
    while page:
        found += [one.due_id for one in page if _part(one, work.now) > one.reminded]
        if len(page) < PAGE or len(found) >= limit:
            break
        after = (page[-1].due_at, page[-1].due_id)
        page = near_rows.running(work, after, PAGE)
    return found[:limit]


def _part(of: Due | near_rows.Running, now: datetime) -> int:
    """The latest part of a clock that is gone, of those that somebody is reminded of."""
    gone = _hundredths(of.set_at, of.due_at, now)
    return max((part for part in PARTS if part <= gone), default=0)
