"""One prepares, another signs; refused is only by the closed list; silence is never overtaken by a signature."""

from datetime import date
from typing import Any

import pytest

from records import rows
from records.tables import PersonGround
from tests.support.everywhere import DRAFTS, SPOKESMAN, Everywhere
from tests.support.looking import (
    drafts_of,
    due_of,
    entries,
    letters_of,
    log_of,
    time_passes,
)
from workflow import deciding, drafted, moves
from workflow.content import SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible

MARCH_14 = date(2027, 3, 14)


def preparing(at: Everywhere, name: str = "n") -> str:
    """In preparation without asking anybody: the shortest way."""
    reference = at.files(name)
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    return reference


# --- no refusal without ground, facts and appeal (decisions 12) --------------------------------


@pytest.mark.parametrize("reason", ["place_taken", "repairs", "traffic", "capacity"])
def test_traffic_repairs_or_a_taken_place_support_a_proposal_and_never_a_refusal(
    at: Everywhere, reason: str
) -> None:
    reference = preparing(at)
    for outcome in ("refused", "not-examined", "warning", "cure", "agreed"):
        with pytest.raises(Invalid, match="can't back"):
            at.writes_draft(reference, outcome, reason_ids=(reason,))

    at.writes_draft(reference, "proposal", reasons="", reason_ids=(reason,))

    at.moves(reference, "submit")
    assert at.city.stage(reference) == "for-signature"


@pytest.mark.parametrize(
    "ground", ["traffic", "repairs", "place_taken", "art12_3_purpose", "other"]
)
def test_no_ground_refuses_but_the_two_of_the_law(at: Everywhere, ground: str) -> None:
    with pytest.raises(Invalid) as refused:
        at.writes_draft(preparing(at), "refused", ground=ground)
    assert refused.value.field == "ground"


@pytest.mark.parametrize(
    "gap",
    [
        {"ground": ""},
        {"facts": " "},
        {"measures": ()},
        {"measures": ({"measure": "Перенести", "found": "", "result": ""},)},
    ],
)
def test_a_refusal_with_a_gap_never_reaches_the_signatory(
    at: Everywhere, gap: dict[str, Any]
) -> None:
    reference = preparing(at)
    at.writes_draft(reference, "refused", **gap)

    with pytest.raises(NotPossible, match="Not yet"):
        at.moves(reference, "submit")


def test_the_letter_of_a_refusal_names_ground_article_facts_and_says_where_to_appeal(
    at: Everywhere,
) -> None:
    reference = at.released("n", "refused")

    with at.city.reading() as work:
        notice = work.notice(reference)
        letter = rows.letters(work, notice)[-1].data
        appeals = city_appeals(at, notice.regime_pin, "refused")
    assert "запрещается" in letter["ground"]["text"]
    assert "12" in letter["ground"]["article"]
    assert letter["facts"] != []
    assert letter["measures"] != []
    assert appeals == ["objection", "court", "complaint"]


def city_appeals(at: Everywhere, pin: str, outcome: str) -> list[str]:
    return [one.id for one in at.city.rulebook[pin].appeals if outcome in one.outcomes]


@pytest.mark.parametrize("outcome", ["refused", "proposal", "cure", "warning", "not-examined"])
def test_every_answer_that_is_no_agreement_can_be_appealed(at: Everywhere, outcome: str) -> None:
    pin = at.city.rulebook.current("ru-moscow-assembly", MARCH_14).pin
    assert city_appeals(at, pin, outcome) != []


def test_facts_about_a_person_have_a_source_and_stay_apart(at: Everywhere) -> None:
    reference = preparing(at)
    with pytest.raises(Invalid):
        at.writes_draft(reference, "refused", ground="art12_3_person")
    at.writes_draft(
        reference, "refused", ground="art12_3_person", person_facts="Приговор", person_source="Суд",
    )  # fmt: skip

    with at.city.reading() as work:
        row = rows.draft_decision(work, work.notice(reference))
        assert row is not None
        assert "Приговор" not in row.facts + row.reasons + str(row.extra)
        read = [
            drafted.look(work, at.city.rulebook, actor=at.actor(who), reference=reference)
            for who in ("hasanov", "morozova", "kravets")
        ]
    told = [view.draft.person_facts if view.draft else None for view in read]
    assert told == ["Приговор", "Приговор", ""]  # the clerk prints, and need not know


def test_facts_about_a_person_go_with_the_ground_and_with_the_draft(at: Everywhere) -> None:
    for name, end in (("other", ""), ("void", "void")):
        reference = preparing(at, name)
        about = {"ground": "art12_3_person", "person_facts": "Приговор", "person_source": "Суд"}
        at.writes_draft(reference, "refused", **about)
        if end:
            at.moves(reference, end, "zuev")
        else:
            at.writes(reference, "agreed")
    with at.city.reading() as work:
        assert work.session.get(PersonGround, 1) is None
        assert work.session.get(PersonGround, 2) is None


# --- two people, one version -------------------------------------------------------------------


def test_who_saved_last_is_the_preparer_and_signs_nothing(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    with pytest.raises(NotAllowed):
        at.signs(reference, "orlova")
    assert log_of(at.city, reference)[-1] == "notice.submit"
    with pytest.raises(NotAllowed):
        at.signs(reference, "farsigner", submit=False)

    at.signs(reference, submit=False)

    assert drafts_of(at.city, reference) == ["released"]


def test_a_signature_of_one_who_prepared_is_refused_even_with_the_power(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    at.moves(reference, "submit")
    with at.city.unit() as work:
        row = rows.draft_decision(work, work.notice(reference))
        assert row is not None
        row.prepared_by = at.account("morozova")

    with pytest.raises(NotPossible, match="you prepared"):
        at.signs(reference, submit=False)


def test_a_decision_is_written_in_preparation_only(at: Everywhere) -> None:
    reference = at.files("n")
    with pytest.raises(NotPossible):
        at.writes(reference, "agreed")
    with pytest.raises(NotPossible, match="no decision"):
        at.signs(reference, submit=False)


@pytest.mark.parametrize("end", ["withdraw", "void", "lapse"])
def test_a_draft_that_its_notice_outlived_is_dropped_and_never_signed(
    at: Everywhere, end: str
) -> None:
    reference = at.preparing("n", "agreed")
    at.moves(reference, "submit")
    if end == "lapse":
        at.city.goes_to(2027, 3, 5, 0, 0)
        time_passes(at.city)
    else:
        at.moves(reference, end, "zuev" if end == "void" else "orlova")

    assert drafts_of(at.city, reference) == ["dropped"]
    with pytest.raises(NotPossible, match="no decision"):
        at.signs(reference, submit=False)
    assert "agreed" not in letters_of(at.city, reference)


def test_a_reopened_notice_begins_with_a_new_draft(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    at.moves(reference, "withdraw")
    at.moves(reference, "reopen", "zuev")
    at.moves(reference, "prepare-without-asking")

    with pytest.raises(NotPossible, match="no answer is drafted"):
        at.moves(reference, "submit")


# --- clocks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["agreed", "refused", "proposal", "cure", "warning"])
def test_nothing_is_signed_after_silence_has_spoken(at: Everywhere, outcome: str) -> None:
    """The worker is a minute late, or slept: the law does not wait for it."""
    reference = at.to_sign("n", outcome)
    at.city.goes_to(2027, 3, 5, 0, 0)

    with pytest.raises(NotPossible, match="time ran out"):
        at.signs(reference, submit=False)

    assert time_passes(at.city) == ["deemed-agreed"]


def test_a_proposal_is_signed_in_the_last_second(at: Everywhere) -> None:
    reference = at.to_sign("n", "proposal")
    at.city.goes_to(2027, 3, 4, 23, 59)
    at.city.clock.advance(seconds=59, microseconds=999_999)

    at.signs(reference, submit=False)

    assert (at.city.stage(reference), due_of(at.city, reference)) == (
        "proposed", ("11.03 23:59", "organiser"),
    )  # fmt: skip


def test_a_proposal_to_which_nobody_could_answer_any_more_is_not_signed(at: Everywhere) -> None:
    """A picket filed on D-3: the organiser's day ends before the city's, and passes unasked."""
    reference = at.files(
        "n", kind="picket_single_structure", answers={"structure": "Стенд"},
        sessions=(SessionIn(date(2027, 3, 4), "12:00", "13:00"),),
    )  # fmt: skip
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    later = (SessionIn(date(2027, 3, 4), "15:00", "16:00"),)
    at.writes_draft(reference, "proposal", proposal_sessions=later)
    at.moves(reference, "submit")
    at.city.goes_to(2027, 3, 2, 10)
    time_passes(at.city)

    with pytest.raises(NotPossible, match="could answer only until"):
        at.signs(reference, submit=False)


@pytest.mark.parametrize(
    ("session", "why"),
    [
        (SessionIn(MARCH_14, "12:00", "13:30"), "Propose another"),
        (SessionIn(date(2027, 3, 11), "12:00", "13:00"), "after the day by which"),
        (SessionIn(date(2026, 3, 14), "12:00", "13:00"), "after the day by which"),
    ],
)
def test_a_proposal_is_another_time_that_can_still_be_answered(
    at: Everywhere, session: SessionIn, why: str
) -> None:
    with pytest.raises(Invalid, match=why):
        at.writes_draft(preparing(at), "proposal", proposal_sessions=(session,))


def test_a_request_to_cure_names_questions_that_the_organiser_can_answer(at: Everywhere) -> None:
    item = {"field": "Мера", "reason": "Неясно", "article": ""}
    with pytest.raises(Invalid) as refused:
        at.writes_draft(preparing(at), "cure", items=(item,))
    assert refused.value.field == "items"


def test_an_outcome_changed_leaves_no_proposal_behind(at: Everywhere) -> None:
    reference = preparing(at)
    at.writes(reference, "proposal")
    at.writes(reference, "agreed")

    with at.city.reading() as work:
        row = rows.draft_decision(work, work.notice(reference))
        assert row is not None
        assert rows.proposal_of(work, row) is None


# --- the ways round ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["release-agreed", "release-refused", "lapse-agreed", "accept", "fly"]
)
def test_a_move_with_a_page_of_its_own_is_made_there_only(at: Everywhere, name: str) -> None:
    reference = at.to_sign("n", "agreed")

    with pytest.raises(NotPossible):
        at.moves(reference, name, "morozova")

    assert at.city.stage(reference) == "for-signature"


@pytest.mark.parametrize(
    ("name", "who"), [("withdraw", "orlova"), ("void", "zuev"), ("back-to-preparing", "morozova")]
)
def test_a_step_off_the_road_says_why(at: Everywhere, name: str, who: str) -> None:
    reference = at.to_sign("n", "agreed")
    with pytest.raises(Invalid), at.city.unit() as work:
        moves.move(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, name=name,
            seen=work.notice(reference).revision, note="  ",
        )  # fmt: skip


def test_the_number_is_allotted_at_release_and_none_is_lost_on_the_way(at: Everywhere) -> None:
    first, second = at.to_sign("a", "agreed"), at.to_sign("b", "agreed")
    with pytest.raises(NotAllowed):
        at.signs(first, "stranger", submit=False)

    numbers = [at.signs(reference, submit=False) for reference in (second, first)]

    assert [number.split("-")[1] for number in numbers] == ["1/27", "2/27"]
    assert entries(at.city, first)[-1].details["number"] == numbers[1]


def test_a_preview_has_no_number_and_leaves_no_trace(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    before = log_of(at.city, reference)
    with at.city.reading() as work:
        letter = deciding.preview(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, locale="en"
        )
    assert letter.head.number == "00-000/00"
    assert (log_of(at.city, reference), letters_of(at.city, reference)) == (before, ["receipt"])
    assert DRAFTS["agreed"].representative_name == SPOKESMAN["representative_name"]
