"""The unit of work: the only commit in Veche (AD-1), and the only way a log entry is made (AD-2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Executable, Insert, insert, inspect, text
from sqlalchemy import exc as sa
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel, select

from records import chain, wakeups
from records.engine import busy
from records.errors import Missing, Overtaken
from records.tables import Counter, LogDetail, LogEntry, Notice, Outbox
from records.turns import turn
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
        self.city_map: Callable[[], Any] | None = None  # the map in use, where a door knows it
        self._moved: set[int] = set()  # notices with a stage move logged in this unit
        self.written: dict[
            tuple[int | None, int], Any
        ] = {}  # versions, whole, that this unit wrote
        self.known: dict[Any, Any] | None = None if writes else {}  # see records/once.py
        self._held: list[SQLModel] = []  # the session alone forgets a row that nobody holds

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
        found = self.select(HEAD)
        return (
            (found[0][0], found[0][1], found[0][2])
            if found
            else (0, chain.GENESIS, datetime.min.replace(tzinfo=UTC))
        )

    @cached_property
    def _connection(self) -> Connection:
        return self.session.connection()

    def select(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Any]:
        """Rows of columns, straight from the connection: what lists and every request read, without the ORM's part."""
        return self._connection.execute(statement, values).all()

    def hold(self, row: Row) -> Row:
        """Know the row for the rest of the unit, so that it is not read again."""
        self._held.append(row)
        return row

    def add(self, row: SQLModel) -> None:
        """Keep a new row; it is written at the next flush."""
        self.session.add(self.hold(row))

    def insert(self, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
        """Write new rows at once, in one statement, with every column given; nobody needs their ids."""
        self._must_write()
        if rows:
            self._connection.execute(_insert(table), list(rows))

    def flush(self) -> None:
        """Write what is waiting, so that new rows have their ids."""
        self.session.flush()

    def get(self, table: type[Row], key: Any) -> Row:
        """The row with this primary key. Missing if absent."""
        row = self.session.get(table, key)
        if row is None:
            raise Missing(f"{table.__name__} {key} is not there.")
        return self.hold(row)

    def notice(self, reference: str, seen: int | None = None) -> Notice:
        """The notice with this reference. Missing if absent; Overtaken if its revision is not `seen`."""
        known = reference.isprintable()  # PostgreSQL does not even look for a NUL
        row = (
            known and self.session.exec(select(Notice).where(Notice.reference == reference)).first()
        )
        if not row:
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
        self.insert(LogEntry, [entry])
        if personal:
            self.insert(LogDetail, [{"seq": seq + 1, "salt": salt, "details": personal}])
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
        count = _counting(self._dialect)
        return int(self._connection.execute(count, {"name": name, "value": 1}).scalar_one())

    @property
    def _dialect(self) -> str:
        return self.session.get_bind().dialect.name

    def promise(
        self, kind: str, key: str, payload: dict[str, Any], not_before: datetime | None = None
    ) -> None:
        """Put work into the outbox (AD-5); a key that is there already adds nothing."""
        self._must_write()
        if not self.promised:
            wakeups.ring(self.session)
        self.promised = True
        row = {
            "key": key,
            "kind": kind,
            "payload": payload,
            "made_at": self.now,
            "not_before": not_before or self.now,
            "attempts": 0,
            "last_error": "",
        }
        self._connection.execute(_promising(self._dialect), row)

    def _must_write(self) -> None:
        if not self._writes:
            raise RuntimeError("A reading cannot write: open a unit of work.")


# Said over and over, and made once: to put a statement together takes longer than to run it.
HEAD = select(LogEntry.seq, LogEntry.hash, LogEntry.at).order_by(text("seq DESC")).limit(1)


@lru_cache
def _insert(table: type[SQLModel]) -> Insert:
    return insert(SQLModel.metadata.tables[str(table.__tablename__)])


@lru_cache
def _counting(dialect: str) -> Any:
    statement = insert_into(dialect, Counter)
    statement = statement.on_conflict_do_update(
        index_elements=["name"], set_={"value": Counter.value + 1}
    )
    return statement.returning(Counter.value)


@lru_cache
def _promising(dialect: str) -> Any:
    return insert_into(dialect, Outbox).on_conflict_do_nothing(index_elements=["key"])


@contextmanager
def unit_of_work(engine: Engine, clock: Clock) -> Iterator[UnitOfWork]:
    """One writing unit: leaving the block saves everything, raising in it saves nothing.

    Writers take turns from the first line to the commit. Overtaken if a row changed meanwhile;
    Busy if the turn did not come within the engine's `lock_wait` or the database cannot be written.
    """
    with (
        translated(),
        turn(engine) as options,
        Session(
            engine.execution_options(write=True, **options), autoflush=False, expire_on_commit=False
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
    with translated(), Session(engine, autoflush=False, expire_on_commit=False) as session:
        yield UnitOfWork(session, clock, writes=False)


@contextmanager
def translated() -> Iterator[None]:
    """Raise what a database error means: Overtaken, Busy; what means neither passes as it is."""
    try:
        yield
    except StaleDataError as error:
        raise Overtaken from error
    except sa.SQLAlchemyError as error:
        trouble = busy(error)
        if trouble is None:
            raise
        raise trouble from error
