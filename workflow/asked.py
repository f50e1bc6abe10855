"""A body opens its question by the link of the mail: looking does nothing, the button opens one case (AD-11).

The link lives until the body has answered, or until its time and a grace are over. Whoever holds an old one can have
a new one sent, to the address that the office knows and to no other.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from records import body_rows
from records.tables import BodyLink, Consultation, Notice
from records.unit_of_work import UnitOfWork
from workflow import mailing
from workflow.actor import Actor, PostHeld
from workflow.drafting import digest

GRACE = timedelta(days=14)
"""So long after its due time a question can still be opened by link (reliability AD-11)."""
OPEN, ANSWERED, ENDED, OVER, UNKNOWN = "open", "answered", "ended", "over", "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """What pressing the button found: `open` leads to the question; whatever else says why not."""

    state: str
    consultation_id: int = 0


def make_link(work: UnitOfWork, consultation_id: int) -> str:
    """A fresh secret that opens one question; only its hash is kept."""
    row = work.get(Consultation, consultation_id)
    secret = secrets.token_urlsafe(32)
    link = BodyLink(
        secret_hash=digest(secret),
        consultation_id=consultation_id,
        made_at=work.now,
        expires_at=max(row.due_at, work.now) + GRACE,
    )
    work.add(link)
    work.flush()
    return secret


def open_link(work: UnitOfWork, secret: str) -> Opened:
    """The button was pressed: which question it opens, counted, if it still opens any."""
    link = body_rows.link(work, digest(secret))
    if link is None:
        return Opened(UNKNOWN)
    row = work.get(Consultation, link.consultation_id)
    if row.answered_at is not None:
        return Opened(ANSWERED)
    if work.get(Notice, row.notice_id).closed_at is not None:
        return Opened(ENDED)
    if link.revoked_at is not None or link.expires_at <= work.now:
        return Opened(OVER)
    link.opened += 1
    return Opened(OPEN, link.consultation_id)


def send_again(work: UnitOfWork, secret: str) -> None:
    """Promise a new mail with a new link for a question that still waits; nothing for any other, and nobody can tell."""
    link = body_rows.link(work, digest(secret))
    if link is None:
        return
    row = work.get(Consultation, link.consultation_id)
    notice = work.get(Notice, row.notice_id)
    if row.answered_at is None and notice.closed_at is None:
        mailing.asked_again(work, notice, row)


def reference_of(work: UnitOfWork, consultation_id: int) -> str:
    """The notice that a question is about. Missing if there is none."""
    return work.get(Notice, work.get(Consultation, consultation_id).notice_id).reference


def actor_of(work: UnitOfWork, consultation_id: int, name: str = "") -> Actor:
    """The body itself, without an account: it sees what an officer of the body sees, and answers for it.

    The door lets it near no other question than the one that its link opened.
    """
    unit = body_rows.unit_of(work, consultation_id)
    post = PostHeld("officer", unit.id, unit.code, unit.kind)
    return Actor(account_id=None, name=name, role="body", posts=(post,))


def links_of_unit_end(work: UnitOfWork, unit_id: int) -> int:
    """A body's address changed: old links open nothing, each waiting question is mailed to the new one. How many."""
    body_rows.revoke(work, unit_id)
    waiting = body_rows.open_of_unit(work, unit_id)
    for row in waiting:
        mailing.asked_again(work, work.get(Notice, row.notice_id), row)
    return len(waiting)
