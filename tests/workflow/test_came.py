"""What came on paper counts from the minute of its stamp: a counter-offer, and an answer to a proposal or a request."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from records import rows
from tests.support.everywhere import Everywhere
from tests.support.looking import due_of
from tests.workflow.test_countering import FOUR, open_offer
from workflow import answering, countering
from workflow.countering import OfferIn
from workflow.errors import Invalid, NotAllowed, NotPossible

OFFER = OfferIn(sessions=(FOUR,), reason="Гости приезжают к 15:20")


def enters(at: Everywhere, reference: str, came_at: datetime | None, who: str = "kravets") -> None:
    """Somebody enters the counter-offer that came."""
    with at.city.unit() as work:
        countering.offer(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision, offered=OFFER, came_at=came_at,
        )  # fmt: skip


def test_a_counter_offer_on_paper_counts_from_its_stamp(at: Everywhere) -> None:
    reference = at.released("march", "proposal")
    stamped = at.city.clock.now()
    at.city.clock.advance(days=1)

    enters(at, reference, stamped)

    assert at.city.stage(reference) == "countered"
    assert open_offer(at, reference).made_at == stamped
    assert due_of(at.city, reference) == ("11.03 23:59", "authority")  # as if entered at once
    with at.city.reading() as work:
        dues = rows.pending_dues(work, work.notice(reference))
        assert [one.set_at for one in dues if one.side == "authority"] == [stamped]


def test_what_came_in_time_is_taken_after_the_last_day_while_silence_is_not_written(
    at: Everywhere,
) -> None:
    reference = at.released("march", "proposal")
    with at.city.reading() as work:
        dues = rows.pending_dues(work, work.notice(reference))
        last = next(one for one in dues if one.side == "organiser").due_at
    at.city.clock.set(last + timedelta(minutes=1))

    with pytest.raises(NotPossible):
        enters(at, reference, None)
    with pytest.raises(NotPossible):
        enters(at, reference, last + timedelta(seconds=30))
    enters(at, reference, last - timedelta(hours=5))

    assert at.city.stage(reference) == "countered"


def test_a_stamp_is_not_ahead_and_not_before_the_letter_and_only_the_offices(
    at: Everywhere,
) -> None:
    reference = at.released("march", "proposal")
    now = at.city.clock.now()
    with pytest.raises(Invalid, match="ahead of now"):
        enters(at, reference, now + timedelta(minutes=1))
    with pytest.raises(Invalid, match="before the letter"):
        enters(at, reference, now - timedelta(minutes=1))
    with pytest.raises(NotAllowed):
        enters(at, reference, now, who="owner")
    assert open_offer(at, reference) is None


@pytest.mark.parametrize("deed", ["accept", "decline"])
def test_an_answer_on_paper_keeps_its_minute(at: Everywhere, deed: str) -> None:
    reference = at.released("march", "proposal")
    stamped = at.city.clock.now()
    at.city.clock.advance(hours=3)
    with at.city.unit() as work:
        common: dict[str, Any] = {
            "actor": at.actor("kravets"),
            "reference": reference,
            "seen": work.notice(reference).revision,
            "came_at": stamped,
        }
        if deed == "accept":
            answering.accept(work, at.city.rulebook, **common, note="Letter")
        else:
            answering.decline(work, at.city.rulebook, **common, reason="Dark")

    with at.city.reading() as work:
        decision = rows.released_decision(work, work.notice(reference))
        assert decision is not None
        proposal = rows.proposal_of(work, decision)
    assert proposal is not None
    assert proposal.answered_at == stamped
