"""P1: the same three deeds in pretalx and in Veche, one after the other in one run.

`python -m bench.peer FOLDER` where FOLDER is an environment that has pretalx and gunicorn. Fills both with 10,000,
writes docs/benchmarks-peer.md. pretalx runs under gunicorn with two workers, Veche as `veche serve` starts it. The
deeds are what a person does: pages are opened before their forms are sent. One person at a time asks.
"""

import html
import http.cookiejar
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench import bulk, report
from bench.city import City, fill, found
from bench.forms import body_of
from bench.pages import server, sign_in
from bench.result import Case, Result
from bench.timing import Pace, timed, times
from web.work import SystemClock

THERE, WAITING = 10_000, 200
TIMES = 3  # deeds of one turn
PACE = Pace(rounds=7)
PAGE = report.HOUSE / "docs" / "benchmarks-peer.md"
BASE = "http://127.0.0.1:8801"
ORGA, SPEAKER = ("orga@example.com", "orga-Pass-12345"), ("s@example.com", "spk-Pass-12345")
CONFIG = """[filesystem]
data = {home}
[database]
backend = sqlite3
name = {home}/db.sqlite3
[site]
debug = False
url = {base}
"""
HEAD = """# Beside a peer

`python -m bench.peer FOLDER` writes this page, where FOLDER is an environment with pretalx {version} and gunicorn;
nothing below is typed by hand. pretalx is a call for papers and no register of notices: what is compared is the
work that both do for one filing, one list of fifty and one change of state, each with {there:,} there, SQLite on
both sides. Veche's filing keeps log, clocks, receipt and search keys; pretalx's sends its mail in the same request.

"""


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers like others."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Browser:
    """One person's browser."""

    def __init__(self, base: str, cookie: str = "") -> None:
        self.base, self.cookie, self.asked = base, cookie, 0
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, Stay)

    def ask(self, path: str, form: str | dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, page."""
        self.asked += 1
        address = urllib.parse.urljoin(self.base, path)
        body = urllib.parse.urlencode(form) if isinstance(form, dict) else form
        heads = {"Referer": address} | ({"Cookie": self.cookie} if self.cookie else {})
        request = urllib.request.Request(
            address, body.encode() if body is not None else None, heads
        )
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", ""), error.read().decode()


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found_ = re.search(rf'name="?{name}"?[^>]*?value="?([^"> ]*)', page)
    assert found_, name
    return html.unescape(found_[1])


class Pretalx:
    """What a speaker and an organiser of a call do."""

    def __init__(self) -> None:
        self.orga, self.speaker = Browser(BASE), Browser(BASE)
        self.codes = itertools.count(1000)
        for person, path, (mail, password) in (
            (self.orga, "/orga/login/", ORGA), (self.speaker, "/bench/login/", SPEAKER),
        ):  # fmt: skip
            _, _, page = person.ask(path)
            form = {
                "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
                "login_email": mail,
                "login_password": password,
            }
            assert person.ask(path, form)[0] == 302

    def files(self) -> None:
        """The whole wizard."""
        status, where, page = self.speaker.ask("/bench/submit/")
        while status in (301, 302) and "me/submissions" not in where:
            status, there, page = self.speaker.ask(where)
            if status == 200:
                kind = re.search(r'name="?submission_type"?[^>]*value="?(\d+)', page) or re.search(
                    r'<option value="?(\d+)', page
                )
                form = {
                    "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "action": "submit",
                    "title": "Rally", "abstract": "text " * 30, "description": "text " * 60, "notes": "n",
                    "content_locale": "en", "submission_type": kind[1] if kind else "1",
                    "name": "Speaker", "biography": "bio " * 30,
                }  # fmt: skip
                status, there, page = self.speaker.ask(where, form)
                assert status == 302, (
                    where,
                    re.findall(r"invalid-feedback[^>]*>(.{0,120})", page, re.DOTALL),
                )
            where = there

    def lists(self) -> None:
        """The organiser's list."""
        status, _, page = self.orga.ask("/orga/event/bench/submissions/")
        assert status == 200
        assert page.count("<tr") >= 50

    def moves(self) -> None:
        """The question whether, and its answer."""
        path = f"/orga/event/bench/submissions/B{next(self.codes):05d}/accept"
        _, _, page = self.orga.ask(path)
        form = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
        assert self.orga.ask(path, form)[0] == 302


class Veche:
    """What an officer does."""

    def __init__(self, city: City, base: str, cookie: str) -> None:
        self.browser, self.body = Browser(base, cookie), body_of(city, cookie)
        with city.reading() as work:
            waiting = text("SELECT reference FROM notices WHERE stage = 'received' AND closed_at IS NULL ORDER BY id LIMIT :most")  # fmt: skip
            self.waiting = iter(work.session.execute(waiting, {"most": WAITING}).scalars().all())

    def files(self) -> None:
        """The form for a paper notice, opened and sent."""
        assert self.browser.ask("/desk/paper")[0] == 200
        assert self.browser.ask("/desk/paper", self.body())[0] == 303

    def lists(self) -> None:
        """The queue, fifty rows."""
        status, _, page = self.browser.ask("/desk/")
        assert status == 200
        assert len(set(re.findall(r'href="/desk/notices/([\d-]+)"', page))) >= 50

    def moves(self) -> None:
        """The page of the move, and the move."""
        path = f"/desk/notices/{next(self.waiting)}/moves/register"
        _, _, page = self.browser.ask(path)
        form = {name: hidden(page, name) for name in ("csrf_token", "seen", "opened")}
        assert self.browser.ask(path, form)[0] == 303


@contextmanager
def pretalx(folder: Path, home: Path) -> Iterator[str]:
    """A filled pretalx under gunicorn; its version."""
    config = home / "pretalx.cfg"
    config.write_text(CONFIG.format(home=home, base=BASE), "utf-8")
    environment = os.environ | {"PRETALX_CONFIG_FILE": str(config), "DJANGO_SETTINGS_MODULE": "pretalx.settings"}  # fmt: skip
    python = str(folder / "bin" / "python")
    quiet: Any = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # fmt: skip
    for step in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run([python, "-m", "pretalx", *step], check=True, **quiet)
    subprocess.run(
        [python, str(Path(__file__).with_name("pretalx_fill.py")), str(THERE)], check=True, **quiet
    )
    version = subprocess.run(
        [python, "-c", "from importlib.metadata import version; print(version('pretalx'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    with subprocess.Popen(
        [str(folder / "bin" / "gunicorn"), "-k", "gthread", "-w", "2", "--threads", "2", "-b", "127.0.0.1:8801", "pretalx.wsgi:application"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            _until_there()
            yield version
        finally:
            process.terminate()


def _until_there() -> None:
    for _ in range(300):
        try:
            if Browser(BASE).ask("/bench/cfp")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("pretalx did not start.")


def measure(peer: Pretalx, ours: Veche) -> list[Result]:
    """Each deed in turn."""
    results = []
    for name, what, anchor, target in (
        ("files", "file one", "102", 15), ("lists", "list 50 of 10,000", "241", 40), ("moves", "change the state of one", "58", 15),
    ):  # fmt: skip
        sides = {
            "pretalx": times(TIMES, getattr(peer, name)),
            "veche": times(TIMES, getattr(ours, name)),
        }
        median = timed(sides, PACE)
        cases = tuple(Case(side, seconds / TIMES * 1e3, "ms") for side, seconds in median.items())
        results.append(Result(f"P1, {what}", f"{what}: pretalx / Veche", f"{anchor} (a bare Flask app)", ">=", target, median["pretalx"] / median["veche"], cases))  # fmt: skip
        sys.stdout.write(f"{results[-1].id}: {results[-1].measured:.3g}\n")
        sys.stdout.flush()
    return results


def main(folder: Path) -> None:
    """Fill both, measure, write the page."""
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="veche-peer-")))
        sys.stdout.write("filling both ...\n")
        city = found(home / "veche", SystemClock().now())
        fill(city, WAITING)
        for _ in bulk.past(city.engine, THERE):
            pass
        city.clock.at = SystemClock().now()
        cookie = sign_in(city)
        version = stack.enter_context(pretalx(folder, home))
        base = stack.enter_context(server(city, "fifty"))
        results = measure(Pretalx(), Veche(city, base, cookie))
    day = SystemClock().now().astimezone(UTC).date().isoformat()
    head = HEAD.format(version=version, there=THERE)
    PAGE.write_text(head + report.plain(results, day, (load, os.getloadavg()[0])), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
