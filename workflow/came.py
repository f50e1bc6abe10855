"""When an organiser's answer truly came: now, or the minute of the office's stamp where it came on paper."""

from datetime import datetime

from records import rows
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed


def at(work: UnitOfWork, notice: Notice, actor: Actor, came_at: datetime | None) -> datetime:
    """The instant that the law counts: `came_at` of a paper that the office records, else now.

    Raises Invalid for a time ahead of now, or before the letter that is answered left; NotAllowed where
    somebody else than the office names one.
    """
    if came_at is None:
        return work.now
    if not actor.staff:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    if came_at > work.now:
        raise Invalid("came_at", N_("The time of receipt can't be ahead of now."))
    decision = rows.released_decision(work, notice)
    if decision is not None and decision.released_at and came_at < decision.released_at:
        raise Invalid("came_at", N_("This is before the letter that it answers left the office."))
    return came_at


def details(came_at: datetime | None) -> dict[str, str]:
    """What the log keeps of an answer that came on paper."""
    return {} if came_at is None else {"came_at": came_at.isoformat()}
