"""`python -m tests.faults.on_a_small_disk FOLDER STORY`: what happens on a disk that is full, told on the last line.

Runs in a mount namespace of its own, where FOLDER is a disk of some megabytes; see test_disk_full.py.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from sqlmodel import select
from werkzeug.test import TestResponse

from records.engine import make_engine
from records.migrate import upgrade
from records.tables import Letter, LogEntry, Notice
from records.verify import verify
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.filling import fills
from tests.support.visitor import Visitor
from web import worker
from web.gate import gate
from web.settings import load, prepare
from wsgi import create_app

ROUNDS = 3
SPARE = 40_000  # bytes that are left on a full disk: less than one notice takes


class Small:
    """A city on a small disk."""

    def __init__(self, disk: Path) -> None:
        self.disk, self.clock = disk, FakeClock()
        # the page of little room would come long before the disk is full
        settings = load(home=disk / "home", mode="test", watch={"disk_least_mb": 0})
        prepare(settings)
        self.engine = make_engine(settings.database_url)
        upgrade(self.engine)
        self.city = City(self.engine, self.clock).found()
        self.app: Flask = create_app(settings, self.clock)
        self.acknowledged: list[str] = []
        self.count = 0

    def ready(self) -> Visitor:
        """Somebody who has filled in every page."""
        self.count += 1
        browser = Visitor(self.app, address=f"192.0.2.{self.count}")
        fills(browser)
        return browser

    def files(self, browser: Visitor) -> TestResponse:
        """Send the last page."""
        answer = browser.post(
            "/draft/answers",
            signature="Vera Sokolnikova",
            declared="y",
            key="key-" + browser.address.replace(".", "-"),
        )
        if answer.status_code == 303:
            self.acknowledged.append(answer.headers["Location"].split("/")[2])
        return answer

    @contextlib.contextmanager
    def full(self) -> Iterator[None]:
        """Until the end of the block there is no space."""
        ballast = self.disk / "ballast"
        with self.engine.connect() as line:  # room in the file of changes is room for notices
            line.exec_driver_sql("ROLLBACK")
            line.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        free = os.statvfs(self.disk)
        with ballast.open("wb") as file, contextlib.suppress(OSError):
            file.write(b"\0" * max(0, free.f_bavail * free.f_frsize - SPARE))
        try:
            yield
        finally:
            ballast.unlink()

    @contextlib.contextmanager
    def no_inodes(self) -> Iterator[None]:
        """Until the end of the block no file can be made."""
        made: list[Path] = []
        with contextlib.suppress(OSError):
            while True:
                path = self.disk / f"file-{len(made)}"
                path.touch()
                made.append(path)
        try:
            yield
        finally:
            for path in made:
                path.unlink()

    def whole(self) -> None:
        """Nothing acknowledged is lost, each notice has its entry, the chain holds."""
        with self.city.reading() as work:
            numbers = list(work.session.exec(select(Notice.reference)))
            entries = [
                one.details["reference"]
                for one in work.session.exec(
                    select(LogEntry).where(LogEntry.kind == "notice.filed")
                )
            ]
        assert sorted(numbers) == sorted(entries)
        assert set(self.acknowledged) <= set(numbers)
        assert verify(self.engine).ok


def honest(answer: TestResponse) -> None:
    """503 in words, the desk's address, the text kept."""
    assert answer.status_code == 503, (answer.status_code, answer.text[:500])
    assert "Nothing was saved." in answer.text
    assert "1 Vechevaya Square" in answer.text
    assert answer.headers["Retry-After"] == "300"
    assert "Vera Sokolnikova" in answer.text


def commit(small: Small) -> str:
    """Notices are filed until the disk is full; told, and by itself well again."""
    before = 0
    for _ in range(ROUNDS):
        waiting = [small.ready() for _ in range(6)]
        with small.full():
            answers = [small.files(browser) for browser in waiting]
            refused = [one for one in answers if one.status_code != 303]
            assert refused, "the disk was not full"
            for one in refused:
                honest(one)
            assert waiting[0].get("/").status_code == 200
            small.whole()
        for browser, answer in zip(waiting, answers, strict=True):
            if answer.status_code != 303:
                assert small.files(browser).status_code == 303
        before += len(refused)
        small.whole()
    assert len(small.acknowledged) == 6 * ROUNDS
    return f"{before} of {6 * ROUNDS} were told that nothing was saved, and filed afterwards"


def letter(small: Small) -> str:
    """The worker can't store what it printed; it does later, once."""
    for number in range(ROUNDS):
        assert small.files(small.ready()).status_code == 303
        with small.full():
            for _ in range(3):
                with contextlib.suppress(Exception), small.app.app_context():
                    worker.deliver_all(small.app.extensions["veche"])
                small.clock.advance(minutes=5)
        small.clock.advance(hours=1)
        with small.app.app_context():
            worker.deliver_all(small.app.extensions["veche"])
        small.whole()
        with small.city.reading() as work:
            states = [one.state for one in work.session.exec(select(Letter))]
        assert states == ["ready"] * len(states), states
        assert len(states) >= number + 1
    return f"{len(states)} letters are stored"


def log(small: Small) -> str:
    """What the server says goes to a full disk: pages come all the same."""

    def broken() -> str:
        raise ZeroDivisionError

    view = gate("public.read")(broken)
    small.app.add_url_rule("/planted", "planted", view)
    small.app.testing = False
    small.app.config["PROPAGATE_EXCEPTIONS"] = False
    for _ in range(ROUNDS):
        browser = small.ready()
        assert small.files(browser).status_code == 303
        with small.full():
            leave = (small.disk / "log").open("w", buffering=1, encoding="utf-8")
            with contextlib.suppress(OSError):
                while True:
                    leave.write("x" * 4096 + "\n")
            with contextlib.redirect_stdout(leave), contextlib.redirect_stderr(leave):
                answer = browser.get("/planted")
                home = browser.get("/")
            with contextlib.suppress(OSError):
                leave.close()
        assert (answer.status_code, home.status_code) == (500, 200)
        assert "Something broke on our side" in answer.text
        small.whole()
    return "pages came"


def inodes(small: Small) -> str:
    """No file can be made: what needs none goes on, the rest is told."""
    told = []
    for _ in range(ROUNDS):
        waiting = [small.ready() for _ in range(2)]
        with small.no_inodes():
            small.engine.dispose()
            small.app.extensions[
                "veche"
            ].engine.dispose()  # the next connection opens its files anew
            answers = [small.files(browser) for browser in waiting]
            for one in answers:
                if one.status_code != 303:
                    honest(one)
        told += [one.status_code for one in answers]
        for browser, answer in zip(waiting, answers, strict=True):
            if answer.status_code != 303:
                assert small.files(browser).status_code == 303
        small.whole()
    assert len(small.acknowledged) == 2 * ROUNDS
    return f"answers: {sorted(told)}"


STORIES: dict[str, Callable[[Small], str]] = {
    "commit": commit, "letter": letter, "log": log, "inodes": inodes,
}  # fmt: skip

if __name__ == "__main__":
    said = STORIES[sys.argv[2]](Small(Path(sys.argv[1])))
    sys.stdout.write(f"well: {said}\n")
