"""What a letter says of agreed posts and of assignments to bodies, in its own language."""

from datetime import date
from zoneinfo import ZoneInfo

import letters.letter as paper
from records import bargain_rows, rows, task_rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow import resources, when


def agreed_on(work: UnitOfWork, notice_id: int, locale: str) -> tuple[paper.FactRow, ...]:
    """Posts, stewards and cover that both sides agreed on, by organisation and number."""
    return tuple(
        paper.FactRow(label=one.title.in_(locale), value=resources.said(one, locale))
        for one in resources.of_notice(work, notice_id)
        if one.agreed_at is not None
    )


def taken(work: UnitOfWork, notice_id: int, zone: ZoneInfo) -> tuple[date | None, tuple[str, ...]]:
    """The day of the counter-offer whose place and time the notice now has, and what was undertaken in it; else none."""
    found = [one for one in bargain_rows.counters(work, notice_id) if one.answer == "taken"]
    if not found or rows.version(work, work.get(Notice, notice_id)).why != "counter-accepted":
        return None, ()
    return when.local(found[-1].made_at, zone).date(), tuple(found[-1].conditions)


def tasks(work: UnitOfWork, notice_id: int, locale: str) -> tuple[paper.Task, ...]:
    """Assignments that stand, with their numbers; one that was taken back leaves its number empty."""
    return tuple(
        paper.Task(
            number=one.number, body=one.unit_ru if locale == "ru" else one.unit_en, text=one.text,
            due=one.due_day,
        )
        for one in task_rows.tasks(work, notice_id)
        if one.dropped_at is None
    )  # fmt: skip
