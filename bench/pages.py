"""W1: the queue page of a signed-in officer, against Flask's hello on the same server.

Each side is a process of its own, started as `veche serve` starts; only one is asked at a time.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import event, text

from bench.city import City
from bench.load import Flow, flow
from bench.result import Case, Result
from bench.timing import Pace, in_turn
from records import accounts, sessions
from web.entering import posts_mark
from web.sessions import hashed, new_secret
from web.settings import HOUSE, Settings, load, prepare
from workflow import interests
from wsgi import create_app

WHY = (
    "Catalogue, addresses and rows are found or made once (web/kept.py), and a page asks the database {statements}"
    " times in one transaction. What is left is spread thin: SQLAlchemy's part of the statements, Flask's and Werkzeug's of"
    " a request, the session and its account, and looking up what is kept by all the values that it is made of. A"
    " quarter of this hello would leave {budget:.2g} ms for the whole page, which the statements alone take."
)
LOCAL = "http://127.0.0.1:8000"
CONNECTIONS = 16
SECONDS = 3.0
PATHS = {"hello": "/", "veche": "/desk/", "fifty": "/desk/"}
_REFERENCE = re.compile(r'href="/desk/notices/([\d-]+)"')
PATIENCE = 60.0  # seconds for a server to answer first


def measure(city: City, pace: Pace) -> list[Result]:
    """Requests a second of each, in turn, on 16 connections."""
    cookie = sign_in(city)
    seconds = max(0.3, SECONDS * pace.share)
    with ExitStack() as stack:
        at = {name: stack.enter_context(server(city, name)) for name in PATHS}
        urls = {name: f"{at[name]}{path}" for name, path in PATHS.items()}
        counted = {f"rows {name}": rows_of(fetched(url, cookie)) for name, url in urls.items()}
        rounds = in_turn({name: _asker(url, cookie, seconds) for name, url in urls.items()}, pace)
    counted |= {
        f"answers {name}": sum(one.answers for one in taken) for name, taken in rounds.items()
    }
    counted |= {
        f"faults {name}": sum(one.faults for one in taken) for name, taken in rounds.items()
    }
    return [_result(city, cookie, name, rounds, counted) for name in ("fifty", "veche")]


def _asker(url: str, cookie: str, seconds: float) -> Callable[[], Flow]:
    return lambda: flow(url, cookie, CONNECTIONS, seconds)


def _result(
    city: City, cookie: str, name: str, rounds: dict[str, tuple[Flow, ...]], counted: dict[str, int]
) -> Result:
    rate = {side: statistics.median(one.rate for one in taken) for side, taken in rounds.items()}
    late = {
        part: statistics.median(getattr(one, part) for one in rounds[name])
        for part in ("p50", "p99")
    }
    rows = counted[f"rows {name}"]
    return Result(
        f"W1, {rows} rows", "queue page of a signed-in officer, requests a second: Veche / Flask hello",
        "SQLModel 0.14, Core 0.335 (no accounts, no permissions)", ">=", 0.25, rate[name] / rate["hello"],
        (Case("hello", rate["hello"], "req/s"), Case("veche", rate[name], "req/s"),
         Case("p50", late["p50"], "ms"), Case("p99", late["p99"], "ms")),
        counted, binding=rows >= 50, work=_in_process(city, cookie),
        why=WHY.format(budget=4000 / rate["hello"], statements=_statements(city, cookie)), more="" if rows >= 50 else "This is the page as people see it.",
    )  # fmt: skip


def _in_process(city: City, cookie: str) -> Callable[[], None]:
    def work() -> None:
        app = create_app(settings_of(city))
        browser = app.test_client(use_cookies=False)
        for _ in range(40):
            browser.get("/desk/", base_url=LOCAL, headers={"Cookie": cookie})

    return work


def _statements(city: City, cookie: str) -> int:
    """How often the page asks the database once its rows are kept; PRAGMA and BEGIN are of the connection."""
    app, asked = create_app(settings_of(city)), Counter[str]()
    engine = app.extensions["veche"].engine
    for turn in range(2):
        if turn:
            event.listen(
                engine, "before_cursor_execute", lambda *given: asked.update([given[2].split()[0]])
            )
        browser = app.test_client(use_cookies=False)
        browser.get("/desk/", base_url=LOCAL, headers={"Cookie": cookie})
    engine.dispose()
    return sum(times for verb, times in asked.items() if verb not in ("PRAGMA", "BEGIN"))


def sign_in(city: City) -> str:
    """The cookie of the officer's browser, whose session was opened now; nothing waits in the outbox."""
    secret, actor = new_secret(), city.actors["officer"]
    prepare(settings_of(city))
    with city.unit() as work:
        person = accounts.person(work, actor.account_id or 0, work.now.date())
        assert person is not None  # the city has its officer
        interests.declare(work, actor=actor, today=work.now.date())  # this year's, so pages open
        sessions.enter(
            work, hashed(secret), account_id=person.id, data={"posts": posts_mark(person)}
        )
        work.session.execute(text("UPDATE outbox SET done_at = :now"), {"now": str(work.now)})
    return f"veche={secret}"


def _settings(city: City, base: str) -> dict[str, str]:
    return {"home": str(city.home), "database_url": city.url, "public_base_url": base}


def settings_of(city: City) -> Settings:
    return load(**_settings(city, LOCAL), log={"level": "warning"})  # a profile is no page of lines


@contextmanager
def server(city: City, name: str) -> Iterator[str]:
    """One server on a free port of this machine; ended when the block is left."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    settings = {f"VECHE_{key.upper()}": value for key, value in _settings(city, base).items()}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VECHE_")}
    with subprocess.Popen(
        [sys.executable, "-m", "bench.server", name, str(port)],
        cwd=HOUSE, env=kept | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            _until_it_answers(base, process)
            yield base
        finally:
            process.terminate()


def _until_it_answers(base: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            fetched(base, "")
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server at {base} did not start.")


def fetched(url: str, cookie: str) -> str:
    """The page at this address."""
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Cookie": cookie}), timeout=10
    ) as answer:
        return str(answer.read().decode())


def rows_of(page: str) -> int:
    """How many notices stand on the page."""
    return len(set(_REFERENCE.findall(page)))
