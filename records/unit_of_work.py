"""The unit of work: the only commit in Veche (AD-1), and the only way a log entry is made (AD-2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, insert, inspect, text
from sqlalchemy import exc as sa
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel, select

from records import chain, wakeups
from records.engine import busy
from records.errors import Missing, Overtaken
from records.tables import Counter, LogDetail, LogEntry, Notice, Outbox
from records.upsert import insert_into

CHAIN_LOCK = 7_337_001  # PostgreSQL advisory lock: writers take turns, as they do on SQLite

Row = TypeVar("Row", bound=SQLModel)


class Clock(Protocol):
    """Where the time comes from; `now()` is aware."""

    def now(self) -> datetime: ...


class Who(Protocol):
    """What the log needs to know of an actor."""

    @property
    def account_id(self) -> int | None: ...

    @property
    def role(self) -> str: ...


class UnitOfWork:
    """What workflow sees of the database: rows in, rows out, one entry of the log for each deed."""

    def __init__(self, session: Session, clock: Clock, *, writes: bool) -> None:
        self.session = session
        self._clock = clock
        self._writes = writes
        self.promised = False  # whether a worker should be woken after the commit
        self.filed: list[int] = []  # notices that the receipt journal gets after the commit
        self._moved: set[int] = set()  # notices with a stage move logged in this unit

    @cached_property
    def now(self) -> datetime:
        """The instant of this unit, aware UTC, whole microseconds; read once.

        In a writing unit it is read after the write lock is held and is never before the newest
        log entry, even if the machine's clock went back (decisions 7, AD-15).
        """
        now = self._clock.now().astimezone(UTC)
        return max(now, self._head[2]) if self._writes else now

    @cached_property
    def _head(self) -> tuple[int, str, datetime]:
        newest = (
            select(LogEntry.seq, LogEntry.hash, LogEntry.at).order_by(text("seq DESC")).limit(1)
        )
        found = self.session.exec(newest).first()
        return (
            (found[0], found[1], found[2])
            if found
            else (0, chain.GENESIS, datetime.min.replace(tzinfo=UTC))
        )

    def add(self, row: SQLModel) -> None:
        """Keep a new row; it is written at the next flush."""
        self.session.add(row)

    def flush(self) -> None:
        """Write what is waiting, so that new rows have their ids."""
        self.session.flush()

    def get(self, table: type[Row], key: Any) -> Row:
        """The row with this primary key. Missing if absent."""
        row = self.session.get(table, key)
        if row is None:
            raise Missing(f"{table.__name__} {key} is not there.")
        return row

    def notice(self, reference: str, seen: int | None = None) -> Notice:
        """The notice with this reference. Missing if absent; Overtaken if its revision is not `seen`."""
        row = self.session.exec(select(Notice).where(Notice.reference == reference)).first()
        if row is None:
            raise Missing(f"Notice {reference} is not there.")
        if seen is not None and row.revision != seen:
            raise Overtaken(seen=seen, current=row.revision)
        return row

    def log(
        self,
        kind: str,
        *,
        actor: Who,
        subject: tuple[str, int],
        details: dict[str, Any] | None = None,
        personal: dict[str, Any] | None = None,
        from_stage: str | None = None,
        to_stage: str | None = None,
    ) -> LogEntry:
        """Append one entry to the chain, at once (AD-2).

        `details` holds ids, codes, numbers and instants as text, nothing personal, no floats; `personal`
        (names, reasons, addresses) is kept apart with a salt and enters the chain as a commitment.
        The entry of a move goes in before the notice's UPDATE: a trigger looks for it.
        """
        self._must_write()
        if to_stage is not None and subject[0] == "notice":
            self._settle_earlier_move(subject[1], from_stage)
        seq, prev, _ = self._head
        salt = chain.new_salt() if personal else ""
        entry: dict[str, Any] = {
            "seq": seq + 1,
            "at": self.now,
            "kind": kind,
            "actor_id": actor.account_id,
            "role": actor.role,
            "subject_kind": subject[0],
            "subject_id": subject[1],
            "from_stage": from_stage,
            "to_stage": to_stage,
            "details": details or {},
            "personal_commit": chain.commitment(salt, personal) if personal else "",
            "prev": prev,
        }
        entry["hash"] = chain.entry_hash(entry)
        self.session.execute(insert(LogEntry).values(**entry))
        if personal:
            self.session.execute(insert(LogDetail).values(seq=seq + 1, salt=salt, details=personal))
        self._head = (seq + 1, entry["hash"], self.now)
        return LogEntry(**entry)

    def _settle_earlier_move(self, notice_id: int, from_stage: str | None) -> None:
        """Two moves of one notice in one unit are two UPDATEs, each right after its own log entry."""
        if notice_id in self._moved:
            notice = self.get(Notice, notice_id)
            if inspect(notice).attrs.stage.history.deleted:
                newest = notice.stage
                setattr(notice, "stage", from_stage)  # noqa: B010 - only workflow decides on a stage
                self.session.flush()
                setattr(notice, "stage", newest)  # noqa: B010 - the same
        self._moved.add(notice_id)

    def next_number(self, name: str) -> int:
        """The next number of a series, from 1, gap-free: it goes back if the unit does not end well."""
        self._must_write()
        statement = insert_into(self.session, Counter).values(name=name, value=1)
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"value": Counter.value + 1}
        )
        return int(self.session.execute(statement.returning(Counter.value)).scalar_one())

    def promise(
        self, kind: str, key: str, payload: dict[str, Any], not_before: datetime | None = None
    ) -> None:
        """Put work into the outbox (AD-5); a key that is there already adds nothing."""
        self._must_write()
        if not self.promised:
            wakeups.ring(self.session)
        self.promised = True
        statement = insert_into(self.session, Outbox).values(
            key=key,
            kind=kind,
            payload=payload,
            made_at=self.now,
            not_before=not_before or self.now,
            attempts=0,
            last_error="",
        )
        self.session.execute(statement.on_conflict_do_nothing(index_elements=["key"]))

    def _must_write(self) -> None:
        if not self._writes:
            raise RuntimeError("A reading cannot write: open a unit of work.")


@contextmanager
def unit_of_work(engine: Engine, clock: Clock) -> Iterator[UnitOfWork]:
    """One writing unit: leaving the block saves everything, raising in it saves nothing.

    Writers take turns from the first line to the commit. Overtaken if a row changed meanwhile;
    Busy if the turn did not come within the engine's `lock_wait` or the database cannot be written.
    """
    with (
        _translated(),
        Session(
            engine.execution_options(write=True), autoflush=False, expire_on_commit=False
        ) as session,
    ):
        session.connection()  # SQLite: BEGIN IMMEDIATE
        if engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
        yield UnitOfWork(session, clock, writes=True)
        session.commit()


@contextmanager
def reading(engine: Engine, clock: Clock) -> Iterator[UnitOfWork]:
    """One reading: never waits for a writer, never saves."""
    with _translated(), Session(engine, autoflush=False, expire_on_commit=False) as session:
        yield UnitOfWork(session, clock, writes=False)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise Overtaken from error
    except sa.SQLAlchemyError as error:
        trouble = busy(error)
        if trouble is None:
            raise
        raise trouble from error
