"""Sealed files: AES-256-GCM in pieces, so that a file of any size is read and written in little memory.

A file is a head of 48 bytes (mark and format, which key, salt), pieces of one mebibyte, each with its own tag,
and a closing mark. The nonce counts the pieces and says which is the last: a piece that is missing, doubled or
moved, and an end that is cut off, are found; the closing mark only tells a person which of the two it was.
The key of each file comes from the city's key and the file's salt (HKDF).
"""

import hashlib
import io
import os
from collections.abc import Sequence
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from records.backups.refusal import Changed, Newer, NoBackup, Truncated, WrongKey

MARK = b"VECHE-SEALED"
END = b"VECHE-END"
FORMAT = 1
PIECE = 1024 * 1024
_TAG = 16
_HEAD = len(MARK) + 4 + 16 + 16
SQLITE = b"SQLite format 3\x00"


def key_name(key: str) -> bytes:
    """Sixteen bytes by which a file says which key opens it; the key can't be told from them."""
    return hashlib.sha256(b"veche key name\x00" + key.encode()).digest()[:16]


def _cipher(key: str, salt: bytes) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt, b"veche sealed file 1").derive(key.encode())
    return AESGCM(derived)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class Sealer(io.RawIOBase):
    """Writes one sealed file. `close` writes the last piece; a file that was not closed is Truncated."""

    def __init__(self, out: BinaryIO, key: str) -> None:
        super().__init__()
        salt = os.urandom(16)
        self._out, self._cipher = out, _cipher(key, salt)
        self._head = MARK + FORMAT.to_bytes(4, "big") + key_name(key) + salt
        self._waiting, self._number = bytearray(), 0
        out.write(self._head)

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes; whole pieces are sealed at once."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """Seal what is left as the last piece."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
            self._out.write(END)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class Opener(io.RawIOBase):
    """Reads one sealed file, piece by piece; nothing is given out before its tag was checked.

    Raises NoBackup, Newer or WrongKey at once, Truncated or Changed at the piece that is at fault.
    """

    def __init__(self, source: BinaryIO, keys: Sequence[str], name: str) -> None:
        super().__init__()
        self._source, self._name = source, name
        self._head = source.read(_HEAD)
        self._cipher = _cipher(_fitting(self._head, keys, name), self._head[-16:])
        self._left = source.seek(-len(END), os.SEEK_END) - _HEAD
        if source.read() != END or self._left < _TAG:
            raise Truncated(f"{name} is cut off: take another copy.")
        source.seek(_HEAD)
        self._number, self._open = 0, memoryview(b"")

    def readable(self) -> bool:
        """It is for reading only."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the next bytes; 0 at the true end."""
        while not self._open and self._left:
            self._open = memoryview(self._unseal())
        some = min(len(buffer), len(self._open))
        buffer[:some] = self._open[:some]
        self._open = self._open[some:]
        return some

    def _unseal(self) -> bytes:
        piece = self._source.read(min(PIECE + _TAG, self._left))
        self._left -= len(piece)
        nonce = _nonce(self._number, last=not self._left)
        try:
            plain = self._cipher.decrypt(nonce, piece, self._head)
        except (InvalidTag, ValueError) as error:
            raise Changed(f"{self._name} is not as it was written: take another copy.") from error
        self._number += 1
        return plain


def _fitting(head: bytes, keys: Sequence[str], name: str) -> str:
    """The key that this file asks for."""
    if head.startswith(SQLITE):
        raise NoBackup(
            f"{name} is a database file, no backup. Copied beside a running city it lacks what was "
            "written last (its -wal file): take a backup that `veche backup` made."
        )
    if not head.startswith(MARK[: len(head)]) or not head:
        raise NoBackup(f"{name} is no backup of Veche.")
    if len(head) < _HEAD:
        raise Truncated(f"{name} is cut off: take another copy.")
    form = int.from_bytes(head[len(MARK) : len(MARK) + 4], "big")
    if form > FORMAT:
        raise Newer(f"{name} is of a newer Veche (format {form}): install that version first.")
    for key in keys:
        if key_name(key) == head[len(MARK) + 4 : len(MARK) + 20]:
            return key
    raise WrongKey(
        f"No key here opens {name}. Put the key of that time on a line of VECHE_HOME/secrets/backup, "
        "or name its file with --key."
    )
