"""Many at once, while processes are killed, files are copied as a power cut leaves them, one address floods.

Found by: an acknowledgement before the commit (synchronous writing off and the copy taken), a limit that refuses.
"""

import random
import shutil
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import select

from records.engine import make_engine
from records.tables import Letter, Outbox
from records.verify import verify
from tests.faults.conftest import Ready, Site
from tests.faults.ward import Answer, Cut, Process, reader
from tests.support.databases import SqliteDatabases

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

CLIENTS = 8
TRIES = 3000  # a fiftieth of a second each: longer than any server takes to be there again


class Crowd:
    """Clients that send forms to whichever server lives, again and again, and remember what they were told."""

    def __init__(self, site: Site, forms: list[Ready], servers: list[Process]) -> None:
        self.site, self.forms, self.servers = site, forms, servers
        self.told: dict[int, str] = {}
        self.faults: list[str] = []
        self.answers = 0
        self.over = threading.Event()
        self.next = iter(range(10**9))
        self.lock = threading.Lock()

    def send(self, number: int) -> str:
        """One form, until somebody answers; its number."""
        form = self.forms[number]
        for _ in range(TRIES):
            server = random.choice(self.servers)
            try:
                answer = server.post(form.path, form.cookie, form.sent, reader(number))
            except Cut:
                self.over.wait(0.02)  # a server is being born
                continue
            with self.lock:
                self.answers += 1
                self._note(number, answer)
            return answer.place
        raise AssertionError(f"nobody takes form {number}")

    def _note(self, number: int, answer: Answer) -> None:
        if answer.status == 503:  # told in words that nothing was saved
            return
        if answer.status != 303:
            self.faults.append(f"{answer.status} {answer.text[:200]}")
            return
        reference = answer.place.split("/")[2]
        if self.told.setdefault(number, reference) != reference:
            self.faults.append(f"{self.told[number]} became {reference}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Clients send for as long as the block lasts."""

        def go_on() -> None:
            while not self.over.is_set():
                with self.lock:
                    number = next(self.next)
                self.send(number % len(self.forms))

        with ThreadPoolExecutor(CLIENTS) as pool:
            waiting = [pool.submit(go_on) for _ in range(CLIENTS)]
            try:
                yield
            finally:
                self.over.set()
                for one in waiting:
                    one.result()
        self.site.acknowledged += self.told.values()


@pytest.mark.parametrize(
    ("kills", "notices"), [(6, 16), pytest.param(60, 200, marks=pytest.mark.deep)]
)
def test_any_process_is_killed_while_eight_clients_file(
    site: Site, kills: int, notices: int
) -> None:
    """Two that serve and one that works; whichever dies, what was acknowledged is there and stays itself."""
    chance = random.Random(kills)
    forms = [site.ready() for _ in range(notices)]
    servers = [site.ward.serves(), site.ward.serves()]
    others = [site.ward.runs("worker", "--no-ticks")]
    crowd = Crowd(site, forms, servers)
    with crowd.at_work():
        for _ in range(kills):
            which = chance.randrange(3)
            doomed = others[0] if which == 2 else servers[which]
            doomed.dies(chance.random() * 0.3)  # a moment of its life
            doomed.kill()
            if which == 2:
                others[0] = site.ward.runs("worker", "--no-ticks")
            else:
                servers[which] = site.ward.serves()
        for number in range(notices):
            crowd.send(number)
    others[0].kill()

    assert crowd.faults == []
    assert len(crowd.told) == notices
    site.whole()
    site.advance(minutes=4)
    site.prints()
    with site.city.reading() as work:
        assert {one.state for one in work.session.exec(select(Letter))} == {"ready"}


@pytest.mark.parametrize("notices", [30, pytest.param(500, marks=pytest.mark.deep)])
def test_a_rush(site: Site, notices: int) -> None:
    """A protest is announced: everybody gets a number and a receipt, the outbox is empty of letters after."""
    forms = [site.ready() for _ in range(notices)]
    crowd = Crowd(site, forms, [site.ward.serves()])
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(crowd.send, range(notices)))
    site.acknowledged += crowd.told.values()

    assert crowd.faults == []
    assert len(set(crowd.told.values())) == notices
    site.whole()
    with site.city.reading() as work:
        receipts = Counter(one.notice_id for one in work.session.exec(select(Letter)))
    assert len(receipts) == notices
    while site.works():
        site.advance(seconds=20)
    with site.city.reading() as work:
        waiting = [one.key for one in work.session.exec(select(Outbox)) if one.done_at is None]
    assert [key for key in waiting if key.startswith("letter:")] == []


@pytest.mark.parametrize("flood", [60, pytest.param(1000, marks=pytest.mark.deep)])
def test_one_address_floods_and_another_files(site: Site, flood: int) -> None:
    """The flood is slowed down and told why, in words; nobody is refused, and the other waits for nobody."""
    forms = [site.ready() for _ in range(21)]
    server = site.ward.serves()

    def pours(number: int) -> Answer:
        form = forms[number % 20]
        return server.post(form.path, form.cookie, form.sent, "127.0.3.1")

    with ThreadPoolExecutor(CLIENTS) as pool:
        waiting = [pool.submit(pours, number) for number in range(flood)]
        one = server.post(forms[20].path, forms[20].cookie, forms[20].sent, "127.0.3.2")
        answers = [done.result() for done in waiting]

    assert one.status == 303
    told = Counter(answer.status for answer in answers)
    assert set(told) == {303, 429}
    slowed = next(answer for answer in answers if answer.status == 429)
    assert "Many notices came from your network within an hour" in slowed.text
    assert "The draft and what you typed are kept" in slowed.text
    assert 0 < int(slowed.headers["retry-after"]) <= 61
    numbers = {answer.place for answer in answers if answer.status == 303}
    assert len(numbers) == 10
    for number in range(10, 12):  # a minute later the next of them goes through
        site.advance(minutes=1, seconds=1)
        late = [form for form in forms[:20] if not filed(server, form, numbers)]
        assert len(late) == 20 - number
        assert server.post(late[0].path, late[0].cookie, late[0].sent, "127.0.3.1").status == 303
    site.whole()


def filed(server: Process, form: Ready, _: set[str]) -> bool:
    """Whether this draft became a notice."""
    return "27-0" in server.get(form.path, form.cookie).text.split("<h1")[1].split("</form>")[0]


PAGES = ("/", "/notices/new", "/draft/answers", "/help", "/rules", "/find", "/check-letter")


@pytest.mark.parametrize("requests", [160, pytest.param(2400, marks=pytest.mark.deep)])
def test_a_mixed_day_has_no_fault(site: Site, requests: int) -> None:
    """Three readers to one who files: nothing is answered with a fault of ours."""
    forms = [site.ready() for _ in range(20)]
    server = site.ward.serves()

    def asks(number: int) -> int:
        form, source = forms[number % 20], f"127.0.4.{number % 20 + 1}"
        if number % 4:
            return server.get(PAGES[number % len(PAGES)], form.cookie, source).status
        return server.post(form.path, form.cookie, form.sent, source).status

    with ThreadPoolExecutor(CLIENTS) as pool:
        told = Counter(pool.map(asks, range(requests)))

    assert set(told) == {200, 303}, told
    assert len(site.numbers()) == 20 - 20 * 3 // 4
    site.whole()


class TestPowerCut:
    """The files of SQLite as a power cut leaves them: every writer is stopped, the set is copied, and read elsewhere."""

    @pytest.fixture
    def database_url(self, tmp_path: Path) -> str:
        """A file of its own: on PostgreSQL this is the server's care."""
        return SqliteDatabases(tmp_path).fresh()

    @pytest.mark.parametrize("copies", [10, pytest.param(50, marks=pytest.mark.deep)])
    def test_a_copy_of_any_moment_holds_all_that_was_acknowledged(
        self, site: Site, database_url: str, tmp_path: Path, copies: int
    ) -> None:
        chance = random.Random(copies)
        forms = [site.ready() for _ in range(copies * 2)]
        servers = [site.ward.serves(), site.ward.serves()]
        crowd = Crowd(site, forms, servers)
        known: list[tuple[Path, set[str]]] = []
        with crowd.at_work():
            for number in range(copies):
                servers[0].dies(chance.random() * 0.2)  # a moment of its life
                before = set(crowd.told.values())
                known.append(
                    (self.copied(database_url, servers, tmp_path / f"cut-{number}"), before)
                )

        for path, before in known:
            assert before <= self.read(path)
        assert known[-1][1]

    def copied(self, url: str, servers: list[Process], folder: Path) -> Path:
        """Main file and log of the same moment."""
        main = Path(str(make_url(url).database))
        folder.mkdir()
        for one in servers:
            signal.pidfd_send_signal(one.watch, signal.SIGSTOP)
        try:
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{main}{suffix}", folder / f"veche.db{suffix}")
        finally:
            for one in servers:
                signal.pidfd_send_signal(one.watch, signal.SIGCONT)
        return folder / "veche.db"

    def read(self, path: Path) -> set[str]:
        """The numbers in a copy that is whole."""
        with sqlite3.connect(path) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
            numbers = {row[0] for row in plain.execute("SELECT reference FROM notices")}
            entries = plain.execute(
                "SELECT count(*) FROM log_entries WHERE kind = 'notice.filed'"
            ).fetchone()[0]
        plain.close()
        engine = make_engine(f"sqlite:///{path}")
        assert verify(engine).ok
        engine.dispose()
        assert entries == len(numbers)
        return numbers
