"""Commissions, read: who has a seat on a day, sittings, agendas, presence and votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from records.people import Account
from records.tables import (
    AgendaItem,
    Commission,
    CommissionMember,
    CommissionPresence,
    CommissionSitting,
    CommissionVote,
    Decision,
    Notice,
    Recusal,
    SittingMinutes,
)
from records.unit_of_work import UnitOfWork

C: Any = Commission
M: Any = CommissionMember
S: Any = CommissionSitting
I: Any = AgendaItem  # noqa: E741 - the table, as in the other modules of named reads
P: Any = CommissionPresence
V: Any = CommissionVote
D: Any = Decision
N: Any = Notice
A: Any = Account
R: Any = Recusal
MIN: Any = SittingMinutes


def agreed(work: UnitOfWork, decision_id: int, written_at: datetime) -> bool:
    """Whether a commission voted for this draft, as it was written then."""
    rows = select(I.id).where(
        I.decision_id == decision_id, I.written_at == written_at, I.result == "carried"
    )
    return work.session.execute(rows).first() is not None


def on_an_agenda(work: UnitOfWork, decision_id: int) -> bool:
    """Whether the draft stands on the agenda of a sitting that is not over."""
    rows = select(I.id).join(CommissionSitting, S.id == I.sitting_id)
    rows = rows.where(
        I.decision_id == decision_id, I.result == "", S.state.in_(("planned", "open"))
    )
    return work.session.execute(rows).first() is not None


def commissions(work: UnitOfWork, units: frozenset[int] | None = None) -> Sequence[Commission]:
    """Commissions that are not ended, of these units (None: all)."""
    rows = select(Commission).where(C.ended_at.is_(None)).order_by(C.id)
    if units is not None:
        rows = rows.where(C.unit_id.in_(sorted(units)))
    return list(work.session.execute(rows).scalars())


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with a vote on a day."""

    account_id: int
    name: str
    name_ru: str
    chair: bool
    member_id: int
    from_day: date
    to_day: date | None

    def in_(self, locale: str) -> str:
        """Give the name in this language."""
        return (self.name_ru if locale == "ru" else self.name) or self.name or self.name_ru


def seats(work: UnitOfWork, commission_id: int, day: date) -> tuple[Seat, ...]:
    """Members with a vote on the day whose accounts are switched on, the chair first."""
    rows = select(M.account_id, A.name, A.name_ru, M.chair, M.id, M.from_day, M.to_day)
    rows = rows.join(Account, A.id == M.account_id).where(
        M.commission_id == commission_id, M.from_day <= day, or_(M.to_day.is_(None), M.to_day >= day), A.active
    )  # fmt: skip
    found = [Seat(*row) for row in work.session.execute(rows.order_by(M.chair.desc(), M.id))]
    return tuple({one.account_id: one for one in reversed(found)}.values())[::-1]


def of_member(work: UnitOfWork, account_id: int, day: date) -> frozenset[int]:
    """Commissions in which the account has a seat on the day."""
    rows = select(M.commission_id).where(
        M.account_id == account_id, M.from_day <= day, or_(M.to_day.is_(None), M.to_day >= day)
    )
    return frozenset(work.session.execute(rows).scalars())


def sittings(
    work: UnitOfWork, commission_ids: frozenset[int], *, before: int | None = None, limit: int = 25
) -> list[CommissionSitting]:
    """Sittings of these commissions, the newest first."""
    rows = select(CommissionSitting).where(S.commission_id.in_(sorted(commission_ids)))
    if before is not None:
        rows = rows.where(S.id < before)
    return list(work.session.execute(rows.order_by(S.id.desc()).limit(limit)).scalars())


def sitting(work: UnitOfWork, number: int) -> tuple[CommissionSitting, Commission] | None:
    """A sitting with its commission."""
    row = work.session.get(CommissionSitting, number)
    return (row, work.get(Commission, row.commission_id)) if row is not None else None


def following(work: UnitOfWork, row: CommissionSitting) -> CommissionSitting | None:
    """The next sitting of the same commission that is called and not begun."""
    rows = select(CommissionSitting).where(
        S.commission_id == row.commission_id, S.state == "planned", S.id != row.id
    )
    return work.session.execute(rows.order_by(S.starts_at, S.id).limit(1)).scalar_one_or_none()


def items(work: UnitOfWork, sitting_id: int) -> list[AgendaItem]:
    """The agenda in its order."""
    rows = select(AgendaItem).where(I.sitting_id == sitting_id).order_by(I.ordinal, I.id)
    return list(work.session.execute(rows).scalars())


def presences(work: UnitOfWork, sitting_id: int) -> dict[int, CommissionPresence]:
    """By account: how the member is there."""
    rows = select(CommissionPresence).where(P.sitting_id == sitting_id)
    return {one.account_id: one for one in work.session.execute(rows).scalars()}


def votes(work: UnitOfWork, item_id: int) -> dict[int, CommissionVote]:
    """By account: the vote on an item."""
    rows = select(CommissionVote).where(V.item_id == item_id).order_by(V.id)
    return {one.account_id: one for one in work.session.execute(rows).scalars()}


def waiting(
    work: UnitOfWork,
    unit_id: int,
    stages: frozenset[str],
    recused: frozenset[int],
    limit: int = 100,
) -> list[Any]:
    """Drafts of an office at these stages that stand on no agenda: notice and draft, the oldest first."""
    taken = select(I.decision_id).join(CommissionSitting, S.id == I.sitting_id)
    taken = taken.where(I.result == "", S.state.in_(("planned", "open")))
    rows = (
        select(N.id, N.reference, N.place_line, N.starts_at, N.attendance, D.id, D.outcome, D.prepared_at, N.regime_pin)
        .join(Decision, D.notice_id == N.id)
        .where(N.unit_id == unit_id, N.stage.in_(sorted(stages)), D.state == "draft", D.id.not_in(taken))
        .where(N.id.not_in(recused))
        .order_by(N.id)
        .limit(limit)
    )  # fmt: skip
    return list(work.session.execute(rows).all())


def minutes_by_code(work: UnitOfWork, code: str) -> SittingMinutes | None:
    """The minutes with this check code. Without scope: anybody who holds them may ask."""
    return work.session.execute(select(SittingMinutes).where(MIN.check_code == code)).scalar()


def minutes_by_hash(work: UnitOfWork, sha256: str) -> SittingMinutes | None:
    """The minutes whose bytes have this SHA-256. Without scope: the same."""
    found = select(SittingMinutes).where(MIN.sha256 == sha256).order_by(MIN.id).limit(1)
    return work.session.execute(found).scalar()


def minutes(work: UnitOfWork, sitting_id: int) -> list[SittingMinutes]:
    """The minutes of a closed sitting, one a language."""
    rows = select(SittingMinutes).where(MIN.sitting_id == sitting_id).order_by(MIN.id)
    return list(work.session.execute(rows).scalars())


def held_for(work: UnitOfWork, beginnings: Sequence[str]) -> Sequence[SittingMinutes]:
    """Minutes held for a reason that begins so. Without scope: the machine asks."""
    reasons = or_(*(MIN.held_reason.startswith(one, autoescape=True) for one in beginnings))
    rows = select(SittingMinutes).where(MIN.sha256.is_(None), reasons).order_by(MIN.id)
    return work.session.execute(rows).scalars().all()
