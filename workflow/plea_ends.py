"""An objection ends with the decision that it is about: replaced, withdrawn, void."""

from records import plea_rows
from records.tables import Decision, Notice, Plea
from records.unit_of_work import UnitOfWork
from workflow import plea_mailing, pleas
from workflow.actor import SYSTEM


def replaced(work: UnitOfWork, new: Decision) -> None:
    """A new decision left in place of one: what was upheld is done, what was still open is settled by it."""
    work.flush()
    for plea in plea_rows.unsettled(work, new.notice_id):
        if plea.decision_id == new.replaces_id:
            plea.replaced_by_id = new.id
            _end(work, plea)


def road_ended(work: UnitOfWork, notice: Notice) -> None:
    """The notice came to its end without a new decision: withdrawn, void, a duplicate, or by time."""
    for plea in plea_rows.unsettled(work, notice.id or 0):
        _end(work, plea)


def _end(work: UnitOfWork, plea: Plea) -> None:
    open_still = plea.answered_at is None
    if open_still:
        pleas.take(work, plea, "settle", actor=SYSTEM)
    plea.closed_at = work.now
    work.flush()
    if open_still:
        plea_mailing.told(work, plea, "plea-settled")
