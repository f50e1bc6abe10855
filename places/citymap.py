"""Where a city's maps lie: every one ever used, by hash, and which is current (VECHE_HOME/places/maps)."""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from places import atlas, geostream
from places.atlas import Atlas
from places.districts import BadPlaces

CURRENT = "current"
"""A file with the hash of the map in use."""


def mark(folder: Path) -> tuple[int, int]:
    """Changes when another map is put in use; cheap to ask."""
    try:
        found = (folder / "maps" / CURRENT).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def load(folder: Path, *, schematic: bool) -> Atlas:
    """The map in use. Without one: the schematic map for the demo city, an empty map for any other.

    Raises BadPlaces for a map that is named and is not there, or was changed by hand.
    """
    maps = folder / "maps"
    if not (maps / CURRENT).exists():
        return atlas.read(atlas.SCHEMATIC.read_text("utf-8")) if schematic else atlas.EMPTY
    sha256 = (maps / CURRENT).read_text("ascii", errors="replace").strip()
    path = maps / f"{sha256}.geojson"
    if not path.name.removesuffix(".geojson").isalnum() or not path.exists():
        raise BadPlaces(f"{maps / CURRENT} names a map that is not there. Import the map again.")
    if hashed(path) != sha256:
        raise BadPlaces(f"{path} was changed since it was imported. Import the map again.")
    with path.open(encoding="utf-8") as source:
        return atlas.load(source, sha256)


def hashed(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def layers(path: Path) -> Counter[str]:
    """How many features a kept map has of each layer."""
    with path.open(encoding="utf-8") as source:
        return Counter(
            one["properties"]["layer"]
            for key, one in geostream.parts(source)
            if key == geostream.FEATURE
        )


@dataclass(frozen=True)
class Draft:
    """A map that is written and not yet in use."""

    folder: Path
    path: Path
    sha256: str
    counts: Counter[str]

    def use(self) -> None:
        """Keep it beside the earlier ones and put it in use."""
        self.path.replace(self.folder / "maps" / f"{self.sha256}.geojson")
        put(self.folder, self.sha256)


@contextmanager
def draft(folder: Path, written: Iterable[tuple[str, str]]) -> Iterator[Draft]:
    """Write a map piece by piece (mapmaking.written) to a file of its own; it is gone afterwards unless it was put in use."""
    maps = folder / "maps"
    maps.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=maps, prefix=".new-")
    path, digest, counts = Path(name), hashlib.sha256(), Counter[str]()
    try:
        with os.fdopen(handle, "wb") as out:
            for layer, text in written:
                body = text.encode()
                digest.update(body)
                out.write(body)
                counts.update((layer,) if layer else ())
            out.flush()
            os.fsync(out.fileno())
        yield Draft(folder, path, digest.hexdigest(), counts)
    finally:
        path.unlink(missing_ok=True)


def keep(folder: Path, text: str) -> str:
    """Keep a checked map beside the earlier ones and put it in use; returns its hash. Never half written."""
    with draft(folder, [("", text)]) as made:
        made.use()
        return made.sha256


def put(folder: Path, sha256: str) -> None:
    """Put a map that is kept in use. Never half written."""
    maps = folder / "maps"
    handle, name = tempfile.mkstemp(dir=maps, prefix=".new-")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(sha256 + "\n")
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(maps / CURRENT)
