"""Organiser and office come to terms: a change, a counter-offer and its answer, and both sides at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any

import pytest

from records.errors import Overtaken
from tests.stories.conftest import Town
from tests.support.everywhere import Everywhere
from tests.support.looking import letters_of, log_of
from workflow import amending, answering, countering, deciding, lastsafe, moves, versions
from workflow.content import SessionIn
from workflow.countering import OfferIn
from workflow.errors import Refused

FOUR = SessionIn(date(2027, 3, 14), "16:00", "18:00")
FIVE = SessionIn(date(2027, 3, 14), "17:00", "19:00")


@pytest.fixture
def at(town: Town) -> Everywhere:
    """The city with its people, for deeds that need no pages."""
    return town.at


def both(first: Any, second: Any) -> list[bool]:
    """Two people act at one moment; who of them succeeded."""
    start = Barrier(2)

    def does(deed: Any) -> bool:
        start.wait(timeout=30)
        try:
            deed()
        except (Overtaken, Refused):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(does, (first, second)))


def amends(at: Everywhere, reference: str, seen: int, people: int) -> None:
    actor = at.actor("owner")
    with at.city.reading() as work:
        old = versions.content_of(work, work.notice(reference))
        content = replace(old, attendance=people)
        plan = amending.look(
            work, at.city.rulebook, actor=actor, reference=reference, content=content
        )
    with at.city.unit() as work:
        amending.amend(
            work, at.city.rulebook, actor=actor, reference=reference, seen=seen, content=content,
            reason="Иначе", mark=plan.mark,
        )  # fmt: skip


def offers(at: Everywhere, reference: str, hours: SessionIn) -> None:
    with at.city.unit() as work:
        countering.offer(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
            offered=OfferIn(sessions=(hours,), reason="Гости приезжают к 15:20"),
        )  # fmt: skip


def test_a_change_against_a_signature_a_withdrawal_and_a_second_change(at: Everywhere) -> None:
    """Exactly one of the two lands, whoever is faster; the other one's is refused whole."""
    for turn in range(2):
        reference = at.to_sign(f"signed {turn}", "agreed")
        seen, last = at.city.revision(reference), ""
        with at.city.reading() as work:
            last = lastsafe.mark(work, at.city.rulebook, reference)

        def signs(reference: str = reference, seen: int = seen, last: str = last) -> None:
            with at.city.unit() as work:
                deciding.release(
                    work, at.city.rulebook, actor=at.actor("morozova"), reference=reference,
                    seen=seen, last_seen=last,
                )  # fmt: skip

        won = both(lambda r=reference, s=seen: amends(at, r, s, 300), signs)
        assert sorted(won) == [False, True]
        assert at.city.stage(reference) == ("review" if won[0] else "agreed")

        reference = at.asked(f"withdrawn {turn}")
        seen = at.city.revision(reference)

        def withdraws(reference: str = reference, seen: int = seen) -> None:
            with at.city.unit() as work:
                moves.withdraw(
                    work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
                    seen=seen, note="Дождь",
                )  # fmt: skip

        won = both(lambda r=reference, s=seen: amends(at, r, s, 300), withdraws)
        assert sorted(won) == [False, True]

        reference = at.files(f"twice {turn}")
        seen = at.city.revision(reference)
        won = both(
            lambda r=reference, s=seen: amends(at, r, s, 300),
            lambda r=reference, s=seen: amends(at, r, s, 310),
        )
        assert sorted(won) == [False, True]
        assert log_of(at.city, reference).count("notice.amended") == 1


def test_a_proposal_is_countered_answered_countered_and_agreed(at: Everywhere) -> None:
    reference = at.released("deal", "proposal")
    offers(at, reference, FOUR)
    at.writes_draft(reference, "proposal", proposal_sessions=(FIVE,))
    at.signs(reference)
    offers(at, reference, SessionIn(FIVE.day, "17:30", "19:00"))
    seen = at.city.revision(reference)

    def takes() -> None:
        with at.city.unit() as work:
            countering.take(
                work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, seen=seen
            )

    def accepts() -> None:
        with at.city.unit() as work:
            answering.accept(
                work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen
            )

    won = both(takes, accepts)  # the office takes the offer while the organiser takes the proposal

    assert sorted(won) == [False, True]
    if not won[0]:
        at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    at.signs(reference)
    assert letters_of(at.city, reference) == ["receipt", "proposal", "proposal", "agreed"]
    with at.city.reading() as work:
        content = versions.content_of(work, work.notice(reference))
    assert content.sessions[0].start == ("17:30" if won[0] else "17:00")
