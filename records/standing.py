"""How the account of a mailbox stands: what decides which mail it gets that asks to sign in."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from records.accounts import plain_email
from records.people import Account
from records.tables import Post
from records.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which mail a mailbox gets that asks to sign in."""

    active: bool
    has_key: bool
    demo: bool
    has_posts: bool


def of_mailbox(work: UnitOfWork, email: str, day: date) -> Standing | None:
    """How the account with this address stands on `day`; one question, known or not, so that its time tells nothing."""
    held = sa.select(col(Post.id)).where(
        col(Post.account_id) == col(Account.id),
        col(Post.from_day) <= day,
        sa.or_(col(Post.to_day).is_(None), col(Post.to_day) >= day),
    )
    row = work.session.execute(
        sa.select(
            col(Account.active),
            col(Account.totp_key).is_not(None),
            col(Account.demo),
            held.exists(),
        ).where(col(Account.email) == plain_email(email))
    ).first()
    return None if row is None else Standing(*map(bool, row))
