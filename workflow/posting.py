"""Numbers of postal items, scanned or typed one after another as the letters of a run go over the counter."""

import re

from records import post_rows, rows
from records.tables import Letter
from records.unit_of_work import UnitOfWork
from workflow import runs
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible

NUMBER = re.compile(r"[A-Z0-9-]{4,40}")


def taken(work: UnitOfWork, *, actor: Actor, run_id: int, form: str) -> None:
    """Write into the log that addresses of a run left the records: as a list for the post, or as labels."""
    run = runs.of_mine(work, actor, run_id)
    work.log(
        "run.addresses-taken", actor=actor, subject=("run", run_id),
        details={"number": runs.code(run.number), "form": form},
    )  # fmt: skip


def give(work: UnitOfWork, *, actor: Actor, run_id: int, place: int, typed: str) -> bool:
    """Keep the number of the postal item for the letter in this place; whether it is new there.

    Raises Invalid for what can't be such a number, or one that another letter of the run has (scanned twice);
    NotPossible for a letter that goes another way, or that left by registered post already.
    """
    run = runs.of_mine(work, actor, run_id)
    number = re.sub(r"\s", "", typed).upper()
    if not NUMBER.fullmatch(number):
        raise Invalid(
            "post_id", N_("This is no number of a postal item: 4 to 40 letters and digits.")
        )
    piece = post_rows.at_place(work, run.id or 0, place)
    letter = work.get(Letter, piece.letter_id) if piece is not None else None
    if piece is None or letter is None or piece.state not in post_rows.LIVE:
        raise NotPossible(N_("Not possible: this letter is not in the run any more."))
    if letter.way != "registered-post":
        raise NotPossible(N_("Not possible: this letter does not go by registered post."))
    if any(one.way == letter.way for one in rows.dispatches(work, letter)):
        raise NotPossible(N_("Not possible: this letter has left already."))
    other = post_rows.numbers(work, run_id).get(number, place)
    if other != place:
        raise Invalid(
            "post_id", N_("Letter %(place)s of this run has this number already."), place=other
        )
    if piece.post_id == number:
        return False
    piece.post_id = number
    work.log(
        "letter.post-number", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "run": runs.code(run.number)},
        personal={"post_id": number},
    )  # fmt: skip
    return True
