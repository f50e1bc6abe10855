"""How often one may try (AD-12): a growing wait, told in words, counted in the database.

Nobody is held by a sleeping server, and no notice is ever refused for the number of them.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request

from records import rates
from records.unit_of_work import UnitOfWork
from web.filters import span

HOUR = timedelta(hours=1)
NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a time; `waits` are the seconds before the 2nd, 3rd ... of them."""

    name: str
    most: int
    within: timedelta = HOUR
    waits: tuple[int, ...] = ()


_GROWING = (0, 0, 10, 20, 40, 80, 160, 320, 600)
SIGN_IN = Limit("sign-in", 10, waits=_GROWING)  # one account from one address
SIGN_IN_ADDRESS = Limit("sign-in-address", 60)  # all accounts from one address
CODE = Limit("code", 10, waits=_GROWING)  # second factor of one account
LINK = Limit("link", 5)  # mails to one mailbox, asked for from one address
LINK_MAILBOX = Limit(
    "link-mailbox", 20
)  # from all addresses: who floods a mailbox shuts its owner out later
LINK_ADDRESS = Limit("link-address", 20)
TOKEN = Limit("token", 20)  # secrets of links of one kind tried from one address
LINK_AGAIN = Limit("asked-again", 3)  # new links asked for with one old one
LETTER = Limit("letter", 120)  # letters checked from one address
DRAFT_LINK = Limit("draft-link", 6, timedelta(days=1))  # mails of one draft's link to one address
DRAFT_LINK_TURN = Limit("draft-link-turn", 1)
INVITE = Limit("invite", 30)  # invitations of one person
FILING = Limit("filing", 10)  # notices from one address; then one a PAUSE, never a refusal
PAUSE = timedelta(minutes=1)
UPLOAD = Limit("upload", 200 * 1024, timedelta(days=1))  # kB of papers from one person


def address() -> str:
    """The network address of the reader, as the proxy settings let us know it."""
    return request.remote_addr or ""


def wait(work: UnitOfWork, limit: Limit, *whose: str) -> timedelta:
    """Count a try and answer zero, or answer how long to wait and count nothing."""
    bucket = _bucket(limit, whose)
    number, moments = rates.tries(work, bucket, limit.within)
    if number >= limit.most:
        return moments[0] + limit.within - work.now
    pause = limit.waits[number - 1] if 0 < number <= len(limit.waits) else 0
    left = moments[-1] + timedelta(seconds=pause) - work.now if pause else NOTHING
    if left > NOTHING:
        return left
    rates.note(work, bucket)
    return NOTHING


def link_again(work: UnitOfWork, secret: str) -> timedelta:
    """How long to wait before an old link of a body sends a new one: few for each link, some from one address."""
    return wait(work, TOKEN, "asked", address()) or wait(work, LINK_AGAIN, secret)


def forget(work: UnitOfWork, limit: Limit, *whose: str) -> None:
    """It went well: the next mistake is a first one again."""
    rates.forget(work, _bucket(limit, whose))


def pace(work: UnitOfWork, limit: Limit, *whose: str, until: datetime | None = None) -> timedelta:
    """Count a try and answer zero; after `most` of late, answer how long to wait since the last, and count nothing.

    It only slows, one try a PAUSE, and turns nobody away. `until`: an instant that the wait may not pass.
    """
    bucket = _bucket(limit, whose)
    number, moments = rates.tries(work, bucket, limit.within)
    left = moments[-1] + PAUSE - work.now if number >= limit.most else NOTHING
    late = until is not None and work.now + left >= until
    if left > NOTHING and not late:
        return left
    rates.note(work, bucket)
    return NOTHING


def weigh(work: UnitOfWork, limit: Limit, amount: int, *whose: str) -> bool:
    """Count so much and say yes; where it would be more than `most` within the time, say no and count nothing."""
    bucket = _bucket(limit, whose)
    held, _moments = rates.tries(work, bucket, limit.within)
    if held + amount > limit.most:
        return False
    rates.note(work, bucket, amount)
    return True


def full(work: UnitOfWork, limit: Limit, *whose: str) -> bool:
    """Whether nothing more can be counted within the time."""
    return rates.tries(work, _bucket(limit, whose), limit.within)[0] >= limit.most


def words(left: timedelta) -> str:
    """The wait as a person says it; seconds count as a minute."""
    return span(max(left, timedelta(minutes=1)))


def _bucket(limit: Limit, whose: tuple[str, ...]) -> str:
    """No name and no address is kept, only what they hash to."""
    digest = hashlib.sha256("\n".join(whose).encode()).hexdigest()[:40]
    return f"{limit.name}:{digest}"
