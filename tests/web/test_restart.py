"""`veche serve` is restarted while a service manager holds the port: nobody is turned away."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from records.engine import make_engine
from records.migrate import upgrade
from tests.deploy.front import BETWEEN
from web.settings import HOUSE, Settings, prepare

ASKED = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
PEOPLE = 30


@pytest.fixture
def home(tmp_path: Path) -> Path:
    given = Settings(home=tmp_path / "home", mode="test")
    prepare(given)
    engine = make_engine(given.database_url)
    upgrade(engine)
    engine.dispose()
    return given.home


@pytest.fixture
def held() -> Iterator[socket.socket]:
    """The port, as `deploy/veche.socket` holds it."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as made:
        yield made


def served(home: Path, held: socket.socket) -> subprocess.Popen[str]:
    """`veche serve` on that port; it is there when it says so."""
    env = {**os.environ, "VECHE_HOME": str(home), "VECHE_MODE": "test", "LISTEN_FDS": "1"}
    code = "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"
    line = f'exec 3<&{held.fileno()}; LISTEN_PID=$$ exec {sys.executable} -c "{code}" serve --no-worker --port 0'
    server = subprocess.Popen(
        ["bash", "-c", line], cwd=HOUSE, env=env, stdout=subprocess.PIPE, text=True,
        pass_fds=[held.fileno()],
    )  # fmt: skip
    assert server.stdout is not None
    assert "Veche is at" in server.stdout.readline()
    return server


def comes(held: socket.socket, words: bytes) -> socket.socket:
    """Somebody opens a connection and says so much."""
    wire = socket.create_connection(held.getsockname(), timeout=30)
    wire.sendall(words)
    return wire


def hears(wire: socket.socket, rest: bytes = b"") -> str:
    """What the person hears after saying the rest; the first line alone, or nothing when it was cut."""
    with wire:
        try:
            wire.sendall(rest)
            heard = b""
            while part := wire.recv(65536):
                heard += part
        except OSError:
            return "cut"
    return heard.split(b"\r\n")[0].decode() if heard.endswith(b"alive\n") else "cut"


def test_who_was_let_in_is_answered_and_who_comes_waits(home: Path, held: socket.socket) -> None:
    server = served(home, held)
    half = [comes(held, ASKED[:20]) for _ in range(PEOPLE)]
    assert hears(comes(held, ASKED)) == "HTTP/1.1 200 OK"  # so all of them were let in
    server.send_signal(signal.SIGTERM)
    BETWEEN.wait(0.5)
    late = [comes(held, ASKED) for _ in range(PEOPLE)]

    answers = [hears(wire, ASKED[20:]) for wire in half]
    assert server.wait(timeout=30) == 0
    server = served(home, held)
    try:
        answers += [hears(wire) for wire in late]
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert answers == ["HTTP/1.1 200 OK"] * (2 * PEOPLE)
