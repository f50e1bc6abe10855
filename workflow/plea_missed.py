"""An objection or a complaint that was not answered in time: the incident is written, and those are told who may know."""

from records import staff_rows
from records.tables import Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import incidents, law, plea_mailing, pleas, roster


def write(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> None:
    """The term ran out, or the office's own target where the law gives none: told once."""
    incident = incidents.of_plea(work, plea, incidents.UNANSWERED)
    name = "desk-plea-incident" if incident is not None else "desk-plea-missed"
    _tell(work, rulebook, plea, name)


def late_answer(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> None:
    """The answer leaves after its term, before time itself wrote the miss down: that is an incident too."""
    if incidents.of_plea(work, plea, incidents.LATE) is not None:
        _tell(work, rulebook, plea, "desk-plea-incident")


def _tell(work: UnitOfWork, rulebook: Rulebook, plea: Plea, name: str) -> None:
    """Heads of the office; of a complaint its reader and the auditors, and nobody who handles the notice."""
    regime = law.regime_of(work, rulebook, work.get(Notice, plea.notice_id))
    day = pleas.today(work, regime)
    if plea.kind == "objection":
        told = roster.heads(work, plea.unit_id, day, plea.notice_id)
        if not told:
            plea_mailing.to_unit(work, name, plea, "missed")
    else:
        told = [one.account_id for one in staff_rows.holders(work, "auditor", day)]
        told += [plea.owner_id] if plea.owner_id is not None else []
    for account in dict.fromkeys(told):
        plea_mailing.to_account(work, name, plea, account, "missed")
