"""What comes back: a returned or bounced letter is a task until somebody says what became of it (M36)."""

from collections.abc import Mapping
from datetime import date

from records import register_rows
from records.errors import Missing
from records.run_rows import Piece
from records.tables import Dispatch, Letter, Notice, Return
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import dispatching, runs, served
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotPossible


def came_back(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    dispatch_id: int,
    day: date,
    note: str,
    today: date,
    uncollected: bool = False,
) -> Return:
    """Record that a letter came back, or that a mail bounced: by which way, when, and what stands on it.

    `uncollected`: the addressee did not collect it; where the law says so, it counts as received that day.
    Raises Invalid for a day before it left or ahead of `today`; NotPossible when it came back already.
    """
    sent = work.get(Dispatch, dispatch_id)
    letter = runs.letter_of(work, actor, sent.letter_id)
    if not sent.day <= day <= today:
        raise Invalid(
            "day", N_("A letter comes back on or after the day it left, and not in the future.")
        )
    if not note.strip():
        raise Invalid(
            "note", N_("Write what stands on the envelope, or what the mail server said.")
        )
    row = Return(
        dispatch_id=dispatch_id,
        day=day,
        note=note.strip(),
        marked_at=work.now,
        marked_by=actor.account_id or 0,
    )
    work.add(row)
    served.returned(work, rulebook, sent, day, uncollected=uncollected)
    work.log(
        "letter.returned", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "way": sent.way, "day": day.isoformat()},
        personal={"note": note.strip()},
    )  # fmt: skip
    return row


def delivered(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, dispatch_id: int, day: date, today: date
) -> None:
    """Record the delivery that the post confirmed, once; the day that counts follows anew.

    Raises Invalid for a day before it left or ahead of `today`, NotPossible when it was confirmed or came back.
    """
    row = work.get(Dispatch, dispatch_id)
    letter = runs.letter_of(work, actor, row.letter_id)
    if not row.day <= day <= today:
        raise Invalid(
            "day", N_("A letter is delivered on or after the day it left, and not in the future.")
        )
    if row.delivered_on is not None:
        raise NotPossible(N_("Not possible: the delivery was recorded already."))
    if register_rows.came_back(work, dispatch_id):
        raise NotPossible(N_("Not possible: this letter came back."))
    row.delivered_on = day
    served.count(work, rulebook, work.get(Notice, letter.notice_id), row)
    work.log(
        "letter.delivered", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "way": row.way, "day": day.isoformat()},
        personal={"by": actor.name},
    )  # fmt: skip


def settle(work: UnitOfWork, *, actor: Actor, return_id: int, outcome: str) -> None:
    """Say what became of a returned letter: sent another way, a new address, nothing more to be done."""
    row = work.get(Return, return_id)
    letter = work.get(Letter, work.get(Dispatch, row.dispatch_id).letter_id)
    if not runs.may_print(actor, letter.unit_id) or letter.notice_id in actor.recused:
        raise Missing(f"Return {return_id} is not there.")
    if row.settled_at is not None:
        raise NotPossible(N_("Not possible: somebody has settled this already."))
    if not outcome.strip():
        raise Invalid("outcome", N_("Say what became of the letter."))
    row.outcome, row.settled_at, row.settled_by = outcome.strip(), work.now, actor.account_id
    work.log(
        "letter.return-settled", actor=actor, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number}, personal={"outcome": outcome.strip()},
    )  # fmt: skip


def run_left(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    run_id: int,
    pieces: list[Piece],
    day: date,
    today: date,
    post_ids: Mapping[int, str],
) -> int:
    """A closed run was handed over: each letter in an envelope that goes by post leaves on this day, once.

    What is collected in person leaves when it is collected, and is marked then. `post_ids`: the number of the
    postal item by place. Returns how many left now.
    """
    run = runs.of_mine(work, actor, run_id)
    if run.closed_at is None:
        raise NotPossible(N_("Not yet: sheets of this run are not accounted for."))
    count = 0
    for piece in pieces:
        if piece.state != "enveloped" or piece.way not in dispatching.BY_POST:
            continue
        if dispatching.left_by(work, piece.letter_id, piece.way):
            continue
        dispatching.mark_sent(
            work, rulebook, actor=actor, letter_id=piece.letter_id, way=piece.way, day=day,
            post_id=post_ids.get(piece.place, ""), today=today,
        )  # fmt: skip
        count += 1
    if not count:
        raise NotPossible(N_("Not possible: no letter of this run is left for the post."))
    return count
