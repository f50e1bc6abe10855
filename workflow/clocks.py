"""The due ledger of a notice: the only place that writes due instants (decisions 8)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from records import rows
from records.tables import Due, Notice
from records.unit_of_work import UnitOfWork
from regimes.counting import DueDate
from regimes.regime import Regime

LAST_SECOND = timedelta(seconds=1)
"""A clock is kept up to and including its last whole second."""


def start(
    work: UnitOfWork, notice: Notice, dues: Iterable[DueDate], *, since: datetime | None = None
) -> list[Due]:
    """Write the clocks that begin now, or ran `since`, each with the steps that explain it."""
    assert notice.id is not None
    begun = [
        Due(
            notice_id=notice.id,
            clock=due.clock,
            side=due.side,
            due_at=due.due_at,
            consequence=due.consequence,
            steps=[step.to_json() for step in due.steps],
            set_at=since or work.now,
        )
        for due in dues
    ]
    for row in begun:
        work.add(row)
    work.flush()
    return begun


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


def move(due: Due, counted: DueDate) -> None:
    """A running clock counted anew over the same time: another end, other steps.

    The row stays, so that what was reminded of is not reminded of twice. With a later end it climbs anew.
    """
    if counted.due_at > due.due_at:
        due.climbed = 0
    due.due_at = counted.due_at
    due.steps = [step.to_json() for step in counted.steps]


def pending(work: UnitOfWork, notice: Notice) -> list[Due]:
    """Clocks of the notice that still run, the nearest first."""
    return list(rows.pending_dues(work, notice))


def refresh(work: UnitOfWork, notice: Notice, regime: Regime) -> None:
    """Copy the nearest instant that counts at this stage onto the notice, for queues."""
    refresh_from(notice, regime, rows.pending_dues(work, notice))


def refresh_from(notice: Notice, regime: Regime, dues: Iterable[Due]) -> None:
    """The same, where the running clocks are in hand."""
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    counted = [due for due in dues if due.clock in running]
    first = min(counted, key=lambda due: due.due_at, default=None)
    notice.due_at = first.due_at if first else None
    notice.due_side = first.side if first else ""


def is_past(due: Due, work: UnitOfWork) -> bool:
    """Whether the clock ran out."""
    return work.now >= due.due_at + LAST_SECOND


def call_now(dues: Iterable[DueDate]) -> bool:
    """Whether the office has to answer on the very day (decisions 18); the organiser's clock calls nobody."""
    return any(due.same_day and due.side == "authority" for due in dues)


def ran_out(work: UnitOfWork, notice: Notice, regime: Regime) -> Due | None:
    """The clock whose consequence the law has drawn already, though the worker has not written it yet."""
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    return next(
        (
            due
            for due in rows.pending_dues(work, notice)
            if due.clock in running
            and due.consequence
            and is_past(due, work)
            and regime.move_for(due.consequence, notice.stage)
        ),
        None,
    )
