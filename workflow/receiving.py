"""After filing: the notice is read back, the address is confirmed or mended."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from letters import check_code
from records import behind, rows
from records.errors import Missing
from records.tables import Notice, NoticeLink
from records.unit_of_work import UnitOfWork
from regimes.shelf import Rulebook
from workflow import law, mailing, organising, policy
from workflow.actor import Actor
from workflow.drafting import digest
from workflow.errors import N_, Invalid, NotPossible

LINK_LIVES = timedelta(days=400)
"""The link of the receipt mail reads the notice back as long as the case may last."""

_NUMBER = re.compile(r"(?:№|No\.?|N)?\s*([0-9]{2})[\s\-\u2010-\u2015]*([0-9]{4,})", re.IGNORECASE)


def as_written(typed: str) -> str:
    """The number as it is kept, 26-0417, from what a person typed: № 26-0417, 26 0417, 26–0417, 260417."""
    found = _NUMBER.fullmatch(typed.strip())
    return f"{found[1]}-{found[2]}" if found else typed.strip()


def open_by_code(work: UnitOfWork, reference: str, typed: str) -> int:
    """The notice behind a number and its check code. Missing, the same for a wrong number or code."""
    code = check_code.read(typed)
    notice = work.notice(as_written(reference))
    if code is None or not secrets.compare_digest(code, notice.check_code):
        raise Missing(f"Notice {reference} is not there.")
    return notice.id or 0


def make_link(work: UnitOfWork, notice: Notice, meant_for: str = "confirm") -> str:
    """A fresh secret, good for one thing; only its hash is kept.

    `confirm` confirms the address and reads the notice back; `quiet` stops reminders and opens nothing.
    """
    secret = secrets.token_urlsafe(32)
    work.add(
        NoticeLink(
            secret_hash=digest(secret),
            notice_id=notice.id or 0,
            purpose=meant_for,
            made_at=work.now,
            expires_at=work.now + LINK_LIVES,
        )
    )
    return secret


def reference_of(work: UnitOfWork, secret: str) -> str:
    """The notice that a mailed link belongs to. Missing if the link is unknown or over."""
    return _linked(work, secret)[1].reference


def confirm_address(work: UnitOfWork, secret: str, *, actor: Actor) -> Notice:
    """The mailed link was followed and its button pressed: the address is right."""
    link, notice = _linked(work, secret)
    link.used_at = link.used_at or work.now
    if notice.email_confirmed_at is None:
        notice.email_confirmed_at = work.now
        work.log("notice.address-confirmed", actor=actor, subject=("notice", notice.id or 0))
    return notice


def stop_reminders(work: UnitOfWork, secret: str) -> str:
    """The button of a mail of reminders: none of this notice is sent any more. Its number."""
    link, notice = _linked(work, secret, behind.QUIET)
    link.used_at = link.used_at or work.now
    return notice.reference


def reminders_of(work: UnitOfWork, secret: str) -> tuple[str, bool]:
    """Number of the notice whose reminders a link stops, and whether they are stopped. Missing as above."""
    _link, notice = _linked(work, secret, behind.QUIET)
    return notice.reference, behind.is_quiet(work, notice)


def mend_address(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, email: str
) -> None:
    """A wrong address is put right from the receipt page, as long as nobody confirmed one."""
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "notice.mend", notice, regime.stages[notice.stage])
    if notice.email_confirmed_at is not None:
        raise Invalid("email", N_("The address is confirmed already."))
    organising.mend_email(work, notice, email)
    entry = work.log(
        "notice.address-mended",
        actor=actor,
        subject=("notice", notice.id or 0),
        personal={"email": email},
    )
    mailing.address_mended(work, notice, entry, receipt_id(work, notice))


@dataclass(frozen=True, slots=True)
class Reach:
    """How its own people hear of a notice: the address of its mails (or empty), their language, whether more can follow."""

    email: str
    locale: str
    follows: bool


def reach(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Reach:
    """Where mails about a notice go, and in which language; for its own people."""
    notice = work.notice(reference)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.own", notice, stage)
    return Reach(organising.mailed_to(work, notice), notice.locale, not stage.final)


def speak(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, locale: str
) -> None:
    """Letters and mails that are made from now on come in another language; the text that decides is the law's all the same.

    Raises NotPossible where the road has ended: no letter follows.
    """
    notice = work.notice(reference)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.mend", notice, stage)
    if stage.final:
        raise NotPossible(N_("Not possible: no letter about this notice follows any more."))
    if locale == notice.locale:
        return
    before, notice.locale = notice.locale, locale
    work.log(
        "notice.language-changed",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"before": before, "after": locale},
    )


def receipt_id(work: UnitOfWork, notice: Notice) -> int | None:
    """The receipt in the organiser's language, to be mailed again."""
    receipts = [row for row in rows.letters(work, notice) if row.kind == "receipt"]
    own = [row for row in receipts if row.locale == notice.locale]
    return next((row.id for row in own or receipts), None)


def _linked(work: UnitOfWork, secret: str, meant_for: str = "confirm") -> tuple[NoticeLink, Notice]:
    link = behind.link_by_hash(work, digest(secret), meant_for)
    if link is None or link.expires_at <= work.now:
        raise Missing("This link leads nowhere.")
    return link, work.get(Notice, link.notice_id)
