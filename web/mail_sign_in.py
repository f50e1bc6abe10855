"""Mails of signing in: written and sent like the others, but about an address, not about a notice."""

from typing import Any

from flask import current_app

from records import links, mailbox
from records.unit_of_work import unit_of_work
from web import mail
from web.i18n import force_locale
from web.sessions import hashed
from web.work import house

KINDS = ("sign-in", "sign-in-staff", "sign-in-off")


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one promised mail; a link that is over or used by now is not sent. Raises as `mail.deliver`."""
    here, secret = house(), str(payload["secret"])
    if payload["mail"] not in KINDS:
        raise ValueError("A mail of signing in is one of a closed list.")
    with unit_of_work(here.engine, here.clock) as work:
        link = links.good(work, hashed(secret))
        if mailbox.was_sent(work, key) or (link is None and payload["mail"] == "sign-in"):
            return
        written = _write(payload, until=link.expires_at if link else work.now)
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        body = written.body if here.settings.demo else written.body.replace(secret, "…")
        mailbox.sent(work, mail_id, body)  # a secret that was really sent is not kept with us


def _write(payload: dict[str, Any], **values: Any) -> mail.Written:
    settings = house().settings
    with force_locale(payload["locale"]):
        template = current_app.jinja_env.get_template(f"accounts/mail/{payload['mail']}.txt")
        text = template.render(
            base=settings.public_base_url.rstrip("/"),
            secret=payload["secret"],
            office=settings.office.name.in_(payload["locale"]),
            **values,
        )
    subject, _, body = text.strip().partition("\n")
    return mail.Written(str(payload["address"]), subject.strip(), body.strip() + "\n")
