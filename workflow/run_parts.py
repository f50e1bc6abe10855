"""What a print file is put together from: the stored bytes of a run's letters, read some at a time."""

from collections.abc import Iterator

from letters.runfile import Part, chunks
from records import reads, run_rows
from records.run_rows import Piece, RunLine
from records.unit_of_work import UnitOfWork
from workflow import laying, policy, printing, runs
from workflow.actor import Actor
from workflow.errors import N_, NotPossible

AT_ONCE = 50
"""Letters whose bytes are in memory together."""


def parts(work: UnitOfWork, *, actor: Actor, run: RunLine) -> Iterator[Part]:
    """Each letter of the run in its place. NotPossible where the bytes of one were erased."""
    runs.of_mine(work, actor, run.id)
    scope = policy.scope_of(actor)
    pieces = run_rows.pieces(work, scope, run.id)
    for first, last in chunks(len(pieces), AT_ONCE):
        stored = run_rows.bytes_of(work, run.id, first, last)
        sheets = laying.kept(work, [piece.letter_id for piece in pieces[first - 1 : last]])
        for piece in pieces[first - 1 : last]:
            if piece.place not in stored:
                raise NotPossible(
                    N_("Not possible: letter %(number)s was erased with its notice."),
                    number=piece.number,
                )
            yield Part(
                stored[piece.place], piece.sha256, piece.number, f"{runs.code(run.number)}-{piece.place:04d}",
                piece.copy_no, piece.locale, sheets.get(piece.letter_id),
            )  # fmt: skip


def note_reading(work: UnitOfWork, *, actor: Actor, pieces: list[Piece]) -> None:
    """Write down that the clerk held these letters, once a notice and hour."""
    if actor.account_id is None:
        return
    for notice_id in dict.fromkeys(piece.notice_id for piece in pieces):
        reads.note(work, actor.account_id, notice_id, printing.ADDRESSED)
