"""What failed in the outbox, or left and did not arrive, is sent once more, because a person says so (AD-5, M26)."""

from records import mail_rows, outbox
from records.errors import Missing
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import gone, law, policy
from workflow.actor import Actor
from workflow.errors import N_, NotAllowed, NotPossible
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


def mail(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, mail_id: int
) -> None:
    """Send a mail about a notice once more, written from the notice as it is now; a letter goes as it was stored.

    Twice within a minute is once. Missing where there is no such mail in reach; NotPossible where its promise was
    swept with its time.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "mail.again", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    row = mail_rows.one(work, policy.scope_of(actor), notice.id or 0, mail_id)
    if row is None:
        raise Missing(f"Mail {mail_id} is not there.")
    if not row.payload:
        raise NotPossible(
            N_("Not possible: too long ago, what this mail was about is no longer kept.")
        )
    work.promise("mail", f"mail:again:{mail_id}:{work.now:%Y%m%d%H%M}", row.payload)
    work.log(
        "mail.again",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"mail": str(row.payload.get("mail", "")), "to": row.whom},
        personal={"by": actor.name},
    )
