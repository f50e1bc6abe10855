"""A mail server of a few lines for tests: takes what is sent to it and shows it.

(aiosmtpd can't be used: it imports a package `public`, which is a room of this house.)
"""

import email
import email.policy
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage


class PostOffice:
    """Messages in the order in which they came."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.port = 0
        self.before_ok: Callable[[EmailMessage], None] = lambda _: None
        """What happens between a message's last line and the server's word that it has it."""

    def bodies(self) -> list[str]:
        """The plain texts."""
        parts = [one.get_body(("plain",)) for one in self.messages]
        return [str(one.get_content()).replace("\r\n", "\n") for one in parts if one is not None]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server on a free port of this machine for as long as the block lasts."""
    office = PostOffice()

    class Counter(socketserver.StreamRequestHandler):
        """Just enough of RFC 5321: every command is welcome, DATA is kept."""

        def handle(self) -> None:
            self._say("220 ready")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"QUIT":
                    self._say("221 bye")
                    return
                if word == b"DATA":
                    self._say("354 go on")
                    message = self._message()
                    office.messages.append(message)
                    office.before_ok(message)
                self._say("250 ok")

        def _message(self) -> EmailMessage:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

        def _say(self, words: str) -> None:
            self.wfile.write(words.encode() + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Counter) as server:
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
