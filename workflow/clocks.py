"""The due ledger of a notice: the only place that writes due instants (decisions 8)."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from records import rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import DueDate
from regimes.regime import Regime

LAST_SECOND = timedelta(seconds=1)
"""A clock is kept up to and including its last whole second."""


def start(work: UnitOfWork, notice: Notice, dues: Iterable[DueDate]) -> None:
    """Write the clocks that begin now, each with the steps that explain it."""
    assert notice.id is not None
    for due in dues:
        work.add(
            Due(
                notice_id=notice.id,
                clock=due.clock,
                side=due.side,
                due_at=due.due_at,
                consequence=due.consequence,
                steps=[step.to_json() for step in due.steps],
                set_at=work.now,
            )
        )
    work.flush()


def stop(
    work: UnitOfWork,
    notice: Notice,
    result: str,
    *,
    side: str = "",
    clock: str = "",
    but: Collection[str] = (),
) -> None:
    """End the pending clocks of a side (or one by name, or all `but` some) as met, missed or dropped."""
    for due in rows.pending_dues(work, notice):
        named = not clock or due.clock == clock
        if named and (not side or due.side == side) and due.clock not in but:
            due.done_at = work.now
            due.result = result
    work.flush()


def refresh(work: UnitOfWork, notice: Notice, regime: Regime) -> None:
    """Copy the nearest instant that counts at this stage onto the notice, for queues."""
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    pending = [due for due in rows.pending_dues(work, notice) if due.clock in running]
    first = min(pending, key=lambda due: due.due_at, default=None)
    notice.due_at = first.due_at if first else None
    notice.due_side = first.side if first else ""


def is_past(due: Due, work: UnitOfWork) -> bool:
    """Whether the clock ran out."""
    return work.now >= due.due_at + LAST_SECOND
