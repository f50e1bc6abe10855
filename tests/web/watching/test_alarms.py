"""Every alarm rings at its threshold and not before, is told once, and once when it is over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import col, select

from records import alarm_rows, leases, rates, vitals
from records.backups import state
from records.tables import Outbox
from records.unit_of_work import reading
from tests.support.clock import FakeClock
from tests.support.everywhere import Everywhere
from tests.support.guards import past_the_guards
from tests.web.watching.conftest import free
from web import alarms, checkpoints, watching
from web.turns import TICKS
from web.work import House

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def house(app: Flask) -> House:
    made: House = app.extensions["veche"]
    return made


def rings(app: Flask) -> set[str]:
    """What should ring now."""
    here = house(app)
    seen = alarms.look(here.settings, here.engine, here.clock)
    assert seen.vitals is not None
    return {one.name for one in alarms.should_ring(here.settings, seen, here.clock.now())}


def is_well(app: Flask, at: Everywhere) -> None:
    """A worker looked just now, a backup and a checkpoint are fresh, nothing waits."""
    here, now = house(app), at.city.clock.now()
    with at.city.unit() as work:
        for row in work.session.exec(select(Outbox)):
            row.done_at = now
            work.add(row)
        state.say(work, state.GOOD, now.isoformat())
    checkpoints.make(here.engine, here.clock, here.settings)
    ticks(app)


def ticks(app: Flask) -> None:
    """A worker looks at the clocks."""
    here, now = house(app), house(app).clock.now()
    assert leases.take(here.engine, TICKS, "w", now, MINUTE, timedelta())
    leases.give_back(here.engine, TICKS, "w", now)


def backed_up(app: Flask, at: Everywhere) -> None:
    with at.city.unit() as work:
        state.say(work, state.GOOD, at.city.clock.now().isoformat())


def signed(app: Flask, at: Everywhere) -> None:
    with at.city.unit() as work:
        work.log("x.done", actor=at.actor("admin"), subject=("account", 1))


def promised(app: Flask, at: Everywhere) -> None:
    with at.city.unit() as work:
        work.promise("mail", "planted", {})


def uploaded(app: Flask, at: Everywhere) -> None:
    with at.city.unit() as work:
        work.promise("scan", "scan:planted", {}, not_before=work.now + timedelta(days=1))


LATE: dict[str, tuple[Callable[[Flask, Everywhere], Any], timedelta]] = {
    "worker": (lambda app, _at: ticks(app), timedelta(minutes=2)),
    "backup": (backed_up, timedelta(minutes=30)),
    "checkpoint": (signed, timedelta(hours=2)),
    "outbox": (promised, timedelta(minutes=15)),
    "scanner": (uploaded, timedelta(minutes=30)),
}


@pytest.mark.parametrize("name", LATE)
def test_what_is_late_rings_a_second_after_its_time(
    app: Flask, at: Everywhere, clock: FakeClock, name: str
) -> None:
    is_well(app, at)
    assert rings(app) == set()
    begin, most = LATE[name]
    begin(app, at)
    clock.advance(most)
    assert name not in rings(app)
    clock.advance(SECOND)
    assert name in rings(app)


@pytest.mark.parametrize(
    ("attempts", "why"), [(4, "ConnectionRefusedError"), (0, "no mail server is set")]
)
def test_a_mail_that_fails_for_a_quarter_of_an_hour_rings(
    app: Flask, at: Everywhere, clock: FakeClock, attempts: int, why: str
) -> None:
    promised(app, at)
    with at.city.unit() as work:
        row = work.session.exec(select(Outbox).where(Outbox.key == "planted")).one()
        row.attempts, row.last_error = attempts, why
        row.not_before = work.now + timedelta(minutes=40)  # its next try
        work.add(row)
    clock.advance(minutes=15, seconds=1)
    assert "outbox" in rings(app)


def test_the_disk_rings_below_two_gigabytes(
    app: Flask, at: Everywhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    free(monkeypatch, 2048)
    assert rings(app) == set()
    free(monkeypatch, 2047)
    assert rings(app) == {"disk"}


@pytest.mark.parametrize(("off", "loud"), [(60, False), (-60, False), (61, True), (-61, True)])
def test_a_clock_away_from_the_databases_rings(
    app: Flask,
    at: Everywhere,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    off: int,
    loud: bool,
) -> None:
    is_well(app, at)
    there = clock.now() - timedelta(seconds=off)
    monkeypatch.setattr(vitals, "database_now", lambda _line: there)
    assert rings(app) == ({"clock"} if loud else set())


@pytest.mark.parametrize(("back", "loud"), [(2, False), (3, True)])
def test_a_clock_that_went_back_behind_the_log_rings(
    app: Flask, at: Everywhere, clock: FakeClock, back: int, loud: bool
) -> None:
    signed(app, at)
    is_well(app, at)
    clock.advance(seconds=-back)
    assert rings(app) == ({"clock"} if loud else set())


def test_the_clock_of_a_web_process_rings_too(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    with at.city.unit() as work:
        alarm_rows.answered(work, "w1", total=9, failed=0, off=-90.0)
    assert rings(app) == {"clock"}


def test_a_log_that_does_not_hold_rings_until_it_was_verified(app: Flask, at: Everywhere) -> None:
    here = house(app)
    is_well(app, at)
    signed(app, at)
    watching.read_the_end(here)
    assert rings(app) == set()
    past_the_guards(here.engine, "UPDATE log_entries SET kind = 'x.other' WHERE kind = 'x.done'")
    watching.read_the_end(here)
    assert rings(app) == {"log"}
    with at.city.unit() as work:
        alarm_rows.verified(work, "")
    assert rings(app) == set()


def test_a_checkpoint_that_is_not_signed_in_truth_rings(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    with at.city.unit() as work:
        work.promise("checkpoint", "checkpoint:planted", {})
        work.flush()
        row = work.session.exec(select(Outbox).where(Outbox.key == "checkpoint:planted")).one()
        row.last_error = "Unsound"
        work.add(row)
    assert "log" in rings(app)


@pytest.mark.parametrize(
    ("number", "seconds", "loud"), [(20, 2, True), (19, 2, False), (25, 5, False)]
)
def test_twenty_refusals_of_one_account_within_a_minute_ring(
    app: Flask, at: Everywhere, clock: FakeClock, number: int, seconds: int, loud: bool
) -> None:
    is_well(app, at)
    for _ in range(number):
        clock.advance(seconds=seconds)
        for account in (7, 8) if seconds > 2 else (7,):
            with at.city.unit() as work:
                rates.note(work, f"refused:{account}")
    ticks(app)
    assert rings(app) == ({"refusals"} if loud else set())


def test_more_than_one_failure_in_two_hundred_rings(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    with at.city.unit() as work:
        alarm_rows.answered(work, "w1", total=200, failed=1, off=0)
    assert rings(app) == set()
    with at.city.unit() as work:
        alarm_rows.answered(work, "w2", total=199, failed=2, off=0)
    assert rings(app) == {"failures"}


def test_a_journal_that_cant_be_written_rings(app: Flask, at: Everywhere) -> None:
    is_well(app, at)
    with at.city.unit() as work:
        state.say(work, state.JOURNAL, "2027-03-01 no such folder")
    assert rings(app) == {"journal"}


def test_a_near_deadline_without_an_owner_at_work_rings(
    app: Flask, at: Everywhere, clock: FakeClock
) -> None:
    at.files("n")
    clock.set(clock.now().replace(day=3, hour=20, minute=59))  # the clock ends at 21:00 on the 4th
    assert "unowned" not in rings(app)
    clock.advance(minutes=1)
    assert "unowned" in rings(app)


def mails(app: Flask) -> list[tuple[str, bool, str]]:
    """Promised mails about alarms: which, over or not, to whom."""
    here = house(app)
    with reading(here.engine, here.clock) as work:
        rows = work.session.exec(select(Outbox).order_by(col(Outbox.id)))
        found = [one.payload for one in rows if one.key.startswith("mail:alarm:")]
    return [(one["name"], one["over"], one["address"].partition("@")[0]) for one in found]


def test_each_is_told_once_and_once_when_over(
    app: Flask, at: Everywhere, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_well(app, at)
    free(monkeypatch, 100)
    for _ in range(3):
        watching.minute(house(app))
        clock.advance(minutes=1)
        is_well(app, at)
    begun = [("disk", False, "it"), ("disk", False, "duty")]
    assert mails(app) == begun
    free(monkeypatch, 9000)
    for _ in range(8):
        watching.minute(house(app))
        clock.advance(minutes=1)
        is_well(app, at)
    assert mails(app) == [*begun, ("disk", True, "it"), ("disk", True, "duty")]
    free(monkeypatch, 100)  # and anew
    watching.minute(house(app))
    assert len(mails(app)) == 6
