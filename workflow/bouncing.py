"""A mail server reports that a mail did not arrive: what became of the mail is a task of the print room (M36).

Which mail it was is known by the token that left with it, and by nothing else: an address, a subject or a number
that a report names is never matched, since anybody can write a report.
"""

from records import mail_back_rows
from records.errors import Missing
from records.tables import Mail, Notice
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import by_mail, runs
from workflow.actor import SYSTEM, Actor
from workflow.errors import N_, Invalid, NotPossible

LETTER, MAIL, KNOWN, STRANGER = "letter", "mail", "known", "stranger"
"""What a report was about: a letter of the register, another mail, one told before, none that left with a token."""
MOST = 500  # characters of what a server said


def came_back(work: UnitOfWork, rulebook: Rulebook, *, token: str, note: str) -> str:
    """Mark the mail that left with this token as come back, once, and make the task.

    Where the mail took a letter to its addressee, the task is the letter's, in the register; a letter that came
    back counts as received by nobody. Any other mail about a notice is a task of its own. Erased mails and those
    about no notice are strangers.
    """
    mail = mail_back_rows.by_token(work, token)
    if mail is None or mail.notice_id is None or not mail.to:
        return STRANGER
    if mail.back_at is not None:
        return KNOWN
    mail.back_at, mail.back_note = work.now, note[:MOST]
    work.flush()
    whom = mail_back_rows.goes_to(work, mail)
    newest = whom == "organiser" and not mail_back_rows.left_since(work, mail)
    if newest and by_mail.came_back(work, rulebook, mail, note[:MOST]):
        mail.back_done_at = work.now
        return LETTER
    work.log(
        "mail.returned", actor=SYSTEM, subject=("notice", mail.notice_id),
        details={"mail": mail.id or 0, "to": whom}, personal={"note": note[:MOST]},
    )  # fmt: skip
    return MAIL


def settle(work: UnitOfWork, *, actor: Actor, mail_id: int, outcome: str) -> None:
    """Say what was done about a mail that came back: sent to another address, told by telephone, nothing more to do."""
    mail = work.get(Mail, mail_id)
    notice = work.get(Notice, mail.notice_id) if mail.notice_id else None
    if notice is None or mail.back_at is None or not runs.may_print(actor, notice.unit_id):
        raise Missing(f"Mail {mail_id} is not there.")
    if notice.id in actor.recused:
        raise Missing(f"Mail {mail_id} is not there.")
    if mail.back_done_at is not None:
        raise NotPossible(N_("Not possible: somebody has settled this already."))
    if not outcome.strip():
        raise Invalid("outcome", N_("Say what was done about the mail."))
    mail.back_outcome, mail.back_done_at = outcome.strip(), work.now
    work.log(
        "mail.return-settled", actor=actor, subject=("notice", notice.id or 0),
        details={"mail": mail_id}, personal={"outcome": outcome.strip()},
    )  # fmt: skip
