"""Gunicorn and nginx as `deploy/` starts them, on free ports of this machine, ended with the block."""

import os
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from web.settings import HOUSE

NAME = "events.example.org"
PATIENCE = 60.0
BETWEEN = threading.Event()  # never set: a pause between two looks


def free_port() -> int:
    """A port that nobody listens on just now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as asked:
        return int(asked.getsockname()[1])


def answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens there."""
    for _ in range(int(PATIENCE * 10)):
        assert process.poll() is None, f"ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            BETWEEN.wait(0.1)
        else:
            return
    raise AssertionError(f"nobody listens on {port}")


def ready(port: int) -> None:
    """Wait until a page comes: a port is open long before the processes behind it have read the program."""
    asked = f"GET /health/live HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"
    with dial(port, tls=False) as wire:
        wire.sendall(asked.encode())
        heard = wire.recv(65536)
    assert heard.startswith(b"HTTP/1.1 200"), heard


@contextmanager
def gunicorn(
    env: dict[str, str], port: int, house: Path = HOUSE
) -> Iterator[subprocess.Popen[bytes]]:
    """Pages from two processes, by the shipped settings."""
    given = {**os.environ, **env, "VECHE_BIND": f"127.0.0.1:{port}", "PYTHONPATH": str(house)}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:web.gunicorn_conf", "tests.deploy.clocked:app()"],
        cwd=house, env=given,
    )  # fmt: skip
    try:
        answers(port, process)
        ready(port)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def certificate(folder: Path) -> None:
    """A certificate that nobody but the test believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    form = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))


def configured(folder: Path, port: int, upstreams: Sequence[int]) -> Path:
    """The shipped proxy file with ports and paths of this test, and nothing else changed."""
    text = (HOUSE / "deploy/nginx-veche.conf").read_text("utf-8")
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}")
    text = text.replace("listen 80", f"listen 127.0.0.1:{free_port()}")
    text = text.replace("/etc/veche/tls", str(folder))
    text = text.replace("/opt/veche/deploy", str(HOUSE / "deploy"))
    servers = "".join(
        f"    server 127.0.0.1:{one} max_fails=2 fail_timeout=2s;\n" for one in upstreams
    )
    text = text.replace("    server 127.0.0.1:8000 max_fails=2 fail_timeout=2s;\n", servers)
    (folder / "veche.conf").write_text(text, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.getuid() == 0 else ""
    whole = (
        f"{user}worker_processes 2;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/errors;\n"
        "events { worker_connections 1024; }\n"
        f"http {{\n  access_log off;\n{temporary}  include {folder}/veche.conf;\n}}\n"
    )
    path = folder / "nginx.conf"
    path.write_text(whole, "ascii")
    return path


@contextmanager
def nginx(folder: Path, upstreams: Sequence[int]) -> Iterator[int]:
    """The shipped proxy in front of these ports; its own port."""
    folder.mkdir()
    certificate(folder)
    port = free_port()
    path = configured(folder, port, upstreams)
    process = subprocess.Popen(["nginx", "-e", str(folder / "errors"), "-c", str(path)])
    try:
        answers(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=60)


def dial(
    port: int, *, tls: bool = True, name: str = NAME, source: str = "127.0.0.1"
) -> socket.socket:
    """A connection of one's own to the proxy, or to the server itself; each `source` is another address."""
    plain = socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))
    if not tls:
        return plain
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(plain, server_hostname=name)


def say(port: int, words: bytes, *, tls: bool = True) -> bytes:
    """Say these bytes, and no more; all that comes back until the other side hangs up, or 3 s of silence."""
    with dial(port, tls=tls) as wire:
        wire.settimeout(3)
        heard = b""
        try:
            wire.sendall(words)
            while part := wire.recv(65536):
                heard += part
        except (TimeoutError, ConnectionError, ssl.SSLError):
            pass
        return heard
