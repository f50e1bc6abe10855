"""Who took the register out of the house, in which form, and why."""

from collections.abc import Iterable

from records import reads
from records.unit_of_work import UnitOfWork
from workflow import printing
from workflow.actor import Actor
from workflow.errors import N_, Invalid

MOST = 1000  # letters in one file: more is a narrower choice of days


def taken(
    work: UnitOfWork,
    *,
    actor: Actor,
    notices: Iterable[int],
    form: str,
    filters: dict[str, str],
    reason: str,
) -> None:
    """Write into the log that addresses left the records, with the stated reason, and who read them."""
    if not reason.strip():
        raise Invalid("reason", N_("Say why you need it: the log keeps the reason."))
    ids = list(dict.fromkeys(notices))
    work.log(
        "register.taken", actor=actor, subject=("run", 0),
        details={"form": form, "notices": len(ids), **{name: filters[name] for name in ("first", "last") if name in filters}},
        personal={"reason": reason.strip(), "filters": filters},
    )  # fmt: skip
    if actor.account_id is not None:
        for notice_id in ids:
            reads.note(work, actor.account_id, notice_id, printing.ADDRESSED)
