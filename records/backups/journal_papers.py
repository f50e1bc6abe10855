"""Papers of filings beside the receipt journal: each sealed in a file of its own, so that one can be taken away.

`papers/<day>/<name>`: the name is made from the key of the paper in the store and the city's key, so two papers
never share a file and who finds the folder can't ask whether a certain paper is in it. A file is there whole or
not at all, and is never written again.
"""

import hashlib
import hmac
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from records.backups import files
from records.backups.refusal import Changed, Incomplete
from records.backups.sealed import Opener, Sealer
from records.stores import sha256_in

FOLDER = "papers"


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers in the folder of a journal; `keys` newest first."""

    folder: Path
    keys: Sequence[str]

    def keep(self, key: str, blocks: Callable[[], Iterator[bytes]], now: datetime) -> str:
        """Keep what lies in the store under this key and wait until the disk has it; where, below the folder.

        Changed if the bytes are not what the key promises, NoSpace if they can't be written, FileNotFoundError
        where the journal's folder is away: a disk that is not mounted must not look like an empty one.
        """
        day = self.folder / FOLDER / f"{now:%Y%m%d}"
        path = day / _name(key, self.keys[0])
        if path.exists():
            return path.relative_to(self.folder).as_posix()
        for folder in (day.parent, day):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
                files.sync(folder.parent)
        found = hashlib.sha256()
        with files.written(path) as out, Sealer(out, self.keys[0]) as sealer:
            for block in blocks():
                found.update(block)
                sealer.write(block)
            if found.hexdigest() != sha256_in(key):
                raise Changed(f"{key} is not what its name says.")
        return path.relative_to(self.folder).as_posix()

    def blocks(self, where: str, key: str) -> Iterator[bytes]:
        """What was kept there. Incomplete if it is gone, Changed if it is not what the key promises."""
        path, found = self.folder / where, hashlib.sha256()
        if not path.resolve().is_relative_to((self.folder / FOLDER).resolve()) or not path.exists():
            raise Incomplete(f"{path} is missing: it belongs to the receipt journal.")
        try:
            with path.open("rb") as source:
                opener = Opener(source, self.keys, str(path))
                while block := opener.read(files.BLOCK):
                    found.update(block)
                    yield block
        except OSError as error:
            raise Incomplete(f"{path} can't be read: {error.strerror}.") from error
        if found.hexdigest() != sha256_in(key):
            raise Changed(f"{path} is another paper than the journal names.")

    def remove(self, keys: Iterable[str]) -> None:
        """Take away what was kept of these keys, on whatever day, with whichever key of the city."""
        for key in keys:
            for sealed_with in self.keys:
                for path in self.folder.glob(f"{FOLDER}/*/{_name(key, sealed_with)}"):
                    path.unlink(missing_ok=True)
                    files.sync(path.parent)

    def thin(self, before: date) -> None:
        """Take away the papers of days before this one."""
        for day in self.folder.glob(f"{FOLDER}/*"):
            if day.name < f"{before:%Y%m%d}":
                shutil.rmtree(day, ignore_errors=True)


def _name(key: str, sealed_with: str) -> str:
    return hmac.digest(sealed_with.encode(), f"veche paper {key}".encode(), "sha256").hex()
