"""What is erased of the print room: reasons and notes that people typed; counts, days and numbers stay."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, update

from records.erasing_age import changed
from records.tables import Dispatch, Letter, NotSent, Printing, PrintRun, Return, Sheet
from records.unit_of_work import UnitOfWork

GONE = "—"  # where the database wants a word: there was one, and it was erased


def _letters(notice_id: int) -> Any:
    t: Any = Letter
    return select(t.id).where(t.notice_id == notice_id)


def _printings(work: UnitOfWork, notice_id: int) -> int:
    p: Any = Printing
    mine = update(Printing).where(p.letter_id.in_(_letters(notice_id)))
    numbers = changed(work, mine.where(p.post_id != "").values(post_id=""))
    return numbers + changed(work, mine.where(p.reason != "").values(reason=GONE))


def _sheets(work: UnitOfWork, notice_id: int) -> int:
    p: Any = Printing
    s: Any = Sheet
    mine = select(p.id).where(p.letter_id.in_(_letters(notice_id)))
    spoiled = update(Sheet).where(s.printing_id.in_(mine), s.reason != "")
    return changed(work, spoiled.values(reason=GONE))


def _not_sent(work: UnitOfWork, notice_id: int) -> int:
    n: Any = NotSent
    mine = update(NotSent).where(n.letter_id.in_(_letters(notice_id)))
    return changed(work, mine.values(reason=GONE))


def _returns(work: UnitOfWork, notice_id: int) -> int:
    r: Any = Return
    d: Any = Dispatch
    sent = select(d.id).where(d.letter_id.in_(_letters(notice_id)))
    changed(
        work, update(Return).where(r.dispatch_id.in_(sent), r.outcome != "").values(outcome=GONE)
    )
    return changed(work, update(Return).where(r.dispatch_id.in_(sent)).values(note=GONE))


def _runs(work: UnitOfWork, notice_id: int) -> int:
    """The reason why a run was undone may name a person: it goes with the first of the letters in it."""
    p: Any = Printing
    r: Any = PrintRun
    mine = select(p.run_id).where(p.letter_id.in_(_letters(notice_id)))
    undone = update(PrintRun).where(r.id.in_(mine), r.void_reason != "")
    return changed(work, undone.values(void_reason=GONE))


OF_NOTICE: dict[str, Callable[[UnitOfWork, int], int]] = {
    "printings": _printings,
    "sheets": _sheets,
    "letters_not_sent": _not_sent,
    "returns": _returns,
    "print_runs": _runs,
}
