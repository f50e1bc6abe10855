"""What waited for the city's certificate goes on by itself once it can sign again: letters and minutes, in order, some at a time.

What is held for another reason waits for a person (decisions 35): its words must be looked at.
"""

from collections.abc import Sequence
from typing import Any

from letters import certificate
from records import commission_rows, letter_rows
from records.tables import Letter, Notice
from records.unit_of_work import UnitOfWork
from workflow import mailing
from workflow.actor import SYSTEM

AT_ONCE = 100
"""Letters that a minute sends on: the press needs that long for them."""
MAILS = {"receipt": "receipt", "deemed-agreed": "deemed-agreed"}
"""Which mail carries a letter of the kind; decisions are carried by one of their own."""
ROUNDS = frozenset({"answered", "consultation", "reminder"})
"""Kinds whose mail is not about them, or that go on paper alone."""
BEGINNINGS = tuple(text.split("%(")[0] for text in certificate.REASONS.values())


def waits(work: UnitOfWork) -> bool:
    """Whether anything is held because the city could not sign."""
    return bool(
        letter_rows.held_for(work, BEGINNINGS, 1) or commission_rows.held_for(work, BEGINNINGS)
    )


def go_on(work: UnitOfWork) -> int:
    """Send held letters and minutes to the press again, in the machine's name. How many."""
    letters: Sequence[Letter] = letter_rows.held_for(work, BEGINNINGS, AT_ONCE)
    for one in letters:
        one.state, one.held_reason = "queued", ""
        details: dict[str, Any] = {
            "letter": one.id,
            "number": one.number,
            "substitute": one.show_missing,
        }
        entry = work.log(
            "letter.tried-again", actor=SYSTEM, subject=("notice", one.notice_id), details=details, personal={}
        )  # fmt: skip
        work.promise("letter", f"letter:{one.id}:{entry.seq}", {"letter": one.id})
    minutes = commission_rows.held_for(work, BEGINNINGS)
    for row in minutes:
        row.held_reason = ""
        entry = work.log(
            "sitting.minutes-tried-again", actor=SYSTEM, subject=("sitting", row.sitting_id),
            details={"minutes": row.id, "number": row.number},
        )  # fmt: skip
        work.promise("minutes", f"minutes:{row.id}:{entry.seq}", {"minutes": row.id})
    return len(letters) + len(minutes)


def mailed_late(work: UnitOfWork, letter: Letter) -> None:
    """The mail about a letter went without it, since it was held then: now it goes once more, with the file."""
    notice = work.get(Notice, letter.notice_id)
    if letter.kind in ROUNDS or letter.locale != notice.locale:
        return
    if not letter_rows.was_held(work, letter.notice_id, letter.id or 0):
        return
    mailing.with_file(work, notice, MAILS.get(letter.kind, "decided"), letter)
