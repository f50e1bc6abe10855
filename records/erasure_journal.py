"""The erasure journal: that somebody was erased, outside the database, so that a restore can do it again.

One JSON object a line: {"at", "kind", "id", "mark", "rule"}. `mark` tells whether the row that has this id
after a restore is the same subject: a notice's reference, an account's time of making. No line names a
person. A line is on the disk before the erasure is called done; a torn last line is passed over.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure."""

    at: str  # ISO 8601, UTC
    kind: str  # notice | account
    id: int
    mark: str
    rule: str


@dataclass(frozen=True, slots=True)
class Journal:
    """A file that only grows."""

    path: Path

    def append(self, line: Line) -> None:
        """Write one line and wait until the disk has it. OSError when it can't: then nothing is erased."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = not self.path.exists()
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(handle).st_size
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            text = ("\n" if torn else "") + json.dumps(asdict(line), sort_keys=True) + "\n"
            os.write(handle, text.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _sync_folder(self.path.parent)

    def lines(self) -> Iterator[Line]:
        """Every whole line, oldest first; what a crash tore is passed over."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for text in file:
                try:
                    row = json.loads(text)
                    yield Line(row["at"], row["kind"], int(row["id"]), row["mark"], row["rule"])
                except (ValueError, KeyError, TypeError):
                    continue


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
