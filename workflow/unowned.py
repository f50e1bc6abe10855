"""Notices near the end of a clock that nobody at work answers for: what is left after climbing gave owners."""

from datetime import UTC, date, datetime, timedelta

from records import near_rows, staff_rows
from records.unit_of_work import UnitOfWork
from workflow import clocks, roster

PAGE = 500


def count(work: UnitOfWork, within: timedelta, day: date) -> int:
    """How many running clocks of the office whose silence has an effect end within that time, with no owner
    who is at work on `day`.
    """
    people = staff_rows.present(work, day)
    found, after = 0, (datetime.min.replace(tzinfo=UTC), 0)
    while True:
        page = near_rows.near(work, work.now - clocks.LAST_SECOND, work.now + within, after, PAGE)
        found += sum(not roster.is_at_work(people, one.owner_id, one.unit_id) for one in page)
        if len(page) < PAGE:
            return found
        after = (page[-1].due_at, page[-1].due_id)
