"""What an account may delete of its own: drafts, and how its organisers were reached."""

from typing import Any

from sqlalchemy import delete, func, or_, select, update

from records.tables import Draft, Notice, Organiser, SearchKey
from records.unit_of_work import UnitOfWork

D: Any = Draft
K: Any = SearchKey
N: Any = Notice
O: Any = Organiser  # noqa: E741 - the table, as in the other modules of named reads


def drafts_of(account_id: int) -> Any:
    """The condition for the drafts of an account that were not filed."""
    return (D.account_id == account_id) & D.filed_notice_id.is_(None)


def draft_count(work: UnitOfWork, account_id: int) -> int:
    """How many drafts the account has that were not filed."""
    rows = select(func.count()).select_from(Draft).where(drafts_of(account_id))
    return int(work.session.execute(rows).scalar_one())


def with_contact(work: UnitOfWork, organisers: frozenset[int]) -> frozenset[int]:
    """Those of these organisers whose telephone or e-mail still stands there."""
    rows = select(O.id).where(O.id.in_(sorted(organisers)), or_(O.phone != "", O.email != ""))
    return frozenset(int(one) for one in work.session.execute(rows).scalars())


def blank_contact(work: UnitOfWork, organisers: frozenset[int]) -> None:
    """Telephone and e-mail go, also from what notices are found by."""
    mine = select(N.id).where(N.organiser_id.in_(sorted(organisers)))
    work.session.execute(delete(SearchKey).where(K.notice_id.in_(mine), K.kind == "phone"))
    work.session.execute(
        update(Organiser).where(O.id.in_(sorted(organisers))).values(phone="", email="")
    )
