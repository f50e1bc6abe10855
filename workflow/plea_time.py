"""What time does with objections and complaints: reminders, a term that ran out, a complaint that needs another reader."""

from datetime import timedelta

from records import plea_rows, staff_rows
from records.tables import Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import clocks, complaining, law, plea_mailing, plea_missed, pleas, roster
from workflow.actor import SYSTEM

PARTS = (50, 80, 100)
"""Reminders leave when so many hundredths of the office's own target are gone, as for notices (D2)."""


def to_remind(work: UnitOfWork) -> list[int]:
    """Those of which half, four fifths or all of the target is gone and nobody was told yet."""
    return [one.id or 0 for one in plea_rows.running(work) if _part(work, one) > one.reminded]


def run_out(work: UnitOfWork) -> list[int]:
    """Those whose term ran out and is not written down yet."""
    return plea_rows.run_out(work, work.now - clocks.LAST_SECOND)


def misplaced(work: UnitOfWork, rulebook: Rulebook) -> list[int]:
    """Open complaints whose reader came to have a part in the notice, left, or was never there."""
    found = []
    for one in plea_rows.running(work):
        if one.kind == "complaint" and not _may_answer(work, rulebook, one):
            chosen = complaining.choose_for(work, rulebook, one)
            if chosen.account_id is not None:
                found.append(one.id or 0)
    return found


def remind(work: UnitOfWork, rulebook: Rulebook, plea_id: int) -> int:
    """Promise the reminder that is due now to the owner, or to the office where there is none. Returns its part."""
    plea = plea_rows.plea(work, plea_id)
    part = _part(work, plea)
    if plea.answered_at is not None or part <= plea.reminded:
        return 0
    plea.reminded = part
    work.flush()
    if plea.owner_id is not None:
        plea_mailing.to_account(work, "desk-plea-due", plea, plea.owner_id, f"{part}")
    elif plea.kind == "objection":
        plea_mailing.to_unit(work, "desk-plea-due", plea, f"{part}")
    if part == PARTS[-1] and plea.kind == "objection":  # it climbs while the law's term still runs
        day = pleas.today(work, _regime(work, rulebook, plea))
        for head in roster.heads(work, plea.unit_id, day, plea.notice_id):
            if head != plea.owner_id:
                plea_mailing.to_account(work, "desk-plea-due", plea, head, "head")
    return part


def missed(work: UnitOfWork, rulebook: Rulebook, plea_id: int) -> None:
    """Write down, once, that the answer was not given in time; heads are told, of a complaint its reader and auditors.

    Where the law gives the term, it is an incident of the register, to be explained. Nothing follows from it in law by itself: the answer is still owed, and is seen as late.
    """
    plea = plea_rows.plea(work, plea_id)
    end = plea.due_at or plea.aim_at
    if (
        plea.missed_at is not None
        or plea.answered_at is not None
        or work.now < end + clocks.LAST_SECOND
    ):
        return
    plea.missed_at = work.now
    work.flush()
    work.log(
        f"{plea.kind}.missed",
        actor=SYSTEM,
        subject=(plea.kind, plea.id or 0),
        details={"number": plea.number, "due": end.isoformat(), "owner": plea.owner_id},
    )
    plea_missed.write(work, rulebook, plea)


def pass_on(work: UnitOfWork, rulebook: Rulebook, plea_id: int) -> None:
    """Give a complaint to the next who had no part in the notice; which part of the rule found them is kept."""
    plea = plea_rows.plea(work, plea_id)
    if plea.answered_at is not None or plea.closed_at is not None:
        return
    chosen = complaining.choose_for(work, rulebook, plea)
    before = plea.owner_id
    if chosen.account_id in (None, before):
        return
    plea.owner_id, plea.chosen = chosen.account_id, chosen.how
    work.flush()
    work.log(
        "complaint.passed-on",
        actor=SYSTEM,
        subject=("complaint", plea.id or 0),
        details={"from": before, "to": chosen.account_id, "by_rule": chosen.how, "passed_over": chosen.passed},
    )  # fmt: skip
    plea_mailing.to_account(
        work, "desk-complaint", plea, chosen.account_id or 0, f"{plea.revision}"
    )


def _may_answer(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> bool:
    day = pleas.today(work, _regime(work, rulebook, plea))
    holders = [*staff_rows.holders(work, "head", day), *staff_rows.holders(work, "auditor", day)]
    serves = plea.owner_id in {one.account_id for one in holders}
    return serves and plea.owner_id not in pleas.parted(work, plea)


def _regime(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> Regime:
    return law.regime_of(work, rulebook, work.get(Notice, plea.notice_id))


def _part(work: UnitOfWork, plea: Plea) -> int:
    whole = (plea.aim_at - plea.filed_at) / timedelta(seconds=1)
    gone = (
        100
        if whole <= 0
        else int(100 * ((work.now - plea.filed_at) / timedelta(seconds=1)) / whole)
    )
    return max((part for part in PARTS if part <= gone), default=0)
