"""What a notice looks like in a list, and how a list is cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, select
from sqlmodel import col

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


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in a list. `title` and `organiser` are '' where the reader does not see them."""

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


N: Any = Notice
NOTICE: tuple[Any, ...] = (
    N.id, N.reference, N.kind, N.stage, N.revision, N.version, N.regime_pin, N.channel, N.window,
    N.unit_id, N.organiser_id, Organiser.name, N.title, N.place_line, N.okrug, N.district, N.attendance,
    N.starts_at, N.ends_at, N.received_at, N.due_at, N.due_side, N.closed_at,
)  # fmt: skip
WIDTH = len(NOTICE)


def notice_row(scope: Scope, columns: Sequence[Any]) -> NoticeRow:
    """The row of a list from the columns NOTICE, without what the scope hides."""
    row = NoticeRow(*columns)
    if "organiser" in scope.hidden:
        row = replace(row, organiser="")
    return replace(row, title="") if "title" in scope.hidden else row


def with_organiser(*more: Any) -> Select[*tuple[Any, ...]]:
    """A SELECT of the columns NOTICE and some more, with the organiser's name joined."""
    return select(*NOTICE, *more).join(Organiser, col(Organiser.id) == N.organiser_id)
