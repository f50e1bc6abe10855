"""The service's role on PostgreSQL runs the city, and can neither change the log nor any table."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from records import rights, verify
from records.engine import make_engine
from records.migrate import is_current
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.databases import url_of
from workflow import moves

ROLE = "veche_service_of_tests"


@pytest.fixture
def service(only_postgres: Engine) -> Iterator[Engine]:
    """The database of a test, as the service sees it: a role with the rights that `veche migrate` gives."""
    engine = only_postgres
    password = "a password of the tests"
    with engine.begin() as owner:
        owner.execute(text(f"DROP ROLE IF EXISTS {ROLE}"))
        owner.execute(text(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password}'"))
    rights.grant(engine, ROLE)
    url = make_url(url_of(engine)).set(username=ROLE, password=password)
    made = make_engine(url.render_as_string(hide_password=False))
    yield made
    made.dispose()
    with engine.begin() as owner:
        owner.execute(text(f"DROP OWNED BY {ROLE}"))
        owner.execute(text(f"DROP ROLE {ROLE}"))


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE log_entries SET kind = 'nothing'",
        "DELETE FROM log_entries",
        "TRUNCATE log_entries CASCADE",
        "UPDATE log_details SET details = '{}'",
        "DELETE FROM read_entries",
        "DELETE FROM notices",
        "DELETE FROM letters",
        "UPDATE alembic_version SET version_num = '0001'",
        "ALTER TABLE log_entries DISABLE TRIGGER ALL",
        "DROP TRIGGER log_entries_no_update ON log_entries",
        "CREATE OR REPLACE FUNCTION veche_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE notices ADD COLUMN extra text",
        "DROP TABLE notices CASCADE",
        "CREATE TABLE mine (id int)",
        "SET session_replication_role = replica",
    ],
)
def test_it_may_not(service: Engine, deed: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        service.begin() as it,
    ):
        it.execute(text(deed))


def test_it_runs_a_city(service: Engine, clock: FakeClock) -> None:
    city = City(service, clock).found()
    filed = city.files()
    with city.unit() as work:
        moves.move(
            work, city.rulebook, actor=city.actor("orlova"), reference=filed.reference,
            name="register", seen=city.revision(filed.reference), note="",
        )  # fmt: skip

    assert city.stage(filed.reference) == "registered"
    assert verify.verify(service).ok
    assert is_current(service)


def test_the_doctor_can_tell_the_roles_apart(engine: Engine, service: Engine) -> None:
    assert rights.can_rewrite_the_log(engine)
    assert not rights.can_rewrite_the_log(service)


def test_who_can_t_be_bounded_is_refused(engine: Engine, service: Engine) -> None:
    url = make_url(url_of(engine))
    with pytest.raises(rights.NoRole, match="the owner itself"):
        rights.grant(engine, rights.role_of(url.render_as_string()))
    with pytest.raises(rights.NoRole, match="knows no role nobody_here"):
        rights.grant(engine, "nobody_here")
