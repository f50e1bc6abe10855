"""Interests and recusals, read. A page of recusals shows nobody the notices from which they are recused themselves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from records.people import Account
from records.scope import Scope
from records.scoped import reach
from records.tables import Interest, InterestYear, NoInterest, Notice, Recusal, SearchKey
from records.unit_of_work import UnitOfWork

R: Any = Recusal
I: Any = Interest  # noqa: E741 - the table, as in the other modules of named reads
Y: Any = InterestYear
A: Any = Account
N: Any = Notice
K: Any = SearchKey
NONE: Any = NoInterest
MAKER: Any = aliased(Account)

_OF = select(R.notice_id).where(R.account_id == bindparam("account"), R.lifted_at.is_(None))
_UNTIL = select(func.max(Y.until_day)).where(Y.account_id == bindparam("account"))


def recused_of(work: UnitOfWork, account_id: int) -> frozenset[int]:
    """Notices from which the account is recused now; asked at every request of the staff."""
    return frozenset(row[0] for row in work.select(_OF, {"account": account_id}))


def declared_until(work: UnitOfWork, account_id: int) -> date | None:
    """The last day of the declaration in force, None where there never was one."""
    found = work.select(_UNTIL, {"account": account_id})
    until: date | None = found[0][0]
    return until


def recused_from(work: UnitOfWork, notice_id: int) -> frozenset[int]:
    """Accounts that have no part in the notice now."""
    rows = select(R.account_id).where(R.notice_id == notice_id, R.lifted_at.is_(None))
    return frozenset(work.session.execute(rows).scalars())


def said_none(work: UnitOfWork, account_id: int, notice_id: int) -> bool:
    """Whether the person said before that they have no interest in the notice."""
    rows = select(NONE.id).where(NONE.account_id == account_id, NONE.notice_id == notice_id)
    return work.session.execute(rows).first() is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing interest in force."""

    id: int
    account_id: int
    kind: str
    words: str
    keys: tuple[str, ...]
    entered_at: datetime


def standing(work: UnitOfWork, account_id: int | None = None) -> tuple[Standing, ...]:
    """Standing interests in force, of one person or of all; at most a few a person."""
    rows = select(I.id, I.account_id, I.kind, I.words, I.keys, I.entered_at)
    rows = rows.where(I.ended_at.is_(None)).order_by(I.id)
    if account_id is not None:
        rows = rows.where(I.account_id == account_id)
    return tuple(_standing(*row) for row in work.session.execute(rows))


def _standing(id_: int, account: int, kind: str, words: str, keys: Any, at: datetime) -> Standing:
    return Standing(id_, account, kind, words, tuple(keys), at)


def meant(work: UnitOfWork, kind: str, keys: Collection[str], most: int) -> list[int]:
    """Notices that have all these words among those they are found by, at most `most` of them."""
    which = {"organiser": "name", "place": "place"}[kind]
    longest, *others = sorted(keys, key=len, reverse=True)
    rows = select(K.notice_id).where(K.kind == which, K.key == longest).distinct()
    for key in others:
        other = aliased(SearchKey)
        more: Any = other
        rows = rows.where(
            exists().where(more.notice_id == K.notice_id, more.kind == which, more.key == key)
        )
    return list(work.session.execute(rows.limit(most)).scalars())


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """One line of the register of recusals."""

    id: int
    account_id: int
    name: str
    name_ru: str
    reference: str
    unit_id: int
    source: str
    reason: str
    words: str
    made_at: datetime
    maker: str
    lifted_at: datetime | None
    lift_reason: str
    maker_ru: str = ""


def _lines() -> Any:
    return (
        select(
            R.id, R.account_id, A.name, A.name_ru, N.reference, N.unit_id, R.source, R.reason,
            func.coalesce(I.words, ""), R.made_at, func.coalesce(MAKER.name, ""), R.lifted_at, R.lift_reason,
            func.coalesce(MAKER.name_ru, ""),
        )
        .join(Account, A.id == R.account_id)
        .join(Notice, N.id == R.notice_id)
        .outerjoin(Interest, I.id == R.interest_id)
        .outerjoin(MAKER, MAKER.id == R.made_by)
    )  # fmt: skip


def page(
    work: UnitOfWork,
    scope: Scope,
    *,
    state: str = "",
    account_id: int | None = None,
    before: int | None = None,
    limit: int = 25,
) -> tuple[RecusalRow, ...]:
    """Lines of notices in the reader's reach, the newest first. `state`: standing | lifted | '' (all)."""
    rows = _lines().where(reach(scope))
    if state:
        rows = rows.where(
            R.lifted_at.is_(None) if state == "standing" else R.lifted_at.is_not(None)
        )
    if account_id is not None:
        rows = rows.where(R.account_id == account_id)
    if before is not None:
        rows = rows.where(R.id < before)
    found = work.session.execute(rows.order_by(R.id.desc()).limit(limit))
    return tuple(RecusalRow(*row) for row in found)


def line(work: UnitOfWork, scope: Scope, number: int) -> RecusalRow | None:
    """One line, if its notice is in reach."""
    found = work.session.execute(_lines().where(R.id == number, reach(scope))).first()
    return RecusalRow(*found) if found else None


def stands(work: UnitOfWork, account_id: int, notice_ids: Iterable[int]) -> frozenset[int]:
    """Which of these notices the account is recused from already."""
    rows = select(R.notice_id).where(
        R.account_id == account_id, R.lifted_at.is_(None), R.notice_id.in_(sorted(notice_ids))
    )
    return frozenset(work.session.execute(rows).scalars())
