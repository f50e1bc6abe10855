"""A mail server of a few lines for tests: takes what is sent to it and shows it.

(aiosmtpd can't be used: it imports a package `public`, which is a room of this house.)
"""

import email
import email.policy
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage


class PostOffice:
    """Messages in the order in which they came; `moods` are how the next callers are treated, one each.

    A mood is a refusal at a word (`421`, `RCPT 550`, `DATA 451`), or `hangs`, `closes` (takes the message and
    hangs up without a word), `drops` (says 250 and forgets), `vanishes` (hangs up at once).
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.moods: list[str] = []
        self.calls = 0
        self.port = 0
        self.before_ok: Callable[[EmailMessage], None] = lambda _: None
        """What happens between a message's last line and the server's word that it has it."""

    def bodies(self) -> list[str]:
        """The plain texts."""
        parts = [one.get_body(("plain",)) for one in self.messages]
        return [str(one.get_content()).replace("\r\n", "\n") for one in parts if one is not None]


class _Counter(socketserver.StreamRequestHandler):
    """Just enough of RFC 5321: every command is welcome, DATA is kept."""

    office: PostOffice
    tls: ssl.SSLContext | None

    def handle(self) -> None:
        office = self.office
        office.calls += 1
        mood = office.moods.pop(0) if office.moods else ""
        with suppress(OSError):  # the caller may hang up at any word
            self._talk(mood)

    def _talk(self, mood: str) -> None:
        tls = self.tls
        if mood == "vanishes":
            return
        self._say("421 not now" if mood == "421" else "220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                self._say("221 bye")
                return
            if mood == "hangs":
                continue
            if word == b"EHLO" and tls is not None:
                self._say("250-hello\r\n250 STARTTLS")
            elif word == b"STAR" and tls is not None:
                self._say("220 go on")
                tls.wrap_socket(self.connection, server_side=True)
                return
            elif mood.encode().startswith(word + b" "):
                self._say(f"{mood[5:]} canary@example.org is not to my liking")
            elif word == b"DATA":
                self._data(mood)
                if mood == "closes":
                    return
            else:
                self._say("250 ok")

    def _data(self, mood: str) -> None:
        self._say("354 go on")
        message = self._message()
        if mood != "drops":
            self.office.messages.append(message)
            self.office.before_ok(message)
        if mood != "closes":
            self._say("250 ok")

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def post_office(*moods: str, tls: ssl.SSLContext | None = None) -> Iterator[PostOffice]:
    """A server on a free port of this machine for as long as the block lasts; with `tls` it offers STARTTLS."""
    office = PostOffice()
    office.moods += moods

    class Counter(_Counter):
        """Of this office."""

    Counter.office, Counter.tls = office, tls

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
