"""The time of a body passes: reminded at half, at four fifths and at its end, then its chief is told (M20).

Each once a question, however late this runs and however often: how far it has come is written with the promise.
Nobody is waited for longer by it: the office goes on without an answer.
"""

from datetime import datetime

from records import body_rows
from records.near_rows import START
from records.tables import Consultation, Notice, Unit
from records.unit_of_work import UnitOfWork
from workflow import mailing
from workflow.actor import SYSTEM

PARTS = (50, 80, 100)
"""Reminders go to the body when so many hundredths of its time are gone."""
CHIEF = 110
"""And when a tenth more than its time is gone, its chief is told, or the office where no chief is known."""
PAGE = 500


def part(asked_at: datetime, due_at: datetime, now: datetime) -> int:
    """The latest part of a body's time that is gone, of those at which somebody is told; 0 for none."""
    whole = (due_at - asked_at).total_seconds()
    gone = CHIEF if whole <= 0 else int(100 * (now - asked_at).total_seconds() / whole)
    return max((one for one in (*PARTS, CHIEF) if one <= gone), default=0)


def to_tell(work: UnitOfWork, limit: int = 500) -> list[int]:
    """Questions about which somebody is to be told now, due soonest first. What is beyond `limit` waits a minute."""
    found: list[int] = []
    page = body_rows.waited_for(work, START, CHIEF, PAGE)
    while page:
        found += [one.id for one in page if part(one.asked_at, one.due_at, work.now) > one.reminded]
        if len(page) < PAGE or len(found) >= limit:
            break
        page = body_rows.waited_for(work, (page[-1].due_at, page[-1].id), CHIEF, PAGE)
    return found[:limit]


def tell(work: UnitOfWork, consultation_id: int) -> int:
    """Promise what is due now about one question: the later one alone where several are. Its part, 0 for nothing."""
    row = work.get(Consultation, consultation_id)
    notice = work.get(Notice, row.notice_id)
    reached = part(row.asked_at, row.due_at, work.now)
    settled = row.answered_at is not None or row.closed_at is not None
    if settled or notice.closed_at is not None or reached <= row.reminded:
        return 0
    row.reminded = reached
    unit = work.get(Unit, row.unit_id)
    if reached < CHIEF:
        whom = "body"
        mailing.body_reminded(work, notice, row, reached)
    else:
        whom = "chief" if unit.chief_email else "office"
        mailing.body_silent(work, notice, row, whom)
    work.log(
        "consultation.reminded",
        actor=SYSTEM,
        subject=("notice", notice.id or 0),
        details={"consultation": row.id, "unit": unit.code, "part": reached, "whom": whom},
    )
    return reached
