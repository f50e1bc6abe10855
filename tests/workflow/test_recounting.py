"""Where a decision takes another's place, clocks that it stopped or kept run on as the law would have them."""

import pytest

from records import rows
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, drafts_of, due_of, time_passes
from workflow import answering
from workflow.errors import NotPossible


def test_a_replaced_agreement_names_the_letter_and_the_reason(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    at.moves(reference, "replace")
    at.writes(reference, "agreed")
    with pytest.raises(NotPossible, match="why it replaces"):
        at.moves(reference, "submit")

    at.writes_draft(reference, "agreed", replace_reason="Сменился представитель")
    at.signs(reference)

    assert drafts_of(at.city, reference) == ["replaced", "released"]
    with at.city.reading() as work:
        letters = rows.letters(work, work.notice(reference))
    assert letters[-1].data["replaces"]["number"] == letters[-2].number


def test_an_unanswered_proposal_is_replaced_and_can_t_be_accepted_any_more(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.moves(reference, "replace")
    assert due_of(at.city, reference) == (
        "04.03 23:59",
        "authority",
    )  # it was not kept by what is taken back
    at.writes_draft(reference, "cure", replace_reason="Ошибка в месте")
    at.signs(reference)

    assert drafts_of(at.city, reference) == ["replaced", "released"]
    with at.city.reading() as work:
        assert rows.open_proposal(work, work.notice(reference)) is None
    assert due_of(at.city, reference) == ("11.03 23:59", "organiser")


def test_a_letter_taken_back_and_then_silence_agrees(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.moves(reference, "replace")
    at.city.goes_to(2027, 3, 5, 0, 0)

    assert time_passes(at.city) == ["deemed-agreed"]


def test_a_proposal_is_not_taken_back_after_the_city_s_time(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 5, 9)

    with pytest.raises(NotPossible, match="letter stands"):
        at.moves(reference, "replace")

    assert due_of(at.city, reference) == ("11.03 23:59", "organiser")


def test_an_agreement_replaced_by_a_proposal_gives_the_organiser_their_day(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    at.moves(reference, "replace")
    at.writes_draft(reference, "proposal", replace_reason="Авария")
    at.signs(reference)

    assert due_of(at.city, reference) == ("11.03 23:59", "organiser")
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip
    assert at.city.stage(reference) == "review"


def test_a_warning_stays_beside_what_follows(at: Everywhere) -> None:
    reference = at.released("n", "warning")
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    at.signs(reference)

    assert drafts_of(at.city, reference) == ["released", "released"]
    assert clocks_of(at.city, reference) == {"proposal": "met", "organiser_reply": "dropped"}
