"""The log against checkpoints: those of the database itself, of the folder, and of files that somebody kept."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proof import note
from proof.note import Untrue
from records import checkpoint_rows
from records.chain import Verdict
from records.unit_of_work import reading
from records.verify import NO_CHECKPOINT, sentence
from web import checkpoints
from web.settings import Settings
from web.work import SystemClock

__all__ = ["Known", "Untrue", "against", "known", "told"]


@dataclass(frozen=True, slots=True)
class Known:
    """A checkpoint and where it was kept; `outside`: where whoever changes the database does not reach."""

    size: int
    root: str
    where: str
    outside: bool


def known(engine: Any, settings: Settings, files: Collection[Path]) -> list[Known]:
    """Every checkpoint that can be had, the smallest first. Untrue for one that none of our keys signed;
    BadSettings where there is one and no key.
    """
    with reading(engine, SystemClock()) as work:
        stored = checkpoint_rows.listed(work, limit=1_000_000)
    folder = Path(settings.checkpoints.folder or "/nowhere")
    named = folder.glob(f"*{checkpoints.SUFFIX}") if folder.is_dir() else ()
    kept = sorted(path for path in named if path.is_file())  # a pipe would never end
    if not stored and not kept and not files:
        return []  # nothing to compare, so no key is needed
    keys = [one.key for one in checkpoints.signers(settings)]
    found = []
    for made in stored:
        said = note.parse(made.note, f"the stored checkpoint over {made.size} entries", keys)
        found += [Known(one.size, one.root.hex(), one.where, outside=False) for one in said]
    for path in [*kept, *files]:
        said = note.read(path, keys)
        found += [Known(one.size, one.root.hex(), one.where, outside=True) for one in said]
    return sorted(found, key=lambda one: one.size)


def against(verdict: Verdict, checkpoints_: list[Known]) -> str:
    """What does not hold, in a sentence; empty if everything does."""
    if not verdict.ok:
        return sentence(verdict)
    good = 0
    for one in checkpoints_:
        if one.size > verdict.size:
            return (
                f"CUT OFF: {one.where} was signed over {one.size} entries, and there are {verdict.size}. "
                "The end was cut off, or an older database was put back."
            )
        if one.root != verdict.roots[one.size]:
            return (
                f"CHANGED: the first {one.size} entries are not those of {one.where}. The chain was "
                f"computed anew; the first entry that changed is one of {good + 1} to {one.size}."
            )
        good = one.size
    return ""


def told(verdict: Verdict, checkpoints_: list[Known]) -> str:
    """What holds, and what that does not tell."""
    outside = [one for one in checkpoints_ if one.outside]
    parts = [sentence(verdict)]
    if checkpoints_:
        last = checkpoints_[-1].size
        parts.append(f"Checkpoints that agree: {len(checkpoints_)}, the last over {last} entries.")
    if outside:
        parts.append(f"Kept outside: {len(outside)}, the last over {outside[-1].size}.")
    else:
        parts.append(NO_CHECKPOINT)
    return " ".join(parts)
