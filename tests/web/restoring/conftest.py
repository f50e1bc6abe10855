"""A city that is backed up, and an empty machine elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.support.city import City, ahead, sheet
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.saved import Elsewhere, Saved, give_letter
from web.settings import Settings, prepare
from web.work import unit_of_work
from workflow import filing
from workflow.actor import VISITOR
from wsgi import create_app


@pytest.fixture
def saved(engine: Engine, clock: FakeClock, tmp_path: Path) -> Saved:
    """A notice on its way, a letter, a paper, a coat of arms."""
    city = City(engine, clock).found()
    city.files(key="first")
    give_letter(city, b"%PDF-" + bytes(9000))
    return Saved(city, tmp_path / "lost")


@pytest.fixture
def elsewhere(databases: Databases, clock: FakeClock, tmp_path: Path) -> Iterator[Elsewhere]:
    """An empty database and an empty home."""
    url = databases.empty()
    yield Elsewhere(url, tmp_path / "new" / "home", clock)
    databases.drop(url)


@dataclass
class Filing:
    """An app with a journal, and what its pages do when somebody files."""

    app: Flask
    folder: Path

    def files(self, key: str, draft: str = "") -> filing.Filed:
        """As the last page of the form does it."""
        with self.app.test_request_context():
            house = self.app.extensions["veche"]
            with unit_of_work() as work:
                return filing.file(
                    work, house.shelf, actor=VISITOR, sheet=sheet(**ahead(work.now)), key=key, sender="browser",
                    draft_secret=draft,
                )  # fmt: skip

    def references(self) -> list[str]:
        """What the journal has, as a restore would read it."""
        return [entry["reference"] for entry in self.house.journal.entries()]

    @property
    def house(self) -> Any:
        """The running Veche."""
        return self.app.extensions["veche"]


@pytest.fixture
def office(saved: Saved) -> Iterator[Filing]:
    """The city of `saved` behind pages, with a journal on another disk."""
    folder = saved.folder / "journal"
    folder.mkdir()
    given: dict[str, Any] = {
        "home": saved.home,
        "mode": "test",
        "database_url": saved.city.engine.url.render_as_string(hide_password=False),
        "backup": {"journal": folder},
    }
    (saved.home / "secrets" / "session").unlink()
    settings = Settings(**given)
    prepare(settings)
    (saved.home / "secrets" / "backup").write_text(saved.keys[0] + "\n", "ascii")
    made = create_app(settings, saved.city.clock)
    yield Filing(made, folder)
    made.extensions["veche"].engine.dispose()
