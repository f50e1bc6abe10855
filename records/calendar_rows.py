"""Days that people keep: standing corrections, and open notices as the counting anew needs them.

Without scope, as in rows.py: the calendar is the same for everybody. What a person reads of the
moved notices is in moved_rows.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from records.dues import still_running
from records.tables import (
    CalendarDay,
    Due,
    Notice,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    Recount,
    RegimeText,
)
from records.unit_of_work import UnitOfWork

N: Any = Notice
V: Any = NoticeVersion
S: Any = NoticeSession
P: Any = NoticePlace
D: Any = Due
C: Any = CalendarDay


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a calendar as it stands or stood; `day` None is a whole year."""

    id: int
    calendar: str
    year: int
    day: date | None
    what: str
    days: Mapping[str, Any]
    reason: str
    made_by: int | None
    made_at: datetime
    revoked_by: int | None
    revoked_at: datetime | None
    revoke_reason: str


CORRECTION = (
    C.id, C.calendar, C.year, C.day, C.what, C.days, C.reason, C.made_by, C.made_at,
    C.revoked_by, C.revoked_at, C.revoke_reason,
)  # fmt: skip


_STANDING = (  # asked at every filing
    select(*CORRECTION)
    .where(C.calendar == bindparam("calendar"), C.revoked_at.is_(None))
    .order_by(C.day.is_not(None), C.id)
)


def standing(work: UnitOfWork, calendar: str) -> tuple[Correction, ...]:
    """Corrections that count now: whole years first, then days, each in the order of making."""
    return tuple(Correction(*row) for row in work.select(_STANDING, {"calendar": calendar}))


def of_year(work: UnitOfWork, calendar: str, year: int) -> tuple[Correction, ...]:
    """Every correction of a year, revoked ones too, the newest first."""
    rows = select(*CORRECTION).where(C.calendar == calendar, C.year == year)
    return tuple(Correction(*row) for row in work.session.execute(rows.order_by(C.id.desc())))


def correction(work: UnitOfWork, correction_id: int) -> Correction:
    """One correction. Missing if there is none."""
    row = work.get(CalendarDay, correction_id)
    return Correction(*(getattr(row, column.key) for column in CORRECTION))


@dataclass(frozen=True, slots=True)
class PendingClock:
    """A clock of an open notice that still runs."""

    id: int
    clock: str
    side: str
    due_at: datetime
    set_at: datetime
    consequence: str
    steps: list[Any]


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """What counting needs of an open notice; its newest version as plain values."""

    id: int
    reference: str
    revision: int
    regime_pin: str
    kind: str
    stage: str
    window: str
    unit_id: int
    clocks_from: datetime  # since when its clocks of the receipt count
    window_from: datetime  # by which moment its window is judged
    attendance: int
    answers: dict[str, Any]
    sessions: tuple[tuple[date, str, str], ...]  # day, start, end; local hours
    places: tuple[tuple[str, str], ...]  # okrug, shape
    dues: tuple[PendingClock, ...]


_OPEN = (
    N.id, N.reference, N.revision, N.regime_pin, N.kind, N.stage, N.window, N.unit_id,
    func.coalesce(N.clocks_from, N.received_at), func.coalesce(N.window_from, N.received_at),
    N.attendance, V.id, V.answers,
)  # fmt: skip


def pins(work: UnitOfWork) -> tuple[str, ...]:
    """Pins of every regime that a notice was ever filed under."""
    return tuple(
        work.session.execute(select(col(RegimeText.pin)).order_by(col(RegimeText.pin))).scalars()
    )


def open_count(work: UnitOfWork, among: Collection[str]) -> int:
    """How many notices of these pins are open."""
    rows = select(func.count()).select_from(Notice)
    rows = rows.where(N.closed_at.is_(None), N.regime_pin.in_(among))
    return int(work.session.execute(rows).scalar_one())


def open_notices(
    work: UnitOfWork,
    among: Collection[str],
    *,
    after: int = 0,
    limit: int = 200,
    only: Collection[int] = (),
) -> list[OpenNotice]:
    """Open notices of these pins in the order of their ids, or `only` some; four queries however many."""
    rows = select(*_OPEN).join(NoticeVersion, (V.notice_id == N.id) & (V.number == N.version))
    rows = rows.where(N.closed_at.is_(None), N.regime_pin.in_(among), N.id > after)
    if only:
        rows = rows.where(N.id.in_(only))
    heads = work.session.execute(rows.order_by(N.id).limit(limit)).all()
    versions, ids = [row[11] for row in heads], [row[0] for row in heads]
    sessions = _by_first(
        work,
        select(S.version_id, S.day, S.start, S.end)
        .where(S.version_id.in_(versions))
        .order_by(S.id),
    )
    places = _by_first(
        work, select(P.version_id, P.okrug, P.geo).where(P.version_id.in_(versions)).order_by(P.id)
    )
    clocks = select(D.notice_id, D.id, D.clock, D.side, D.due_at, D.set_at, D.consequence, D.steps)
    dues = _by_first(work, clocks.where(D.notice_id.in_(ids), still_running()).order_by(D.id))
    found = []
    for row in heads:
        where = tuple(map(tuple, places.get(row[11], ())))
        running = tuple(PendingClock(*one) for one in dues.get(row[0], ()))
        hours = tuple(map(tuple, sessions.get(row[11], ())))
        values: Any = (*row[:11], row[12], hours, where, running)
        found.append(OpenNotice(*values))
    return found


def notices_of(work: UnitOfWork, ids: Collection[int]) -> Sequence[Notice]:
    """Rows of these notices, to be written."""
    return work.session.execute(select(Notice).where(N.id.in_(ids))).scalars().all()


def pending_of(work: UnitOfWork, ids: Collection[int]) -> Sequence[Due]:
    """Rows of the running clocks of these notices, to be written; the nearest of each first."""
    rows = select(Due).where(D.notice_id.in_(ids), still_running())
    return work.session.execute(rows.order_by(D.due_at, D.id)).scalars().all()


def _by_first(work: UnitOfWork, rows: Any) -> dict[int, list[Sequence[Any]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[Sequence[Any]]] = {}
    for row in work.session.execute(rows):
        found.setdefault(row[0], []).append(row[1:])
    return found


def unfinished(work: UnitOfWork) -> list[int]:
    """Recounts that are not done, the oldest first."""
    rows = select(col(Recount.id)).where(col(Recount.done_at).is_(None)).order_by(col(Recount.id))
    return [row or 0 for row in work.session.execute(rows).scalars()]


_TEXT = select(col(RegimeText.pin)).where(col(RegimeText.pin) == bindparam("pin"))


def keep_regime_text(work: UnitOfWork, text: RegimeText) -> None:
    """Keep the text of a regime file the first time that a notice is pinned to it."""
    if not work.select(_TEXT, {"pin": text.pin}):  # a law is long: its text is not read to be known
        work.add(text)
        work.flush()
