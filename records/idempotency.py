"""The same form sent twice is one deed (AD-4): the first answer is kept for 72 hours.

Asked and kept inside the unit that does the deed; units take turns, so the second sending waits
for the first and then finds its answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, delete, select

from records.tables import Idempotency
from records.unit_of_work import UnitOfWork

KEPT = timedelta(hours=72)
KEY = 64  # characters that the column holds


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same form came before: answer as then, do nothing."""

    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The key came before with another text or for another page; `answer` is what came of it then."""

    answer: dict[str, Any]


_ASKED = select(Idempotency.route, Idempotency.body_hash, Idempotency.answer).where(
    col(Idempotency.key) == bindparam("key"), col(Idempotency.sender) == bindparam("sender")
)


def remember(
    work: UnitOfWork, key: str, sender: str, route: str, body_hash: str
) -> Earlier | Conflict | None:
    """What this key of this sender led to before; None if it is new (then do the deed and `keep`)."""
    found = work.select(_ASKED, {"key": _fit(key), "sender": sender})
    if not found:
        return None
    earlier_route, earlier_hash, answer = found[0]
    if (earlier_route, earlier_hash) != (route, body_hash):
        return Conflict(answer)
    return Earlier(answer)


def keep(
    work: UnitOfWork, key: str, sender: str, route: str, body_hash: str, answer: dict[str, Any]
) -> None:
    """Keep the answer of a deed, in the same unit. `answer` holds ids and addresses of pages only."""
    row = {
        "key": _fit(key),
        "sender": sender,
        "route": route,
        "body_hash": body_hash,
        "answer": answer,
        "at": work.now,
    }
    work.insert(Idempotency, [row])


def _fit(key: str) -> str:
    """A browser may send a key of any length; PostgreSQL takes no more than the column holds."""
    return key if len(key) <= KEY else hashlib.sha256(key.encode()).hexdigest()


def sweep(work: UnitOfWork) -> None:
    """Throw away answers older than 72 hours."""
    work.session.execute(delete(Idempotency).where(col(Idempotency.at) < work.now - KEPT))
