"""The organiser gave an answered event up, or that was entered wrongly: what closes with it, and who is told.

Bodies that were asked and bodies with a task hear of it once each, by mail; open tasks, unanswered questions about
posts and cover and an open objection end (workflow/plea_ends.py), conditions in force are asked of nobody. The
decision and its letter stay as they are.
"""

from records import rows, task_rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow.actor import Actor


def follows(work: UnitOfWork, notice: Notice, verb: str, actor: Actor) -> None:
    """What follows from `cancel` or `restore` beside the arc. What was closed is not opened again: it is given anew."""
    units = {row.unit_id for row in rows.consultations(work, notice)}
    tasks = task_rows.of_notice(work, notice.id or 0)
    units |= {row.unit_id for row in tasks if row.issued_at is not None}
    if verb == "cancel":
        for row in tasks:
            if row.done_at is None and row.dropped_at is None:
                row.dropped_at = work.now
        for asked in task_rows.resources(work, notice.id or 0):
            if asked.agreed_at is None:
                asked.dropped_at = work.now
    work.flush()
    for unit_id in sorted(units):
        _tell_body(work, notice, unit_id, f"body-{verb}")


def _tell_body(work: UnitOfWork, notice: Notice, unit_id: int, name: str) -> None:
    """To a body that counts on the event, whether it was asked or has a task; once for each such step."""
    work.promise(
        "mail",
        f"mail:{name}:{notice.id}:{unit_id}:{notice.revision}",
        {"mail": name, "notice": notice.id, "unit": unit_id, "to": "unit"},
    )
