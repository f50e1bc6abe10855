"""Steps for many notices: what waits, what came of each. Named reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from records.scope import Scope
from records.scoped import reach
from records.tables import BulkItem, BulkRun, Notice
from records.unit_of_work import UnitOfWork

B: Any = BulkItem
N: Any = Notice


@dataclass(frozen=True, slots=True)
class Candidate:
    """A notice that may be chosen: what the list shows, and what the machine needs."""

    id: int
    reference: str
    revision: int
    kind: str
    stage: str
    regime_pin: str
    place: str
    starts_at: datetime
    unit_id: int
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One notice of a run, and what came of it."""

    reference: str
    state: str
    why: str
    ended_at: datetime | None


def named(
    work: UnitOfWork, scope: Scope, units: frozenset[int] | None, references: Sequence[str]
) -> tuple[Candidate, ...]:
    """Those of the named notices that are addressed to these units (None: all in reach), closed ones too."""
    references = [one for one in references if one.isprintable()]  # no NUL is looked for
    if not references:  # a choice among none is looked for in the whole register
        return ()
    columns: Any = select
    rows = columns(
        N.id, N.reference, N.revision, N.kind, N.stage, N.regime_pin, N.place_line, N.starts_at, N.unit_id,
        N.owner_id,
    )  # fmt: skip
    rows = rows.where(N.reference.in_(references), reach(scope))
    if units is not None:
        rows = rows.where(N.unit_id.in_(units))
    return tuple(Candidate(*row) for row in work.session.execute(rows))


def last_run(work: UnitOfWork, account_id: int) -> BulkRun | None:
    """The newest list that this person confirmed."""
    return next(iter(runs_of(work, account_id, 1)), None)


def pairs(work: UnitOfWork, run_id: int) -> dict[int, int]:
    """The notices of a run, each with the revision that was looked at."""
    found = work.session.execute(select(B.notice_id, B.seen).where(B.run_id == run_id))
    return {int(notice): int(seen) for notice, seen in found}


def next_waiting(work: UnitOfWork, run_id: int) -> int | None:
    """The next notice of a run to which nothing was done yet."""
    rows = select(B.id).where(B.run_id == run_id, B.state == "waiting").order_by(B.id).limit(1)
    found = work.session.execute(rows).scalar_one_or_none()
    return int(found) if found is not None else None


def run(work: UnitOfWork, run_id: int) -> BulkRun | None:
    """One run."""
    return work.session.get(BulkRun, run_id)


def runs_of(work: UnitOfWork, account_id: int, limit: int = 20) -> Sequence[BulkRun]:
    """What a person did so, the newest first."""
    rows = select(BulkRun).where(BulkRun.made_by == account_id)
    return work.session.exec(rows.order_by(col(BulkRun.id).desc()).limit(limit)).all()


def lines(work: UnitOfWork, scope: Scope, run_id: int) -> tuple[Line, ...]:
    """Every notice of a run that the reader may know of, in its order."""
    rows: Any = select(N.reference, B.state, B.why, B.ended_at).join(Notice, N.id == B.notice_id)
    found = work.session.execute(rows.where(B.run_id == run_id, reach(scope)).order_by(B.id))
    return tuple(Line(*row) for row in found)
