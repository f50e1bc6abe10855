"""The mail that carries a checkpoint out of the house, in every language of the city."""

from typing import Any

from flask import current_app

from records import checkpoint_rows, mailbox
from records.checkpoint_rows import Made
from records.unit_of_work import unit_of_work
from web import mail
from web.i18n import force_locale
from web.work import house


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Send one. Raises as `mail.deliver`."""
    here = house()
    with unit_of_work(here.engine, here.clock) as work:
        made = checkpoint_rows.over(work, payload["size"])
        if made is None or mailbox.was_sent(work, key):
            return
        written = _write(made, payload["address"])
        mail_id = mailbox.keep(work, key, written.to, written.subject, written.body)
    if not here.settings.demo:
        mail.send(here.settings, key, written, None)
    with unit_of_work(here.engine, here.clock) as work:
        mailbox.sent(work, mail_id, written.body)


def _write(made: Made, address: str) -> mail.Written:
    settings = house().settings
    subject, texts = "", []
    for language in settings.languages:
        with force_locale(language):
            text = current_app.jinja_env.get_template("desk/mail/checkpoint.txt").render(
                made=made, base=settings.public_base_url, office=settings.office.name.in_(language)
            )
        first, _, body = text.strip().partition("\n")
        subject = subject or first.strip()
        texts.append(body.strip())
    return mail.Written(address, subject, "\n\n".join([*texts, made.note]) + f"\n{made.key}\n")
