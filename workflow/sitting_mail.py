"""The members of a commission are told of a sitting: that it is called, that it is called off.

The mail names day, hour, place and nothing of the agenda: a member may have an interest in a notice that stands on it.
"""

from records import commission_rows
from records.tables import CommissionSitting
from records.unit_of_work import UnitOfWork

CALLED, DROPPED = "called", "dropped"


def tell(work: UnitOfWork, row: CommissionSitting, change: str) -> None:
    """Promise one mail to each member with a seat on the day of the sitting."""
    for seat in commission_rows.seats(work, row.commission_id, row.starts_at.date()):
        work.promise(
            "mail",
            f"mail:sitting-{change}:{row.id}:{seat.account_id}",
            {
                "mail": "desk-sitting", "to": "office", "account": seat.account_id,
                "sitting": row.id, "change": change,
            },
        )  # fmt: skip
