"""The register of readings for the auditor: taken out of the house only with a reason that the log keeps."""

from records import reads
from records.reads import LookedFilters, LookedRow
from records.unit_of_work import UnitOfWork
from workflow import policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed

MOST = 20_000
"""Lines of one export; whoever needs more narrows it by day."""


def export(
    work: UnitOfWork, *, actor: Actor, filters: LookedFilters, reason: str
) -> tuple[LookedRow, ...]:
    """Readings as they are taken out, at most 20,000; who took how many, and why, is an entry of the log."""
    if not policy.may(actor, "reading.read"):
        raise NotAllowed(N_("Your role does not allow this."))
    if not reason.strip():
        raise Invalid("reason", N_("Say why: the reason is kept in the log."))
    found = reads.looked(work, policy.scope_of(actor), filters, limit=MOST)
    work.log(
        "readings.exported",
        actor=actor,
        subject=("account", actor.account_id or 0),
        details={
            "lines": len(found), "account": filters.account_id, "notice": filters.reference,
            "since": filters.since.isoformat() if filters.since else "",
            "until": filters.until.isoformat() if filters.until else "",
        },
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return found
