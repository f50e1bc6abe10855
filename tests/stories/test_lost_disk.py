"""The disk with the city is lost while people file. What they held a receipt of is there again."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from records import chain, stores
from records.backups import keeping, places
from records.engine import make_engine
from records.stores import DiskStore, original_key
from records.unit_of_work import reading
from records.verify import verify
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import Databases
from tests.support.filer import acknowledged
from tests.support.saved import PAPER, Elsewhere, Saved, give_letter
from web.settings import HOUSE, Settings, prepare
from wsgi import create_app

VECHE = [sys.executable, "-c", "import sys; sys.argv[0] = 'veche'; from wsgi import main; main()"]
Receipts = list[dict[str, str]]


def lost(engine: Engine, clock: FakeClock, receipts: Receipts) -> Receipts:
    """Receipts whose notice is not there with the same code, time and papers."""
    with reading(engine, clock) as work:
        rows = work.session.execute(
            text("SELECT reference, check_code, received_at FROM notices")
        ).all()
        held = work.session.execute(
            text(
                "SELECT n.reference, f.sha256, f.code FROM notices n JOIN versions v ON v.notice_id = n.id"
                " JOIN version_files vf ON vf.version_id = v.id JOIN files f ON f.id = vf.file_id"
            )
        ).all()
    known = {(row[0], row[1], _instant(row[2])) for row in rows}
    papers = {(row[0], original_key(row[1], row[2])) for row in held}
    return [
        one
        for one in receipts
        if (one["reference"], one["code"], one["received_at"]) not in known
        or any(
            (one["reference"], key) not in papers
            for key in one.get("papers", "").split()
            if key.startswith("originals/")
        )
    ]


def spoilt(home: Path, receipts: Receipts) -> list[str]:
    """Papers of these receipts whose bytes are not in the store as they came."""
    store = DiskStore(home / "uploads")
    keys = [key for one in receipts for key in one["papers"].split()]
    there = {kept.key for kept in store.walk()}
    return [key for key in keys if key not in there or not stores.true(store, key)]


def _instant(at: Any) -> str:
    return at.replace(" ", "T") + "Z" if isinstance(at, str) else chain.instant(at)


def sound(engine: Engine) -> bool:
    """Integrity and foreign keys by the database itself, the chain by the log."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    return verify(engine).ok


@pytest.fixture
def saved(engine: Engine, clock: FakeClock, tmp_path: Path) -> Saved:
    """A city with a letter and a paper."""
    city = City(engine, clock).found()
    city.files(key="first")
    give_letter(city, b"%PDF-" + bytes(9000))
    return Saved(city, tmp_path / "lost")


def test_five_backups_under_load_and_a_restore_of_the_first_and_the_last(
    saved: Saved, databases: Databases, tmp_path: Path
) -> None:
    """Somebody files all the while; each backup with the journal has every receipt of before the loss."""
    journal = saved.folder / "journal"
    journal.mkdir()
    url = saved.city.engine.url.render_as_string(hide_password=False)
    given: dict[str, Any] = {"home": saved.home, "mode": "test", "database_url": url,
                             "backup": {"journal": journal}}  # fmt: skip
    (saved.home / "secrets" / "session").unlink()
    prepare(Settings(**given))
    (saved.home / "secrets" / "backup").write_text(saved.keys[0] + "\n", "ascii")
    app = create_app(Settings(**given), saved.city.clock)
    receipts: Receipts = []
    stop = threading.Event()

    def file_on() -> None:
        for number in count():
            if stop.is_set():
                return
            receipts.append(acknowledged(app, f"load-{number}", f"план {number}".encode()))

    made = []
    load = threading.Thread(target=file_on)
    load.start()
    for _ in range(5):
        saved.city.clock.advance(minutes=15)
        made.append(saved.back_up())
    stop.set()
    load.join()
    app.extensions["veche"].engine.dispose()

    assert len(receipts) > 5
    assert len({one.manifest.tables["notices"] for one in made}) > 1, "the load was there"
    for number, one in enumerate((made[0], made[-1])):
        new = Elsewhere(databases.empty(), tmp_path / f"new-{number}", saved.city.clock)
        new.journal = journal
        report = new.restore(one.path, saved.keys)
        city = new.city()
        assert lost(city.engine, city.clock, receipts) == []
        assert (spoilt(new.home, receipts), report.lacking) == ([], [])
        assert len(report.refiled) == len(receipts) + 1 - one.manifest.tables["notices"]
        assert sound(city.engine)
        paper = (new.home / "uploads" / PAPER).read_bytes()
        assert hashlib.sha256(paper).hexdigest() in PAPER
        city.engine.dispose()
        databases.drop(new.url)


@dataclass
class Machine:
    """A machine on which the city runs as processes; its disk can be lost."""

    home: Path
    url: str
    safe: Path  # the other disk

    @property
    def environment(self) -> dict[str, str]:
        """What its unit file says."""
        return {
            **os.environ,
            "VECHE_HOME": str(self.home),
            "VECHE_MODE": "development",
            "VECHE_DATABASE_URL": self.url,
            "VECHE_BACKUP__TO": str(self.safe / "backups"),
            "VECHE_BACKUP__JOURNAL": str(self.safe / "journal"),
        }

    def veche(self, *words: str) -> str:
        """A command, as the administrator types it."""
        done = subprocess.run(
            [*VECHE, *words], cwd=HOUSE, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def filer(self, name: str) -> subprocess.Popen[str]:
        """Somebody who files without end."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.support.filer", name],
            cwd=HOUSE, env=self.environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip


@pytest.fixture
def two(databases: Databases, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """The machine that will be lost, and the one that takes over; they share a second disk."""
    safe = tmp_path / "safe"
    (safe / "journal").mkdir(parents=True)
    urls = databases.empty(), databases.empty()
    yield Machine(tmp_path / "old", urls[0], safe), Machine(tmp_path / "new", urls[1], safe)
    for url in urls:
        databases.drop(url)


def _receipts(filer: subprocess.Popen[str], number: int) -> Receipts:
    assert filer.stdout is not None
    return [json.loads(filer.stdout.readline()) for _ in range(number)]


@pytest.mark.deep
@pytest.mark.parametrize("_round", range(20))
def test_processes_are_killed_the_disk_is_lost_nobody_s_notice_is(
    two: tuple[Machine, Machine], databases: Databases, clock: FakeClock, _round: int
) -> None:
    old, new = two
    old.veche("prepare")
    old.veche("migrate")
    paper = old.home / "uploads" / PAPER
    paper.parent.mkdir(parents=True)
    paper.write_text("план", "utf-8")
    filers = [old.filer(f"{name}-{_round}") for name in ("one", "two")]
    receipts: Receipts = []
    try:
        for filer in filers:
            receipts += _receipts(filer, 3)
        old.veche("backup", "--quiet")
        for filer in filers:
            receipts += _receipts(filer, 3 + _round)
    finally:
        for filer in filers:
            filer.kill()
    for filer in filers:  # what was said before the kill was said
        assert filer.stdout is not None
        receipts += [json.loads(line) for line in filer.stdout if line.endswith("}\n")]
        filer.wait()
    key = old.safe / "key"
    shutil.copyfile(old.home / "secrets" / "backup", key)
    shutil.rmtree(old.home)
    databases.drop(old.url)

    backup = places.backups(old.safe / "backups")[-1]
    said = new.veche("restore", str(backup), "--key", str(key))

    assert "Filed again from the receipt journal" in said
    engine = make_engine(new.url)
    assert lost(engine, clock, receipts) == []
    assert spoilt(new.home, receipts) == []
    assert len(receipts[0]["papers"].split()) == 2, "papers are looked for at all"
    assert sound(engine)
    engine.dispose()
    assert (new.home / "uploads" / PAPER).read_text("utf-8") == "план"
    assert "OK" in new.veche("audit", "verify")
    new.veche("backup", "--quiet")


def test_the_check_for_lost_notices_can_fail(saved: Saved) -> None:
    """A receipt of a notice that is not there, with another code, another time or a paper more, is told."""
    with saved.city.reading() as work:
        notice = work.notice("27-0001")
    true = {
        "reference": "27-0001",
        "code": notice.check_code,
        "received_at": chain.instant(notice.received_at),
    }
    false = [
        true | {"reference": "27-0002"},
        true | {"code": "0" * 12},
        true | {"received_at": "2027-03-01T09:00:01.000000Z"},
        true | {"papers": original_key("0" * 64, "code")},
    ]
    assert lost(saved.city.engine, saved.city.clock, [true, *false]) == false


def test_without_the_journal_what_came_after_the_backup_is_lost(
    saved: Saved, databases: Databases, tmp_path: Path
) -> None:
    """And is said to be lost: so the check above proves the journal, not the luck of the day."""
    made = keeping.back_up(saved.plan, saved.city.clock, lambda _: None)
    filed = saved.city.files(key="after")
    receipt = {"reference": filed.reference, "code": filed.check_code, "received_at": "x"}
    new = Elsewhere(databases.empty(), tmp_path / "new", saved.city.clock)
    report = new.restore(made.path, saved.keys)
    city = new.city()
    assert (report.journal, report.refiled) == (False, [])
    assert lost(city.engine, city.clock, [receipt]) == [receipt]
    city.engine.dispose()
    databases.drop(new.url)
