"""The virus scanner: a ClamAV daemon, asked over its socket part by part, so that no paper lies in memory whole."""

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

from records.errors import Busy, Missing
from records.unit_of_work import reading, unit_of_work
from web import mail
from web.work import House
from workflow import attaching

PATIENCE = 60.0  # seconds for one paper
_SIZE = struct.Struct(">I")


class Away(mail.NotYet):
    """The scanner can't be reached or gave no verdict: the paper stays unscanned, never clean, and is asked about
    again soon, for as long as it takes.
    """


def look(here: House, file_id: int) -> None:
    """Ask about a paper and write the verdict down; one that is gone meanwhile needs none. Raises Away."""
    with reading(here.engine, here.clock) as work:
        key = attaching.to_scan(work, file_id)
    if not key:
        return
    try:
        found = scan(here.settings.scanner, here.store.chunks(key))
    except Missing:
        return
    except Busy as error:  # the store is away; so is the verdict
        raise Away("store") from error
    with unit_of_work(here.engine, here.clock) as work:
        attaching.scanned(work, file_id, found=found)


def scan(address: str, chunks: Iterable[bytes]) -> str:
    """What the scanner found in these bytes, nothing where it found nothing. Raises Away."""
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                line.sendall(_SIZE.pack(len(chunk)) + chunk)
            line.sendall(_SIZE.pack(0))
            return _verdict(_answer(line))
    except OSError as error:
        raise Away(type(error).__name__) from error


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        part = line.recv(1024)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verdict(said: str) -> str:
    """`stream: OK` and `stream: NAME FOUND` are verdicts; all else, an error or silence, is none."""
    words = said.removeprefix("stream:").strip()
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND").strip() or "?"
    raise Away(said[:100] or "no answer")
