"""A backup is read back as on the day it will be needed: opened, put into a database, its log walked."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from records.backups import loading
from records.backups.archive import Head, Manifest
from records.backups.files import Kept, Store
from records.backups.making import Tell
from records.backups.refusal import Changed, NoSpace
from records.engine import busy, make_engine


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was read back whole."""

    path: Path
    head: Head
    manifest: Manifest
    files: list[tuple[str, Kept]]


def check(
    path: Path,
    store: Store,
    scratch: Path,
    tell: Tell,
    *,
    every_byte: bool = True,
    accept_broken: bool = False,
) -> Checked:
    """Put a backup into a database of its own in `scratch`, prove it, throw the database away.

    `every_byte`: read kept files of the city too; else only look that they are there (each was read back
    when it was written). Raises a Refusal that names the fault; nothing but `scratch` is written to.
    """
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="backup-check-") as folder:
        engine = make_engine(f"sqlite:///{folder}/trial.db")
        try:
            head, manifest, files = loading.load(engine, path, store, tell)
            tell("The log is walked.")
            loading.proved(engine, path, manifest, accept_broken=accept_broken)
        except SQLAlchemyError as error:
            raise _named(path, error) from error
        finally:
            engine.dispose()
    tell("The files are looked through.")
    for _, kept in files:
        if every_byte:
            for _block in store.blocks(kept):
                pass
        else:
            store.there(kept)
    return Checked(path, head, manifest, files)


def _named(path: Path, error: SQLAlchemyError) -> Exception:
    trouble = busy(error)
    if trouble is not None and trouble.reason == "full":
        return NoSpace("The disk is full: a backup is tried out beside the city before it counts.")
    return Changed(f"{path} holds rows that its own tables refuse ({type(error).__name__}).")
