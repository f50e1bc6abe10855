"""Files that never change, kept once however many backups name them: uploads, letters as printed, law, brand.

A kept file lies under a name made from its SHA-256 with the city's key, so that who finds the folder can't even
ask whether a certain paper is in it. It is written to a temporary name, synced, then given its own.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from records.backups.refusal import Changed, Incomplete, NoSpace
from records.backups.sealed import Opener, Sealer

FOLDER = "files"
UNFINISHED = ".unfinished"
BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as a backup names it."""

    name: str  # in the store
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Store:
    """The kept files beside the backups of one place."""

    place: Path
    keys: Sequence[str]  # newest first; the newest writes
    at: datetime | None = None  # of the backup that is being made

    def path(self, name: str) -> Path:
        """Where a kept file lies."""
        return self.place / FOLDER / name[:2] / name

    def keep(self, source: Path) -> Kept:
        """Keep a file of the city. FileNotFoundError if it went meanwhile."""
        with source.open("rb") as file:
            sha256, size = _measured(file)
            file.seek(0)
            return self._keep(sha256, size, iter(lambda: file.read(BLOCK), b""))

    def keep_bytes(self, content: bytes) -> Kept:
        """Keep what lay in the database."""
        return self._keep(hashlib.sha256(content).hexdigest(), len(content), iter((content,)))

    def keep_promised(self, sha256: str, size: int, blocks: Callable[[], Iterator[bytes]]) -> Kept:
        """Keep what has a hash in its name: read only if it is not kept yet.

        Where the bytes are not what the name says, they are kept as what they are.
        """
        name = self._name(sha256)
        if self.path(name).exists():
            self.stamp(name)
            return Kept(name, sha256, size)
        found, true_size = hashlib.sha256(), 0
        for block in blocks():
            found.update(block)
            true_size += len(block)
        return self._keep(found.hexdigest(), true_size, blocks())

    def _name(self, sha256: str) -> str:
        return hmac.digest(self.keys[0].encode(), f"veche file {sha256}".encode(), "sha256").hex()

    def _keep(self, sha256: str, size: int, blocks: Iterator[bytes]) -> Kept:
        name = self._name(sha256)
        path = self.path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with written(path) as out, Sealer(out, self.keys[0]) as sealer:
                for block in blocks:
                    sealer.write(block)
            for _ in self.blocks(Kept(name, sha256, size)):
                pass  # read back before anything counts on it
        self.stamp(name)
        return Kept(name, sha256, size)

    def stamp(self, name: str) -> None:
        """The file was named by a backup of this moment: thinning leaves it as long as that backup stays."""
        if self.at is not None:
            os.utime(self.path(name), (self.at.timestamp(), self.at.timestamp()))

    def blocks(self, kept: Kept) -> Iterator[bytes]:
        """The content of a kept file. Incomplete if it is not there, Changed if it is another."""
        path, found = self.path(kept.name), hashlib.sha256()
        if not path.exists():
            raise Incomplete(
                f"{path} is missing: it belongs to this backup. Copy the folder «{FOLDER}» too."
            )
        with path.open("rb") as source:
            opener = Opener(source, self.keys, str(path))
            while block := opener.read(BLOCK):
                found.update(block)
                yield block
        if found.hexdigest() != kept.sha256:
            raise Changed(f"{path} is another file than the backup names: take another copy.")

    def fetch(self, kept: Kept) -> bytes:
        """The content of a kept file, whole."""
        return b"".join(self.blocks(kept))

    def there(self, kept: Kept) -> None:
        """Look that a kept file lies in its place and has not lost bytes; cheap, reads nothing."""
        path = self.path(kept.name)
        if not path.exists() or path.stat().st_size < kept.size:
            raise Incomplete(f"{path} is missing or cut off: it belongs to this backup.")


def _measured(file: BinaryIO) -> tuple[str, int]:
    found, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        found.update(block)
        size += len(block)
    return found.hexdigest(), size


def sum_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return _measured(file)[0]


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all: temporary name, fsync, own name, fsync of the folder.

    NoSpace, in words, where the disk is full; nothing half-written stays.
    """
    mine = f"{secrets.token_hex(4)}.{os.getpid()}"  # two may write the same at once
    unfinished = path.with_name(f"{path.name}.{mine}{UNFINISHED}")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
        sync(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise NoSpace(f"{path} can't be written: {error.strerror or error}.") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def sync(folder: Path) -> None:
    """Make names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def of_home(home: Path, folders: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Plain files of the city's folders, by their path below VECHE_HOME; no links, nothing unfinished."""
    for folder in folders:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(home).as_posix(), path
