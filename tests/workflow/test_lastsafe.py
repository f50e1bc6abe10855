"""Until when the organiser can still act: counted as if the notice came anew, seen before anything is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from records.tables import Notice
from tests.support.everywhere import DRAFTS, Everywhere
from workflow import deciding, lastsafe, law, moves
from workflow.errors import Invalid
from workflow.lastsafe import LastMoments, NotSeen

CLOSES = datetime(2027, 3, 4, 20, 59, 59, tzinfo=UTC)  # D-10 of 14 March, 24:00 in Moscow


def moments(at: Everywhere, reference: str) -> LastMoments:
    with at.city.reading() as work:
        notice: Notice = work.notice(reference)
        regime = law.regime_of(work, at.city.rulebook, notice)
        return lastsafe.of(work, at.city.rulebook, regime, notice)


def test_the_moments_are_those_of_a_notice_filed_now(at: Everywhere) -> None:
    reference = at.files("n")  # a march on 14 March 2027, filed on 1 March

    last = moments(at, reference)

    assert (last.refiling, last.refile_until) == ("open", CLOSES)
    assert (last.answer_open, last.answer_until) == (
        True,
        datetime(2027, 3, 11, 20, 59, 59, tzinfo=UTC),
    )
    at.city.clock.set(CLOSES)
    assert moments(at, reference).refiling == "open"
    at.city.clock.set(CLOSES + timedelta(seconds=1))
    assert moments(at, reference).refiling == "shut"


@pytest.mark.parametrize("outcome", ["cure", "proposal"])
def test_what_asks_the_organiser_back_is_not_sent_unseen(at: Everywhere, outcome: str) -> None:
    reference = at.preparing("n", outcome)
    book, seen = at.city.rulebook, at.city.revision(reference)

    for told in ("", "True|True|2027-01-01T00:00:00+00:00|-"):
        with pytest.raises(NotSeen, match="would be in time until"), at.city.unit() as work:
            moves.move(
                work, book, actor=at.actor("orlova"), reference=reference, name="submit",
                seen=seen, last_seen=told,
            )  # fmt: skip
    at.moves(reference, "submit")
    seen = at.city.revision(reference)
    with pytest.raises(NotSeen), at.city.unit() as work:
        deciding.release(work, book, actor=at.actor("morozova"), reference=reference, seen=seen)
    assert at.city.stage(reference) == "for-signature"

    at.signs(reference, submit=False)
    assert at.city.stage(reference) in {"proposed", "cure-asked"}


def test_moments_that_passed_meanwhile_count_as_unseen(at: Everywhere) -> None:
    reference = at.preparing("n", "cure")
    at.city.clock.set(CLOSES - timedelta(minutes=1))
    with at.city.reading() as work:
        told = lastsafe.mark(work, at.city.rulebook, reference)
    at.city.clock.set(CLOSES + timedelta(seconds=1))

    with pytest.raises(NotSeen, match="out of its window already"), at.city.unit() as work:
        moves.move(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, name="submit",
            seen=at.city.revision(reference), last_seen=told,
        )  # fmt: skip


def test_an_agreement_asks_nobody_back_and_needs_no_look(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    with at.city.unit() as work:
        moves.move(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, name="submit",
            seen=at.city.revision(reference),
        )  # fmt: skip
    assert at.city.stage(reference) == "for-signature"


def test_after_the_window_only_what_can_be_mended_in_place_is_asked_for(at: Everywhere) -> None:
    reference = at.preparing("n", "cure")
    day = {"field": "sessions", "reason": "Another day", "article": "7"}
    at.writes_draft(reference, "cure", items=(day,))  # the window is open: a new notice is possible
    at.city.clock.set(CLOSES + timedelta(seconds=1))

    with pytest.raises(Invalid, match="propose another time instead"):
        at.writes_draft(reference, "cure", items=(day,))
    at.writes_draft(reference, "cure", items=(replace(DRAFTS["cure"]).items[0],))
    assert not lastsafe.repairable(moments(at, reference), "kind")
    assert lastsafe.repairable(moments(at, reference), "order")
