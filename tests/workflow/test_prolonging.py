"""More time, or time that stood still: where the law knows it, once as often as it says, told and kept."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from records import rows
from records.tables import Due, Outbox
from regimes.reading import read_regime
from regimes.shelf import Rulebook
from tests.support.city import RULEBOOK, City
from workflow import correcting, prolonging, ticking, versions
from workflow.errors import Invalid, NotAllowed, NotPossible

SOURCE = 'source = { act = "Veche", article = "5", mark = "design" }'
MORE = f"""
[clocks.proposal.pause]
amount = 10
unit   = "calendar_day"
by     = ["head"]
reason = {{ en = "While a court looks at the place.", ru = "Пока суд рассматривает место." }}
{SOURCE}
[[clocks.proposal.extensions]]
amount = 2
unit   = "calendar_day"
times  = 1
by     = ["officer", "head"]
reason = {{ en = "For a large event.", ru = "Для крупного мероприятия." }}
{SOURCE}
[clocks.organiser_reply]
"""


@pytest.fixture
def generous(city: City) -> City:
    """The same city under a law that lets its answer wait."""
    moscow = RULEBOOK.current("ru-moscow-assembly", date(2027, 3, 1))
    body = moscow.body.replace("\n[clocks.organiser_reply]\n", MORE)
    law = read_regime("generous", body)
    return replace(city, rulebook=Rulebook({law.pin: law}, RULEBOOK.calendars))


def gives(city: City, reference: str, who: str = "orlova", **given: object) -> Due:
    with city.unit() as work:
        return prolonging.prolong(
            work, city.rulebook, actor=city.actor(who), reference=reference,
            seen=city.revision(reference), clock="proposal",
            **{"kind": "extension", "reason": "Five thousand people", **given},  # type: ignore[arg-type]  # a test's shorthand
        )  # fmt: skip


def due_of(city: City, reference: str) -> datetime:
    with city.reading() as work:
        found = rows.pending_dues(work, work.notice(reference))
        return next(due.due_at for due in found if due.clock == "proposal")


def test_an_extension_moves_the_date_once_and_the_organiser_is_told(generous: City) -> None:
    reference = generous.files().reference
    before = due_of(generous, reference)

    gives(generous, reference)

    assert due_of(generous, reference) - before == timedelta(days=2)
    with generous.reading() as work:
        assert work.notice(reference).due_at == due_of(generous, reference)
        mails = [row.key for row in work.session.exec(select(Outbox)) if row.kind == "mail"]
    assert any("prolonged" in key for key in mails)
    with pytest.raises(NotPossible, match="only so often: 1"):
        gives(generous, reference)
    assert due_of(generous, reference) - before == timedelta(days=2)


def test_a_pause_is_as_long_as_its_reason_and_not_everybodys(generous: City) -> None:
    reference = generous.files().reference
    before = due_of(generous, reference)
    pause = {"kind": "pause", "reason": "The court hears it on Friday"}

    with pytest.raises(NotAllowed):
        gives(generous, reference, "orlova", **pause, amount=3)
    for amount in (0, -1, 11):
        with pytest.raises(Invalid):
            gives(generous, reference, "zuev", **pause, amount=amount)
    with pytest.raises(Invalid, match="Say why"):
        gives(generous, reference, "zuev", kind="pause", reason=" ", amount=3)
    gives(generous, reference, "zuev", **pause, amount=3)

    assert due_of(generous, reference) - before == timedelta(days=3)


def test_a_law_that_knows_neither_says_so(city: City) -> None:
    reference = city.files().reference
    for kind in ("extension", "pause", "gift"):
        with pytest.raises(NotPossible, match="neither a pause nor more time"):
            gives(city, reference, kind=kind, amount=1)
    with pytest.raises(NotAllowed):
        gives(city, reference, "police")


def test_a_correction_counts_anew_and_keeps_what_was_granted(generous: City) -> None:
    reference = generous.files().reference
    before = due_of(generous, reference)
    gives(generous, reference)
    with generous.unit() as work:
        notice = work.notice(reference)
        known = versions.content_of(work, notice)
        later = tuple(replace(one, day=one.day + timedelta(days=1)) for one in known.sessions)
        correcting.correct(
            work, generous.rulebook, actor=generous.actor("orlova"), reference=reference,
            seen=notice.revision, content=replace(known, sessions=later), reason="A slip",
        )  # fmt: skip

    assert due_of(generous, reference) - before == timedelta(days=2)


def test_silence_waits_for_the_later_end_and_an_ended_clock_is_not_moved(generous: City) -> None:
    reference = generous.files().reference
    first = due_of(generous, reference)
    gives(generous, reference)
    generous.clock.set(first + timedelta(seconds=1))
    with generous.unit() as work:
        number = next(due.id or 0 for due in rows.pending_dues(work, work.notice(reference)))
        ticking.lapse(work, generous.rulebook, number)
    assert generous.stage(reference) == "received"

    generous.clock.set(first + timedelta(days=2, seconds=1))
    with pytest.raises(NotPossible, match="has ended already"):
        gives(generous, reference, "zuev", kind="pause", amount=1)
    with generous.unit() as work:
        ticking.lapse(work, generous.rulebook, number)
    assert generous.stage(reference) == "deemed-agreed"
