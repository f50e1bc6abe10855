"""Where backups lie: copied into every place, the old ones thinned by a rule, the newest good one never."""

import hashlib
import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from records.backups import files
from records.backups.archive import ENDING
from records.backups.files import Store, written
from records.backups.making import Made
from records.backups.refusal import Changed, NoSpace

BROKEN = ".broken"  # behind the name of a backup whose log does not hold
BESIDE = ".json"  # behind the name of a backup: its manifest, to be read without a key
_MARGIN = timedelta(days=1)  # clocks of file servers differ


@dataclass(frozen=True, slots=True)
class Thinning:
    """Which backups stay: all of the last hours, then the last one of each day."""

    hours: int
    days: int


def taken_at(path: Path) -> datetime | None:
    """The moment in a backup's name; None for any other file."""
    try:
        return datetime.strptime(path.name.split("-")[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return None


def backups(place: Path) -> list[Path]:
    """The backups of a place, the oldest first."""
    found = [path for path in place.glob(f"veche-*{ENDING}") if taken_at(path)]
    return sorted(found, key=lambda path: path.name)


def sha256(path: Path) -> str:
    """Over the sealed bytes: what a copy is compared by, without a key."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(made: Made) -> None:
    """Write the manifest beside the backup: what it holds, for a person; the true one is sealed inside."""
    said = {"sha256": sha256(made.path), "head": asdict(made.head), "holds": asdict(made.manifest)}
    with written(made.path.with_name(made.path.name + BESIDE)) as out:
        out.write(json.dumps(said, indent=1, sort_keys=True).encode() + b"\n")


def copy(made: Made, store: Store, place: Path) -> None:
    """Bring a checked backup to another place and compare every byte that was copied. NoSpace, Changed."""
    other = Store(place, store.keys, taken_at(made.path))
    try:
        # also where there is no file to keep yet, as in a city on its first day
        (place / files.FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in made.kept:
            target = other.path(name)
            target.parent.mkdir(exist_ok=True, mode=0o700)
            if not target.exists():
                _copied(store.path(name), target)
            other.stamp(name)
        _copied(made.path, place / made.path.name)
        beside = made.path.name + BESIDE
        _copied(made.path.with_name(beside), place / beside)
    except OSError as error:
        raise NoSpace(f"{place} can't be written: {error.strerror or error}.") from error


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as whole, written(target) as out:
        shutil.copyfileobj(whole, out, files.BLOCK)
    if sha256(source) != sha256(target):
        target.unlink()
        raise Changed(f"{target} came out otherwise than it was copied: look at that disk.")


def set_aside(made: Made) -> Path:
    """A backup that is whole with a broken log gets a name of its own: kept, and never counted as good."""
    aside = made.path.with_name(made.path.name + BROKEN)
    made.path.replace(aside)
    files.sync(aside.parent)
    return aside


def stays(found: Sequence[Path], now: datetime, rule: Thinning) -> list[Path]:
    """Which of these stay, oldest first: all of the last hours, the last of each day, and always the newest."""
    kept: dict[object, Path] = {}
    for path in found:
        at = taken_at(path)
        assert at is not None  # only backups are asked about
        age = now - at
        if age <= timedelta(hours=rule.hours):
            kept[path] = path
        elif age <= timedelta(days=rule.days):
            kept[at.date()] = path
    if found:
        kept.setdefault(found[-1], found[-1])
    chosen = set(kept.values())
    return [path for path in found if path in chosen]


def thin(place: Path, now: datetime, rule: Thinning, needed: Collection[str] = ()) -> int:
    """Take away what the rule leaves no room for, then kept files that no backup names; how many backups.

    `needed`: kept files of the newest backup, which stay whatever the clocks of the disks say.
    """
    found = backups(place)
    kept = stays(found, now, rule)
    gone = [path for path in found if path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
        path.with_name(path.name + BESIDE).unlink(missing_ok=True)
    oldest = taken_at(kept[0]) if kept else None
    if gone and oldest is not None:
        _sweep(place, oldest - _MARGIN, needed)
    return len(gone)


def _sweep(place: Path, before: datetime, needed: Collection[str]) -> None:
    """Each backup stamps the files that it names; what none has stamped since the oldest, none needs."""
    for path in (place / files.FOLDER).glob("*/*"):
        if path.name not in needed and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
