"""Who does something in another's absence: the log says "in place of X, absent from .. to .." with the deed itself.

An officer stands in for the owner of a notice who is absent that day, and so does an owner to whom it came from
somebody who is absent that day. A signatory stands in for the person whom the line of the register names.
Both days are whole days of the law's zone. Why somebody is absent is neither asked nor written.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from records import instead_rows
from records.instead_rows import Away
from records.tables import LogEntry, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Move, Regime
from workflow import powers, when
from workflow.actor import Actor


def owner(work: UnitOfWork, notice: Notice, actor: Actor, day: date) -> Away | None:
    """In whose place the person handles the notice on the day; None where in nobody's."""
    if not actor.staff or actor.account_id is None or notice.owner_id is None:
        return None
    return of(work, notice.id or 0, notice.owner_id, actor.account_id, day)


def of(work: UnitOfWork, notice_id: int, owner_id: int, account_id: int, day: date) -> Away | None:
    """The same by numbers."""
    if owner_id != account_id:
        return instead_rows.away(work, owner_id, day)
    before = instead_rows.came_from(work, notice_id, owner_id)
    return instead_rows.away(work, before, day) if before is not None else None


def of_move(
    work: UnitOfWork, regime: Regime, notice: Notice, actor: Actor, move: Move
) -> Away | None:
    """In whose place somebody makes a move: of a release, whom the line of the register names."""
    if not actor.staff or actor.account_id is None:
        return None
    day = when.local(work.now, regime.zone).date()
    if move.verb != "release":
        return owner(work, notice, actor, day)
    letter = regime.outcomes[move.outcome].letter if move.outcome in regime.outcomes else ""
    line = powers.of(work, regime, notice, actor, letter).power
    if line is None or line.absent_id is None:
        return None
    return instead_rows.away(work, line.absent_id, day)


def details(found: Away | None) -> dict[str, Any]:
    """What the log entry of the deed carries."""
    if found is None:
        return {}
    return {
        "instead": {
            "account": found.account_id, "from": found.first_day.isoformat(), "to": found.last_day.isoformat(),
        }
    }  # fmt: skip


def names(found: Away | None) -> dict[str, str]:
    """The names, which stand in the part of an entry that can be erased."""
    if found is None:
        return {}
    return {"instead": found.name, "instead_ru": found.name_ru}


def log(
    work: UnitOfWork,
    notice: Notice,
    kind: str,
    *,
    actor: Actor,
    found: Away | None,
    details_: dict[str, Any],
    note: str = "",
) -> LogEntry:
    """An entry about a notice that says in whose place it was done."""
    said = {"note": note} if note else {}
    return work.log(
        kind, actor=actor, subject=("notice", notice.id or 0), details={**details_, **details(found)},
        personal={**said, "by": actor.name, **names(found)},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Beside the owner of a notice: the owner is absent (`own`), or stands in for somebody who is."""

    away: Away
    own: bool
    note: str  # what the absent person left for who stands in; for people of the office alone


def look(
    work: UnitOfWork, *, actor: Actor, unit_id: int, notice_id: int, owner_id: int | None, day: date
) -> Standing | None:
    """What the page of a notice says beside its owner; None where nobody is absent."""
    if owner_id is None:
        return None
    found = of(work, notice_id, owner_id, 0, day)
    own = found is not None
    if found is None:
        found = of(work, notice_id, owner_id, owner_id, day)
    if found is None:
        return None
    inside = actor.holds(unit_id, "officer", "head", "signatory", "clerk", "secretary")
    return Standing(found, own, found.note if inside else "")
