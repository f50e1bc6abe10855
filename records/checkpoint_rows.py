"""Checkpoints as they were made: the newest, a list, one more (AD-2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from records.tables import Checkpoint, LogEntry
from records.unit_of_work import UnitOfWork

PRINTED = 16
"""Hex digits of the root that a letter has room for."""


@dataclass(frozen=True, slots=True)
class Made:
    """One checkpoint: the first `size` entries of the log have this root, and `note` is the signed word for it."""

    size: int
    at: datetime
    root: str
    head: str
    peaks: tuple[str, ...]
    note: str
    key: str

    @property
    def printed(self) -> str:
        """Size and first digits of the root, as they stand on paper."""
        return f"{self.size} {self.root[:PRINTED]}"


def newest(work: UnitOfWork) -> Made | None:
    """The last checkpoint; None before the first."""
    found = listed(work, limit=1)
    return found[0] if found else None


def listed(work: UnitOfWork, *, after: int = 0, limit: int = 20) -> list[Made]:
    """Checkpoints over more than `after` entries, the newest first."""
    rows = (
        select(Checkpoint)
        .where(col(Checkpoint.size) > after)
        .order_by(col(Checkpoint.size).desc())
        .limit(limit)
    )
    return [_made(row) for row in work.session.execute(rows).scalars()]


def over(work: UnitOfWork, size: int) -> Made | None:
    """The checkpoint over exactly so many entries."""
    row = work.session.get(Checkpoint, size)
    return _made(row) if row else None


def spans(work: UnitOfWork) -> dict[str, tuple[datetime, datetime]]:
    """Each key that signed checkpoints with the moments of its first and its last, the newest key first."""
    c: Any = Checkpoint
    rows = select(c.key, func.min(c.at), func.max(c.at)).group_by(c.key)
    found = work.session.execute(rows.order_by(func.max(c.size).desc())).all()
    return {row[0]: (row[1], row[2]) for row in found}


def add(work: UnitOfWork, made: Made) -> None:
    """Keep one more. The database refuses one that covers no more than the one before."""
    work.add(Checkpoint(
        size=made.size, at=made.at, root=made.root, head=made.head, peaks=list(made.peaks),
        note=made.note, key=made.key,
    ))  # fmt: skip
    work.flush()


def entries(work: UnitOfWork) -> int:
    """How many entries the log says that it has."""
    return int(work.session.execute(select(func.coalesce(func.max(LogEntry.seq), 0))).scalar_one())


def hashes(work: UnitOfWork, first: int) -> list[str]:
    """The hashes of the first entries, as stored: leaves of the tree."""
    e: Any = LogEntry
    rows = select(e.hash).where(e.seq <= first).order_by(e.seq)
    return list(work.session.execute(rows).scalars())


def hash_of(work: UnitOfWork, seq: int) -> str:
    """The hash of one entry as stored; empty if it is not there."""
    e: Any = LogEntry
    return str(work.session.execute(select(e.hash).where(e.seq == seq)).scalar() or "")


def _made(row: Checkpoint) -> Made:
    return Made(row.size, row.at, row.root, row.head, tuple(row.peaks), row.note, row.key)
