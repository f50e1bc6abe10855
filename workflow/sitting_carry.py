"""What a sitting did not decide goes on: to the agenda of the next sitting, and into the log of the notice."""

from records import commission_rows
from records.tables import AgendaItem, CommissionSitting, Notice
from records.unit_of_work import UnitOfWork
from workflow.actor import SYSTEM


def on(work: UnitOfWork, row: CommissionSitting, item: AgendaItem, notice: Notice) -> None:
    """Put the draft on the next sitting that is called, if there is one; else it waits to be put on an agenda.

    Time writes it, not the secretary, who may have no part in the notice.
    """
    following = commission_rows.following(work, row)
    there = commission_rows.items(work, following.id or 0) if following is not None else []
    put = following is not None and notice.id not in {one.notice_id for one in there}
    if following is not None and put:
        last = max((one.ordinal for one in there), default=0)
        work.add(
            AgendaItem(
                sitting_id=following.id or 0, ordinal=last + 1, notice_id=notice.id or 0,
                decision_id=item.decision_id, written_at=item.written_at,
            )
        )  # fmt: skip
        work.flush()
        work.log(
            "sitting.agenda", actor=SYSTEM, subject=("sitting", following.id or 0),
            details={"notices": [notice.id], "from": row.id},
        )  # fmt: skip
    work.log(
        "commission.undecided", actor=SYSTEM, subject=("notice", notice.id or 0),
        details={
            "sitting": row.id, "item": item.id, "why": item.result, "next": following.id if following and put else None,
            "ayes": item.ayes, "noes": item.noes, "abstained": item.abstained,
        },
    )  # fmt: skip
