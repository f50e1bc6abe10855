"""Erasing a notice, a person's account, and what is too old (AD-18): the person goes, the fact stays.

Every deed leaves a tombstone in the log: what, when, which rule, who. The chain stays whole, since it only
ever committed to what is gone. The journal outside the database has its line before the unit is saved.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from records import erasing as erasers
from records import erasing_age, erasing_rows, seats
from records.datamap import DataMap, months_before
from records.erasure_journal import Journal, Line
from records.people import Account
from records.tables import Erasure, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import law, policy
from workflow.actor import Actor
from workflow.errors import N_, NotAllowed, NotPossible

WHY = ("request", "order", "mistake")
"""Why a person has something erased before its time: they asked, a court or authority ordered it, entered by mistake."""

OPEN = N_("Not possible: the notice is still open.")
HELD = N_("Not possible: the notice is held. Lift the hold first, with a reason.")
PLEADS = N_("Not possible: an objection or a complaint about this notice is still open.")
APPEAL = N_("Not possible: the time to go to court about this notice may still run.")
PRINTING = N_("Not possible: a letter of this notice is not printed yet.")
ERASED = N_("Not possible: this was erased before.")
SERVING = N_("Not possible: the account still works. Switch it off first.")
RULING = N_(
    "Not possible: the account is the last owner of an organisation with other people. Its owner hands over first."
)
OWNING = N_(
    "Not possible: the account still has notices or drafts. Drafts you can throw away yourself; to have a notice erased, write to the office and name its number."
)


@dataclass(frozen=True, slots=True)
class Way:
    """What every erasure needs: the map, the laws, and where it is written down outside the database."""

    data_map: DataMap
    rulebook: Rulebook
    journal: Journal | None  # None while the journal itself is being applied


def why_kept(work: UnitOfWork, way: Way, notice_id: int) -> str | None:
    """The sentence that stands against erasing this notice now; None if nothing does."""
    found = erasing_rows.against(work, notice_id)
    if found.erased:
        return ERASED
    if found.held:
        return HELD
    if found.pleads:
        return PLEADS
    if found.closed_at is None:
        return OPEN
    if found.printing:
        return PRINTING
    notice = work.get(Notice, notice_id)
    regime = law.regime_of(work, way.rulebook, notice)
    told = [("", found.closed_at), *found.released]
    if any(_may_be_fought(way, regime, outcome, at, work.now) for outcome, at in told):
        return APPEAL
    return None


def _may_be_fought(way: Way, regime: Regime, outcome: str, told: datetime, now: datetime) -> bool:
    """Whether the time to fight an answer of that instant may still run: the map's, or its law's if longer."""
    if months_before(now, way.data_map.appeal_months) < told:
        return True
    for one in regime.appeals:
        if outcome not in one.outcomes:
            continue
        if one.within_months and months_before(now, one.within_months) < told:
            return True
        if one.within_days and now - timedelta(days=one.within_days) < told:
            return True
    return False


def notice(
    work: UnitOfWork, way: Way, *, actor: Actor, notice_id: int, rule: str
) -> dict[str, int]:
    """Erase the person from one notice; how many rows of which table. NotPossible says what stands against it.

    NotAllowed for whoever is not the job itself, the head of the addressee, or an administrator.
    """
    row = work.get(Notice, notice_id)
    _require(work, way, actor, row)
    against = why_kept(work, way, notice_id)
    if against:
        raise NotPossible(against)
    work.add(Erasure(subject_kind="notice", subject_id=notice_id, rule=rule, at=work.now,
                     by_id=actor.account_id))  # fmt: skip
    work.flush()
    counts = {table: erase(work, notice_id) for table, erase in erasers.NOTICE.items()}
    return _written_down(work, way, actor, "notice", notice_id, rule, counts)


def _require(work: UnitOfWork, way: Way, actor: Actor, row: Notice) -> None:
    stage = law.regime_of(work, way.rulebook, row).stages[row.stage]
    policy.require(actor, "erase.due" if actor.role == "system" else "erase.order", row, stage)


def person_ground(work: UnitOfWork, way: Way, *, actor: Actor, notice_id: int) -> int:
    """Erase the facts kept apart for the ground «may not be an organiser», before all else (decisions 40)."""
    row = work.get(Notice, notice_id)
    _require(work, way, actor, row)
    against = why_kept(work, way, notice_id)
    if against:
        raise NotPossible(against)
    count = erasers.NOTICE["person_grounds"](work, notice_id)
    details = {"rule": "person-ground", "rows": count}
    work.log("notice.facts-erased", actor=actor, subject=("notice", notice_id), details=details)
    return count


def account(
    work: UnitOfWork, way: Way, *, actor: Actor, account_id: int, rule: str
) -> dict[str, int]:
    """Erase an account: address, name, password, keys. What it did stays under its number.

    NotPossible while it works at the desk, or has notices or drafts that are kept.
    """
    own = "erase.own" if actor.account_id == account_id else "erase.account"
    if not policy.may(actor, "erase.due" if actor.role == "system" else own):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    row = work.get(Account, account_id)
    if erasing_rows.is_erased(work, "account", account_id):
        raise NotPossible(ERASED)
    staff = erasing_rows.serves(work, account_id)
    if staff and row.active:
        raise NotPossible(SERVING)
    mine = erasing_rows.organisers_of(work, account_id)
    if erasing_rows.kept_notices_of(work, mine) or erasing_rows.has_drafts(work, account_id):
        raise NotPossible(OWNING)
    if seats.rules_others(work, account_id):
        raise NotPossible(RULING)
    work.add(Erasure(subject_kind="account", subject_id=account_id, rule=rule, at=work.now,
                     by_id=actor.account_id))  # fmt: skip
    work.flush()
    counts = {table: erase(work, account_id) for table, erase in erasers.ACCOUNT.items()}
    return _written_down(work, way, actor, "account", account_id, rule, counts)


def _written_down(
    work: UnitOfWork, way: Way, actor: Actor, kind: str, id_: int, rule: str, counts: dict[str, int]
) -> dict[str, int]:
    """The tombstone, then the journal: on the disk before the unit is saved."""
    touched = {table: count for table, count in counts.items() if count}
    details = {"rule": rule, "rows": sum(touched.values()), "tables": sorted(touched)}
    work.log(f"{kind}.erased", actor=actor, subject=(kind, id_), details=details)
    work.flush()
    if way.journal is not None:
        mark = erasing_rows.mark_of(work, kind, id_) or ""
        way.journal.append(Line(work.now.isoformat(), kind, id_, mark, rule))
    return touched


def sweep(work: UnitOfWork, way: Way, *, actor: Actor) -> dict[str, int]:
    """Erase what goes by age alone: drafts, mails about no notice, duties, names in the log of the desk."""
    counts: dict[str, int] = {}
    for name, tables in erasing_age.AGED.items():
        before = way.data_map.rules[name].before(work.now)
        for table, old in tables.items():
            counts[table] = counts.get(table, 0) + old(work, before)
    touched = {table: count for table, count in counts.items() if count}
    if touched:
        work.log("rule.swept", actor=actor, subject=("rule", 0), details=touched)
    return touched
