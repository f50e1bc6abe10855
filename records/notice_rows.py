"""What a notice looks like in a list, and how a list is cut into pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Dialect, Select, select, type_coerce
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from records.scope import Scope
from records.tables import Notice, Organiser

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class After:
    """The last row of the page before. `due_at` None: the page goes on among rows without a clock."""

    due_at: datetime | None
    id: int


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list; `after` leads to the next, None if this is the last."""

    rows: tuple[Item, ...]
    after: After | None


class NoticeRow(NamedTuple):
    """A notice in a list. `title` and `organiser` are '' where the reader does not see them.

    A named tuple, since a page makes fifty of 23 fields: a frozen dataclass takes six times as long.
    """

    id: int
    reference: str
    kind: str
    stage: str
    revision: int
    version: int
    regime_pin: str
    channel: str
    window: str
    unit_id: int
    organiser_id: int
    organiser: str
    title: str
    place_line: str
    okrug: str
    district: str
    attendance: int
    starts_at: datetime
    ends_at: datetime
    received_at: datetime
    due_at: datetime | None
    due_side: str
    closed_at: datetime | None


class _Instant(UTCDateTime):
    """The same instants, read from SQLite's text in one step instead of three: lists read hundreds."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        if dialect.name == "sqlite":
            return lambda text: None if text is None else datetime.fromisoformat(text + "+00:00")
        return super().result_processor(dialect, coltype)


NOTICES = SQLModel.metadata.tables[Notice.__tablename__]
ORGANISERS = SQLModel.metadata.tables[Organiser.__tablename__]
N = NOTICES.c  # columns of the table, not of the class: lists never need the ORM's half of a SELECT
NOTICE: tuple[Any, ...] = (
    N.id, N.reference, N.kind, N.stage, N.revision, N.version, N.regime_pin, N.channel, N.window,
    N.unit_id, N.organiser_id, ORGANISERS.c.name, N.title, N.place_line, N.okrug, N.district, N.attendance,
    *(type_coerce(at, _Instant) for at in (N.starts_at, N.ends_at, N.received_at, N.due_at)),
    N.due_side, type_coerce(N.closed_at, _Instant),
)  # fmt: skip
WIDTH = len(NOTICE)


def notice_row(scope: Scope, columns: Sequence[Any]) -> NoticeRow:
    """The row of a list from the columns NOTICE, without what the scope hides."""
    return without(scope, NoticeRow._make(columns))


def without(scope: Scope, row: NoticeRow) -> NoticeRow:
    """The same row without what the scope hides."""
    if "organiser" in scope.hidden:
        row = row._replace(organiser="")
    return row._replace(title="") if "title" in scope.hidden else row


def with_organiser(*more: Any) -> Select[*tuple[Any, ...]]:
    """A SELECT of the columns NOTICE and some more, with the organiser's name joined."""
    return select(*NOTICE, *more).join(ORGANISERS, ORGANISERS.c.id == N.organiser_id)
