"""Makes checkpoints of the log and lays them into a folder; the worker and the command ask it."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from proof import note
from records import checkpoint_rows
from records.checkpoint_rows import Made
from records.signed_notes import Signer
from records.unit_of_work import Clock, reading, unit_of_work
from web.settings import Settings
from workflow import checkpointing

SUFFIX = ".checkpoint"


class Contradicted(Exception):
    """The folder knows of a later or another log than this one: nothing is written over it."""


def origin(settings: Settings) -> str:
    """Give the name of this log; it is part of what is signed, so it outlives a change of address if set."""
    host = urlsplit(settings.public_base_url).hostname or "localhost"
    return settings.checkpoints.origin or f"{host}/log"


def signers(settings: Settings) -> list[Signer]:
    """Give the keys of checkpoints, the newest first; it signs, the others' word still counts.

    Raises BadSettings as `Settings.keys`.
    """
    return [Signer(origin(settings), seed) for seed in settings.keys("checkpoint")]


def make(engine: Any, clock: Clock, settings: Settings) -> Made | None:
    """Make a checkpoint and promise to send it; None if it would cover nothing new.

    What was written since the last one is read without holding up a writer. Raises Unsound.
    """
    own = signers(settings)
    with reading(engine, clock) as work:
        found = checkpointing.examine(work, [one.key for one in own])
    with unit_of_work(engine, clock) as work:
        made = checkpointing.keep(work, own[0], found)
        if made:
            to = settings.checkpoints
            checkpointing.send(work, made, to.addresses, folder=bool(to.folder))
    return made


def copy(engine: Any, clock: Clock, settings: Settings) -> list[Path]:
    """Lay every checkpoint that the folder lacks into it, the oldest first; those that were written.

    The folder is never made: one that is not there is a disk that is not mounted. Raises OSError,
    Contradicted.
    """
    folder = Path(settings.checkpoints.folder)
    newest = max((_size(path) for path in folder.iterdir()), default=0)
    with reading(engine, clock) as work:
        last = checkpoint_rows.newest(work)
        if last is None:
            return []
        if newest > last.size:
            _must_be_ours(_file(folder, newest), settings)
            raise Contradicted(
                f"{folder} has a checkpoint over {newest} entries, this log only one over {last.size}: "
                "its end was cut off, or an older database was put back."
            )
        same = checkpoint_rows.over(work, newest) if newest else None
        lacking = checkpoint_rows.listed(work, after=newest, limit=100_000)
    if newest and (same is None or not _holds(_file(folder, newest), same.note)):
        _must_be_ours(_file(folder, newest), settings)
        raise Contradicted(f"{_file(folder, newest)} is not the checkpoint that this log made.")
    return [_write(_file(folder, made.size), made.note) for made in reversed(lacking)]


def _size(path: Path) -> int:
    """The size that the name of a checkpoint says; 0 for whatever else lies there."""
    if path.suffix != SUFFIX or not re.fullmatch(r"[0-9]{12,18}", path.stem) or not path.is_file():
        return 0
    return int(path.stem)


def _holds(path: Path, text: str) -> bool:
    with path.open("rb") as file:
        return file.read(len(text.encode()) + 1) == text.encode()


def _must_be_ours(path: Path, settings: Settings) -> None:
    """A file that none of our keys signed says nothing of this log, whatever it is called."""
    try:
        note.read(path, [one.key for one in signers(settings)])
    except note.Untrue as error:
        raise Contradicted(
            f"{path} was not signed by this city: somebody else laid it there, so nothing is added. "
            "Look who can write into this folder, and take the file away."
        ) from error


def _file(folder: Path, size: int) -> Path:
    return folder / f"{size:012d}{SUFFIX}"


def _write(path: Path, note: str) -> Path:
    """Write whole or not at all, and down to the disk."""
    half = path.with_suffix(".part")
    with half.open("w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    return path
