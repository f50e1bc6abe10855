"""Every sheet of a run is accounted for: in its envelope, or spoiled with a reason (A18).

The run closes by itself when printed = enveloped + spoiled, and not before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from records import run_rows
from records.run_rows import Piece
from records.tables import Printing, PrintRun, Sheet
from records.unit_of_work import UnitOfWork
from workflow import policy, runs
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

FULL = re.compile(r"[RКK](\d{1,7})-(\d{1,4})-(\d{1,2})[/.,|](\d{1,2})")
"""R0417-0038-1/2: run, letter, sheet of sheets; also as a scanner types it on a Russian keyboard."""
PLACES = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
"""38, or 1-40: letters of this run, all their sheets."""
ONE = re.compile(r"(\d{1,4})\s*/\s*(\d{1,2})")
"""38/2: the second sheet of letter 38."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one typed line did: sheets that were counted now, sheets that were counted before."""

    new: int
    known: int
    closed: bool


def envelope(work: UnitOfWork, *, actor: Actor, run_id: int, typed: str) -> Counted:
    """Count sheets as enveloped; a code read twice is counted once. Invalid for a code of no sheet of this run."""
    run, named = _named(work, actor, run_id, typed)
    new = known = 0
    for piece, sheet in named:
        if sheet in piece.enveloped:
            known += 1
        elif sheet in dict(piece.spoiled):
            raise Invalid(
                "sheet", N_("Sheet %(sheet)s is marked as spoiled."), sheet=_code(run, piece, sheet)
            )
        else:
            _mark(work, actor, piece, sheet, "enveloped")
            new += 1
    work.flush()
    for piece in {piece.id: piece for piece, _ in named}.values():
        if len(run_rows.sheets_of(work, piece.id)) == piece.sheets:
            work.get(Printing, piece.id).state = "enveloped"
    return Counted(new, known, _close_if_whole(work, actor, run))


def spoil(work: UnitOfWork, *, actor: Actor, run_id: int, typed: str, reason: str) -> Counted:
    """Mark a sheet as spoiled, with its reason; the letter is then printed anew as a whole, as a further copy.

    All sheets of this printing leave the run as spoiled: of one letter no two halves go into an envelope.
    """
    if not reason.strip():
        raise Invalid("reason", N_("Say what happened to the sheet."))
    run, named = _named(work, actor, run_id, typed)
    new = known = 0
    for piece in {piece.id: piece for piece, _ in named}.values():
        if piece.state == "spoiled":
            known += piece.sheets
            continue
        there = run_rows.sheets_of(work, piece.id)
        for sheet in range(1, piece.sheets + 1):
            if sheet in there:
                there[sheet].state, there[sheet].reason = "spoiled", reason.strip()
            else:
                _mark(work, actor, piece, sheet, "spoiled", reason.strip())
        work.get(Printing, piece.id).state = "spoiled"
        again = runs.ask_anew(work, actor, piece.letter_id, reason.strip())
        new += piece.sheets
        work.log(
            "letter.spoiled", actor=actor, subject=("notice", piece.notice_id),
            details={"letter": piece.letter_id, "number": piece.number, "run": runs.code(run.number),
                     "sheets": piece.sheets, "copy": again.copy_no},
            personal={"reason": reason.strip()},
        )  # fmt: skip
    work.flush()
    return Counted(new, known, _close_if_whole(work, actor, run))


def _mark(
    work: UnitOfWork, actor: Actor, piece: Piece, sheet: int, state: str, reason: str = ""
) -> None:
    work.add(
        Sheet(
            printing_id=piece.id, sheet=sheet, state=state, reason=reason,
            marked_at=work.now, marked_by=actor.account_id or 0,
        )
    )  # fmt: skip


def _close_if_whole(work: UnitOfWork, actor: Actor, run: PrintRun) -> bool:
    line = run_rows.run(work, policy.scope_of(actor), run.id or 0)
    if line is None or line.open or run.closed_at is not None:
        return False
    run.closed_at, run.closed_by = work.now, actor.account_id
    work.log(
        "run.closed", actor=actor, subject=("run", run.id or 0),
        details={"number": runs.code(run.number), "sheets": line.sheets, "enveloped": line.enveloped,
                 "spoiled": line.spoiled},
    )  # fmt: skip
    return True


def _named(
    work: UnitOfWork, actor: Actor, run_id: int, typed: str
) -> tuple[PrintRun, list[tuple[Piece, int]]]:
    """The sheets that a typed line names, each with its printing."""
    run = runs.of_mine(work, actor, run_id)
    if run.closed_at is not None or run.voided_at is not None:
        raise NotPossible(N_("Not possible: this run is over."))
    first, last, only, of = _read(run, typed)
    pieces = run_rows.pieces(work, policy.scope_of(actor), run_id, places=(first, last))
    named = list(_sheets(pieces, only, of))
    if not named or len(pieces) != last - first + 1:
        raise Invalid("sheet", N_("This run has no such sheet: %(code)s."), code=typed.strip()[:40])
    return run, named


def _read(run: PrintRun, typed: str) -> tuple[int, int, int, int]:
    """First and last place, the one sheet or 0 for all, and of how many or 0 where that is not said."""
    line = typed.strip().upper()
    if full := FULL.fullmatch(line):
        number, place, sheet, of = map(int, full.groups())
        if number != run.number:
            raise Invalid(
                "sheet",
                N_("This sheet belongs to run %(other)s. Open that run."),
                other=runs.code(number),
            )
        return place, place, sheet, of
    if one := ONE.fullmatch(line):
        return int(one[1]), int(one[1]), int(one[2]), 0
    if places := PLACES.fullmatch(line):
        first = int(places[1])
        last = int(places[2] or first)
        if last < first:
            raise Invalid(
                "sheet",
                N_("Type the first letter before the last one: %(like)s."),
                like=f"{last}-{first}",
            )
        return first, last, 0, 0
    raise Invalid(
        "sheet", N_("This is no code of a sheet. Scan it, or type it like %(like)s."),
        like=f"{runs.code(run.number)}-0001-1/1",
    )  # fmt: skip


def _sheets(pieces: list[Piece], only: int, of: int) -> Iterator[tuple[Piece, int]]:
    for piece in pieces:
        if of and of != piece.sheets:
            continue
        for sheet in range(1, piece.sheets + 1):
            if only in (0, sheet):
                yield piece, sheet


def _code(run: PrintRun, piece: Piece, sheet: int) -> str:
    return f"{runs.code(run.number)}-{piece.place:04d}-{sheet}/{piece.sheets}"
