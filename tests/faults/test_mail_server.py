"""The city's mail server fails in every way: filing goes on, no mail is lost, at most one comes twice a fault.

Found by: a promise called kept before the server said 250, or a fault that ends the worker.
"""

import ssl
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask
from sqlmodel import select

from desk.queue_alarms import MAIL_WAITS
from records import mailbox
from records.tables import Mail, Outbox
from tests.faults.conftest import Site
from tests.support.post_office import PostOffice, post_office
from workflow import sending_again
from workflow.actor import SYSTEM

pytestmark = pytest.mark.once  # `make deep` runs it on PostgreSQL

FAULTS = {
    "refused": "421",
    "not now": "RCPT 450",
    "never": "RCPT 550",
    "refused after the text": "MAIL 552",
    "hangs": "hangs",
    "hangs up": "vanishes",
    "hangs up after the text": "closes",
    "no data": "DATA 451",
}
TIMES = 25
PERSONAL = ("canary", "example.org", "svao@")


def app_with(site: Site, office: PostOffice | int, **more: object) -> Flask:
    """The city, with this mail server."""
    port = office if isinstance(office, int) else office.port
    smtp = {"host": "127.0.0.1", "port": port, "starttls": False, "patience": 0.3} | more
    return site.another(smtp=smtp)


def files(site: Site, count: int) -> None:
    """Notices whose desk is told by mail; their letters are printed already."""
    for number in range(count):
        filed = site.city.files(key=f"key-{number}", answers={"email": "", "postcode": "129515"})
        site.acknowledged.append(filed.reference)
    site.prints()


def catches_up(site: Site, app: Flask, hours: int = 3) -> None:
    """Time goes on and the worker looks, as long as something waits."""
    for _ in range(hours * 4):
        site.works(app)
        if not waiting(site):
            return
        site.advance(minutes=15)


def waiting(site: Site) -> list[Outbox]:
    """Promises that are not kept yet, but for reminders, whose days come later than these stories end."""
    with site.city.reading() as work:
        promised = [one for one in work.session.exec(select(Outbox)) if one.done_at is None]
    return [one for one in promised if not str(one.payload.get("mail")).startswith("duties-")]


def unsent(site: Site) -> int:
    """Mails that nobody took yet."""
    with site.city.reading() as work:
        return len([one for one in work.session.exec(select(Mail)) if one.sent_at is None])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_server_costs_time_and_nothing_else(
    site: Site, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Twenty-five faults of each kind, one after another, over five mails; a notice is filed meanwhile."""
    faults = TIMES if fault != "hangs" else 5
    with post_office(*[FAULTS[fault]] * faults) as office:
        app = app_with(site, office)
        files(site, 5)
        site.works(app)
        assert unsent(site) == 5
        assert {one.last_error for one in waiting(site)} <= {
            "SMTPConnectError", "SMTPRecipientsRefused", "SMTPServerDisconnected", "TimeoutError",
            "SMTPSenderRefused", "SMTPDataError", "SMTPHeloError",
        }  # fmt: skip
        site.acknowledged.append(site.city.files(key="meanwhile").reference)
        calls = office.calls
        assert calls == 5
        catches_up(site, app, hours=12)

        came = Counter(str(one["Message-ID"]) for one in office.messages)
        assert waiting(site) == []
        assert unsent(site) == 0
        assert len(came) == 7  # five desks, then a desk and an organiser
        assert sum(came.values()) - len(came) <= (faults if FAULTS[fault] == "closes" else 0)
    site.whole()
    told = caplog.text + " ".join(one.last_error for one in waiting(site))
    assert [word for word in PERSONAL if word in told] == []


def test_nobody_listens_for_two_hours(site: Site) -> None:
    """Each mail leaves once, within the wait that had been reached, when the server is back."""
    with post_office() as office:
        gone = office.port
    app = app_with(site, gone)
    files(site, TIMES)
    for _ in range(8):
        site.works(app)
        site.advance(minutes=15)
    assert unsent(site) == TIMES

    with post_office() as office:
        catches_up(site, app_with(site, office))

        came = Counter(str(one["Message-ID"]) for one in office.messages)
    assert set(came.values()) == {1}
    assert len(came) == TIMES
    site.whole()


def test_a_server_that_takes_and_forgets_is_called_once_a_mail(site: Site) -> None:
    """Nobody can see this from outside: the mail counts as sent, the notice's page has it all the same."""
    with post_office(*["drops"] * TIMES) as office:
        app = app_with(site, office)
        files(site, TIMES)
        catches_up(site, app)

        assert (office.calls, office.messages) == (TIMES, [])
    assert waiting(site) == []
    site.whole()


def test_a_server_with_a_wrong_certificate_is_told_nothing(site: Site, tmp_path: Path) -> None:
    """STARTTLS to somebody who can't prove who they are: no mail, no word of it."""
    with post_office(tls=somebody(tmp_path)) as office:
        app = app_with(site, office, starttls=True)
        files(site, 5)
        for _ in range(5):
            site.works(app)
            site.advance(minutes=30)
        assert office.calls == 5 * 5
        assert office.messages == []
        assert {one.last_error for one in waiting(site)} == {"SSLCertVerificationError"}
    with post_office() as honest:
        catches_up(site, app_with(site, honest))
        assert len(honest.messages) == 5


def test_after_eight_tries_the_mail_waits_for_a_person(site: Site) -> None:
    """It is never dropped; one more try that a person asks for brings it out."""
    with post_office(*["RCPT 550"] * 8) as office:
        app = app_with(site, office)
        files(site, 1)
        for _ in range(12):
            site.works(app)
            site.advance(hours=6)
        assert office.calls == 8
        assert [one.attempts for one in waiting(site)] == [8]
        with site.city.unit() as work:
            assert sending_again.again(work, actor=SYSTEM) == 1
        site.works(app)
        assert len(office.messages) == 1
        assert waiting(site) == []


def test_without_a_server_mails_wait_and_no_try_is_counted(site: Site) -> None:
    """For days; they leave within five minutes once there is one."""
    app = site.another(smtp={"host": ""})
    files(site, 3)
    for _ in range(12):
        site.works(app)
        site.advance(hours=6)
    assert {(one.attempts, one.last_error) for one in waiting(site)} == {
        (0, "no mail server is set")
    }
    with post_office() as office:
        site.works(app_with(site, office))
        assert len(office.messages) == 3
    assert waiting(site) == []


def test_the_desk_is_told_within_a_quarter_of_an_hour(site: Site) -> None:
    """On the first page of everybody who works there; gone as soon as the mail is."""
    with post_office(*["421"] * 4) as office:
        app = app_with(site, office)
        files(site, 2)
        site.works(app)
        assert unsent_mails(site) == 0
        site.advance(minutes=15, seconds=1)
        assert unsent_mails(site) == 2
        site.works(app)
        site.advance(minutes=15)
        site.works(app)
        assert unsent_mails(site) == 0


def unsent_mails(site: Site) -> int:
    """What the queue says."""
    with site.city.reading() as work:
        return mailbox.unsent(work, work.now - MAIL_WAITS).count


def somebody(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    day = datetime(2027, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(day).not_valid_after(day + timedelta(days=9000))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "somebody.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
