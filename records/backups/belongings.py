"""Files of the city's own folders (law, coat of arms, places): laid out beside, exchanged as one, taken back.

What a backup brings stands under its name only when the database of that backup takes its place. What was there
and differs, or is not of the backup, gets a name that nothing reads; nothing is thrown away.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from records.backups import files
from records.backups.files import Kept, Store
from records.backups.refusal import NotEmpty

ASIDE = ".before-restore"


@contextmanager
def laid_out(
    home: Path, store: Store, found: Sequence[tuple[str, Kept]], folders: Sequence[str]
) -> Iterator[Path]:
    """A folder in which those files of a backup lie that belong to these folders; gone afterwards."""
    scratch = home / "scratch"
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="restore-") as name:
        beside = Path(name).resolve()
        for path, kept in found:
            target = (beside / path).resolve()
            if not target.is_relative_to(beside) or path.partition("/")[0] not in folders:
                raise NotEmpty(f"{path} would lie outside of {', '.join(folders)}.")
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with files.written(target) as out:
                for block in store.blocks(kept):
                    out.write(block)
        yield beside


@contextmanager
def exchanged(home: Path, beside: Path, folders: Sequence[str]) -> Iterator[None]:
    """Let the files that were laid out take their places; where the block fails, all is as it was."""
    moved: list[tuple[Path, Path]] = []
    try:
        _exchange(home, beside, folders, moved)
        yield
    except BaseException:
        for source, target in reversed(moved):
            target.replace(source)
        raise


def _exchange(
    home: Path, beside: Path, folders: Sequence[str], moved: list[tuple[Path, Path]]
) -> None:
    new = dict(files.of_home(beside, folders))
    for path, there in files.of_home(home, folders):
        if path in new and files.sum_of(new[path]) == files.sum_of(there):
            del new[path]
        elif ASIDE not in there.name:
            _move(there, _aside(there), moved)
    for path, source in new.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _move(source, home / path, moved)
    for folder in {target.parent for _, target in moved}:
        files.sync(folder)


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    if target.is_symlink() or target.exists():  # a link that somebody put there is not followed
        _move(target, _aside(target), moved)
    source.replace(target)  # scratch is on the disk of VECHE_HOME
    moved.append((source, target))


def _aside(target: Path) -> Path:
    """A name beside it that nothing has: a second restore throws nothing away either."""
    for number in count(1):
        found = target.with_name(f"{target.name}{ASIDE}{'' if number == 1 else f'-{number}'}")
        if not found.exists():
            return found
    raise AssertionError("there is always a next number")
