"""Limits are counted in the database, told in words, and never turn a notice away (AD-12)."""

from datetime import datetime, timedelta

from sqlmodel import func, select

from records.tables import RateCount
from records.unit_of_work import reading, unit_of_work
from tests.accounts.conftest import Stage
from web import limits, security

SHORT = limits.Limit("test", 3, waits=(0, 30))


def _wait(stage: Stage, limit: limits.Limit = SHORT, *whose: str) -> timedelta:
    with unit_of_work(stage.engine, stage.clock) as work:
        return limits.wait(work, limit, *whose)


def _rows(stage: Stage) -> int:
    with reading(stage.engine, stage.clock) as work:
        return work.session.exec(select(func.count()).select_from(RateCount)).one()


def test_the_wait_grows_and_ends(stage: Stage) -> None:
    assert _wait(stage) == timedelta(0)
    assert _wait(stage) == timedelta(0)
    assert _wait(stage) == timedelta(seconds=30)
    stage.clock.advance(seconds=20)
    assert _wait(stage) == timedelta(seconds=10)  # asking again does not make it longer
    stage.clock.advance(seconds=10)
    assert _wait(stage) == timedelta(0)
    assert _wait(stage) == timedelta(minutes=59, seconds=30)
    stage.clock.advance(minutes=59, seconds=30)
    assert _wait(stage) == timedelta(0)


def test_one_is_not_held_up_by_another(stage: Stage) -> None:
    for _ in range(5):
        _wait(stage, SHORT, "198.51.100.9")
    assert _wait(stage, SHORT, "203.0.113.7") == timedelta(0)


def _pace(stage: Stage, **more: datetime) -> timedelta:
    with unit_of_work(stage.engine, stage.clock) as work:
        return limits.pace(work, limits.FILING, "203.0.113.7", **more)


def test_a_flood_of_filings_is_slowed_and_never_turned_away(stage: Stage) -> None:
    waits = []
    for _ in range(14):
        waits.append(_pace(stage).total_seconds())
        stage.clock.advance(seconds=20)
    assert waits == [0] * 10 + [40, 20, 0, 40]
    assert _rows(stage) == 11  # nor does it fill the table


def test_nobody_waits_past_the_end_of_the_window(stage: Stage) -> None:
    for _ in range(10):
        _pace(stage)
    assert _pace(stage) == limits.PAUSE
    assert _pace(stage, until=stage.clock.now() + timedelta(seconds=59)) == timedelta(0)


def test_no_name_and_no_address_is_kept(stage: Stage) -> None:
    stage.visitor().post("/sign-in/password", email="olga@example.org", password="no")
    with reading(stage.engine, stage.clock) as work:
        buckets = work.session.exec(select(RateCount.bucket)).all()
    assert len(buckets) == 2
    assert not any("olga" in bucket or "203.0" in bucket for bucket in buckets)


def test_what_is_old_is_swept(stage: Stage) -> None:
    visitor = stage.organiser()
    stage.clock.advance(hours=23)
    with stage.app.app_context():
        security.sweep()
    assert _rows(stage) > 0
    stage.clock.advance(hours=2)
    with stage.app.app_context():
        security.sweep()
    assert _rows(stage) == 0
    assert visitor.get("/account").status_code == 303


def test_who_floods_a_mailbox_does_not_shut_its_owner_out(stage: Stage) -> None:
    for number in range(6):
        stage.visitor(f"198.51.100.{number}").post("/sign-in", email="olga@example.org")
    assert stage.visitor().post("/sign-in", email="olga@example.org").status_code == 303
    tried = [_asks(stage, f"192.0.2.{number}") for number in range(20)]
    assert tried[0] == 303
    assert tried[-1] == 429  # a mailbox gets no more than twenty in an hour


def _asks(stage: Stage, address: str) -> int:
    visitor = stage.visitor(address)
    visitor.get("/sign-in")
    return visitor.post("/sign-in", email="olga@example.org").status_code


def test_wrong_codes_of_a_notice_cost_nobody_the_link_to_sign_in(stage: Stage) -> None:
    neighbour = stage.visitor()
    neighbour.get("/find")
    for _ in range(21):
        answer = neighbour.post("/find", reference="26-0001", code="AAAA-AAAA")
    assert answer.status_code == 429
    assert stage.organiser().get("/account").status_code == 200
