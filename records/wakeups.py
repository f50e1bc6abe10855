"""How a commit in one process wakes the workers in others: NOTIFY and LISTEN of PostgreSQL.

A call is only a call: it leaves with the commit that promised something, or not at all, and a lost one
costs a minute, since the outbox with its leases is the truth (AD-5). SQLite has no such call; there
the queue of `web/worker.py` is the wake-up.
"""

import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import Engine, text
from sqlmodel import Session

CHANNEL = "veche_outbox"
LOOK = 1.0  # seconds between two looks at whether to stop
RETRY = 2.0  # seconds before a lost server is called again


def ring(session: Session) -> None:
    """Call every worker when this transaction is committed; nobody is called if it is not."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


def can_listen(engine: Engine) -> bool:
    """Whether this database calls."""
    return engine.dialect.name == "postgresql"


def listen(engine: Engine, stop: threading.Event, heard: Callable[[], None]) -> None:
    """Call `heard` after every commit that promised something, until `stop`.

    It holds one connection of its own, not of the pool and not through a pooler that shares
    connections between transactions. A server that went away is called again, and `heard` is then
    called at once: something may have been promised while nobody listened.
    """
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while not stop.is_set():
        try:
            with psycopg.connect(
                address, autocommit=True, connect_timeout=5,
                keepalives_idle=10, keepalives_interval=5, keepalives_count=3,
            ) as connection:  # fmt: skip
                connection.execute(f"LISTEN {CHANNEL}")
                heard()
                while not stop.is_set():
                    if list(connection.notifies(timeout=LOOK, stop_after=1)):
                        heard()
        except psycopg.OperationalError:
            stop.wait(RETRY)
