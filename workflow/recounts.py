"""Open notices counted anew after a correction: in parts, each resumable, none holding up the writers.

A part is first read without a lock; only notices whose dates differ are counted again inside a unit, as they
stand there. What the law holds is in docs/decisions: a date that would lie in the past already, or a notice
that would fall out of its window, is held for a person's look.
"""

from collections.abc import Collection
from dataclasses import dataclass

from records import calendar_rows, moved_rows
from records.calendar_rows import OpenNotice
from records.tables import Recount
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import calendar_moves, calendars, mailing
from workflow.calendar_moves import Moves
from workflow.moving_dates import Pen

CHUNK = 200
"""Notices of one part: read in four queries, written in a unit of a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Days:
    """What a recount counts with: regimes by pin, the calendar now, and the one before the correction."""

    regimes: dict[str, Regime]
    new: Calendar
    old: Calendar | None

    def moves(self, notice: OpenNotice) -> Moves:
        """What these days make of a notice."""
        return calendar_moves.moves_of(self.regimes[notice.regime_pin], self.new, self.old, notice)


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it was read: where it ends, how many it held, which of them differ."""

    recount_id: int
    after: int
    looked_at: int
    differ: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a recount has come."""

    looked_at: int
    to_look_at: int
    moved: int
    held: int
    done: bool


def days(work: UnitOfWork, rulebook: Rulebook, row: Recount) -> Days:
    """The calendar as it stands, and as it would stand had this correction not come (or still stood)."""
    base = rulebook.calendars[row.calendar]
    standing = calendar_rows.standing(work, row.calendar)
    before = None
    if row.correction_id is not None:
        others = [one for one in standing if one.id != row.correction_id]
        if row.why == "revoked":
            others.append(calendar_rows.correction(work, row.correction_id))
            others.sort(key=lambda one: (one.day is not None, one.id))
        before = calendars.corrected(base, others)
    return Days(
        calendars.counting_with(work, rulebook, row.calendar),
        calendars.corrected(base, standing),
        before,
    )


def look(work: UnitOfWork, rulebook: Rulebook, recount_id: int, size: int = CHUNK) -> Part | None:
    """Read the next part without a lock; None where the recount is done."""
    row = work.get(Recount, recount_id)
    if row.done_at is not None:
        return None
    with_days = days(work, rulebook, row)
    notices = calendar_rows.open_notices(
        work, with_days.regimes.keys(), after=row.after_id, limit=size
    )
    differ = tuple(one.id for one in notices if with_days.moves(one).any)
    return Part(recount_id, notices[-1].id if notices else row.after_id, len(notices), differ)


def write(work: UnitOfWork, rulebook: Rulebook, part: Part) -> Progress:
    """Write what moved in a part, counted again under the lock; an empty part ends the recount.

    Writing a part twice, or after somebody else wrote it, changes nothing.
    """
    row = work.get(Recount, part.recount_id)
    if row.done_at is None and row.after_id <= part.after:
        if part.differ:
            _write_some(work, rulebook, row, part.differ)
        if row.after_id < part.after:
            row.after_id, row.looked_at = part.after, row.looked_at + part.looked_at
        if not part.looked_at:
            row.done_at = work.now
            for unit_id in moved_rows.units_of(work, part.recount_id):
                mailing.dates_moved(work, part.recount_id, unit_id)
    work.flush()
    return Progress(row.looked_at, row.to_look_at, row.moved, row.held, row.done_at is not None)


def _write_some(work: UnitOfWork, rulebook: Rulebook, row: Recount, ids: Collection[int]) -> None:
    """Count these notices again as they stand in this unit, and write what moves."""
    with_days = days(work, rulebook, row)
    found = calendar_rows.open_notices(work, with_days.regimes.keys(), limit=len(ids), only=ids)
    pen = Pen.for_part(work, row, [one.id for one in found])
    for one in found:
        moves = with_days.moves(one)
        if moves.any:
            pen.write(with_days.regimes[one.regime_pin], one.id, moves)
