"""Mail: wording is made when it leaves, from the notice as it is then; sent by SMTP, or kept (demo city).

A mail row is written first, with the outbox key in its Message-ID, so a second try after a crash
is recognisable and, where the first was marked as sent, does not happen.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from records import rows
from records.unit_of_work import UnitOfWork
from records.unit_of_work import unit_of_work as unit
from web import mail_words
from web.i18n import force_locale
from web.settings import Settings
from web.work import house, rulebook
from workflow import by_mail, mailroom
from workflow.mailroom import Envelope


class NoServer(Exception):
    """The city has no mail server yet: mails wait, and no try is counted."""


class NotYet(Exception):
    """The mail waits for its letter: look again soon, this is no failure."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in words."""

    to: str
    subject: str
    body: str


def deliver(key: str, payload: dict[str, Any]) -> None:
    """Write and send one promised mail. Raises OSError or SMTPException when the server does not take it."""
    here = house()
    with unit(here.engine, here.clock) as work:
        envelope = mailroom.address(work, rulebook(), payload)
        if envelope is None or rows.mail_sent(work, key):
            return
        if envelope.letter_waits:
            raise NotYet
        written = write(work, envelope, here.settings)
        mail_id = mailroom.keep(work, key, envelope, written.to, written.subject, written.body)
        token = mailroom.token(work, mail_id)
        attachment = mailroom.attachment(work, envelope)
    try:
        if not here.settings.demo:
            send(here.settings, key, written, attachment, token)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        if why := for_good(error):
            with unit(here.engine, here.clock) as work:
                by_mail.refused(work, rulebook(), envelope, why)
        raise
    with unit(here.engine, here.clock) as work:
        mailroom.sent(work, mail_id, forget_links=not here.settings.demo)
        by_mail.left(work, rulebook(), envelope)


def for_good(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> str:
    """What the server said where it refuses for good (5xx, RFC 5321 4.2.1); '' where it may take it later."""
    answers = (
        list(error.recipients.values())
        if isinstance(error, smtplib.SMTPRecipientsRefused)
        else [(error.smtp_code, error.smtp_error)]
    )
    code, said = answers[0]
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {' '.join(words.split())}"[:500] if 500 <= code < 600 else ""


def write(work: UnitOfWork, envelope: Envelope, settings: Settings) -> Written:
    """Put a mail into words in the reader's language; the first line of the template is the subject."""
    city = mail_words.of(work, envelope, settings)
    with force_locale(envelope.locale):
        text = current_app.jinja_env.get_template(f"mail/{envelope.mail}.txt").render(
            envelope=envelope,
            notice=envelope.notice,
            base=settings.public_base_url.rstrip("/"),
            link=mailroom.link_for(work, envelope),
            office=envelope.unit_name.in_(envelope.locale),
            city=city,
        )
    subject, _, body = text.strip().partition("\n")
    hail = f"{city.greeting}\n\n" if city.greeting else ""
    return Written(envelope.to, " ".join(subject.split()), hail + body.strip() + "\n")


def send(
    settings: Settings,
    key: str,
    written: Written,
    attachment: mailroom.Attachment | None,
    token: str = "",
) -> None:
    """Hand one mail to the city's server; the key is its Message-ID. Raises OSError, SMTPException.

    With a `token` it stands in the Message-ID and in the envelope (RFC 3461, where the server knows it), so that a
    report of a mail that did not arrive can be told from an invented one.
    """
    message = EmailMessage()
    message["From"] = settings.smtp.sender
    message["To"] = written.to
    message["Subject"] = written.subject
    message["Date"] = format_datetime(house().clock.now())
    name = ".".join((*key.split(":"), token)).rstrip(".")
    message["Message-ID"] = f"<{name}@{host_of(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.body)
    if attachment is not None:
        message.add_attachment(
            attachment.pdf, maintype="application", subtype="pdf", filename=attachment.name
        )
    patience = settings.smtp.patience
    with smtplib.SMTP(settings.smtp.host, settings.smtp.port, timeout=patience) as server:
        if settings.smtp.starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.smtp.user:
            server.login(settings.smtp.user, settings.smtp.password.get_secret_value())
        server.ehlo_or_helo_if_needed()
        asks = (f"ENVID={token}", "RET=HDRS") if token and server.has_extn("dsn") else ()
        server.send_message(
            message, from_addr=settings.smtp.bounces or None, mail_options=asks,
            rcpt_options=("NOTIFY=FAILURE",) if asks else (),
        )  # fmt: skip


def host_of(settings: Settings) -> str:
    """What stands behind the @ of a Message-ID of this city."""
    return urlsplit(settings.public_base_url).hostname or "localhost"
