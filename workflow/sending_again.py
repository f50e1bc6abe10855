"""What failed in the outbox is sent on its way once more, because a person says so (AD-5)."""

from records import outbox
from records.unit_of_work import UnitOfWork
from workflow.actor import Actor
from workflow.errors import N_, NotAllowed
from workflow.policy import may


def again(work: UnitOfWork, *, actor: Actor, promise: int | None = None) -> int:
    """Try anew what was tried in vain: everything, or one promise by its id. How many there were.

    Nothing is sent twice by this: what was sent is done, and a mail carries its key as Message-ID.
    It stands in the log only where there was something to try. NotAllowed.
    """
    if not may(actor, "outbox.again"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    found = outbox.again(work, promise)
    if found:
        work.log("outbox.again", actor=actor, subject=("city", 0), details={"count": found})
    return found
