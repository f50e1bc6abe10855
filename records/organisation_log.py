"""What was done in an organisation, for its own people: ids in the log become the names that the accounts have today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from records.people import Account
from records.tables import LogEntry
from records.unit_of_work import UnitOfWork

E: Any = LogEntry
A: Any = Account
NEWEST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed. Names are empty where the account has none, was erased, or nobody is meant; the mailbox is no name."""

    at: datetime
    what: str  # founded | renamed | invited | invite-revoked | joined | declined | role-changed | removed | left
    by: str
    by_id: int | None
    member: str
    member_id: int | None
    role: str


def entries(work: UnitOfWork, organisation_id: int, limit: int = NEWEST) -> list[Entry]:
    """The newest deeds of an organisation, the newest first. The caller asked whether the reader belongs to it."""
    rows = (
        select(E.at, E.kind, E.actor_id, E.details)
        .where(E.subject_kind == "organisation", E.subject_id == organisation_id)
        .order_by(E.seq.desc())
        .limit(limit)
    )
    found = work.session.execute(rows).all()
    ids = {row.actor_id for row in found} | {row.details.get("member") for row in found}
    named = select(A.id, A.name).where(A.id.in_(sorted(one for one in ids if one is not None)))
    names = {int(id_): str(name) for id_, name in work.session.execute(named).all()}
    return [
        Entry(
            row.at,
            str(row.kind).partition(".")[2],
            names.get(row.actor_id, ""),
            row.actor_id,
            names.get(row.details.get("member") or 0, ""),
            row.details.get("member"),
            str(row.details.get("role", "")),
        )
        for row in found
    ]
