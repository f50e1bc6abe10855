"""How often something was tried of late (AD-12): one row a try, in the database, seen by every process.

Units of work take turns, so two tries at once are counted as two.
"""

from datetime import datetime, timedelta

from sqlmodel import col, delete, select

from records.tables import RateCount
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into


def tries(work: UnitOfWork, bucket: str, within: timedelta) -> tuple[int, list[datetime]]:
    """How many tries the bucket holds that are younger than `within`, and when, oldest first."""
    rows = (
        select(RateCount.count, RateCount.window_at)
        .where(RateCount.bucket == bucket, col(RateCount.window_at) > work.now - within)
        .order_by(col(RateCount.window_at))
    )
    found = work.session.exec(rows).all()
    return sum(number for number, _ in found), [at for _, at in found]


def note(work: UnitOfWork, bucket: str, amount: int = 1) -> None:
    """Count one try now, or so much of what is weighed and not counted."""
    row = insert_into(work.session, RateCount).values(
        bucket=bucket, window_at=work.now, count=amount
    )
    work.session.execute(
        row.on_conflict_do_update(
            index_elements=["bucket", "window_at"], set_={"count": RateCount.count + amount}
        )
    )


def forget(work: UnitOfWork, bucket: str) -> None:
    """Start the bucket anew, after it went well."""
    work.session.exec(delete(RateCount).where(col(RateCount.bucket) == bucket))


def sweep(work: UnitOfWork, before: datetime) -> int:
    """Throw away tries older than that; how many rows."""
    return int(
        work.session.exec(delete(RateCount).where(col(RateCount.window_at) < before)).rowcount
    )
