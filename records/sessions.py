"""Sessions of browsers (AD-7): the cookie holds a secret, the row its hash and what belongs to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import col, delete, select

from records.people import AddressChange
from records.tables import WebSession
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Kept:
    """One session as it was last saved."""

    id_hash: str
    account_id: int | None
    data: dict[str, Any]
    made_at: datetime
    seen_at: datetime
    signed_in_at: datetime | None


def read(work: UnitOfWork, id_hash: str) -> Kept | None:
    """The session with this hash, whatever its age; how long it counts is decided in `web`."""
    row = work.session.get(WebSession, id_hash)
    if row is None:
        return None
    return Kept(
        row.id_hash, row.account_id, dict(row.data), row.made_at, row.seen_at, row.signed_in_at
    )


def save(work: UnitOfWork, id_hash: str, data: dict[str, Any]) -> None:
    """Keep what a session holds and that it was seen now; a new one belongs to nobody."""
    made = insert_into(work.session, WebSession).values(
        id_hash=id_hash, data=data, made_at=work.now, seen_at=work.now
    )
    work.session.execute(
        made.on_conflict_do_update(
            index_elements=["id_hash"], set_={"data": data, "seen_at": work.now}
        )
    )


def enter(
    work: UnitOfWork,
    id_hash: str,
    *,
    account_id: int,
    data: dict[str, Any],
    signed_in_at: datetime | None = None,
) -> None:
    """A new session that belongs to an account, under an id that nobody knew before.

    `signed_in_at` is given when a session only changes its id: the ten hours go on.
    """
    work.add(
        WebSession(
            id_hash=id_hash,
            account_id=account_id,
            data=data,
            made_at=work.now,
            seen_at=work.now,
            signed_in_at=signed_in_at or work.now,
        )
    )
    work.flush()


def touch(work: UnitOfWork, id_hash: str) -> None:
    """The session was used now."""
    work.session.execute(
        update(WebSession).where(col(WebSession.id_hash) == id_hash).values(seen_at=work.now)
    )


def end(work: UnitOfWork, id_hash: str) -> None:
    """The session is over; its cookie opens nothing more."""
    work.session.execute(delete(WebSession).where(col(WebSession.id_hash) == id_hash))


def end_all(work: UnitOfWork, account_id: int, *, but: str = "") -> int:
    """End every session of the account except `but`; how many ended.

    Links to another address that one of them asked for are over with them.
    """
    asked = update(AddressChange).where(
        col(AddressChange.account_id) == account_id, col(AddressChange.used_at).is_(None)
    )
    work.session.execute(asked.values(used_at=work.now))
    ended = delete(WebSession).where(
        col(WebSession.account_id) == account_id, col(WebSession.id_hash) != but
    )
    return int(work.session.exec(ended).rowcount)


def count(work: UnitOfWork, account_id: int, seen_after: datetime) -> int:
    """How many sessions of the account were used since then."""
    found = select(func.count()).where(
        col(WebSession.account_id) == account_id, col(WebSession.seen_at) >= seen_after
    )
    return int(work.session.exec(found).one())


def sweep(work: UnitOfWork, seen_before: datetime) -> int:
    """Throw away sessions that nobody used since then; how many."""
    old = delete(WebSession).where(col(WebSession.seen_at) < seen_before)
    return int(work.session.exec(old).rowcount)
