"""Random people try random deeds; after every step the safeguards of the law stand, whoever tried what.

Four eyes, powers, recusal, quorum, frozen versions and answers, the chain, an entry for every change. Two hundred
walks of forty steps on SQLite, twenty of them on PostgreSQL; each begins in the same founded city, put back.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import Engine

from records.engine import make_engine
from tests.support.beginnings import begun
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.deeds import Deeds
from tests.support.desk_safeguards import DeskSafeguards
from tests.support.everywhere import Everywhere
from tests.support.safeguards import Safeguards
from tests.support.sitting import Sitting

STEPS = 40
SEEDS = range(20)


class Grounds:
    """A founded city in which walks begin, as often as one likes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.count = 0
        self.sitting = Sitting(Everywhere(City(engine, FakeClock()).found()).people()).founded()
        self._beside = (
            sqlite3.connect(str(engine.url.database)) if engine.dialect.name == "sqlite" else None
        )
        self._version: object = None
        self._begun: dict[tuple[str, str], Safeguards] = {}
        self._kept: dict[bool, tuple[sqlite3.Connection, tuple[str, str]]] = {}

    def begin(self, *, further: bool) -> tuple[str, str]:
        """The names of two notices; on SQLite the city is what it was before the walk before."""
        clock = self.sitting.at.city.clock
        if self._beside is None:
            self.count += 1
            clock.set((clock.now() + timedelta(days=1)).replace(hour=9))
            return begun(self.sitting, self.count, further=further)
        if not self._kept:
            self._keep()
        clock.set(FakeClock().now())
        image, names = self._kept[further]
        self._copy(image, back=True)
        return names

    def _keep(self) -> None:
        """Both beginnings, in memory."""
        empty = sqlite3.connect(":memory:")
        self._copy(empty, back=False)
        for further in (False, True):
            self._copy(empty, back=True)
            image = sqlite3.connect(":memory:")
            names = begun(self.sitting, int(further), further=further)
            self._copy(image, back=False)
            self._kept[further] = (image, names)

    def known(self, names: tuple[str, str], watch: Safeguards) -> None:
        """What stood at the beginning: verified once where it is the same each time."""
        if names not in self._begun:
            watch.begin()
            self._begun[names] = replace(watch, saved=dict(watch.saved), desk=DeskSafeguards())
        first = self._begun[names]
        watch.log, watch.before, watch.saved = first.log, first.before, dict(first.saved)

    def written(self) -> bool:
        """Whether anything was committed since this was asked last: if not, all stands that stood then."""
        if self._beside is None:
            return True
        before, self._version = (
            self._version,
            self._beside.execute("PRAGMA data_version").fetchone(),
        )
        return before != self._version

    def _copy(self, image: sqlite3.Connection, *, back: bool) -> None:
        with closing(sqlite3.connect(str(self.engine.url.database))) as file:
            if back:
                image.backup(file)
            else:
                file.backup(image)


@pytest.fixture(scope="module")
def grounds(databases: Databases) -> Iterator[Grounds]:
    """One city for all walks of this file."""
    url = databases.fresh()
    engine = make_engine(url)
    yield Grounds(engine)
    engine.dispose()
    databases.drop(url)


def walk(grounds: Grounds, seed: str, *, further: bool = False) -> Counter[str]:
    """Forty steps; how many deeds of each kind were done. What a safeguard says of the last one ends it."""
    chance = Random(seed)
    names = grounds.begin(further=chance.random() < 0.5 or further)
    deeds = Deeds(grounds.sitting, chance, names)
    watch = Safeguards(deeds)
    grounds.known(names, watch)
    for _step in range(STEPS):
        done = deeds.step()
        if not grounds.written() and not done:  # byte for byte what it was after the step before
            continue
        try:
            watch.hold(done=done)
        except AssertionError as error:
            path = "\n".join(deeds.trace)
            raise AssertionError(f"walk {seed}: {error}\n{path}") from error
    return Counter(deeds.done)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_safeguards_stand_whatever_is_tried(grounds: Grounds, seed: int) -> None:
    """Ten walks a seed on SQLite, one on PostgreSQL."""
    count = 10 if grounds.engine.dialect.name == "sqlite" else 1
    done = sum((walk(grounds, f"{seed}-{number}") for number in range(count)), Counter[str]())
    assert done.total() > count * STEPS / 8  # most are refused, as they should be
