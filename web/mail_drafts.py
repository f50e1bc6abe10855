"""Mails about a draft: its link, and reminders of its window; about an address, not about a notice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from records import mailbox
from records.errors import Missing
from records.unit_of_work import UnitOfWork, unit_of_work
from web import limits, mail
from web.i18n import force_locale
from web.sessions import hashed
from web.work import house
from workflow import drafting

GOES, WENT, ENOUGH = "goes", "went", "enough"
"""What became of the wish for a link: it goes now; it went within AGAIN; the day has seen as many as it may."""
KINDS = ("draft-link", "draft-opens", "draft-closes")
BEFORE = timedelta(hours=24)
AGAIN = timedelta(minutes=5)
"""So long one mail with the link is enough."""


def promise(
    work: UnitOfWork,
    *,
    secret: str,
    address: str,
    locale: str,
    days: Sequence[str] = (),
    opens: datetime | None = None,
    closes: datetime | None = None,
    link: bool = True,
) -> str:
    """Promise the link now and, where the moments are given, a reminder when the window opens and a day before it closes.

    The link goes once in AGAIN and six times a day to one address, so that a mail that was lost can be asked for
    again. A reminder goes once for a draft, an address and a day, by whichever of its secrets the draft was open; it is
    of the `days` that stand in the draft now: with other days it is not sent. Answers GOES, WENT or ENOUGH about the link.
    """
    became = _may_go(work, secret, address) if link else ""
    moments = {"draft-link": work.now} if became == GOES else {}
    draft = drafting.load(work, secret)
    if opens and opens > work.now:
        moments["draft-opens"] = opens
    if closes and closes - BEFORE > work.now:
        moments["draft-closes"] = closes - BEFORE
    for name, at in moments.items():
        once = f"{secret} {_turn(work)}" if name == "draft-link" else f"{draft.id} {at.date()}"
        key = hashed(f"{name} {once} {address}")
        payload: dict[str, Any] = {
            "mail": name, "to": "draft", "address": address, "locale": locale, "days": list(days),
        }  # fmt: skip
        work.promise("mail", f"mail:{name}:{key[:32]}", payload | {"secret": secret}, at)
    return became


def _turn(work: UnitOfWork) -> int:
    return int(work.now.timestamp() // AGAIN.total_seconds())


def _may_go(work: UnitOfWork, secret: str, address: str) -> str:
    """Whether the link may go there once more today; pressed twice within one turn it counts once."""
    whose = (secret, address)
    if limits.full(work, limits.DRAFT_LINK, *whose):
        return ENOUGH
    if not limits.weigh(work, limits.DRAFT_LINK_TURN, 1, *whose, str(_turn(work))):
        return WENT
    limits.weigh(work, limits.DRAFT_LINK, 1, *whose)
    return GOES


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one; nothing is sent about a draft that was filed, or that wants no reminder. Raises as `mail.deliver`."""
    here, secret = house(), str(payload["secret"])
    if payload["mail"] not in KINDS:
        raise ValueError("A mail about a draft is one of a closed list.")
    with unit_of_work(here.engine, here.clock) as work:
        if mailbox.was_sent(work, key) or not _wanted(work, payload):
            return
        written = _write(payload)
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        body = written.body if here.settings.demo else written.body.replace(secret, "…")
        mailbox.sent(work, mail_id, body)  # a secret that was really sent is not kept with us


def _wanted(work: UnitOfWork, payload: dict[str, Any]) -> bool:
    try:
        draft = drafting.load(work, str(payload["secret"]))
    except Missing:
        return False
    if draft.filed_reference or draft.email != payload["address"]:
        return False
    if payload["mail"] == "draft-link":
        return True
    rows = draft.answers.get("sessions") or []
    now = sorted({row.get("day") for row in rows if row.get("day")})
    return draft.remind and now == payload.get("days", now)


def _write(payload: dict[str, Any]) -> mail.Written:
    settings = house().settings
    with force_locale(payload["locale"]):
        template = current_app.jinja_env.get_template(f"intake/mail/{payload['mail']}.txt")
        text = template.render(
            link=f"{settings.public_base_url.rstrip('/')}/drafts/{payload['secret']}",
            office=settings.office.name.in_(payload["locale"]),
        )
    subject, _, body = text.strip().partition("\n")
    return mail.Written(str(payload["address"]), subject.strip(), body.strip() + "\n")
