"""What a recount writes of one notice: clocks moved, dates held, the list, the log and the organiser's mail."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from records import calendar_rows, moved_rows
from records.tables import Due, MovedDate, Notice, Recount
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from workflow import clocks, mailing, recounting
from workflow.actor import SYSTEM
from workflow.calendar_moves import DueMove, Moves, WindowMove


@dataclass
class Pen:
    """Writes one part of a recount. Everything that its notices need was read in three queries."""

    work: UnitOfWork
    row: Recount
    kept: set[tuple[int, str]]  # notice and clock that this recount has in its list already
    notices: dict[int, Notice]
    dues: dict[int, list[Due]] = field(
        default_factory=dict
    )  # pending, by notice, the nearest first

    @staticmethod
    def for_part(work: UnitOfWork, row: Recount, ids: Collection[int]) -> "Pen":
        """Read what the notices of a part need."""
        dues: dict[int, list[Due]] = {}
        for due in calendar_rows.pending_of(work, ids):
            dues.setdefault(due.notice_id, []).append(due)
        notices = {one.id or 0: one for one in calendar_rows.notices_of(work, ids)}
        return Pen(work, row, moved_rows.kept_of(work, row.id or 0, ids), notices, dues)

    def write(self, regime: Regime, notice_id: int, moves: Moves) -> None:
        """Write everything that moved of one notice; once, however often it is called."""
        notice = self.notices[notice_id]
        told = [self._due(notice, move) for move in moves.dues]
        turned = moves.window is not None and self._window(notice, moves.window)
        if moves.uncounted:
            self._keep(notice, "uncounted")
        if turned:
            clocks.refresh(self.work, notice, regime)
        else:
            clocks.refresh_from(notice, regime, self.dues.get(notice_id, ()))
        if turned or any(told):
            mailing.own_date_moved(self.work, notice, self.row.id or 0)

    def _due(self, notice: Notice, move: DueMove) -> bool:
        """Move one clock, or hold it. Whether the organiser's own time moved."""
        running, counted = move.running, move.counted
        row = next(one for one in self.dues[notice.id or 0] if one.id == running.id)
        if not move.moves:
            clocks.move(row, counted)  # only the explanation reads otherwise
            return False
        over = self._ran_out(counted.due_at)
        if over and self._ran_out(running.due_at):
            return False  # over either way: nothing follows from the difference any more
        kept = self._keep(
            notice, "held" if over else "moved", clock=running.clock, side=running.side,
            old=running.due_at, new=counted.due_at,
        )  # fmt: skip
        if over or not kept:
            return False
        clocks.move(row, counted)
        recounting.log_move(
            self.work, notice, actor=SYSTEM, clock=running.clock, old=running.due_at,
            new=counted.due_at, correction=self.row.correction_id, recount=self.row.id or 0,
        )  # fmt: skip
        return running.side == "organiser"

    def _window(self, notice: Notice, move: WindowMove) -> bool:
        """A verdict turns by itself only in the organiser's favour, and where no clock would be over at once."""
        outcome = "shown"
        if move.turns:
            safe = move.in_favour and not any(self._ran_out(due.due_at) for due in move.starts)
            outcome = "moved" if safe else "held"
        if not self._keep(notice, outcome, window=move) or outcome != "moved":
            return False
        self.work.flush()  # clocks that moved a moment ago are read from the records
        recounting.turned(self.work, notice, move.starts, move.verdict[1])
        recounting.log_turn(
            self.work, notice, actor=SYSTEM, verdict=move.verdict,
            correction=self.row.correction_id, recount=self.row.id or 0,
        )  # fmt: skip
        return True

    def _ran_out(self, due_at: datetime) -> bool:
        """Whether a clock with this end would have run out by now."""
        return self.work.now >= due_at + clocks.LAST_SECOND

    def _keep(
        self,
        notice: Notice,
        outcome: str,
        *,
        clock: str = "",
        side: str = "",
        old: datetime | None = None,
        new: datetime | None = None,
        window: WindowMove | None = None,
    ) -> bool:
        """Keep what moved in the list; False where this recount kept it before."""
        key = (notice.id or 0, clock)
        if key in self.kept:
            return False
        self.kept.add(key)
        if window is not None:
            old, new = window.closes
        self.work.add(
            MovedDate(
                recount_id=self.row.id or 0, notice_id=key[0], unit_id=notice.unit_id, clock=clock,
                side=side, old_at=old, new_at=new, outcome=outcome,
                details=_details(window) if window else {},
            )
        )  # fmt: skip
        if outcome in {"held", "uncounted"}:
            self.row.held += 1
        else:
            self.row.moved += 1
        return True


def _details(window: WindowMove) -> dict[str, list[str]]:
    pairs = {"opens": window.opens, "closes": window.closes, "extra": window.extra}
    found = {name: [one.isoformat() if one else "" for one in pair] for name, pair in pairs.items()}
    return found | {"verdict": list(window.verdict)}
