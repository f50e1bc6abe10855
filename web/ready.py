"""Whether this process can take a filing now, and how the rest of the machine is (AD-17)."""

import hmac
import ipaddress
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask, current_app, request

from records import vitals
from records.errors import Busy
from records.unit_of_work import unit_of_work
from web import alarms
from web.room import free_mb
from web.settings import Settings
from web.work import House, house

KEPT = 3.0  # seconds that an answer counts: whoever asks often learns nothing more, and holds up nobody
FORWARDED = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
)


@dataclass(slots=True)
class Last:
    """The last answer of this process."""

    at: float = float("-inf")
    said: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def init_app(app: Flask) -> None:
    """Remember the last answer."""
    app.extensions["veche_ready"] = Last()


def state() -> dict[str, Any]:
    """What is so now; asked by one at a time, the others get the last answer."""
    last: Last = current_app.extensions["veche_ready"]
    kept = 0.0 if current_app.testing else KEPT
    if last.said and time.monotonic() - last.at < kept:
        return last.said
    if not last.lock.acquire(blocking=not last.said):
        return last.said
    try:
        last.said, last.at = _look(house()), time.monotonic()
    finally:
        last.lock.release()
    return last.said


def _look(here: House) -> dict[str, Any]:
    now = here.clock.now()
    writing = _writing(here)
    seen = alarms.Seen(free_mb(here.settings), None)
    if writing != "unreachable":  # who could not be reached is not waited for twice
        seen = alarms.look(here.settings, here.engine, here.clock)
    room = seen.free_mb >= here.settings.watch.disk_least_mb
    found = seen.vitals
    return {
        "ready": writing == "ok" and room,
        "database": writing,
        "disk_free_mb": seen.free_mb,
        "worker_age_s": _age(found.ticked_at if found else None, now),
        "outbox_age_s": _age(found.waits_since if found else None, now),
        "clock_off_s": round(alarms.clock_off(here.settings, found, now), 1) if found else None,
        "backup_age_s": _age(found.backup_at if found else None, now),
        "checkpoint_age_s": _age(found.uncovered_since if found else None, now),
        "alarms": [one.name for one in alarms.should_ring(here.settings, seen, now)],
    }


def _age(since: datetime | None, now: datetime) -> int | None:
    return None if since is None else max(int((now - since).total_seconds()), 0)


def _writing(here: House) -> str:
    """`ok`, or why nothing could be written: the lock is taken as for a filing, and nothing is written."""
    try:
        with unit_of_work(here.engine, here.clock) as work:
            return "full" if vitals.is_read_only(work.session.connection()) else "ok"
    except Busy as busy:
        return busy.reason
    except Exception as error:  # noqa: BLE001 - whatever it is, no filing can be taken
        return type(error).__name__


def may_know(settings: Settings) -> bool:
    """Whether the asker is the machine itself, or has the token of the setting.

    Behind a proxy on the same machine everybody seems to be the machine itself: who was forwarded, or comes to
    a city of https whose proxies are not counted, needs the token.
    """
    token = settings.watch.token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if token and hmac.compare_digest(given, token.encode()):
        return True
    if any(name in request.headers for name in FORWARDED):
        return False
    if settings.secure and not settings.proxy_hops:
        return False
    return _is_here(request.remote_addr or "")


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
