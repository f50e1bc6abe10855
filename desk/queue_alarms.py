"""What people of an office must know before they read their queue."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desk import absences
from desk.door import scope
from records import incident_rows, mailbox
from records.mailbox import Unsent
from web.work import current_actor, now
from workflow import plea_views
from workflow.policy import may
from workflow.signing_gap import NobodySigns

MAIL_WAITS = timedelta(minutes=15)
"""How long a mail may wait before people are told that it has not left (reliability F-1)."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """What people must know before they read their queue; incidents are for heads."""

    incidents: int
    nobody_signs: list[NobodySigns]
    unsent: Unsent
    may_send_again: bool


def of(work: Any) -> Alarms:
    """What there is to know for this reader."""
    posts = current_actor().posts
    heads = {post.unit_id for post in posts if post.role == "head"}
    units = None if None in heads else frozenset(one for one in heads if one is not None)
    count = (
        incident_rows.open_for(work, scope(), units, reader=plea_views.reader_of(current_actor()))
        if heads
        else 0
    )
    unsent = mailbox.unsent(work, now() - MAIL_WAITS)
    again = may(current_actor(), "outbox.again")
    return Alarms(count, absences.nobody_signs(work), unsent, again)
