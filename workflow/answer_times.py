"""How long answers take, for everybody: counts and medians by month and kind, nothing about a person or a case."""

from collections.abc import Iterator
from datetime import date, datetime, time
from statistics import median
from zoneinfo import ZoneInfo

from records import answer_rows
from records.answer_rows import Counted
from records.unit_of_work import UnitOfWork

__all__ = ["FEWEST", "Counted", "count", "shown"]

FEWEST = 5
"""With fewer answers of a kind in a month no median is shown: it would tell of single notices."""
SHOWN = 12
"""Months on the page."""


def count(work: UnitOfWork, zone: ZoneInfo) -> int:
    """Count the month that runs and the one before anew, and what was never counted. How many months."""
    first = answer_rows.first_answer(work)
    if first is None:
        return 0
    now = work.now.astimezone(zone).date()
    done = answer_rows.counted_to(work)
    from_ = first.astimezone(zone).date() if not done else _before(now.replace(day=1))
    if done and done < f"{from_:%Y-%m}":  # the worker slept for months
        from_ = date.fromisoformat(f"{done}-01")
    months = list(_months(from_.replace(day=1), now))
    for month in months:
        answer_rows.keep(work, f"{month:%Y-%m}", list(_of_month(work, month, zone)))
    return len(months)


def _of_month(work: UnitOfWork, month: date, zone: ZoneInfo) -> Iterator[Counted]:
    taken: dict[tuple[str, str], list[float]] = {}
    for pin, kind, received, answered in answer_rows.answered_between(
        work, _begins(month, zone), _begins(_next(month), zone)
    ):
        minutes = (answered - received).total_seconds() / 60
        taken.setdefault((pin.partition("@")[0], kind), []).append(minutes)
    for (regime_id, kind), minutes_ in sorted(taken.items()):
        yield Counted(f"{month:%Y-%m}", regime_id, kind, len(minutes_), round(median(minutes_)))


def shown(work: UnitOfWork, zone: ZoneInfo) -> list[Counted]:
    """The last months as they were counted, the newest first; the page leaves out what is too few."""
    since = work.now.astimezone(zone).date().replace(day=1)
    for _ in range(SHOWN - 1):
        since = _before(since)
    return answer_rows.newest(work, f"{since:%Y-%m}")


def _begins(month: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(month, time(), tzinfo=zone)


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = _next(first)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
