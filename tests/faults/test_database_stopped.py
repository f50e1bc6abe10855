"""PostgreSQL is stopped and started under a running Veche, again and again: told in words, and it goes on by itself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from records.engine import make_engine
from records.migrate import upgrade
from tests.faults.conftest import Site
from tests.faults.test_database_away import browser_of, goes_on, honest, post
from tests.support.databases import Databases
from tests.support.own_postgres import Server, own_postgres
from tests.support.visitor import Visitor

TIMES = 5


@pytest.fixture
def own(databases: Databases) -> Iterator[Server]:
    """A server of this test alone."""
    with own_postgres() as server:
        yield server


@pytest.fixture
def database_url(own: Server) -> str:
    """The one database of that server."""
    engine = make_engine(own.url)
    upgrade(engine)
    engine.dispose()
    return own.url


@pytest.mark.deep
@pytest.mark.usefixtures("only_postgres")
def test_postgres_is_stopped_and_started(site: Site, engine: Engine, own: Server) -> None:
    """Found by: a connection of before that is used again, or an error that becomes a 500."""
    forms = [site.ready() for _ in range(TIMES)]
    browsers = [browser_of(site, form, wait=5) for form in forms]
    for browser in browsers:
        assert browser.get("/draft/answers").status_code == 200
    for number, (browser, form) in enumerate(zip(browsers, forms, strict=True)):
        own.stop() if number % 2 else own.kill()
        honest(post(browser, form), "Vera Sokolnikova")
        assert Visitor(site.app).get("/health/live").status_code == 200  # a probe has no cookie
        assert browser.get("/draft/answers").status_code == 503
        own.start()
        goes_on(site, form)
    engine.dispose()
