"""Two hundred clients that say a letter a second, or stop half-way, hold nobody else up (AD-13)."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from socket import socket

import pytest

from tests.deploy.conftest import Front
from tests.deploy.front import BETWEEN, NAME, dial

SLOW = 200
HEAD = f"POST /sign-in HTTP/1.1\r\nHost: {NAME}\r\n".encode()
BODY = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"


def open_page(port: int) -> tuple[bytes, float]:
    """First line of a page for somebody else, and the seconds that it took, the handshake included."""
    began = time.perf_counter()
    with dial(port) as wire:
        wire.sendall(
            f"GET /notices/new HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode()
        )
        heard = b""
        while part := wire.recv(65536):
            heard += part
    return heard.split(b"\r\n", 1)[0], time.perf_counter() - began


class Crowd:
    """Clients that begin and then say one letter a second until they are hung up on, or told to stop."""

    def __init__(self, port: int, words: bytes, number: int) -> None:
        self._stop = threading.Event()
        self.wires: list[socket] = []
        for one in range(number):  # twenty an address, as many as the proxy lets in
            wire = dial(port, name=NAME, source=f"127.0.1.{one // 20 + 1}")
            wire.sendall(words)
            self.wires.append(wire)
        self._thread = threading.Thread(target=self._drip)
        self._thread.start()

    def _drip(self) -> None:
        while not self._stop.wait(1):
            for wire in self.wires:
                with suppress(OSError):
                    wire.sendall(b"x")

    def goes(self) -> None:
        """Leave, all of them."""
        self._stop.set()
        self._thread.join()
        for wire in self.wires:
            wire.close()


@pytest.mark.deep
@pytest.mark.parametrize("words", [HEAD + b"X-Slow: ", BODY], ids=["headers", "bodies"])
def test_slow_clients_hold_nobody_up(
    front: Front, words: bytes, record_property: Callable[[str, object], None]
) -> None:
    open_page(front.proxy)  # the first one compiles the page
    crowd = Crowd(front.proxy, words, SLOW)
    try:
        looks = []
        for _ in range(40):
            looks.append(open_page(front.proxy))
            BETWEEN.wait(1.0)
    finally:
        crowd.goes()
    assert {line for line, _ in looks} == {b"HTTP/1.1 200 OK"}
    times = sorted(took for _, took in looks)
    record_property(
        "seconds", f"median {times[20]:.3f}, p95 {times[37]:.3f}, longest {times[-1]:.3f}"
    )
    assert times[37] < 1.0


@pytest.mark.deep
def test_without_the_proxy_they_would(front: Front) -> None:
    """The fault planted: bodies said straight to the server take its threads, all 64 of them."""
    wires = []
    for _ in range(SLOW):
        wire = dial(front.server, tls=False)
        wire.sendall(BODY)
        wires.append(wire)
    blocked = dial(front.server, tls=False)
    blocked.settimeout(3)
    blocked.sendall(f"GET /help HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
    with pytest.raises(TimeoutError):
        blocked.recv(10)
    for wire in (*wires, blocked):
        wire.close()
