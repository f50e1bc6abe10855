"""Mails to people of the office that are about no single notice: nobody will be able to sign; a sitting is called."""

from datetime import date
from typing import Any

from flask import current_app

from records import commission_rows, mailbox, staff_rows
from records.unit_of_work import UnitOfWork, unit_of_work
from web import mail
from web.i18n import force_locale
from web.work import house

KINDS = ("desk-nobody-signs", "desk-sitting")


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
            **_about(work, payload, person.locale == "ru"),
            base=settings.public_base_url.rstrip("/"),
            office=settings.office.name.in_(person.locale),
            locale=person.locale,
        )
    subject, _, body = text.strip().partition("\n")
    return mail.Written(person.email, subject.strip(), body.strip() + "\n")


def _about(work: UnitOfWork, payload: dict[str, Any], own: bool) -> dict[str, Any]:
    """What the mail speaks of, as it is now. `own`: in Russian."""
    if payload["mail"] == "desk-nobody-signs":
        return {
            "unit": staff_rows.unit_name(work, payload["unit"])[own],
            "day": date.fromisoformat(payload["day"]),
            "why": payload["why"],
        }
    found = commission_rows.sitting(work, payload["sitting"])
    if found is None:
        raise ValueError("A mail about a sitting names one that is there.")
    row, commission = found
    return {
        "commission": commission.name_ru if own else commission.name_en, "starts_at": row.starts_at,
        "place": row.place, "number": row.id, "change": payload["change"], "why": row.remarks,
    }  # fmt: skip
