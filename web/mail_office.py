"""Mails to people of the office that are about no single notice: an office will have nobody to sign."""

from datetime import date
from typing import Any

from flask import current_app

from records import mailbox, staff_rows
from records.unit_of_work import UnitOfWork, unit_of_work
from web import mail
from web.i18n import force_locale
from web.work import house

KINDS = ("desk-nobody-signs",)


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one; nothing to somebody who was switched off. Raises as `mail.deliver`."""
    here = house()
    if payload["mail"] not in KINDS:
        raise ValueError("A mail about the office is one of a closed list.")
    with unit_of_work(here.engine, here.clock) as work:
        written = _write(work, payload)
        if written is None or mailbox.was_sent(work, key):
            return
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        mailbox.sent(work, mail_id, written.body)


def _write(work: UnitOfWork, payload: dict[str, Any]) -> mail.Written | None:
    person = staff_rows.account(work, payload["account"])
    if not person.active or not person.email:
        return None
    settings = house().settings
    with force_locale(person.locale):
        template = current_app.jinja_env.get_template(f"desk/mail/{payload['mail']}.txt")
        text = template.render(
            unit=staff_rows.unit_name(work, payload["unit"])[person.locale == "ru"],
            day=date.fromisoformat(payload["day"]),
            why=payload["why"],
            base=settings.public_base_url.rstrip("/"),
            office=settings.office.name.in_(person.locale),
            locale=person.locale,
        )
    subject, _, body = text.strip().partition("\n")
    return mail.Written(person.email, subject.strip(), body.strip() + "\n")
