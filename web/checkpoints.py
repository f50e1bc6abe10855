"""Makes checkpoints of the log and lays them into a folder; the worker and the command ask it."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
    there = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    newest = max((int(path.stem) for path in there if path.stem.isdigit()), default=0)
    with reading(engine, clock) as work:
        last = checkpoint_rows.newest(work)
        if last is None:
            return []
        if newest > last.size:
            raise Contradicted(
                f"{folder} has a checkpoint over {newest} entries, this log only one over {last.size}: "
                "its end was cut off, or an older database was put back."
            )
        same = checkpoint_rows.over(work, newest) if newest else None
        lacking = checkpoint_rows.listed(work, after=newest, limit=100_000)
    if newest and (same is None or _file(folder, newest).read_text("utf-8") != same.note):
        raise Contradicted(f"{_file(folder, newest)} is not the checkpoint that this log made.")
    return [_write(_file(folder, made.size), made.note) for made in reversed(lacking)]


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
