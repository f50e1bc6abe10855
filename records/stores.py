"""Where the bytes of papers lie: a folder of this machine, or an S3-compatible store; written once, never changed.

A key names what lies under it: `originals/ab/<sha256>.<code of the file>`, `copies/ab/<sha256>.<code>`. So
whoever copies the store can check each object by its name alone, two papers never share bytes, and to erase
one paper can't take another's. Nothing here knows the database; `records/files.py` knows both.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit

from records.errors import Busy, Missing

CHUNK = 64 * 1024
"""Bytes held in memory at a time, whatever the size of a paper."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One object of the store: its key, its bytes in number, when it came."""

    key: str
    size: int
    at: datetime


class Store(Protocol):
    """What every store can do. Busy("store") when it can't be reached or written, Missing for an absent key."""

    def put(self, key: str, path: Path) -> None:
        """Keep the bytes of this file under the key; when it returns, a power cut can't take them away.

        A key that is there already holds the same bytes, so nothing is written.
        """

    def chunks(self, key: str) -> Iterator[bytes]:
        """The bytes under the key, in parts of at most CHUNK."""

    def size(self, key: str) -> int:
        """How many bytes lie under the key."""

    def remove(self, key: str) -> None:
        """Forget the bytes under the key; an absent key is no error."""

    def walk(self) -> Iterator[Kept]:
        """Every object, in the order of keys."""


@dataclass(frozen=True, slots=True)
class S3Access:
    """How to reach an S3-compatible store; empty fields are left to the machine (environment, files of AWS)."""

    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: str = ""


def original_key(sha256: str, code: str) -> str:
    """Where the bytes lie as they came."""
    return f"originals/{sha256[:2]}/{sha256}.{code}"


def copy_key(sha256: str, code: str) -> str:
    """Where the copy lies that people get: pictures encoded anew, documents without metadata."""
    return f"copies/{sha256[:2]}/{sha256}.{code}"


def sha256_in(key: str) -> str:
    """The hash that a key promises of its bytes."""
    return key.rsplit("/", 1)[-1].partition(".")[0]


def true(store: Store, key: str) -> bool:
    """Whether the bytes under the key still are what the key says. Missing for an absent key."""
    digest = hashlib.sha256()
    for chunk in store.chunks(key):
        digest.update(chunk)
    return digest.hexdigest() == sha256_in(key)


def open_store(url: str, access: S3Access | None = None) -> Store:
    """The store behind `file:///folder` or `s3://bucket/prefix`. ValueError for any other address."""
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        return DiskStore(Path(parts.path))
    if parts.scheme == "s3" and parts.netloc:
        # boto3 is heavy and only needed here, so only a city that keeps papers there loads it
        made: Store = import_module("records.store_s3").S3Store(
            parts.netloc, parts.path.strip("/"), access or S3Access()
        )
        return made
    raise ValueError(f"{url} is no store. Name file:///folder or s3://bucket/prefix.")


class DiskStore:
    """A folder. A paper appears under its name whole or not at all, and folder and bytes are synced before `put` ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, key: str, path: Path) -> None:
        """Copy the file to `incoming`, sync it, and give it its name; `incoming` is on the same disk."""
        target = self._path(key)
        if target.exists():
            return
        try:
            self._folder(target.parent)
            self._folder(self.folder / "incoming")
            beside = self.folder / "incoming" / f"{target.name}.{target.parent.parent.name}"
            with path.open("rb") as source, beside.open("wb") as part:
                shutil.copyfileobj(source, part, CHUNK)
                part.flush()
                os.fsync(part.fileno())
            beside.replace(target)
            _sync(target.parent)
        except OSError as error:
            raise Busy("store") from error

    def _folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for one in missing:  # a new folder is an entry of the one above it
            _sync(one.parent)

    def chunks(self, key: str) -> Iterator[bytes]:
        with self._open(key) as source:
            while chunk := source.read(CHUNK):
                yield chunk

    def size(self, key: str) -> int:
        with self._open(key) as source:
            return os.fstat(source.fileno()).st_size

    def remove(self, key: str) -> None:
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as error:
            raise Busy("store") from error

    def walk(self) -> Iterator[Kept]:
        for kind in ("copies", "originals"):
            for path in sorted((self.folder / kind).glob("*/*")):
                try:
                    found = path.stat()
                except FileNotFoundError:  # removed since the folder was read
                    continue
                at = datetime.fromtimestamp(found.st_mtime, UTC)
                yield Kept(path.relative_to(self.folder).as_posix(), found.st_size, at)

    def _open(self, key: str) -> IO[bytes]:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise Missing(f"The store has nothing under {key}.") from error
        except OSError as error:
            raise Busy("store") from error

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if len(parts) != 3 or any(part in ("", ".", "..") or "\0" in part for part in parts):
            raise Missing(f"{key!r} is no key.")
        return self.folder.joinpath(*parts)


def _sync(folder: Path) -> None:
    """Write a folder's entries down: a file whose name a power cut takes away is lost all the same."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
