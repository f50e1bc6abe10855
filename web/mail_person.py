"""Mails to one address that are about a person, not about a notice: invitations, a changed address."""

from typing import Any

from flask import current_app

from records import addresses, mailbox, seats
from records.unit_of_work import UnitOfWork, unit_of_work
from web import mail
from web.i18n import force_locale
from web.sessions import hashed
from web.work import house

KINDS = (
    "invited", "new-address", "address-wanted", "taken-address", "address-changed", "password-set", "password-removed",
    "passkey-added", "passkey-removed", "city-joined", "city-parted", "removed",
)  # fmt: skip


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one promised mail; one whose cause is over by now is not sent. Raises as `mail.deliver`."""
    here, secret = house(), str(payload.get("secret", ""))
    if payload["mail"] not in KINDS:
        raise ValueError("A mail to a person is one of a closed list.")
    with unit_of_work(here.engine, here.clock) as work:
        about = _about(work, payload)
        if mailbox.was_sent(work, key) or about is None:
            return
        written = _write(payload, **about)
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        really = secret and not here.settings.demo
        body = written.body.replace(secret, "…") if really else written.body
        mailbox.sent(work, mail_id, body)  # a secret that was really sent is not kept with us


def _about(work: UnitOfWork, payload: dict[str, Any]) -> dict[str, Any] | None:
    """What the words need to know; None when there is nothing to say any more."""
    if payload["mail"] == "new-address":
        return {} if addresses.wanted(work, hashed(str(payload["secret"]))) else None
    if payload["mail"] == "removed":
        return {"organisation": seats.name_of(work, payload["organisation"])}
    if payload["mail"] != "invited":
        return {}
    offered = seats.invite_by(work, hashed(str(payload["secret"])))
    return {"invite": offered} if offered else None


def _write(payload: dict[str, Any], **values: Any) -> mail.Written:
    settings = house().settings
    with force_locale(payload["locale"]):
        template = current_app.jinja_env.get_template(f"accounts/mail/{payload['mail']}.txt")
        text = template.render(
            base=settings.public_base_url.rstrip("/"),
            secret=payload.get("secret", ""),
            office=settings.office.name.in_(payload["locale"]),
            **values,
        )
    subject, _, body = text.strip().partition("\n")
    return mail.Written(str(payload["address"]), subject.strip(), body.strip() + "\n")
