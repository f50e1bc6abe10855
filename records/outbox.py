"""The outbox (AD-5): work promised with the fact, taken by lease, tried again, never dropped.

Each function is a transaction of its own: no lock waits for a mail server or the press.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, and_, exists, func, or_, select, update

from records.tables import Mark, Outbox
from records.unit_of_work import UnitOfWork

TRIES = 8  # then a person looks at it
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
FORGOTTEN = frozenset({"secret", "address"})  # of a promise that was kept
M: Any = Mark
O: Any = Outbox  # noqa: E741 - the table, as in the other modules of named reads
FENCE = "outbox.fence"
"""The mark of a restored city: what was promised before may have been sent, so a person looks at it first."""
SIGN_IN = (
    "mail:sign-in:%"  # keys of mails that let people in: they are never sent twice, and never held
)
WORK = (O.id, O.key, O.kind, O.payload, O.attempts, O.made_at)


@dataclass(frozen=True, slots=True)
class Work:
    """A promise taken by a worker; `attempts` counts this try."""

    id: int
    key: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Stuck:
    """A promise that failed too often: a task for a person."""

    id: int
    key: str
    kind: str
    attempts: int
    last_error: str
    made_at: datetime


def take(
    engine: Engine, now: datetime, lease: timedelta, limit: int = 10, kinds: Iterable[str] = ()
) -> list[Work]:
    """Take up to `limit` promises whose time has come, the oldest first; nobody else has them until
    `now + lease`. A worker that dies leaves its lease to run out, and the promise is taken again.
    """
    with _writing(engine) as connection:
        waiting = (
            select(O.id)
            .where(O.done_at.is_(None), O.not_before <= now, O.attempts < TRIES)
            .where(or_(O.lease_until.is_(None), O.lease_until < now))
            .where(or_(O.key.like(SIGN_IN), ~exists().where(M.name == FENCE)))
            .order_by(O.not_before, O.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if kinds := frozenset(kinds):
            waiting = waiting.where(O.kind.in_(kinds))
        ids = list(connection.execute(waiting).scalars())
        taken = update(Outbox).where(O.id.in_(ids))
        connection.execute(taken.values(lease_until=now + lease, attempts=O.attempts + 1))
        rows: Any = select(*WORK).where(O.id.in_(ids)).order_by(O.not_before, O.id)
        return [Work(*row) for row in connection.execute(rows)]


def done(engine: Engine, promise: int, now: datetime) -> None:
    """The work is done. Saying so twice keeps the first time. What opened a door is forgotten."""
    with _writing(engine) as connection:
        mine = (O.id == promise, O.done_at.is_(None))
        payload = connection.execute(select(O.payload).where(*mine)).scalar()
        if payload is None:
            return
        kept = {name: value for name, value in payload.items() if name not in FORGOTTEN}
        values = {"done_at": now, "lease_until": None, "last_error": "", "payload": kept}
        connection.execute(update(Outbox).where(*mine).values(**values))


def renew(engine: Engine, promises: Sequence[Work], now: datetime, lease: timedelta) -> list[Work]:
    """Those of a batch that are still this worker's, in their order; they are until `now + lease`.

    Asked for the whole of what waits behind slow work: a lease that ran out gives a promise to another worker and
    counts a try that nobody made, and after `TRIES` of those nobody would look at it again.
    """
    mine = or_(*(and_(*_taken(one.id, one.attempts)) for one in promises))
    with _writing(engine) as connection:
        longer = update(Outbox).where(mine).values(lease_until=now + lease).returning(O.id)
        held = set(connection.execute(longer).scalars())
    return [one for one in promises if one.id in held]


def _taken(promise: int, attempts: int | None) -> tuple[Any, ...]:
    """A promise that is not kept yet, and that nobody took since that try: each taking counts one."""
    mine = (O.id == promise, O.done_at.is_(None))
    return mine if attempts is None else (*mine, O.attempts == attempts)


def failed(
    engine: Engine, promise: int, now: datetime, error: str, *, attempts: int | None = None
) -> None:
    """The try failed: again after 1 minute, then three times longer each, at most 6 hours.

    `error` is for staff and holds no personal data. `attempts` as in the promise that was taken: a
    worker whose lease ran out says nothing about a try that is another's by now.
    """
    with _writing(engine) as connection:
        mine = _taken(promise, attempts)
        attempts = connection.execute(select(O.attempts).where(*mine)).scalar()
        if attempts is not None:
            later = now + wait(attempts)
            values = {"lease_until": None, "not_before": later, "last_error": error[:500]}
            connection.execute(update(Outbox).where(*mine).values(**values))


def postpone(
    engine: Engine, promise: int, until: datetime, *, why: str = "", attempts: int | None = None
) -> None:
    """Not yet possible and no failure: look again at `until`; the try does not count.

    `why` is what keeps it from being possible, where a person must mend that.
    """
    with _writing(engine) as connection:
        mine = update(Outbox).where(*_taken(promise, attempts))
        values = {"not_before": until, "lease_until": None, "attempts": O.attempts - 1}
        connection.execute(mine.values(**values | ({"last_error": why} if why else {})))


def wait(attempts: int) -> timedelta:
    """How long to wait after that many tries."""
    return min(FIRST_WAIT * int(3 ** max(attempts - 1, 0)), LONGEST_WAIT)


def stuck(engine: Engine, now: datetime, limit: int = 50) -> list[Stuck]:
    """Promises that were tried 8 times and not kept, the oldest first."""
    rows: Any = select(O.id, O.key, O.kind, O.attempts, O.last_error, O.made_at).where(
        O.done_at.is_(None), O.attempts >= TRIES, or_(O.lease_until.is_(None), O.lease_until < now)
    )
    with engine.connect() as connection:
        return [Stuck(*row) for row in connection.execute(rows.order_by(O.id).limit(limit))]


def again(work: UnitOfWork, promise: int | None = None) -> int:
    """A person sends what failed on its way once more, all of it or one promise. How many there were.

    With its eight tries before it again. What a worker holds just now is left to it, and what was not
    tried yet goes by itself.
    """
    tried = or_(O.attempts > 0, O.last_error != "")
    mine = [O.done_at.is_(None), tried, or_(O.lease_until.is_(None), O.lease_until < work.now)]
    if promise is not None:
        mine.append(O.id == promise)
    values = {"attempts": 0, "not_before": work.now, "lease_until": None, "last_error": ""}
    found = work.session.execute(update(Outbox).where(*mine).values(**values)).rowcount  # type: ignore[attr-defined]
    if found:
        work.promised = True
    return int(found)


def waiting(engine: Engine) -> int:
    """How many promises are not kept yet."""
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).where(O.done_at.is_(None))).scalar_one())


def waiting_since(engine: Engine, now: datetime) -> datetime | None:
    """Since when the oldest due promise waits (readiness); None if none is due."""
    with engine.connect() as connection:
        due = select(func.min(O.not_before)).where(O.done_at.is_(None), O.not_before <= now)
        return connection.execute(due).scalar()


def _writing(engine: Engine) -> Any:
    """A transaction of its own that holds the write lock from its first line (AD-1)."""
    return engine.execution_options(write=True).begin()
