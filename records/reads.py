"""Who read personal data, of which notice, in which hour (decisions 22): append-only, sealed by the chain."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlmodel import col, select

from records import chain
from records.people import Account
from records.scope import Scope
from records.scoped import reach
from records.tables import LogEntry, Notice, ReadEntry
from records.unit_of_work import UnitOfWork, Who

SEALED = "reads.sealed"


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A person read these fields of the notice in this hour."""

    hour: datetime
    account_id: int
    name: str
    fields: str
    reason: str
    id: int = 0
    name_ru: str = ""


def note(
    work: UnitOfWork, account_id: int, notice_id: int, fields: list[str], reason: str = ""
) -> None:
    """Write down a reading: one row a person, notice and hour; more fields are added to it."""
    hour = work.now.replace(minute=0, second=0, microsecond=0)
    mine = select(ReadEntry).where(
        ReadEntry.account_id == account_id, ReadEntry.notice_id == notice_id, ReadEntry.hour == hour
    )
    row = work.session.exec(mine).first()
    if row is None:
        row = ReadEntry(account_id=account_id, notice_id=notice_id, hour=hour, fields="", reason="")
        work.add(row)
    known = row.fields.split(",") if row.fields else []
    row.fields = ",".join(known + [name for name in dict.fromkeys(fields) if name not in known])
    if reason and reason not in row.reason:
        row.reason = f"{row.reason}\n{reason}" if row.reason else reason
    work.flush()


def seal(work: UnitOfWork, actor: Who) -> int:
    """Put the digest of every past hour with readings into the chain, once each; how many hours."""
    this_hour = work.now.replace(minute=0, second=0, microsecond=0)
    newest = select(func.max(LogEntry.subject_id)).where(LogEntry.subject_kind == "hour")
    after = work.session.exec(newest).one()
    rows = select(ReadEntry.hour).where(ReadEntry.hour < this_hour).distinct()
    if after is not None:
        rows = rows.where(ReadEntry.hour > datetime.fromtimestamp(after * 3600, this_hour.tzinfo))
    hours = work.session.exec(rows.order_by(col(ReadEntry.hour))).all()
    for hour in hours:
        number = int(hour.timestamp()) // 3600  # hours since 1970, UTC
        count, digest = digest_of(work, hour)
        details = {"hour": chain.instant(hour), "rows": count, "sha256": digest}
        work.log(SEALED, actor=actor, subject=("hour", number), details=details)
    return len(hours)


def digest_of(work: UnitOfWork, hour: datetime) -> tuple[int, str]:
    """How many readings the hour has, and SHA-256 over their canonical form in order of id."""
    rows = select(ReadEntry).where(
        ReadEntry.hour >= hour, ReadEntry.hour < hour + timedelta(hours=1)
    )
    found = work.session.exec(rows.order_by(col(ReadEntry.id))).all()
    plain = [[row.id, row.account_id, row.notice_id, row.fields, row.reason] for row in found]
    return len(found), hashlib.sha256(chain.canonical(plain)).hexdigest()


def readers_of(
    work: UnitOfWork, scope: Scope, notice_id: int, limit: int = 100, before: int | None = None
) -> tuple[ReaderRow, ...]:
    """Who read personal data of the notice, the latest first, below the number `before`."""
    r: Any = ReadEntry
    a: Any = Account
    rows: Any = (
        sa_select(r.hour, r.account_id, a.name, r.fields, r.reason, r.id, a.name_ru)
        .join(Account, a.id == r.account_id)
        .join(Notice, col(Notice.id) == r.notice_id)
        .where(r.notice_id == notice_id, reach(scope))
    )
    if before is not None:
        rows = rows.where(r.id < before)
    rows = rows.order_by(r.id.desc()).limit(limit)
    return tuple(ReaderRow(*row) for row in work.session.execute(rows))


@dataclass(frozen=True, slots=True)
class LookedRow:
    """A person read these fields of this notice in this hour."""

    id: int
    hour: datetime
    account_id: int
    name: str
    name_ru: str
    reference: str
    fields: str
    reason: str


@dataclass(frozen=True, slots=True)
class LookedFilters:
    """What the register of readings is narrowed by; empty means no narrowing."""

    account_id: int | None = None
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None  # the first instant that is not meant


def looked(
    work: UnitOfWork,
    scope: Scope,
    filters: LookedFilters,
    *,
    before: int | None = None,
    limit: int = 25,
) -> tuple[LookedRow, ...]:
    """Readings of notices in reach, the latest first, below the number `before`."""
    r: Any = ReadEntry
    a: Any = Account
    n: Any = Notice
    rows: Any = (
        sa_select(r.id, r.hour, r.account_id, a.name, a.name_ru, n.reference, r.fields, r.reason)
        .join(Account, a.id == r.account_id)
        .join(Notice, n.id == r.notice_id)
        .where(reach(scope))
    )
    if filters.account_id is not None:
        rows = rows.where(r.account_id == filters.account_id)
    if filters.reference:
        rows = rows.where(n.reference == filters.reference)
    if filters.since is not None:
        rows = rows.where(r.hour >= filters.since)
    if filters.until is not None:
        rows = rows.where(r.hour < filters.until)
    if before is not None:
        rows = rows.where(r.id < before)
    return tuple(
        LookedRow(*row) for row in work.session.execute(rows.order_by(r.id.desc()).limit(limit))
    )
