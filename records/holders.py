"""Who holds a role on a day, to be written to; the posts themselves are in accounts.py."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from records.people import Account
from records.tables import Post
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Holder:
    """An account that holds a role, with where and in which language it is written to."""

    id: int
    email: str
    name: str
    locale: str


def holding(work: UnitOfWork, roles: tuple[str, ...], day: date) -> list[Holder]:
    """Active accounts with an address that hold one of these roles on a day, each once."""
    rows = (
        sa.select(col(Account.id), col(Account.email), col(Account.name), col(Account.locale))
        .join(Post, col(Post.account_id) == col(Account.id))
        .where(col(Post.role).in_(roles), col(Post.from_day) <= day)
        .where(sa.or_(col(Post.to_day).is_(None), col(Post.to_day) >= day))
        .where(col(Account.active), col(Account.email).is_not(None))
        .order_by(col(Account.id))
        .distinct()
    )
    return [
        Holder(id_ or 0, email or "", name, locale)
        for id_, email, name, locale in work.session.execute(rows)
    ]
