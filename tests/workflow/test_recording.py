"""What a court decided is entered with its paper, and the notice goes on from there."""

import pytest

from tests.support.everywhere import Everywhere
from tests.support.looking import entries, promised
from workflow import moves
from workflow.errors import Invalid, NotAllowed, NotPossible

PAPER = "Тверской районный суд, 5 марта 2027 г., дело 3а-17/2027"


def records(at: Everywhere, reference: str, who: str = "orlova", note: str = PAPER) -> None:
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        moves.move(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            name="set-aside", seen=seen, note=note,
        )  # fmt: skip


def test_a_refusal_that_a_court_set_aside_is_decided_anew(at: Everywhere) -> None:
    reference = at.released("set aside", "refused")

    records(at, reference)

    assert at.city.stage(reference) == "preparing"
    assert entries(at.city, reference)[-1].kind == "notice.set-aside"
    assert len(promised(at.city, "record")) == 1
    at.writes_draft(reference, "agreed", replace_reason=PAPER)
    at.signs(reference)
    assert at.city.stage(reference) == "agreed"


def test_a_court_can_say_that_a_notice_came_in_time(at: Everywhere) -> None:
    at.city.goes_to(2027, 3, 9)
    reference = at.files("late")
    at.moves(reference, "prepare-not-examined")
    at.writes(reference, "not-examined")
    at.signs(reference)

    records(at, reference)
    at.writes_draft(reference, "agreed", replace_reason=PAPER)
    at.signs(reference)

    assert at.city.stage(reference) == "agreed"


def test_a_court_decision_needs_its_paper_and_somebody_of_the_office(at: Everywhere) -> None:
    reference = at.released("refused", "refused")
    with pytest.raises(Invalid):
        records(at, reference, note="  ")
    for who in ("kravets", "morozova", "auditor", "farclerk", "owner"):
        with pytest.raises(NotAllowed):
            records(at, reference, who=who)
    assert at.city.stage(reference) == "refused"


def test_nothing_is_set_aside_that_was_not_decided(at: Everywhere) -> None:
    reference = at.files("fresh")
    with pytest.raises(NotPossible):
        records(at, reference)
