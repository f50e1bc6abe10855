"""`/health/ready`: whether a filing could be taken now; more only for who may know; no version, no secret."""

import sqlite3
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from records.engine import make_engine
from tests.support.everywhere import Everywhere
from tests.web.watching.conftest import free
from tests.web.watching.test_alarms import house, is_well
from web import alarms, ready

TOKEN = "canary-of-monitors-1234"
KEYS = {
    "ready", "database", "disk_free_mb", "worker_age_s", "outbox_age_s", "clock_off_s", "backup_age_s",
    "checkpoint_age_s", "alarms",
}  # fmt: skip


def ask(app: Flask, **more: Any) -> tuple[int, dict[str, Any]]:
    answer = app.test_client().get("/health/ready", **more)
    assert answer.headers["Cache-Control"] == "no-store"
    said: dict[str, Any] = answer.get_json()
    return answer.status_code, said


def test_the_machine_itself_learns_everything(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    status, said = ask(app)
    assert (status, set(said)) == (200, KEYS)
    assert said["ready"] is True
    assert (said["database"], said["worker_age_s"], said["backup_age_s"]) == ("ok", 0, 0)
    assert said["alarms"] == []


STRANGERS: list[dict[str, Any]] = [
    {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}},
    {"headers": {"X-Forwarded-For": "203.0.113.7"}},
    {"headers": {"Via": "1.1 proxy"}},
    {"headers": {"Authorization": "Bearer wrong"}, "environ_base": {"REMOTE_ADDR": "203.0.113.7"}},
    {"headers": {"Authorization": "Bearer "}, "environ_base": {"REMOTE_ADDR": "203.0.113.7"}},
]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_learns_one_word(app: Flask, who: dict[str, Any]) -> None:
    assert ask(app, **who) == (200, {"ready": True})


def test_the_token_opens_it_from_elsewhere(app: Flask) -> None:
    here = house(app)
    given = here.settings.watch.model_validate({"token": TOKEN})
    here.settings = here.settings.model_copy(update={"watch": given})
    who = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    _, said = ask(app, headers={"Authorization": f"Bearer {TOKEN}"}, **who)
    assert set(said) == KEYS
    assert TOKEN not in str(said)
    assert set(ask(app, headers={"Authorization": f"Bearer {TOKEN[:-1]}"}, **who)[1]) == {"ready"}


def test_who_comes_through_an_uncounted_proxy_is_a_stranger(app: Flask) -> None:
    here = house(app)
    here.settings = here.settings.model_copy(
        update={"public_base_url": "https://veche.city.example"}
    )
    with app.test_request_context("/health/ready", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        assert not ready.may_know(here.settings)


def test_too_little_room_is_not_ready(
    app: Flask, at: Everywhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    monkeypatch.setattr(ready, "free_mb", lambda _settings: 499)
    free(monkeypatch, 499)
    status, said = ask(app)
    assert (status, said["ready"], said["disk_free_mb"]) == (503, False, 499)
    assert said["alarms"] == ["disk"]


def test_a_silent_worker_takes_no_filing_away(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    at.city.clock.advance(minutes=10)
    status, said = ask(app)
    assert (status, said["worker_age_s"], said["alarms"]) == (200, 600, ["worker"])


def test_a_locked_database_is_not_ready(app: Flask, at: Everywhere) -> None:
    here = house(app)
    here.engine.dispose()
    here.engine = make_engine(here.settings.database_url, lock_wait=0.1)
    at.city.engine.dispose()
    with here.engine.execution_options(write=True).connect() as other:
        if here.engine.dialect.name == "postgresql":
            other.exec_driver_sql("SELECT pg_advisory_xact_lock(7337001)")
        else:
            other.exec_driver_sql("SELECT 1")
        status, said = ask(app)
        assert (status, said["database"]) == (503, "locked")
        other.rollback()
    assert ask(app)[0] == 200


def test_a_database_that_is_gone_is_not_ready_and_no_bug(app: Flask, tmp_path: Path) -> None:
    here = house(app)
    gone = (
        "postgresql://nobody@127.0.0.1:9/none"
        if "postgresql" in here.settings.database_url
        else f"sqlite:///{tmp_path}/no/veche.db"
    )
    here.engine.dispose()
    here.engine = make_engine(gone)
    status, said = ask(app)
    assert (status, said["database"], said["alarms"]) == (503, "unreachable", ["database"])
    assert set(said) == KEYS


def test_no_version_of_any_component_is_told(app: Flask, at: Everywhere) -> None:
    _, said = ask(app)
    text = str(said) + str(app.test_client().get("/health/ready").headers)
    versions = {one.version for one in distributions() if one.version.count(".") > 1}
    assert {one for one in (*versions, sqlite3.sqlite_version) if one in text} == set()


def test_who_asks_often_gets_the_last_answer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["TESTING"] = False
    looked: list[int] = []
    seen = alarms.look

    def counted(*given: Any) -> alarms.Seen:
        looked.append(1)
        return seen(*given)

    monkeypatch.setattr(alarms, "look", counted)
    assert [ask(app)[0] for _ in range(5)] == [200] * 5
    assert len(looked) == 1
