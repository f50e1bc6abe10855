"""The fence of a restored city: its old promises, held until a person lets them go or drops them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from records.outbox import FENCE, SIGN_IN
from records.tables import Mark, Notice, Outbox
from records.unit_of_work import UnitOfWork

O: Any = Outbox  # noqa: E741 - the table, as in the other modules of named reads
M: Any = Mark
N: Any = Notice


@dataclass(frozen=True, slots=True)
class Held:
    """A promise behind the fence: a mail with its name, or another kind of work."""

    id: int
    kind: str
    what: str
    reference: str  # of its notice, where it has one
    made_at: datetime


def since(work: UnitOfWork) -> datetime | None:
    """Since when the fence stands; None if there is none."""
    said = work.session.execute(select(M.value).where(M.name == FENCE)).scalar()
    return datetime.fromisoformat(said) if said else None


def raise_fence(work: UnitOfWork) -> None:
    """Hold what is promised until a person looks at it. Mails that let people in are over: their links are."""
    work.session.execute(
        update(Outbox).where(O.key.like(SIGN_IN), O.done_at.is_(None)).values(done_at=work.now)
    )
    work.session.execute(delete(Mark).where(M.name == FENCE))
    work.add(Mark(name=FENCE, value=work.now.isoformat()))
    work.flush()


def count(work: UnitOfWork) -> int:
    """How many promises are held."""
    waiting: Any = select(func.count()).where(O.done_at.is_(None), ~O.key.like(SIGN_IN))
    return int(work.session.execute(waiting).scalar_one())


def held(work: UnitOfWork, after: int = 0, limit: int = 100) -> list[Held]:
    """What would leave, in the order in which it was promised, from after this id on."""
    rows: Any = (
        select(O.id, O.kind, O.payload, O.made_at)
        .where(O.done_at.is_(None), ~O.key.like(SIGN_IN), O.id > after)
        .order_by(O.id)
        .limit(limit)
    )
    found = work.session.execute(rows).all()
    notices = {row.payload.get("notice") for row in found} - {None}
    named = select(N.id, N.reference).where(N.id.in_(notices))
    references = {row[0]: row[1] for row in work.session.execute(named)}
    return [
        Held(
            row.id,
            row.kind,
            str(row.payload.get("mail", "")),
            references.get(row.payload.get("notice"), ""),
            row.made_at,
        )
        for row in found
    ]


def drop(work: UnitOfWork, ids: list[int]) -> int:
    """Let promises rest that need not be kept any more; how many there were of these."""
    mine = (O.id.in_(ids), O.done_at.is_(None))
    values = {"done_at": work.now, "last_error": "dropped after a restore"}
    return int(work.session.execute(update(Outbox).where(*mine).values(**values)).rowcount)  # type: ignore[attr-defined]


def lower(work: UnitOfWork) -> None:
    """The fence is gone: the worker keeps its promises again."""
    work.session.execute(delete(Mark).where(M.name == FENCE))
    work.promised = True
