"""A date that a recount holds is looked at by a person: the corrected one counts, or the one that was told stays."""

from datetime import datetime

from records import calendar_rows, rows
from records.errors import Missing
from records.tables import MovedDate, Notice, Recount
from records.unit_of_work import UnitOfWork
from regimes.counting import recount
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import calendar_moves, calendars, clocks, judging, law, mailing, policy, recounting
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotPossible


def settle(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, moved_id: int, counts: bool, reason: str
) -> Notice:
    """Let the corrected date count, or leave the one that was told. Once, by the head, with a reason.

    What the corrected date means in law follows at the worker's next look, with its mails; never here.
    Raises NotAllowed, Missing, Invalid without a reason, NotPossible where nothing is held any more.
    """
    moved = work.get(MovedDate, moved_id)
    notice = work.get(Notice, moved.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "calendar.settle", notice, regime.stages[notice.stage])
    if moved.outcome not in {"held", "uncounted"} or moved.settled_at is not None:
        raise NotPossible(N_("Not possible: somebody looked at this date already."))
    if not reason.strip():
        raise Invalid("note", N_("Say why: the reason is kept with the notice."))
    if counts and (notice.closed_at is not None or moved.outcome == "uncounted"):
        raise NotPossible(N_("Not possible: there is no corrected date that could count any more."))
    moved.settled_at, moved.settled_by = work.now, actor.account_id
    work.flush()
    work.log(
        "date.settled",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"clock": moved.clock, "counts": counts, "recount": moved.recount_id},
        personal={"note": reason.strip(), "by": actor.name},
    )
    if counts:
        correction = work.get(Recount, moved.recount_id).correction_id
        if moved.clock:
            _clock(work, rulebook, regime, notice, moved, actor, correction)
        else:
            _window(work, rulebook, regime, notice, moved, actor, correction)
        clocks.refresh(work, notice, regime)
        mailing.own_date_moved(work, notice, moved.recount_id)
    return notice


def _content(work: UnitOfWork, regime: Regime, notice: Notice) -> Content:
    found = calendar_rows.open_notices(work, [regime.pin], limit=1, only=[notice.id or 0])
    if not found:
        raise Missing(f"Notice {notice.reference} is not open.")
    return calendar_moves.content_of(found[0])


def _clock(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    moved: MovedDate,
    actor: Actor,
    correction: int | None,
) -> None:
    """The running clock ends where the calendar of this moment says."""
    due = next((one for one in rows.pending_dues(work, notice) if one.clock == moved.clock), None)
    if due is None:
        raise NotPossible(N_("Not possible: this clock does not run any more."))
    began = law.clocks_from(notice) if regime.clocks[due.clock].starts == "receipt" else due.set_at
    calendar = calendars.days_of(work, rulebook, regime)
    filing = law.filing_of(_content(work, regime, notice), regime, law.clocks_from(notice))
    counted = recount(regime, calendar, due.clock, began, filing, due.steps)
    old: datetime = due.due_at
    clocks.move(due, counted)
    work.flush()
    recounting.log_move(
        work, notice, actor=actor, clock=due.clock, old=old, new=counted.due_at,
        correction=correction, recount=moved.recount_id,
    )  # fmt: skip


def _window(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    moved: MovedDate,
    actor: Actor,
    correction: int | None,
) -> None:
    """The verdict is the one of the calendar of this moment, with the clocks that belong to it."""
    calendar = calendars.days_of(work, rulebook, regime)
    found = judging.of_notice(regime, calendar, _content(work, regime, notice), notice)
    verdict = (notice.window, found.verdict)
    recounting.turned(work, notice, found.dues, found.verdict)
    recounting.log_turn(
        work, notice, actor=actor, verdict=verdict, correction=correction, recount=moved.recount_id
    )
