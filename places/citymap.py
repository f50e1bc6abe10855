"""Where a city's maps lie: every one ever used, by hash, and which is current (VECHE_HOME/places/maps)."""

import hashlib
import os
import tempfile
from pathlib import Path

from places import atlas
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
    text = path.read_text("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise BadPlaces(f"{path} was changed since it was imported. Import the map again.")
    return atlas.read(text)


def keep(folder: Path, text: str) -> str:
    """Keep a checked map beside the earlier ones and put it in use; returns its hash. Never half written."""
    maps = folder / "maps"
    maps.mkdir(parents=True, exist_ok=True)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    _written(maps / f"{sha256}.geojson", text)
    _written(maps / CURRENT, sha256 + "\n")
    return sha256


def _written(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(path)
