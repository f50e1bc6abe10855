"""Corners of the road that a walk of every path found: no clock falls between two steps, nobody is left unable to act."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from records.tables import Due
from regimes.regime import Regime
from regimes.shelf import Rulebook
from tests.support.city import RULEBOOK
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, due_of, time_passes
from tests.workflow.test_answering import accept, decline
from tests.workflow.test_correcting import correct
from workflow import arcs, gathering
from workflow.errors import NotPossible

MOSCOW = next(regime for regime in RULEBOOK if regime.id == "ru-moscow-assembly")
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["void", "duplicate"])
def test_while_the_worker_sleeps_no_correction_takes_the_silence_away(
    at: Everywhere, name: str
) -> None:
    twin = at.files("twin")
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)

    with pytest.raises(NotPossible, match="time ran out"):
        at.moves(reference, name, "zuev", **({"duplicate_of": twin} if name == "duplicate" else {}))

    assert "deemed-agreed" in time_passes(at.city)
    assert at.city.stage(reference) == "deemed-agreed"


def test_an_accepted_notice_sent_back_to_its_registration_is_still_answered_in_time(
    at: Everywhere,
) -> None:
    reference = at.released("n", "proposal")
    accept(at, reference)
    at.moves(reference, "back-to-registered")
    assert due_of(at.city, reference) == ("02.03 23:59", "authority")

    at.city.goes_to(2027, 3, 3, 0, 0)

    assert time_passes(at.city) == ["deemed-agreed"]


def test_a_refusal_entered_wrongly_gives_the_organiser_their_day_again(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    decline(at, reference)
    assert clocks_of(at.city, reference)["organiser_reply"] == "met"

    at.moves(reference, "reopen", "zuev")
    at.moves(reference, "prepare-without-asking")
    at.writes_draft(reference, "proposal", replace_reason="Отказ внесён ошибочно")
    at.signs(reference)

    assert due_of(at.city, reference) == ("11.03 23:59", "organiser")
    at.city.goes_to(2027, 3, 12, 0, 0)
    assert time_passes(at.city) == ["not-agreed"]


def running_for_the_late(regime: Regime) -> Regime:
    """The same law, but the city answers late notices too."""
    clock = replace(regime.clocks["proposal"], runs_for=("in_window", "too_late"))
    return replace(regime, clocks=MappingProxyType({**regime.clocks, "proposal": clock}))


@pytest.fixture
def lenient(at: Everywhere) -> Everywhere:
    """A city whose law answers late notices in time too."""
    kept = {**RULEBOOK.by_pin, MOSCOW.pin: running_for_the_late(MOSCOW)}
    at.city.rulebook = Rulebook(MappingProxyType(kept), RULEBOOK.calendars)
    return at


def test_a_clock_that_runs_for_a_late_notice_is_not_lost_by_a_correction(
    lenient: Everywhere,
) -> None:
    at = lenient
    at.city.goes_to(2027, 3, 9)
    reference = at.files("n")
    due = due_of(at.city, reference)
    assert due == ("12.03 23:59", "authority")

    correct(at, reference, attendance=351)
    assert due_of(at.city, reference) == due

    at.moves(reference, "withdraw")
    at.moves(reference, "reopen", "zuev")
    assert due_of(at.city, reference) == due


def due(id_: int, clock: str, hours: int, result: str = "") -> Due:
    """A row of the ledger."""
    at = NOON + timedelta(hours=hours)
    done = NOON if result else None
    return Due(
        id=id_, notice_id=1, clock=clock, side=MOSCOW.clocks[clock].side, due_at=at, done_at=done,
        result=result, consequence="", steps=[], set_at=NOON,
    )  # fmt: skip


def test_of_two_clocks_that_run_the_nearer_one_binds() -> None:
    first, later = due(1, "proposal", 1), due(2, "answer_after_reply", 9)
    met = due(1, "proposal", 1, "met")

    assert gathering.newest_due(MOSCOW, [first, later], "authority", "review") == first.due_at
    assert gathering.newest_due(MOSCOW, [met, later], "authority", "review") == later.due_at
    assert gathering.newest_due(MOSCOW, [met], "authority", "review") == met.due_at
    assert gathering.newest_due(MOSCOW, [met], "organiser", "review") is None


def test_only_a_decision_is_replaced(at: Everywhere) -> None:
    """What a court decided, or time, is no decision of the office."""
    reference = at.released("n", "refused")
    at.moves(reference, "set-aside")
    with at.city.reading() as work:
        notice = work.notice(reference)
        move = MOSCOW.moves["replace"]
        notice.stage = "agreed"  # as if time or a court had led there
        why = arcs.against(work, MOSCOW, notice, move)
        notice.stage = "refused"
        decided = arcs.against(work, MOSCOW, notice, move)

    assert why is not None
    assert "none to replace" in why.text
    assert decided is None
