"""From a released letter to its one rendering that counts, and who may have the bytes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import letters.letter as paper
from letters import certificate, layout
from letters.layout_parts import Layout
from records import certificate_rows, reads, rows, sheet_rows
from records.errors import Missing
from records.tables import Letter, LetterBytes, Notice
from records.unit_of_work import UnitOfWork
from workflow import policy, unheld
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, NotAllowed, NotPossible

ADDRESSED = ["organiser", "address", "postcode"]
"""Questions whose answers stand on every letter."""


class AddressShut(NotAllowed):
    """The letter names where a person lives: this reader opens it with a stated reason first."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            N_("Not yet: the letter shows the organiser's address. Say first why you need it.")
        )
        self.reference = reference


@dataclass(frozen=True, slots=True)
class File:
    """Stored bytes, never a second rendering."""

    name: str
    pdf: bytes
    sha256: str


def waiting(work: UnitOfWork, letter_id: int) -> paper.Letter | None:
    """The letter to be printed; None when it was printed already, or is held for a person."""
    letter = work.get(Letter, letter_id)
    if letter.sha256 is not None or letter.state == "held":
        return None
    return frozen(letter)


def frozen(letter: Letter) -> paper.Letter:
    """The letter as it was released, from its kept data."""
    ready = paper.from_json(letter.data)
    return replace(ready, head=replace(ready.head, show_missing=letter.show_missing))


def keep(
    work: UnitOfWork,
    letter_id: int,
    *,
    pdf: bytes,
    sha256: str,
    pages: int,
    sheet: Layout | None = None,
    signed_with: str = "",
) -> None:
    """Store the bytes, their hash and the layout they were made in, once; a second rendering is thrown away.

    `signed_with`: the certificate (PEM) whose signature the bytes bear; empty where they bear none.
    """
    letter = work.get(Letter, letter_id)
    if letter.sha256 is not None:
        return
    letter.sha256, letter.pages, letter.printed_at = sha256, pages, work.now
    letter.state = "ready"
    letter.layout = sheet_rows.keep(work, (sheet or layout.default()).data)
    work.add(LetterBytes(letter_id=letter_id, pdf=pdf))
    details = {"letter": letter_id, "number": letter.number, "sha256": sha256, "pages": pages}
    if signed_with:
        letter.certificate = certificate.told(signed_with).sha256
        certificate_rows.keep(work, letter.certificate, signed_with)
        details["certificate"] = letter.certificate
    work.log(
        "letter.printed",
        actor=SYSTEM,
        subject=("notice", letter.notice_id),
        details=details,
    )
    unheld.mailed_late(work, letter)


def hold(work: UnitOfWork, letter_id: int, reason: str) -> None:
    """The press could not print it: held with the reason, as a task for the signatory (decisions 35)."""
    letter = work.get(Letter, letter_id)
    if letter.sha256 is not None or letter.state == "held":
        return
    letter.state, letter.held_reason = "held", reason
    work.log(
        "letter.held",
        actor=SYSTEM,
        subject=("notice", letter.notice_id),
        details={"letter": letter_id, "number": letter.number},
        personal={"reason": reason},
    )


def try_again(
    work: UnitOfWork, *, actor: Actor, letter_id: int, show_missing: bool = False
) -> None:
    """The signatory or the clerk sends a held letter to the press again, after its cause was mended.

    With `show_missing` a glyph that the fonts lack is printed as a shown substitute: the signatory
    alone may say so, never silently, lest a foreign name make the city miss its answer (decisions 35).
    """
    letter = work.get(Letter, letter_id)
    may = ("signatory",) if show_missing else ("signatory", "clerk")
    if not actor.holds(letter.unit_id, *may) or letter.notice_id in actor.recused:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    if letter.state != "held":
        raise NotPossible(N_("Not possible: this letter is not held."))
    letter.state, letter.held_reason = "queued", ""
    letter.show_missing = letter.show_missing or show_missing
    entry = work.log(
        "letter.tried-again",
        actor=actor,
        subject=("notice", letter.notice_id),
        details={"letter": letter_id, "number": letter.number, "substitute": letter.show_missing},
        personal={"by": actor.name},
    )
    work.promise("letter", f"letter:{letter.id}:{entry.seq}", {"letter": letter.id})


def bytes_of(work: UnitOfWork, *, actor: Actor, letter_id: int) -> File:
    """The stored bytes for the organiser or the office. Missing alike when not there or not theirs.

    Clerks send letters, signatories sign them and the auditor checks them. Officers and heads see an
    address only for the hour in which they gave a reason: AddressShut before that (decisions 16).
    """
    letter = work.get(Letter, letter_id)
    notice = work.get(Notice, letter.notice_id)
    theirs = letter.kind != "consultation"  # what was asked of a body is between it and the office
    mine = theirs and (notice.organiser_id in actor.sees or notice.id in actor.notices)
    office = policy.may(actor, "letter.read") and (
        actor.holds(notice.unit_id, "officer", "head", "signatory", "clerk", "auditor")
        or actor.holds(letter.unit_id, "clerk")
    )
    if (not mine and not office) or notice.id in actor.recused:
        raise Missing(f"Letter {letter_id} is not there.")
    if not mine and not _sees_addresses(work, actor, notice, letter):
        raise AddressShut(notice.reference)
    found = rows.letter_bytes(work, letter)
    if found is None or letter.sha256 is None:
        raise NotPossible(N_("Not yet: the letter is still being made. Look again in a minute."))
    safe = letter.number.replace("/", "-")
    return File(f"{letter.kind}-{safe}-{letter.locale}.pdf", found, letter.sha256)


def _sees_addresses(work: UnitOfWork, actor: Actor, notice: Notice, letter: Letter) -> bool:
    by_post = actor.holds(notice.unit_id, "clerk", "signatory", "auditor")
    handed_over = notice.channel == "paper" and letter.kind == "receipt"  # who entered it typed it
    return (
        by_post
        or handed_over
        or actor.holds(letter.unit_id, "clerk")
        or rows.opened_this_hour(work, actor.account_id, notice.id or 0)
    )


def note_reading(work: UnitOfWork, *, actor: Actor, letter_ids: Iterable[int]) -> None:
    """Write down that the office read to whom these letters go, once a person, notice and hour (decisions 22)."""
    if actor.account_id is None or not actor.staff:
        return
    for letter_id in letter_ids:
        letter = work.get(Letter, letter_id)
        reads.note(work, actor.account_id, letter.notice_id, ADDRESSED)


def receipt_of(work: UnitOfWork, notice_id: int, locale: str) -> int | None:
    """The id of the receipt in the reader's language, or in the one that there is."""
    receipts = [
        row for row in rows.letters(work, work.get(Notice, notice_id)) if row.kind == "receipt"
    ]
    same = [row for row in receipts if row.locale == locale]
    return next((row.id for row in same or receipts), None)
