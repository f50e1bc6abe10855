"""A checkpoint of the log that was kept elsewhere, held against a city that is put back."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

from records import chain
from records.backups.refusal import NoBackup

_NOTE = re.compile(
    r"^(?P<origin>\S+)\n(?P<size>[1-9]\d{0,17})\n(?P<root>[A-Za-z0-9+/]{43}=)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` entries of a log have this Merkle root (RFC 6962; C2SP tlog-checkpoint)."""

    size: int
    root: str  # hex


def read(path: Path) -> Checkpoint:
    """The largest checkpoint of a file; its signature is for `proof`. NoBackup if there is none in it."""
    try:
        words = path.read_text("utf-8", errors="replace").replace("\r\n", "\n")
    except OSError as error:
        raise NoBackup(f"{path} can't be read: {error.strerror}.") from error
    found = [
        Checkpoint(int(one["size"]), base64.b64decode(one["root"]).hex())
        for one in _NOTE.finditer(words)
    ]
    if not found:
        raise NoBackup(f"{path} holds no checkpoint: three lines of name, size and root.")
    return max(found, key=lambda one: one.size)


def fits(engine: Engine, checkpoint: Checkpoint) -> bool:
    """Whether the log of this database begins as the checkpoint says; asked only where it is as long."""
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT hash FROM log_entries WHERE seq <= :size ORDER BY seq"),
            {"size": checkpoint.size},
        )
        return chain.merkle_root([str(one) for one in rows.scalars()]) == checkpoint.root
