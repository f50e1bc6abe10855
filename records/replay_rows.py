"""What a replay reads of past notices: times, places as okrugs, size, clocks and answers; no name, no purpose.

Columns only, page after page by id, so that a hundred thousand notices need the memory of one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Text, cast, func, select, text

from records.notice_rows import N
from records.scope import Scope
from records.scoped import reach
from records.tables import (
    Decision,
    Due,
    NoticePlace,
    NoticeSession,
    NoticeVersion,
    Proposal,
    RegimeText,
)
from records.unit_of_work import UnitOfWork

V: Any = NoticeVersion
S: Any = NoticeSession
P: Any = NoticePlace
D: Any = Due
C: Any = Decision
J: Any = Proposal
R: Any = RegimeText


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One state of a notice, as far as the law counts with it. `inputs`: answers that conditions look at."""

    number: int
    why: str
    kind: str
    attendance: int
    inputs: dict[str, Any]
    sessions: tuple[tuple[date, str, str], ...]  # day, start, end: local
    places: tuple[tuple[str, bool, str], ...]  # okrug, whether it is a route, shape


@dataclass(frozen=True, slots=True)
class PastDue:
    """One clock as it ran."""

    clock: str
    side: str
    due_at: datetime
    consequence: str
    set_at: datetime
    done_at: datetime | None
    result: str  # met | missed | dropped | '' while it runs


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """A decision that was released, and what the organiser said to a proposal in it."""

    outcome: str
    released_at: datetime
    reply_at: datetime | None


@dataclass(frozen=True, slots=True)
class Past:
    """One notice as it went. The lists are in the order in which things came about."""

    id: int
    reference: str
    regime_pin: str
    kind: str
    stage: str
    window: str
    unit_id: int
    received_at: datetime
    versions: tuple[PastVersion, ...]
    dues: tuple[PastDue, ...]
    answers: tuple[PastAnswer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which notices are replayed: of this regime, received from `since` and before `until`, of these kinds."""

    regime_id: str
    since: datetime
    until: datetime
    kinds: frozenset[str] = frozenset()


@contextmanager
def unwritable(work: UnitOfWork) -> Iterator[None]:
    """Let the database itself refuse every change in this reading: a replay is no deed.

    Opened before the first read of the unit.
    """
    bind = work.session.connection()
    if bind.dialect.name == "postgresql":
        work.session.execute(text("SET TRANSACTION READ ONLY"))
        yield
        return
    work.session.execute(text("PRAGMA query_only = ON"))
    try:
        yield
    finally:
        work.session.execute(text("PRAGMA query_only = OFF"))


def pins(work: UnitOfWork, regime_id: str) -> tuple[str, ...]:
    """Every text of a regime that notices were pinned to, the oldest first."""
    found = select(R.pin).where(R.regime_id == regime_id).order_by(R.valid_from, R.first_used_at)
    return tuple(work.session.execute(found).scalars())


def count(work: UnitOfWork, scope: Scope, asked: Asked) -> int:
    """How many notices there are to replay."""
    found = select(func.count()).where(*_wanted(work, scope, asked))
    return int(work.session.execute(found).scalar_one())


def past(
    work: UnitOfWork, scope: Scope, asked: Asked, *, inputs: Sequence[str], after: int, limit: int
) -> tuple[Past, ...]:
    """The next `limit` notices after the row `after`, in the order in which they were entered."""
    notices = select(
        N.id, N.reference, N.regime_pin, N.kind, N.stage, N.window, N.unit_id, N.received_at
    )
    notices = notices.where(N.id > after, *_wanted(work, scope, asked)).order_by(N.id).limit(limit)
    found = work.session.execute(notices).all()
    ids = [row.id for row in found]
    versions = _versions(work, ids, inputs)
    dues = _grouped(work, select(D.notice_id, D.clock, D.side, D.due_at, D.consequence, D.set_at, D.done_at, D.result)
                    .where(D.notice_id.in_(ids)).order_by(D.id), PastDue)  # fmt: skip
    answers = select(C.notice_id, C.outcome, C.released_at, J.answered_at).outerjoin(
        J, J.decision_id == C.id
    )
    answers = answers.where(C.notice_id.in_(ids), C.released_at.is_not(None))
    released = _grouped(work, answers.order_by(C.released_at, C.id), PastAnswer)
    return tuple(
        Past(
            row.id,
            row.reference,
            row.regime_pin,
            row.kind,
            row.stage,
            row.window,
            row.unit_id,
            row.received_at,
            versions=tuple(versions[row.id]),
            dues=tuple(dues[row.id]),
            answers=tuple(released[row.id]),
        )
        for row in found
    )


def _wanted(work: UnitOfWork, scope: Scope, asked: Asked) -> list[Any]:
    conditions = [
        reach(scope),
        N.regime_pin.in_(pins(work, asked.regime_id)),
        N.received_at >= asked.since,
        N.received_at < asked.until,
    ]
    return [*conditions, *([N.kind.in_(asked.kinds)] if asked.kinds else [])]


def _grouped(work: UnitOfWork, statement: Any, made: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for notice_id, *columns in work.session.execute(statement):
        found[notice_id].append(made(*columns))
    return found


def _versions(
    work: UnitOfWork, ids: Sequence[int], inputs: Iterable[str]
) -> dict[int, list[PastVersion]]:
    """The states of these notices; of the answers only those that the law looks at leave the database."""
    names = tuple(inputs)
    answers = V.answers
    rows = select(
        V.id, V.notice_id, V.number, V.why, answers["kind"].as_string(), answers["attendance"].as_integer(),
        *(answers[name] for name in names), N.kind, N.attendance,
    ).join(N.kind.table, N.id == V.notice_id)  # fmt: skip
    found = work.session.execute(
        rows.where(V.notice_id.in_(ids)).order_by(V.notice_id, V.number)
    ).all()
    of = [row[0] for row in found]
    days = _grouped(work, select(S.version_id, S.day, S.start, S.end).where(S.version_id.in_(of))
                    .order_by(S.version_id, S.ordinal), lambda *row: row)  # fmt: skip
    routed = (func.length(cast(P.points, Text)) > len("[]")) & (P.form != "area")
    where = _grouped(work, select(P.version_id, P.okrug, routed, P.geo).where(P.version_id.in_(of))
                     .order_by(P.version_id, P.ordinal), lambda *row: (row[0], bool(row[1]), row[2]))  # fmt: skip
    grouped: dict[int, list[PastVersion]] = defaultdict(list)
    for id_, notice_id, number, why, kind, attendance, *rest in found:
        *given, plain_kind, plain_attendance = rest
        grouped[notice_id].append(
            PastVersion(
                number, why, kind or plain_kind, plain_attendance if attendance is None else attendance,
                dict(zip(names, given, strict=True)), tuple(days[id_]), tuple(where[id_]),
            )
        )  # fmt: skip
    return grouped


@dataclass(frozen=True, slots=True)
class Kept:
    """A text of law in the database, and how many notices stand under it."""

    pin: str
    regime_id: str
    valid_from: date
    first_used_at: datetime
    notices: int


def kept_texts(work: UnitOfWork, scope: Scope) -> tuple[Kept, ...]:
    """Every text that a notice was ever pinned to, the newest first, with the notices in reach."""
    held = select(N.regime_pin, func.count().label("notices")).where(reach(scope))
    under = held.group_by(N.regime_pin).subquery()
    rows = select(
        R.pin, R.regime_id, R.valid_from, R.first_used_at, func.coalesce(under.c.notices, 0)
    )
    rows = rows.outerjoin(under, under.c.regime_pin == R.pin)
    found = work.session.execute(rows.order_by(R.regime_id, R.valid_from.desc(), R.pin))
    return tuple(Kept(*row) for row in found)


def kept_body(work: UnitOfWork, pin: str) -> str | None:
    """The text behind a pin."""
    return work.session.execute(select(R.body).where(R.pin == pin)).scalar_one_or_none()
