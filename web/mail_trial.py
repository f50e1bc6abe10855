"""A mail that is sent to be sure that mail leaves: each step by itself, and in words which one failed."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from web.settings import Smtp


@dataclass(frozen=True, slots=True)
class Failed(Exception):
    """One step failed: which, what the server or the machine said, what to do."""

    step: str
    said: str
    mend: str

    def __str__(self) -> str:
        return f"{self.step}: {self.said}"


def send(
    smtp: Smtp, address: str, now: datetime, tell: Callable[[str], None], *, city: str
) -> None:
    """Send one mail and tell each step that went well. Raises Failed at the first that does not."""
    message = _message(smtp, address, now, city)
    _let_in(smtp, tell, lambda server: _hand_over(server, smtp, address, message, tell))


def reach(smtp: Smtp) -> None:
    """Come as far as a mail would, and send none. Raises Failed at the first step that does not go well."""
    _let_in(smtp, lambda _: None, lambda _: None)


def _let_in(smtp: Smtp, tell: Callable[[str], None], deed: Callable[[smtplib.SMTP], None]) -> None:
    _name(smtp, tell)
    server = _connect(smtp)
    try:
        _greet(server)
        tell(f"Connection: port {smtp.port} of {smtp.host} answers")
        if smtp.starttls:
            _seal(server, tell)
        if smtp.user:
            _sign_in(server, smtp, tell)
        deed(server)
    finally:
        with suppress(OSError, smtplib.SMTPException):  # what it says to a farewell tells nothing
            server.quit()
        server.close()


def _name(smtp: Smtp, tell: Callable[[str], None]) -> None:
    if not smtp.host:
        raise Failed(
            "Server", "none is set, so mails wait in the outbox", "export VECHE_SMTP__HOST=..."
        )
    try:
        found = socket.getaddrinfo(smtp.host, smtp.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Failed(
            "Name", f"no machine is called {smtp.host} ({error.strerror})",
            "mend VECHE_SMTP__HOST, or the name service of this machine",
        ) from error  # fmt: skip
    tell(f"Name: {smtp.host} is {found[0][4][0]}")


def _connect(smtp: Smtp) -> smtplib.SMTP:
    where = f"port {smtp.port} of {smtp.host}"
    mend = "mend VECHE_SMTP__HOST and VECHE_SMTP__PORT, start the server, or let the firewall pass"
    try:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.patience)
    except TimeoutError as error:
        raise Failed(
            "Connection", f"{where} does not answer within {smtp.patience:.0f} s", mend
        ) from error
    except smtplib.SMTPConnectError as error:
        raise Failed("Connection", f"{where} turned us away: {_words(error)}", "ask who runs it to let this machine in") from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        if isinstance(error.__context__, TimeoutError):
            silent = f"{where} does not answer within {smtp.patience:.0f} s"
            raise Failed("Connection", silent, mend) from error
        said = getattr(error, "strerror", None) or type(error).__name__
        raise Failed("Connection", f"{where} can't be reached ({said})", mend) from error
    return server


def _greet(server: smtplib.SMTP) -> None:
    try:
        server.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as error:
        raise Failed(
            "Connection", f"the server does not greet back ({_words(error)})",
            "see that VECHE_SMTP__PORT is a port for mail: 25, 587",
        ) from error  # fmt: skip


def _seal(server: smtplib.SMTP, tell: Callable[[str], None]) -> None:
    try:
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    except smtplib.SMTPNotSupportedError as error:
        raise Failed(
            "TLS", "the server offers none on this port",
            "take its port with STARTTLS (often 587); on a wire that nobody taps: export VECHE_SMTP__STARTTLS=false",
        ) from error  # fmt: skip
    except ssl.SSLCertVerificationError as error:
        raise Failed(
            "TLS", f"its certificate is not good: {error.verify_message}",
            "give the server a certificate for its name, or put the city's authority into the trust of this machine",
        ) from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        raise Failed("TLS", f"it could not be agreed on ({_words(error)})", "ask who runs the server which TLS it speaks; 1.2 or newer is needed") from error  # fmt: skip
    tell("TLS: agreed, the certificate is good")


def _sign_in(server: smtplib.SMTP, smtp: Smtp, tell: Callable[[str], None]) -> None:
    mend = "mend VECHE_SMTP__USER and VECHE_SMTP__PASSWORD"
    try:
        server.login(smtp.user, smtp.password.get_secret_value())
    except smtplib.SMTPAuthenticationError as error:
        raise Failed("Sign-in", f"the server does not know this user with this password ({error.smtp_code})", mend) from error  # fmt: skip
    except smtplib.SMTPNotSupportedError as error:
        raise Failed("Sign-in", "the server takes no sign-in here", "take away VECHE_SMTP__USER, or use its port for senders (often 587, with TLS)") from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        raise Failed("Sign-in", f"it broke off ({_words(error)})", mend) from error
    tell("Sign-in: accepted")


def _hand_over(
    server: smtplib.SMTP,
    smtp: Smtp,
    address: str,
    message: EmailMessage,
    tell: Callable[[str], None],
) -> None:
    name = "BOUNCES" if smtp.bounces else "SENDER"
    sender = smtp.bounces or smtp.sender
    try:
        server.send_message(message, from_addr=sender)
    except smtplib.SMTPSenderRefused as error:
        raise Failed("Sender", f"{sender} is refused: {_words(error)}", f"set VECHE_SMTP__{name} to an address that this server may send for") from error  # fmt: skip
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise Failed("Recipient", f"{address} is refused: {code} {_plain(said)}", "look at the address; if it is right, ask who runs the server to relay to it") from error  # fmt: skip
    except smtplib.SMTPDataError as error:
        raise Failed("Message", f"it was not taken: {_words(error)}", "ask who runs the server why: size, contents, or too many mails") from error  # fmt: skip
    except (OSError, smtplib.SMTPException) as error:
        raise Failed("Message", f"the server went away ({_words(error)})", "try again; then ask who runs the server") from error  # fmt: skip
    tell("Message: taken. Look into the mailbox, and into its folder for junk.")


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_plain(error.smtp_error)}"
    return getattr(error, "strerror", None) or type(error).__name__


def _plain(said: bytes | str) -> str:
    """What a server said, on one line and without control characters."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:200]


def _message(smtp: Smtp, address: str, now: datetime, city: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = smtp.sender
    message["To"] = address
    message["Subject"] = f"Veche, {city}: mail leaves this machine"
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=smtp.sender.partition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("Somebody typed: veche mail test. Nothing needs to be done.\n")
    return message
