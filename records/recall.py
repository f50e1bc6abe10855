"""Whose browser it is: asked at every request with a cookie, so in two statements of columns."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from records.accounts import OWN_POSTS, Person, PostRow
from records.people import Account
from records.sessions import Kept
from records.tables import Member, WebSession
from records.unit_of_work import UnitOfWork

_S: Any = WebSession
_A: Any = Account
SESSION = (
    sa.select(
        _S.id_hash, _S.account_id, _S.data, _S.made_at, _S.seen_at, _S.signed_in_at,
        _A.id, sa.func.coalesce(_A.email, ""), _A.name, _A.name_ru, _A.locale, _A.active, _A.demo,
        _A.about_en, _A.about_ru, _A.password.is_not(None), _A.totp_key.is_not(None),
    )
    .join(Account, _A.id == _S.account_id, isouter=True)
    .where(_S.id_hash == sa.bindparam("id_hash"))
)  # fmt: skip
KEPT = 6  # columns of the session; the person's follow

_NOTHING = [sa.cast(sa.null(), one.type) for one in OWN_POSTS.selected_columns][1:]
_MEMBER = sa.select(col(Member.organiser_id), *_NOTHING).where(
    col(Member.account_id) == sa.bindparam("account")
)
HELD = sa.union_all(OWN_POSTS.order_by(None), _MEMBER)
"""What an account holds: its posts of the day, and (without a role) the organisers that it may act for."""


def recall(work: UnitOfWork, id_hash: str, day: date) -> tuple[Kept | None, Person | None]:
    """The session with this hash, and the account that it belongs to with the posts of `day`."""
    found = work.select(SESSION, {"id_hash": id_hash})
    if not found:
        return None, None
    kept, columns = Kept(*found[0][:KEPT]), found[0][KEPT:]
    if columns[0] is None:
        return kept, None
    rows = work.select(HELD, {"day": day, "account": columns[0]})
    posts = tuple(PostRow(*row[1:]) for row in rows if row[1] is not None)
    organisers = frozenset(row[0] for row in rows if row[1] is None)
    return kept, Person(*[*columns, tuple(sorted(posts, key=_made)), organisers])


def _made(post: PostRow) -> int:
    return post.id or 0
