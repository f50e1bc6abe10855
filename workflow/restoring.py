"""What must be so in a city that was put back from a backup, before anybody uses it (AD-16)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from records import aftermath, fence, rows
from records.backups import state
from records.unit_of_work import UnitOfWork
from workflow import when
from workflow.actor import SYSTEM, Actor

JUMP = 1000
"""Numbers given out after the backup stand on paper in somebody's hands: none of them is given again."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Which backup was put back, in what the log says of it."""

    name: str
    taken_at: datetime
    chain: dict[str, Any]  # size, root, head


def settle(work: UnitOfWork, restored: Restored, zone: ZoneInfo) -> None:
    """Make void what could mislead, let numbers jump, hold the outbox, and write it down as the first new entry.

    Every session ends and every sign-in link is over: those that people ended after the backup would open
    again. Series of numbers that may have begun after the backup begin after the jump too.
    """
    aftermath.end_sessions(work)
    aftermath.jump(work, JUMP, _series(work, restored, zone))
    fence.raise_fence(work)
    for name in (state.GOOD, state.TRIED, state.FAILED, state.JOURNAL, state.JOURNALLED):
        state.say(work, name, "")
    state.say(work, state.RESTORED, work.now.isoformat())
    work.log(
        "city.restored",
        actor=SYSTEM,
        subject=("city", 0),
        details={
            "backup": restored.name,
            "taken_at": restored.taken_at.isoformat(),
            "size": restored.chain["size"],
            "root": restored.chain["root"],
        },
    )


def keep_ahead(work: UnitOfWork, reference: str, zone: ZoneInfo, received_at: datetime) -> None:
    """Numbers of notices go on after this one, which was filed again with its first number."""
    number = reference.partition("-")[2]
    if number.isascii() and number.isdigit():
        aftermath.at_least(work, f"notices:{when.local(received_at, zone).year}", int(number))


def _series(work: UnitOfWork, restored: Restored, zone: ZoneInfo) -> list[str]:
    years = range(when.local(restored.taken_at, zone).year, when.local(work.now, zone).year + 1)
    letters = [f"letters:{unit.code}:{year}" for unit in rows.units(work) for year in years]
    return [*(f"notices:{year}" for year in years), *letters]


def release(work: UnitOfWork, actor: Actor, drop: list[int]) -> tuple[int, int]:
    """Lower the fence: what is dropped rests, the rest leaves. How many of each. Done at the machine only."""
    dropped = fence.drop(work, drop) if drop else 0
    left = fence.count(work)
    fence.lower(work)
    work.log(
        "outbox.released",
        actor=actor,
        subject=("city", 0),
        details={"released": left, "dropped": dropped},
    )
    return left, dropped
