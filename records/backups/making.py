"""A backup is made: files first, then one moment of the database, then files that came meanwhile."""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from records import chain, migrate, stores
from records.backups import files, rows
from records.backups.archive import ENDING, FORMAT, Head, Manifest, Writer, writing
from records.backups.files import UNFINISHED, Kept, Store
from records.backups.refusal import NoCity, NoSpace, Unreachable
from records.errors import Busy, Missing

FOLDERS = ("regimes", "brand", "places")
"""Of VECHE_HOME. Never `secrets`: whoever finds a backup must not find its key in it."""
PAPERS = "papers/"
"""What the store of papers holds, wherever that is: its keys stand behind this word."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class City:
    """What a backup is made of."""

    engine: Engine
    home: Path
    version: str
    papers: stores.Store


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written, and not yet read back."""

    path: Path
    head: Head
    manifest: Manifest
    kept: dict[str, Kept]


def make(city: City, place: Path, keys: Sequence[str], taken_at: datetime, tell: Tell) -> Made:
    """Write one backup into a place; its name says the moment. NoSpace, NoCity."""
    _clear(place)
    store = Store(place, keys, taken_at)
    tell("Files of the city are copied.")
    kept = dict(_kept(city, store, {}))
    revision = migrate.revision(city.engine)
    if not revision:
        raise NoCity("This database has no tables yet: there is nothing to make a backup of.")
    name = f"veche-{taken_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}{ENDING}"
    head = Head(FORMAT, city.version, revision, chain.instant(taken_at), city.engine.dialect.name)
    with writing(place / name, store) as out:
        out.head(head)
        with rows.snapshot(city.engine) as connection:
            for table in rows.tables_of(connection):
                tell(f"{table.name} is written.")
                _table(connection, table, out)
        kept |= dict(_kept(city, store, kept))
        for path, one in sorted(kept.items()):
            out.file(path, one)
        out.end()
    return Made(place / name, head, out.manifest, out.kept)


def _table(connection: Connection, table: rows.Table, out: Writer) -> None:
    names = [column.name for column in table.columns]
    out.table(table.name, names)
    log = table.name == "log_entries"
    hashes: list[str] = []
    for row in rows.read(connection, table, out.stand_in):
        out.row(row)
        if log:
            hashes.append(str(row[names.index("hash")]))
    out.close_table()
    if log:
        out.manifest.chain = chain_of(hashes)


def chain_of(hashes: list[str]) -> dict[str, Any]:
    """Size, root and head of the log as the backup's manifest says them."""
    head = hashes[-1] if hashes else chain.GENESIS
    return {"size": len(hashes), "root": chain.merkle_root(hashes), "head": head}


def _kept(city: City, store: Store, known: dict[str, Kept]) -> Iterator[tuple[str, Kept]]:
    """Files that are not known yet; one that a retention rule takes away meanwhile is no fault."""
    for path, source in files.of_home(city.home, FOLDERS):
        if path not in known and not path.endswith(UNFINISHED):
            with suppress(FileNotFoundError):
                yield path, store.keep(source)
    try:
        for one in city.papers.walk():
            if PAPERS + one.key not in known:
                with suppress(Missing):
                    yield PAPERS + one.key, _paper(city, store, one)
    except Busy as error:
        raise Unreachable("The papers can't be read where they lie: see `veche doctor`.") from error


def _paper(city: City, store: Store, one: stores.Kept) -> Kept:
    return store.keep_promised(
        stores.sha256_in(one.key), one.size, lambda: city.papers.chunks(one.key)
    )


def _clear(place: Path) -> None:
    """Make the place, and take away what a killed run left there."""
    try:
        (place / files.FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in [*place.glob(f"*{UNFINISHED}"), *place.glob(f"{files.FOLDER}/*/*{UNFINISHED}")]:
            if not _alive(left):
                left.unlink(missing_ok=True)
    except OSError as error:
        raise NoSpace(f"{place} can't be written: {error.strerror or error}.") from error


def _alive(left: Path) -> bool:
    """Whether the process that writes the file still runs on this machine."""
    number = left.name.removesuffix(UNFINISHED).rpartition(".")[2]
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return int(number) != os.getpid()
