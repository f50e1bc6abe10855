"""A city with what a backup must hold, and the places around it, for tests of backups and restores."""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect

from records.backups import keeping
from records.backups.files import Store
from records.backups.keeping import Plan
from records.backups.making import City as Whole
from records.backups.making import Made
from records.backups.places import Thinning
from records.engine import make_engine
from records.stores import DiskStore, original_key
from records.unit_of_work import unit_of_work
from tests.support.city import City
from tests.support.clock import FakeClock
from web.restores import Ask, Report, look, restore
from web.settings import Settings

PAPER = original_key(hashlib.sha256("план".encode()).hexdigest(), "code")
"""The key of the one paper that the city has."""


@dataclass
class Saved:
    """A city, its home, two places for backups and a place for the receipt journal."""

    city: City
    folder: Path
    keys: list[str] = field(default_factory=lambda: [secrets.token_hex(32)])

    def __post_init__(self) -> None:
        for name, text in ((f"uploads/{PAPER}", "план"), ("brand/name.txt", "Герб")):
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (self.home / "secrets").mkdir()
        (self.home / "secrets" / "session").write_text("never in a backup", "ascii")

    @property
    def home(self) -> Path:
        """VECHE_HOME of the city."""
        return self.folder / "home"

    @property
    def place(self) -> Path:
        """The first place of backups."""
        return self.folder / "disk-a"

    @property
    def plan(self) -> Plan:
        """Two places; as the settings make it."""
        return Plan(
            Whole(self.city.engine, self.home, "0.1.0", DiskStore(self.home / "uploads")),
            (self.place, self.folder / "disk-b"),
            self.keys,
            Thinning(hours=24, days=30),
            self.home / "scratch",
        )

    def back_up(self, **changes: Any) -> Made:
        """A backup, made and read back."""
        return keeping.back_up(replace(self.plan, **changes), self.city.clock, lambda _: None)

    @property
    def store(self) -> Store:
        """The kept files of the first place."""
        return Store(self.place, self.keys)


@dataclass
class Elsewhere:
    """An empty machine that a backup is put back on."""

    url: str
    home: Path
    clock: FakeClock
    journal: Path | None = None

    @property
    def settings(self) -> Settings:
        """As its administrator writes them; the key of the lost city is given by hand."""
        given: dict[str, Any] = {"home": self.home, "mode": "test", "database_url": self.url}
        if self.journal is not None:
            given["backup"] = {"journal": self.journal}
        return Settings(**given)

    def restore(self, file: Path, keys: list[str], **more: Any) -> Report:
        """Look, then put back."""
        settings, ask = self.settings, Ask(file, keys, **more)
        checked = look(settings, ask, lambda _: None)
        return restore(settings, self.clock, ask, checked, lambda _: None)

    def city(self) -> City:
        """The restored city; its engine is closed by `close`."""
        return City(make_engine(self.url), self.clock)


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table as text, for comparing two databases of one kind."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {
            name: sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{name}"')))
            for name in names
        }


def give_letter(city: City, content: bytes) -> None:
    """Bytes in the database that no row of a backup has room for."""
    with unit_of_work(city.engine, city.clock) as work:
        connection = work.session.connection()
        sign = "%s" if city.engine.dialect.name == "postgresql" else "?"
        found = connection.exec_driver_sql("SELECT min(id) FROM letters").scalar_one()
        connection.exec_driver_sql(
            f"INSERT INTO letter_bytes (letter_id, pdf) VALUES ({sign}, {sign})", (found, content)
        )
