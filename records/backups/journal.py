"""The receipt journal: each filing once more, sealed, on another disk, before anybody is told that it came.

Files only grow. Each process writes one of its own a day, so that nobody waits for anybody and no two write into
one. A line is one filing: key name, nonce and AES-256-GCM over JSON, in base64. A line that a crash tore off was
never acknowledged; it is passed over and counted.
"""

import base64
import json
import os
import secrets
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from records.backups.files import sync
from records.backups.journal_papers import Papers
from records.backups.refusal import WrongKey
from records.backups.sealed import key_name

ENDING = ".journal"
_ABOUT = b"veche receipt journal 1"


def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, _ABOUT).derive(key.encode()))


@dataclass(slots=True)
class Journal:
    """The journal in a folder; `keys` newest first."""

    folder: Path
    keys: Sequence[str]
    _handle: int = -1
    _of: tuple[int, date | None] = (0, None)  # the process and the day of the open file
    _whole: bool = True  # whether the last line is known to have ended
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def papers(self) -> Papers:
        """The papers of the filings, beside the lines that name them."""
        return Papers(self.folder, self.keys)

    def append(self, entry: dict[str, Any], now: datetime) -> None:
        """Write one filing and wait until the disk has it. OSError when it can't be: nothing counts as written."""
        line = _sealed(entry, self.keys[0])
        with self._turn:
            self._open(now.date())
            try:
                start = b"" if self._whole else b"\n"
                self._whole = False
                written = os.write(self._handle, start + line)
                if written != len(start + line):
                    raise OSError(28, "the line did not fit on the disk")
                os.fsync(self._handle)
                self._whole = True
            except OSError:
                os.close(self._handle)
                self._handle = -1  # a disk that was away is looked for anew
                raise

    def _open(self, day: date) -> None:
        mine = (os.getpid(), day)
        if self._handle >= 0 and self._of == mine:
            return
        if self._handle >= 0 and self._of[0] == mine[0]:
            os.close(self._handle)
        self._handle = -1
        name = f"{day:%Y%m%d}-{socket.gethostname()}-{mine[0]}-{secrets.token_hex(3)}{ENDING}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
        self._handle = os.open(self.folder / name, flags, 0o600)
        self._of, self._whole = mine, True
        sync(self.folder)

    def entries(self, since: date | None = None) -> Iterator[dict[str, Any]]:
        """Filings of files from this day on, in the order of files and lines. WrongKey if no key opens a line."""
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            if since is not None and path.name[:8] < f"{since:%Y%m%d}":
                continue
            for line in path.read_bytes().split(b"\n"):
                entry = _opened(line, self.keys, path) if line else None
                if entry is not None:
                    yield entry

    def thin(self, before: date) -> int:
        """Take away files of days before this one, papers too; how many files of lines. Backups of later days hold what was in them."""
        old = [
            path for path in self.folder.glob(f"*{ENDING}") if path.name[:8] < f"{before:%Y%m%d}"
        ]
        for path in old:
            path.unlink(missing_ok=True)
        self.papers.thin(before)
        return len(old)


def _sealed(entry: dict[str, Any], key: str) -> bytes:
    nonce = secrets.token_bytes(12)
    plain = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    name = key_name(key)
    return base64.b64encode(name + nonce + _cipher(key).encrypt(nonce, plain, _ABOUT)) + b"\n"


def _opened(line: bytes, keys: Sequence[str], path: Path) -> dict[str, Any] | None:
    try:
        raw = base64.b64decode(line, validate=True)
    except ValueError:
        return None
    if len(raw) < 16 + 12 + 16:
        return None
    fitting = [key for key in keys if key_name(key) == raw[:16]]
    if not fitting:
        raise WrongKey(f"No key here opens {path}: put the key of that time into secrets/backup.")
    try:
        found: dict[str, Any] = json.loads(
            _cipher(fitting[0]).decrypt(raw[16:28], raw[28:], _ABOUT)
        )
    except (InvalidTag, ValueError):
        return None
    return found
