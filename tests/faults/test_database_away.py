"""The records are locked, full, read-only or gone: a page says so with the desk's address, the text is kept.

Found by: an error that becomes a 500, a page that looks something up in the records, a unit that commits half.
"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Timer

import pytest
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from records.engine import make_engine
from tests.faults.conftest import Ready, Site
from tests.support.visitor import Visitor
from web.settings import HOUSE

SHORT = 0.2
PURPOSE = "В память основателей библиотеки <b>Мельничного</b> квартала"


@contextmanager
def locked(url: str) -> Iterator[subprocess.Popen[str]]:
    """Another process writes and does not end; closing its line lets go."""
    command = [sys.executable, "-m", "tests.faults.holder", url]
    with subprocess.Popen(
        command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            if not holder.stdin.closed:
                holder.stdin.close()


def send(site: Site, form: Ready, *, wait: float) -> TestResponse:
    """Send the form to a Veche that waits so long for its turn."""
    return post(browser_of(site, form, wait=wait), form)


def post(browser: Visitor, form: Ready) -> TestResponse:
    """Send the form by this browser."""
    return browser.post(form.path, token=form.sent["csrf_token"], **typed(form))


def browser_of(site: Site, form: Ready, *, wait: float) -> Visitor:
    browser = Visitor(site.another(lock_wait=wait))
    browser.steal(form.cookie)
    return browser


def typed(form: Ready) -> dict[str, str]:
    return {name: value for name, value in form.sent.items() if name != "csrf_token"}


def honest(answer: TestResponse, *words: str) -> None:
    """503 in plain words: nothing was saved, come again, the desk is here, this is what you typed."""
    assert answer.status_code == 503, answer.text
    assert answer.headers["Retry-After"] in {"30", "300"}  # read-only may last
    assert "Nothing was saved." in answer.text
    assert "1 Vechevaya Square" in answer.text
    for word in words:
        assert word in answer.text


def goes_on(site: Site, form: Ready) -> None:
    """It went by itself: the same form is filed now."""
    site.whole()
    answer = send(site, form, wait=5)
    assert answer.status_code == 303, answer.text
    site.acknowledged.append(answer.headers["Location"].split("/")[2])
    site.whole()


def test_a_short_lock_is_waited_for(site: Site, database_url: str) -> None:
    forms = [site.ready() for _ in range(5)]
    with locked(database_url) as holder, ThreadPoolExecutor(5) as pool:
        assert holder.stdin is not None
        waiting = [pool.submit(send, site, form, wait=20) for form in forms]
        Timer(0.3, holder.stdin.close).start()
        answers = [one.result() for one in waiting]
    assert {answer.status_code for answer in answers} == {303}
    site.acknowledged += [answer.headers["Location"].split("/")[2] for answer in answers]
    site.whole()


def test_a_long_lock_is_told(site: Site, database_url: str) -> None:
    forms = [site.ready() for _ in range(5)]
    with locked(database_url):
        for form in forms:
            honest(send(site, form, wait=SHORT), "Vera Sokolnikova")
    for form in forms:
        goes_on(site, form)


@pytest.mark.deep
@pytest.mark.parametrize(("seconds", "status"), [(3, 303), (10, 503), (60, 503)])
def test_locks_of_real_length(site: Site, database_url: str, seconds: int, status: int) -> None:
    """With the five seconds that an installation waits, for its turn in the process and for the file together."""
    forms = [site.ready() for _ in range(5)]
    browsers = [
        browser_of(site, form, wait=5) for form in forms
    ]  # made before the lock, not in its time
    with locked(database_url) as holder, ThreadPoolExecutor(5) as pool:
        assert holder.stdin is not None
        Timer(seconds, holder.stdin.close).start()
        answers = list(pool.map(post, browsers, forms))
        assert {answer.status_code for answer in answers} == {status}
    if status == 503:
        for form in forms:
            goes_on(site, form)


def test_a_page_of_the_draft_keeps_its_text_too(site: Site, database_url: str) -> None:
    form = site.ready()
    browser = browser_of(site, form, wait=SHORT)
    page = {"title": "Walk", "purpose": PURPOSE, "form_details": "On foot", "do": "go"}
    with locked(database_url):
        answer = browser.post("/draft/what", token=form.sent["csrf_token"], **page)
    honest(answer, "В память основателей библиотеки &lt;b&gt;Мельничного&lt;/b&gt; квартала")
    assert browser.post("/draft/what", token=form.sent["csrf_token"], **page).status_code == 303


def test_pages_are_read_while_somebody_writes(site: Site, database_url: str) -> None:
    form = site.ready()
    browser = browser_of(site, form, wait=SHORT)
    with locked(database_url):
        for path in ("/", "/notices/new", "/draft/answers", "/rules", "/health/live"):
            assert browser.get(path).status_code == 200, path


def test_every_connection_is_in_use(site: Site) -> None:
    """As many readers that do not end as there are connections: the next is told, and goes on when one has ended."""
    form = site.ready()
    browser = browser_of(site, form, wait=SHORT)
    engine = site.apps[-1].extensions["veche"].engine
    most = engine.pool.size() + engine.pool._max_overflow
    held = [engine.connect() for _ in range(most)]
    try:
        answer = browser.post(form.path, token=form.sent["csrf_token"], **typed(form))
        honest(answer, "Vera Sokolnikova")
    finally:
        for one in held:
            one.close()
    goes_on(site, form)


def test_the_records_can_only_be_read(site: Site) -> None:
    """A replica, or a disk that was mounted anew without the right to write."""
    form = site.ready()
    browser = browser_of(site, form, wait=SHORT)
    engine = site.apps[-1].extensions["veche"].engine
    read_only = (
        "PRAGMA query_only = ON"
        if engine.dialect.name == "sqlite"
        else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    )

    def limit(connection: object, *_: object) -> None:
        connection.execute(read_only)  # type: ignore[attr-defined]  # both drivers have it
        connection.commit()  # type: ignore[attr-defined]  # the same

    event.listen(engine, "connect", limit)
    engine.dispose()
    answer = browser.post(form.path, token=form.sent["csrf_token"], **typed(form))
    honest(answer, "Vera Sokolnikova")
    assert browser.get("/draft/answers").status_code == 200
    goes_on(site, form)


def test_a_worker_meets_a_lock_and_goes_on(site: Site, database_url: str) -> None:
    """A promise that could not be taken or marked waits for the next minute."""
    site.acknowledged.append(site.city.files(key="one").reference)
    busy = site.another(lock_wait=SHORT)
    with locked(database_url), suppress(Exception):  # SQLite can't even take, PostgreSQL can't keep
        site.works(busy)
    assert site.logged("letter.printed") == 0
    site.advance(minutes=4)
    site.works()
    assert site.logged("letter.printed") == 1
    site.whole()


def test_nothing_of_the_lock_stays(site: Site, database_url: str) -> None:
    """The check itself: a holder that was told to end has let go."""
    with locked(database_url):
        pass
    engine = make_engine(database_url, lock_wait=SHORT)
    with engine.execution_options(write=True).begin() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()
    goes_on(site, site.ready())
