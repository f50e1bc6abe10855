"""The virus scanner: a verdict lets a paper out or keeps it back, and no verdict lets nothing out."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from web import scanning

Daemon = Callable[[bytes], str]


class Clamd:
    """What speaks clamd's INSTREAM on a socket; it finds what holds the test file's bytes."""

    def __init__(self, path: Path) -> None:
        self.path, self.answer, self.heard = path, "", b""
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(path))
        self.server.listen()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        """How the setting names it."""
        return f"unix://{self.path}"

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as words:
                assert words.read(10) == b"zINSTREAM\0"
                self.heard = b""
                while size := int.from_bytes(words.read(4), "big"):
                    self.heard += words.read(size)
                found = "stream: Eicar FOUND" if b"EICAR" in self.heard else "stream: OK"
                line.sendall((self.answer or found).encode() + b"\0")


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Clamd]:
    made = Clamd(tmp_path / "clamd.sock")
    yield made
    made.server.close()


def test_nothing_found(clamd: Clamd) -> None:
    assert scanning.scan(clamd.address, [b"a plan", b" of the square"]) == ""
    assert clamd.heard == b"a plan of the square"


def test_something_found(clamd: Clamd) -> None:
    assert scanning.scan(clamd.address, [b"X EICAR X"]) == "Eicar"


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "stream: Can't allocate memory ERROR", "", "stream:", "PONG"])  # fmt: skip
def test_what_is_no_verdict_is_never_a_pass(clamd: Clamd, answer: str) -> None:
    clamd.answer = answer or " "
    with pytest.raises(scanning.Away):
        scanning.scan(clamd.address, [b"a plan"])


@pytest.mark.parametrize("address", ["unix:///no/such/socket", "tcp://127.0.0.1:9"])
def test_a_scanner_that_is_not_there(address: str) -> None:
    with pytest.raises(scanning.Away):
        scanning.scan(address, [b"a plan"])
