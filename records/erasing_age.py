"""What goes by age alone, no subject asked: registered here under its rule of the data map (AD-18)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update

from records.files import keys_of
from records.outbox import FORGOTTEN, TRIES
from records.people import AddressChange
from records.tables import (
    Absence,
    Draft,
    DraftKey,
    DutyShift,
    File,
    LogDetail,
    LogEntry,
    Mail,
    OrganisationInvite,
    Outbox,
)
from records.unit_of_work import UnitOfWork

DESK_SUBJECTS = ("duty", "absence", "calendar", "recount", "moved-date", "rule", "run")
"""Subjects of the log that are no notice and no account: their names are of staff, and go by age."""

Sweeper = Callable[[UnitOfWork, datetime], int]


def changed(work: UnitOfWork, statement: Any) -> int:
    """Rows that the statement changed or removed."""
    return int(cast("CursorResult[Any]", work.session.execute(statement)).rowcount)


def gone(work: UnitOfWork) -> list[str]:
    """Keys of papers that this unit erased: their bytes leave the store once it is saved.

    A crash in between leaves bytes that no row knows; the sweep of the store takes them.
    """
    kept: list[str] = work.session.info.setdefault("gone", [])
    return kept


def drafts(work: UnitOfWork, which: Any) -> int:
    """Delete these drafts; papers of a notice stay with it, papers of a draft alone go with it."""
    d: Any = Draft
    f: Any = File
    ids = select(d.id).where(which)
    alone = select(File).where(f.draft_id.in_(ids), f.notice_id.is_(None))
    for file in work.session.execute(alone).scalars():
        gone(work).extend(keys_of(file))
    changed(work, delete(File).where(f.draft_id.in_(ids), f.notice_id.is_(None)))
    changed(work, update(File).where(f.draft_id.in_(ids)).values(draft_id=None))
    changed(work, delete(DraftKey).where(cast(Any, DraftKey.draft_id).in_(ids)))
    return changed(work, delete(Draft).where(which))


def _old_drafts(work: UnitOfWork, before: datetime) -> int:
    return drafts(work, cast(Any, Draft.saved_at) < before)


def _old_draft_keys(work: UnitOfWork, before: datetime) -> int:
    old = select(cast(Any, Draft.id)).where(cast(Any, Draft.saved_at) < before)
    return changed(work, delete(DraftKey).where(cast(Any, DraftKey.draft_id).in_(old)))


def _old_mails(work: UnitOfWork, before: datetime) -> int:
    m: Any = Mail
    old = update(Mail).where(m.notice_id.is_(None), m.made_at < before, m.to != "")
    return changed(work, old.values(to="", subject="", body=""))


def _old_promises(work: UnitOfWork, before: datetime) -> int:
    """What was given up forgets the address and the link that it carried."""
    o: Any = Outbox
    stuck = select(o.id, o.payload).where(
        o.done_at.is_(None), o.attempts >= TRIES, o.made_at < before
    )
    rows = [row for row in work.session.execute(stuck) if FORGOTTEN & set(row[1])]
    for id_, payload in rows:
        left = {name: value for name, value in payload.items() if name not in FORGOTTEN}
        changed(work, update(Outbox).where(o.id == id_).values(payload=left, done_at=work.now))
    return len(rows)


def _older(table: Any) -> Sweeper:
    """What was made before an instant and waits for nothing that long."""

    def erase(work: UnitOfWork, before: datetime) -> int:
        return changed(work, delete(table).where(table.made_at < before))

    return erase


def _old_duty(work: UnitOfWork, before: datetime) -> int:
    return changed(work, delete(DutyShift).where(cast(Any, DutyShift.ends_at) < before))


def _old_absences(work: UnitOfWork, before: datetime) -> int:
    return changed(work, delete(Absence).where(cast(Any, Absence.last_day) < before.date()))


def _old_desk_log(work: UnitOfWork, before: datetime) -> int:
    e: Any = LogEntry
    old = select(e.seq).where(e.subject_kind.in_(DESK_SUBJECTS), e.at < before)
    return changed(work, delete(LogDetail).where(cast(Any, LogDetail.seq).in_(old)))


AGED: Mapping[str, Mapping[str, Sweeper]] = {
    "draft": {"draft_keys": _old_draft_keys, "drafts": _old_drafts},
    "mail": {
        "mails": _old_mails,
        "outbox": _old_promises,
        "organisation_invites": _older(OrganisationInvite),
        "address_changes": _older(AddressChange),
    },
    "duty": {"duty_shifts": _old_duty, "absences": _old_absences},
    "desk-log": {"log_details": _old_desk_log},
}
"""Rule of the map -> table -> what erases the rows that are older than an instant."""
