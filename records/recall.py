"""Whose browser it is: asked at every request with a cookie, so in two statements of columns."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from records.accounts import OWN_POSTS, Person, PostRow
from records.people import Account
from records.seats import SEATS, of_rows
from records.sessions import Kept
from records.tables import InterestYear, Member, Recusal, WebSession
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
_SEAT = SEATS.subquery()
SEAT = "organisation"  # in place of a unit's kind
_SEATS = sa.select(
    _SEAT.c[0], _SEAT.c[1], _SEAT.c[2], sa.literal(""), sa.literal(SEAT), _SEAT.c[3], *_NOTHING[-3:]
)
_R: Any = Recusal
_Y: Any = InterestYear
RECUSAL, DECLARED = "recusal", "declared"  # in place of a unit's kind, too
_MARKED = (sa.literal(""), *_NOTHING[1:3])
_RECUSED = sa.select(_R.notice_id, *_MARKED, sa.literal(RECUSAL), *_NOTHING[4:]).where(
    _R.account_id == sa.bindparam("account"), _R.lifted_at.is_(None)
)
_YEARS = sa.select(
    _Y.id, *_MARKED, sa.literal(DECLARED), *_NOTHING[4:6], _Y.until_day, _NOTHING[7]
).where(_Y.account_id == sa.bindparam("account"))
HELD: Any = sa.union_all(OWN_POSTS.order_by(None), _MEMBER, _SEATS, _RECUSED, _YEARS)
"""What an account holds: its posts of the day, (without a role) its own organisers, its seats in organisations;
the notices in which it has no part; until when it declared its interests."""
MARKS = frozenset({SEAT, RECUSAL, DECLARED})


def recall(work: UnitOfWork, id_hash: str, day: date) -> tuple[Kept | None, Person | None]:
    """The session with this hash, and the account that it belongs to with the posts of `day`."""
    found = work.select(SESSION, {"id_hash": id_hash})
    if not found:
        return None, None
    kept, columns = Kept(*found[0][:KEPT]), found[0][KEPT:]
    if columns[0] is None:
        return kept, None
    rows = work.select(HELD, {"day": day, "account": columns[0]})
    seats = [row for row in rows if row[4] == SEAT]
    posts = tuple(PostRow(*row[1:]) for row in rows if row[1] is not None and row[4] not in MARKS)
    organisers = frozenset(row[0] for row in rows if row[1] is None)
    held = of_rows((row[0], row[1], row[2], row[5]) for row in seats)
    recused = frozenset(row[0] for row in rows if row[4] == RECUSAL)
    until = max((row[7] for row in rows if row[4] == DECLARED), default=None)
    made = [*columns, tuple(sorted(posts, key=_made)), organisers, held, recused, until]
    return kept, Person(*made)


def _made(post: PostRow) -> int:
    return post.id or 0
