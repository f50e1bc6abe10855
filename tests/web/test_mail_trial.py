"""`veche mail test`: each step that can fail is named in words, with what to do; nothing else is said."""

import datetime as dt
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.post_office import post_office
from web import mail_trial
from web.commands_mail import mail
from web.settings import Smtp

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
TO = "it@city.example"


@contextmanager
def server(replies: dict[str, str], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers each word as it is told to, and every other with 250; its port."""

    class Strict(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if replies.get("hello", "220") == "":
                self.rfile.readline()
                return
            self._say(replies.get("hello", "220 ready"))
            while line := self.rfile.readline():
                word = line[:4].decode().upper()
                if word == "DATA" and "DATA" not in replies:
                    self._say("354 go on")
                    while self.rfile.readline() not in {b".\r\n", b""}:
                        pass
                reply = replies.get(word, "250 ok")
                if reply == "hang up":
                    return
                self._say(reply)
                if word == "STAR" and tls is not None:
                    try:
                        self.connection = tls.wrap_socket(self.connection, server_side=True)
                    except OSError:
                        return
                    self.rfile = self.connection.makefile("rb")
            return

        def _say(self, words: str) -> None:
            self.connection.sendall(words.encode() + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Strict) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield made.server_address[1]
        finally:
            made.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(start).not_valid_after(start + dt.timedelta(days=9))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file: Path = tmp_path_factory.mktemp("tls") / "both.pem"
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def tried(smtp: Smtp) -> tuple[list[str], mail_trial.Failed | None]:
    """What went well, and the step that failed."""
    told: list[str] = []
    try:
        mail_trial.send(smtp, TO, NOW, told.append, city="Moscow")
    except mail_trial.Failed as failed:
        return [one.partition(":")[0] for one in told], failed
    return [one.partition(":")[0] for one in told], None


STARTS = "250-hello\r\n250 STARTTLS"
SIGNS = "250-hello\r\n250 AUTH PLAIN LOGIN"
STEPS = [
    ({"hello": "554 not from there"}, {}, "Connection", "554 not from there"),
    ({"EHLO": "hang up", "HELO": "hang up"}, {}, "Connection", "does not greet back"),
    ({}, {"starttls": True}, "TLS", "offers none"),
    ({"EHLO": STARTS, "STAR": "454 not now"}, {"starttls": True}, "TLS", "454 not now"),
    ({}, {"user": "veche", "password": "canary-password"}, "Sign-in", "takes no sign-in"),
    ({"EHLO": SIGNS, "AUTH": "535 canary@else.example is not known"}, {"user": "veche", "password": "canary-password"}, "Sign-in", "535"),
    ({"MAIL": "550 who are you"}, {}, "Sender", "550 who are you"),
    ({"RCPT": "550 no relay"}, {}, "Recipient", "550 no relay"),
    ({"DATA": "452 full"}, {}, "Message", "452 full"),
    ({"DATA": "hang up"}, {}, "Message", "went away"),
]  # fmt: skip


@pytest.mark.parametrize(("replies", "given", "step", "said"), STEPS)
def test_the_step_that_failed_is_named(
    replies: dict[str, str], given: dict[str, object], step: str, said: str
) -> None:
    with server(replies) as port:
        smtp = Smtp.model_validate({"host": "127.0.0.1", "port": port, "starttls": False} | given)
        well, failed = tried(smtp)
    assert failed is not None
    assert failed.step == step
    assert said in failed.said
    assert failed.mend
    assert "canary" not in failed.said
    assert step not in well


def test_a_certificate_that_nobody_vouches_for_is_named(certificate: ssl.SSLContext) -> None:
    with server({"EHLO": STARTS, "STAR": "220 go on"}, certificate) as port:
        well, failed = tried(Smtp(host="127.0.0.1", port=port))
    assert well == ["Name", "Connection"]
    assert failed is not None
    assert (failed.step, "certificate is not good" in failed.said) == ("TLS", True)


def test_a_name_that_nobody_has_and_a_closed_port_are_two_things() -> None:
    _, failed = tried(Smtp(host="mail.nowhere.invalid"))
    assert failed is not None
    assert failed.step == "Name"
    well, failed = tried(Smtp(host="127.0.0.1", port=9))
    assert failed is not None
    assert (well, failed.step) == (["Name"], "Connection")


def test_a_server_that_says_nothing_is_given_up() -> None:
    with server({"hello": ""}) as port:
        _, failed = tried(Smtp(host="127.0.0.1", port=port, patience=0.2))
    assert failed is not None
    assert failed.step == "Connection"
    assert "does not answer" in failed.said


def test_a_good_server_has_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        monkeypatch.setenv("VECHE_SMTP__HOST", "127.0.0.1")
        monkeypatch.setenv("VECHE_SMTP__PORT", str(office.port))
        monkeypatch.setenv("VECHE_SMTP__STARTTLS", "false")
        told = CliRunner().invoke(mail, ["test", TO])
        assert told.exit_code == 0
        assert told.output.splitlines()[-1].startswith("ok    Message: taken.")
        assert [one["To"] for one in office.messages] == [TO]
        assert "mail leaves this machine" in str(office.messages[0]["Subject"])


def test_a_failure_ends_with_1_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VECHE_SMTP__HOST", raising=False)
    told = CliRunner().invoke(mail, ["test", TO])
    assert told.exit_code == 1
    assert "FAIL  Server: none is set" in told.output
    assert "mend: export VECHE_SMTP__HOST" in told.output


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nBcc: c@d", "a@b,c@d", ""])
def test_what_is_no_address_is_not_tried(address: str) -> None:
    assert CliRunner().invoke(mail, ["test", address]).exit_code == 2
