"""One backup: a sealed, packed file of lines. What is in it, and the manifest at its end.

Lines are JSON. An object speaks of what follows: the head (format, version, revision, moment), a table with its
columns, a file of the city, the end with the manifest. A list is a row of the table named last.
"""

import base64
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from records.backups.files import Kept, Store, written
from records.backups.refusal import Changed, Newer, NoBackup
from records.backups.sealed import Opener, Sealer

FORMAT = 1
ENDING = ".backup"
SMALL = 4096  # bytes that stay in their row
LONGEST = 64 * 1024 * 1024
"""Bytes of one line when it is read; what is not small lies beside, so a line of ours is far shorter."""
_PACKING = 3  # of nine: what takes longer saves little here


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself before its rows."""

    format: int
    version: str  # of Veche
    revision: str  # of the tables
    taken_at: str  # the moment of the snapshot, UTC
    database: str  # sqlite | postgresql


@dataclass(slots=True)
class Manifest:
    """What a backup holds; counted while it was written, and again each time it is read."""

    tables: dict[str, int] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)  # SHA-256 over the lines of a table
    files: int = 0
    bytes: int = 0
    chain: dict[str, Any] = field(default_factory=dict)  # size, root, head


class Writer:
    """Writes the lines of a backup and counts them."""

    def __init__(self, out: Any, store: Store) -> None:
        self._out, self._store = out, store
        self.manifest = Manifest()
        self.kept: dict[str, Kept] = {}
        self._name, self._sum = "", hashlib.sha256()

    def head(self, head: Head) -> None:
        """The first line."""
        self._line({"head": asdict(head)})

    def table(self, name: str, columns: list[str]) -> None:
        """Rows of this table follow."""
        self._name, self._sum = name, hashlib.sha256()
        self._line({"table": name, "columns": columns})
        self.manifest.tables[name] = 0
        self.manifest.sums[name] = self._sum.hexdigest()

    def row(self, row: list[Any]) -> None:
        """One row."""
        self._sum.update(self._line(row))
        self.manifest.tables[self._name] += 1

    def close_table(self) -> None:
        """The table is done: its sum is known."""
        self.manifest.sums[self._name] = self._sum.hexdigest()

    def stand_in(self, content: Any) -> str:
        """What a row says in place of bytes: themselves, or the kept file that they became."""
        plain = bytes(content)
        if len(plain) <= SMALL:
            return "=" + base64.b64encode(plain).decode("ascii")
        kept = self._store.keep_bytes(plain)
        self.count(kept)
        return f"@{kept.name}:{kept.sha256}:{kept.size}"

    def file(self, path: str, kept: Kept) -> None:
        """One file of the city."""
        self._line({"file": path, **asdict(kept)})
        self.count(kept)

    def count(self, kept: Kept) -> None:
        """A kept file belongs to this backup."""
        self.kept[kept.name] = kept
        self.manifest.files += 1
        self.manifest.bytes += kept.size

    def end(self) -> None:
        """The last line."""
        self._line({"end": asdict(self.manifest)})

    def _line(self, what: Any) -> bytes:
        line = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._out.write(line)
        return line


@contextmanager
def writing(path: Path, store: Store) -> Iterator[Writer]:
    """Write a backup; it has its name only when it is whole and on the disk."""
    with (
        written(path) as out,
        Sealer(out, store.keys[0]) as sealer,
        gzip.GzipFile(fileobj=sealer, mode="wb", compresslevel=_PACKING, mtime=0) as packed,
    ):
        yield Writer(packed, store)


@dataclass(frozen=True, slots=True)
class Part:
    """What a line of a backup says: `kind` is head, table, row, file or end."""

    kind: str
    said: Any


def parts(path: Path, store: Store) -> Iterator[Part]:
    """Read a backup line by line; the manifest is compared with what was read.

    Raises a Refusal that names what is wrong; a backup whose end was not reached is never whole.
    """
    try:
        yield from _parts(path, store)
    except (LookupError, TypeError, AttributeError) as error:
        raise NoBackup(f"{path} opens, and is no backup of a city.") from error


def _parts(path: Path, store: Store) -> Iterator[Part]:
    counted, name, running = Manifest(), "", hashlib.sha256()
    for raw, said in _lines(path, store):
        if isinstance(said, list):
            running.update(raw)
            counted.tables[name] += 1
            yield Part("row", said)
            continue
        if name:
            counted.sums[name] = running.hexdigest()
        kind = next(iter(said), "")
        if kind == "table":
            name, running = said["table"], hashlib.sha256()
            counted.tables[name] = 0
        yield Part(kind, _meaning(kind, said, counted, path))


def _meaning(kind: str, said: dict[str, Any], counted: Manifest, path: Path) -> Any:
    if kind == "head":
        _readable(said["head"], path)
        return Head(**said["head"])
    if kind == "file":
        return said["file"], Kept(said["name"], said["sha256"], said["size"])
    if kind == "end":
        manifest = Manifest(**said["end"])
        if (manifest.tables, manifest.sums) != (counted.tables, counted.sums):
            raise Changed(f"{path} holds other rows than its manifest says.")
        return manifest
    return said


def _lines(path: Path, store: Store) -> Iterator[tuple[bytes, Any]]:
    try:
        with path.open("rb") as source:
            opener = io.BufferedReader(Opener(source, store.keys, str(path)), 1024 * 1024)
            with gzip.GzipFile(fileobj=opener, mode="rb") as packed:
                while raw := packed.readline(LONGEST + 1):
                    if len(raw) > LONGEST:
                        raise NoBackup(f"{path} opens, and a line of it has no end.")
                    yield raw, json.loads(raw)
    except FileNotFoundError as error:
        raise NoBackup(f"{path} is not there.") from error
    except IsADirectoryError as error:
        raise NoBackup(f"{path} is a folder: name one backup in it.") from error
    except (gzip.BadGzipFile, zlib.error, EOFError, ValueError, RecursionError) as error:
        raise NoBackup(f"{path} opens, and is no backup of a city.") from error


def _readable(head: dict[str, Any], path: Path) -> None:
    if head["format"] > FORMAT:
        raise Newer(
            f"{path} is of Veche {head['version']}: install that version, or a newer one, first."
        )


def fetch(said: str, store: Store) -> bytes:
    """The bytes that a row's stand-in means."""
    if said.startswith("="):
        return base64.b64decode(said[1:])
    name, sha256, size = said[1:].split(":")
    return store.fetch(Kept(name, sha256, int(size)))
