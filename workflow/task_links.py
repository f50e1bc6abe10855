"""A body opens one of its tasks by the link of a mail, without an account: looking does nothing, the button opens it (AD-11)."""

import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo

from records import task_rows
from records.tables import Assignment, AssignmentLink, Notice
from records.unit_of_work import UnitOfWork
from workflow import task_mailing, when
from workflow.drafting import digest

GRACE = timedelta(days=30)
"""So long after its last day an assignment can still be opened by link."""


def make_link(work: UnitOfWork, task_id: int, zone: ZoneInfo) -> str:
    """A fresh secret that opens one assignment; only its hash is kept."""
    row = work.get(Assignment, task_id)
    secret = secrets.token_urlsafe(32)
    last = when.end_of(row.due_day, zone)
    work.add(
        AssignmentLink(
            secret_hash=digest(secret), assignment_id=task_id, made_at=work.now,
            expires_at=max(last, work.now) + GRACE,
        )
    )  # fmt: skip
    work.flush()
    return secret


def open_link(work: UnitOfWork, secret: str) -> int:
    """The button was pressed: which assignment it opens, counted; 0 for none."""
    found = task_rows.link(work, digest(secret))
    if found is None or found.revoked_at is not None or found.expires_at <= work.now:
        return 0
    found.opened += 1
    return found.assignment_id


def send_again(work: UnitOfWork, secret: str) -> None:
    """Promise a mail with a new link for a task that is still to be done; nothing for any other, and nobody can tell."""
    found = task_rows.link(work, digest(secret))
    row = work.get(Assignment, found.assignment_id) if found else None
    if row is not None and row.done_at is None and row.dropped_at is None:
        task_mailing.assigned(work, work.get(Notice, row.notice_id), row, again=True)


def links_of_unit_end(work: UnitOfWork, unit_id: int) -> int:
    """A body's address changed: old links open nothing, each task to be done is mailed to the new one. How many."""
    task_rows.revoke(work, unit_id)
    waiting = task_rows.open_of_unit(work, unit_id)
    for row in waiting:
        task_mailing.assigned(work, work.get(Notice, row.notice_id), row, again=True)
    return len(waiting)
