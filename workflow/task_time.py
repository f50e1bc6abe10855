"""The time of a task passes: its body is reminded at half, at four fifths and at its end, then the chief is told (M20, S10).

Counted from the day on which the task left to the end of its last day. Each once a task, however late this runs and
however often: how far it has come is written with the promise. What was completed, or taken back, is left in peace.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from records import task_rows
from records.tables import Assignment, Notice, Unit
from records.task_rows import Running, TaskRow
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, task_mailing, when
from workflow.actor import SYSTEM
from workflow.body_time import CHIEF, PAGE, part


def to_tell(work: UnitOfWork, rulebook: Rulebook, limit: int = 500) -> list[int]:
    """Tasks about which somebody is to be told now, due soonest first. What is beyond `limit` waits a minute."""
    zones: dict[str, ZoneInfo] = {}
    found: list[int] = []
    page = task_rows.running(work, None, CHIEF, PAGE)
    while page:
        for pin in {one.regime_pin for one in page} - set(zones):
            zones[pin] = law.regime_by_pin(work, rulebook, pin).zone
        found += [one.id for one in page if _reached(one, zones[one.regime_pin], work.now)]
        if len(page) < PAGE or len(found) >= limit:
            break
        page = task_rows.running(work, (page[-1].due_day, page[-1].id), CHIEF, PAGE)
    return found[:limit]


def _reached(one: Running, zone: ZoneInfo, now: datetime) -> bool:
    return part(one.issued_at, when.end_of(one.due_day, zone), now) > one.reminded


def tell(work: UnitOfWork, rulebook: Rulebook, task_id: int) -> int:
    """Promise what is due now about one task: the latest alone where several are. Its part, 0 for nothing."""
    row = work.get(Assignment, task_id)
    if row.issued_at is None or row.done_at is not None or row.dropped_at is not None:
        return 0
    notice = work.get(Notice, row.notice_id)
    ends = when.end_of(row.due_day, law.regime_of(work, rulebook, notice).zone)
    reached = part(row.issued_at, ends, work.now)
    if reached <= row.reminded:
        return 0
    row.reminded = reached
    unit = work.get(Unit, row.unit_id)
    whom = "body" if reached < CHIEF else "chief" if unit.chief_email else "office"
    task_mailing.of_task(work, notice, row, whom, reached)
    work.log(
        "assignment.reminded",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={"assignment": row.number, "unit": unit.code, "part": reached, "whom": whom},
    )
    return reached


def known_late(one: TaskRow, zone: ZoneInfo) -> bool:
    """Whether it was acknowledged after half of its time, when the first reminder leaves."""
    return (
        one.known_at is not None and one.issued_at is not None and one.known_at > _half(one, zone)
    )


def done_late(one: TaskRow, zone: ZoneInfo) -> bool:
    """Whether it was completed after its last day."""
    return one.done_at is not None and one.done_at >= when.end_of(one.due_day, zone)


def _half(one: TaskRow, zone: ZoneInfo) -> datetime:
    left = one.issued_at or one.known_at or when.end_of(one.due_day, zone)
    return left + max(timedelta(0), when.end_of(one.due_day, zone) - left) / 2
