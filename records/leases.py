"""Who of many processes does what only one may do: a row with an end, so that a dead one holds nobody up.

Each function is a transaction of its own. The machines' clocks must agree within some seconds; where
they do not, two may do the same deed, so a deed under a lease must bear being done twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.dialects import postgresql, sqlite

from records.tables import Lease

L: Any = Lease


@dataclass(frozen=True, slots=True)
class Held:
    """A lease as it stands: whose it is, until when, and when the deed was last done to its end."""

    holder: str
    until: datetime
    done_at: datetime | None


def take(
    engine: Engine, name: str, holder: str, now: datetime, length: timedelta, rest: timedelta
) -> bool:
    """Whether the lease is now `holder`'s until `now + length`.

    Not while another's runs, and not within `rest` after somebody did the deed to its end.
    """
    insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    values = {"holder": holder, "until": now + length, "since": now}
    statement = insert(Lease).values(name=name, **values)
    ahead = L.until > now + length  # no lease is that long: the clock went back meanwhile
    free = (L.until < now) | (L.holder == holder) | (L.holder == "") | ahead
    rested = L.done_at.is_(None) | (L.done_at <= now - rest) | (L.done_at > now)
    statement = statement.on_conflict_do_update(
        index_elements=["name"], set_=values, where=free & rested
    )
    with _writing(engine) as connection:
        return bool(connection.execute(statement.returning(L.holder)).scalar() == holder)


def keep(engine: Engine, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Whether it is still `holder`'s; then it runs on until `now + length`."""
    mine = update(Lease).where(L.name == name, L.holder == holder)
    with _writing(engine) as connection:
        return bool(connection.execute(mine.values(until=now + length)).rowcount)


def give_back(engine: Engine, name: str, holder: str, now: datetime) -> None:
    """The deed is done to its end; the next one may have it."""
    mine = update(Lease).where(L.name == name, L.holder == holder)
    with _writing(engine) as connection:
        connection.execute(mine.values(until=now, done_at=now, holder=""))


def held(engine: Engine, name: str) -> Held | None:
    """The lease as it stands; None before anybody took it."""
    rows: Any = select(L.holder, L.until, L.done_at).where(L.name == name)
    with engine.connect() as connection:
        found = connection.execute(rows).first()
    return Held(*found) if found else None


def _writing(engine: Engine) -> Any:
    return engine.execution_options(write=True).begin()
