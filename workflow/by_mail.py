"""A letter leaves by e-mail when the city's server took it, and comes back when the server refuses it (M36).

Nobody marks this by hand: the outbox sends, and what really happened enters the register, in the machine's name.
"""

from records import register_rows, rows
from records.tables import Dispatch, Letter, Mail, Notice, Return
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, served, when
from workflow.actor import SYSTEM
from workflow.mailroom import Envelope

WAY = "e-mail"


def left(work: UnitOfWork, rulebook: Rulebook, envelope: Envelope) -> None:
    """The server took a mail with this letter: one entry of the register, however often the mail goes again.

    A refusal of an earlier try is over with it. A letter that goes on no paper is sent by now.
    """
    letter = _letter(work, envelope)
    if letter is None:
        return
    row = _entry(work, letter)
    if row is not None and (
        row.clerk_id is not None or not register_rows.take_back(work, row.id or 0)
    ):
        return
    row = _write(work, rulebook, letter, row)
    if letter.state == "ready" and (letter.way == WAY or not letter.paper):
        letter.state = "sent"
    work.log(
        "letter.sent", actor=SYSTEM, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "way": WAY, "day": row.day.isoformat()},
    )  # fmt: skip


def refused(work: UnitOfWork, rulebook: Rulebook, envelope: Envelope, why: str) -> None:
    """The server refused the address or the mail for good: a task in the print room, once."""
    letter = _letter(work, envelope)
    if letter is None or _entry(work, letter) is not None:
        return
    row = _write(work, rulebook, letter, None)
    row.served_on = None
    work.add(Return(dispatch_id=row.id or 0, day=row.day, note=why, marked_at=work.now))
    work.log(
        "letter.returned", actor=SYSTEM, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "way": WAY, "day": row.day.isoformat()},
        personal={"note": why},
    )  # fmt: skip


def came_back(work: UnitOfWork, rulebook: Rulebook, mail: Mail, why: str) -> bool:
    """A server took the mail and reported later that it did not arrive: a task in the print room, as for a refusal.

    Whether it became one: not for a receipt, nor where nothing left by mail or it came back before.
    """
    number = mail.attachment_letter_id
    letter = work.get(Letter, number) if number else None
    row = _entry(work, letter) if letter is not None and letter.kind != "receipt" else None
    if letter is None or row is None or register_rows.came_back(work, row.id or 0):
        return False
    notice = work.get(Notice, letter.notice_id)
    day = when.local(work.now, law.regime_of(work, rulebook, notice).zone).date()
    served.returned(work, rulebook, row, day, uncollected=False)
    work.add(Return(dispatch_id=row.id or 0, day=day, note=why, marked_at=work.now))
    work.log(
        "letter.returned", actor=SYSTEM, subject=("notice", letter.notice_id),
        details={"letter": letter.id or 0, "number": letter.number, "way": WAY, "day": day.isoformat()},
        personal={"note": why},
    )  # fmt: skip
    return True


def _letter(work: UnitOfWork, envelope: Envelope) -> Letter | None:
    """The letter that went to its addressee with the mail; receipts are no letters of the register."""
    if envelope.letter_id is None or not (envelope.attached and envelope.addressed):
        return None
    letter = work.get(Letter, envelope.letter_id)
    return letter if letter.kind != "receipt" else None


def _entry(work: UnitOfWork, letter: Letter) -> Dispatch | None:
    return next((one for one in rows.dispatches(work, letter) if one.way == WAY), None)


def _write(work: UnitOfWork, rulebook: Rulebook, letter: Letter, row: Dispatch | None) -> Dispatch:
    notice = work.get(Notice, letter.notice_id)
    at = when.local(work.now, law.regime_of(work, rulebook, notice).zone)
    row = row or Dispatch(letter_id=letter.id or 0, way=WAY, day=at.date(), marked_at=work.now)
    row.day, row.marked_at = at.date(), work.now
    work.add(row)
    served.count(work, rulebook, notice, row, at.time())
    work.flush()
    return row
