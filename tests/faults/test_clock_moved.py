"""The clock goes back, two machines differ, the worker slept or dies: every step once, in order, none skipped.

Found by: a step that counts ticks instead of asking what is due, or a reminder without a key of its own.
"""

import random
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import col, select

from records import verify
from records.tables import Due, Incident, Letter, LogEntry, Outbox
from tests.faults.conftest import Site

BACK = {"an hour": timedelta(hours=1), "a day": timedelta(days=1)}
SLEPT = {"an hour": 1, "a day": 24, "three days": 72}


def entries(site: Site) -> list[LogEntry]:
    """The log, in order."""
    with site.city.reading() as work:
        return list(work.session.exec(select(LogEntry).order_by(col(LogEntry.seq))))


def keys(site: Site, part: str) -> list[str]:
    """Promised mails of this kind."""
    with site.city.reading() as work:
        return [key for key in work.session.exec(select(Outbox.key)) if f"mail:{part}:" in key]


def in_order(site: Site) -> None:
    """No entry is before the one above it, and the chain holds."""
    assert [one for one, two in pairwise(entries(site)) if two.at < one.at] == []
    assert verify.verify(site.city.engine).ok


@pytest.mark.parametrize("back", BACK)
def test_a_clock_set_back_moves_no_receipt_back(site: Site, back: str) -> None:
    """The receipt is never before the entry above it; no reminder twice, none skipped."""
    site.city.files(key="early")
    site.advance(hours=48)
    first = site.city.files(key="first")
    site.ticks()
    reminded = keys(site, "reminder")
    site.city.clock.advance(-BACK[back])
    site.sets_clock()
    second = site.city.files(key="second")
    site.ticks()
    site.works()

    with site.city.reading() as work:
        one, two = work.notice(first.reference), work.notice(second.reference)
        assert two.received_at >= one.received_at
    assert [key for key in reminded if key not in keys(site, "reminder")] == []
    in_order(site)
    site.advance(days=6)
    site.ticks()
    site.ticks()
    assert max(Counter(keys(site, "reminder")).values()) == 1
    with site.city.reading() as work:
        assert len(list(work.session.exec(select(Incident)))) == 3
    in_order(site)


@pytest.mark.parametrize("minutes", [5, -5])
def test_web_and_worker_five_minutes_apart(site: Site, minutes: int) -> None:
    """Two processes, two clocks: what one promises the other keeps, once its own clock is there."""
    other = site.ward.home / "other-clock"
    other.write_text((site.city.clock.now() + timedelta(minutes=minutes)).isoformat(), "ascii")
    form = site.ready()
    server = site.ward.serves(clock=other)
    told = server.post(form.path, form.cookie, form.sent)
    assert told.status == 303
    site.acknowledged.append(told.place.split("/")[2])
    site.works()
    site.ticks()
    site.advance(minutes=6)
    site.works()
    site.advance(minutes=6)
    site.works()

    with site.city.reading() as work:
        kept = {one.key: one.done_at is not None for one in work.session.exec(select(Outbox))}
        letters = [one.state for one in work.session.exec(select(Letter))]
    assert letters == ["ready"] * site.logged("letter.printed")
    assert {done for key, done in kept.items() if key.startswith("letter:")} == {True}
    site.whole()
    in_order(site)


@pytest.mark.parametrize("slept", SLEPT)
def test_a_worker_that_was_off_catches_up_once_in_order(site: Site, slept: str) -> None:
    """Twelve notices, two hours apart; the worker sleeps through the end of their clocks."""
    for number in range(12):
        site.city.files(key=f"key-{number}")
        site.advance(hours=2)
    site.city.goes_to(2027, 3, 4, 23, 30)
    site.ticks()
    assert [one for one in entries(site) if one.to_stage == "deemed-agreed"] == []
    site.advance(hours=SLEPT[slept])
    site.ticks()
    once = entries(site)
    site.ticks()

    assert [one.kind for one in entries(site)] == [one.kind for one in once]
    agreed = [one.subject_id for one in once if one.to_stage == "deemed-agreed"]
    with site.city.reading() as work:
        due = {one.notice_id: one.due_at for one in work.session.exec(select(Due))
               if one.result == "missed" and one.side == "authority"}  # fmt: skip
        told = [one.notice_id for one in work.session.exec(select(Incident))]
    ran_out = [one for one, at in due.items() if at < site.city.clock.now()]
    assert sorted(agreed) == sorted(ran_out)
    assert len(agreed) == (0 if not ran_out else len(set(agreed)))
    assert [due[one] for one in agreed] == sorted(due[one] for one in agreed)
    assert sorted(told) == sorted(agreed)
    in_order(site)


MINUTE = 200
"""So many clocks that ran out have their consequence in one minute; what is beyond has it in the next."""


@pytest.mark.parametrize("notices", [40, pytest.param(1000, marks=pytest.mark.deep)])
def test_reminders_while_the_worker_dies_again_and_again(site: Site, notices: int) -> None:
    """Each part of each clock is told exactly once; no clock runs out without its incident and its head."""
    chance = random.Random(2027)
    for number in range(notices):
        site.city.files(key=f"key-{number}")
    moments = [(1, 12), (3, 0), (3, 12), (4, 0), (4, 12), (4, 18), (4, 23), (5, 0), (5, 6)]
    for day, hour in moments:
        site.city.goes_to(2027, 3, day, hour)
        site.sets_clock()
        dying = site.ward.does("tick")
        dying.dies(chance.random() * 0.4)  # its end, or this moment: whichever is first
        dying.kill()
        for _minute in range(2 + notices // MINUTE):
            site.ticks()

    told = Counter(key.rsplit(":", 2)[-1] for key in keys(site, "reminder"))
    assert len(keys(site, "reminder")) == len(set(keys(site, "reminder")))
    assert told["50"] == told["80"] == notices
    with site.city.reading() as work:
        missed = [one.notice_id for one in work.session.exec(select(Incident))]
    assert sorted(missed) == list(range(1, notices + 1))
    log = Counter(one.kind for one in entries(site))
    assert log["notice.incident"] == notices
    assert log["notice.climbed"] == notices
    in_order(site)
