"""What the database knows of the health of this installation, read at once and without a lock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, func, or_, select, text

from records.backups.state import GOOD, JOURNAL
from records.tables import Checkpoint, Lease, LogEntry, Mark, Outbox, RateCount

TRIED_LONG = 3  # tries: the fourth comes 13 minutes after the first
UNTRUE = ("Unsound", "Contradicted", "Untrue")  # what a checkpoint that can't be signed ends with
ANSWERS = "answers:"  # marks of web processes, one a process and minute
RED = "log.red"  # the mark of a verification that found the log broken
WINDOW = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
MOST = 5000  # refusals that are looked at
O: Any = Outbox  # noqa: E741 - the table, as in the other modules of named reads
E: Any = LogEntry
L: Any = Lease
M: Any = Mark
R: Any = RateCount
C: Any = Checkpoint


@dataclass(frozen=True, slots=True)
class Answers:
    """What one web process saw in a minute: how many answers, how many were failures of ours (5xx)."""

    total: int
    failed: int
    off: float  # seconds that its clock is ahead of the database's


@dataclass(frozen=True, slots=True)
class Vitals:
    """Everything that an alarm asks for. Instants are UTC; None where there is none."""

    database_at: datetime  # what the database's own clock says
    begun_at: datetime | None  # the first entry of the log
    last_at: datetime | None  # the last one
    ticked_at: datetime | None  # a worker looked at the clocks, or does so now
    waits_since: datetime | None  # the promise that should have been kept first
    backup_at: datetime | None
    journal: str  # since when, and why, filings can't be written into the receipt journal
    uncovered_since: datetime | None  # the first entry that no checkpoint covers
    untrue: str  # why the log was found broken; empty if it was not
    unscanned_since: datetime | None
    refused: int  # most refusals of one account within a minute of the last five
    answers: tuple[Answers, ...]  # of the last five minutes


def read(engine: Engine, now: datetime, ticks: str) -> Vitals:
    """Look at everything. `ticks`: the lease of those who look at the clocks. Raises SQLAlchemyError."""
    with engine.connect() as line:
        return Vitals(
            database_at=database_now(line),
            begun_at=line.execute(select(E.at).order_by(E.seq).limit(1)).scalar(),
            last_at=line.execute(select(E.at).order_by(E.seq.desc()).limit(1)).scalar(),
            ticked_at=_ticked(line, now, ticks),
            waits_since=_waits(line, now),
            backup_at=_backup(line),
            journal=str(line.execute(select(M.value).where(M.name == JOURNAL)).scalar() or ""),
            uncovered_since=_uncovered(line),
            untrue=_untrue(line),
            unscanned_since=line.execute(
                select(func.min(O.made_at)).where(O.done_at.is_(None), O.kind == "scan")
            ).scalar(),
            refused=_refused(line, now),
            answers=_answers(line, now),
        )


def database_now(line: Connection) -> datetime:
    """The database's own clock: on SQLite this machine's, on PostgreSQL the server's, not its transaction's."""
    if line.dialect.name == "postgresql":
        there: datetime = line.execute(text("SELECT clock_timestamp()")).scalar_one()
        return there.astimezone(UTC)
    said = line.execute(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")).scalar_one()
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def _ticked(line: Connection, now: datetime, ticks: str) -> datetime | None:
    rows: Any = select(L.until, L.done_at).where(L.name == ticks)
    found = line.execute(rows).first()
    if found is None:
        return None
    until: datetime = found[0]
    done: datetime = found[1] or until
    return max(min(until, now), done)


def _waits(line: Connection, now: datetime) -> datetime | None:
    """Since when the head of the outbox waits: due and not taken, tried again and again, or put off with a reason."""
    due = select(func.min(O.not_before)).where(O.done_at.is_(None), O.not_before <= now)
    tried = select(func.min(O.made_at)).where(
        O.done_at.is_(None), or_(O.attempts >= TRIED_LONG, O.attempts == 0), O.last_error != ""
    )
    both = [one for one in (line.execute(due).scalar(), line.execute(tried).scalar()) if one]
    return min(both, default=None)


def _backup(line: Connection) -> datetime | None:
    said = line.execute(select(M.value).where(M.name == GOOD)).scalar()
    return datetime.fromisoformat(said) if said else None


def _uncovered(line: Connection) -> datetime | None:
    size = line.execute(select(func.coalesce(func.max(C.size), 0))).scalar_one()
    found: datetime | None = line.execute(select(E.at).where(E.seq == size + 1)).scalar()
    return found


def _untrue(line: Connection) -> str:
    said = line.execute(select(M.value).where(M.name == RED)).scalar()
    failed = select(O.last_error).where(
        O.done_at.is_(None), O.kind == "checkpoint", O.last_error.in_(UNTRUE)
    )
    return str(said or line.execute(failed.limit(1)).scalar() or "")


def _refused(line: Connection, now: datetime) -> int:
    rows: Any = select(R.bucket, R.window_at, R.count).where(
        R.bucket.like("refused:%"), R.window_at > now - WINDOW
    )
    of: dict[str, list[tuple[datetime, int]]] = {}
    for bucket, at, count in line.execute(rows.order_by(R.window_at).limit(MOST)):
        of.setdefault(bucket, []).append((at, count))
    return max((_densest(moments) for moments in of.values()), default=0)


def _densest(moments: list[tuple[datetime, int]]) -> int:
    """The most within one minute."""
    most = within = first = 0
    for at, count in moments:
        within += count
        while moments[first][0] <= at - MINUTE:
            within -= moments[first][1]
            first += 1
        most = max(most, within)
    return most


def _answers(line: Connection, now: datetime) -> tuple[Answers, ...]:
    rows: Any = select(M.value).where(M.name.like(f"{ANSWERS}%"))
    found = []
    for value in line.execute(rows).scalars():
        at, total, failed, off = value.split("|")
        if now - WINDOW < datetime.fromisoformat(at) <= now + WINDOW:
            found.append(Answers(int(total), int(failed), float(off)))
    return tuple(found)


def is_read_only(line: Connection) -> bool:
    """Whether the database takes no writing: a standby, or one that was closed. SQLite says so at the lock."""
    if line.dialect.name != "postgresql":
        return False
    return bool(line.execute(text("SHOW transaction_read_only")).scalar() == "on")
