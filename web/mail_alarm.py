"""Mails about alarms: one when it begins, one when it is over, in the languages of the city."""

from datetime import datetime
from typing import Any

from flask import current_app

from records import mailbox
from records.unit_of_work import unit_of_work
from web import alarm_words, mail
from web.i18n import force_locale
from web.work import house


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one. Raises as `mail.deliver`."""
    here = house()
    with unit_of_work(here.engine, here.clock) as work:
        if mailbox.was_sent(work, key):
            return
        written = write(payload)
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        mailbox.sent(work, mail_id, written.body)


def write(payload: dict[str, Any]) -> mail.Written:
    """Put an alarm into words, one language after the other."""
    settings = house().settings
    subject, texts = "", []
    for language in settings.languages:
        with force_locale(language):
            name, said = payload["name"], payload["said"]
            text = current_app.jinja_env.get_template("desk/mail/alarm.txt").render(
                title=alarm_words.title(name),
                sentence=alarm_words.sentence(name, said),
                mend=alarm_words.mend(name),
                since=datetime.fromisoformat(payload["since"]),
                over=payload["over"],
                base=settings.public_base_url.rstrip("/"),
                office=settings.office.name.in_(language),
            )
        first, _, body = text.strip().partition("\n")
        subject = subject or " ".join(first.split())
        texts.append(body.strip())
    return mail.Written(payload["address"], subject, "\n\n".join(texts) + "\n")
