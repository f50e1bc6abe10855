"""Bodies are asked, answer once, late too; questions end with the review and never hold the law's clock."""

from typing import Any

import pytest

from records import rows
from records.tables import Consultation
from tests.support.everywhere import Everywhere
from tests.support.looking import due_of, entries, open_questions, promised
from workflow import consulting, moves
from workflow.errors import Invalid, NotAllowed, NotPossible


def answer(at: Everywhere, number: int, who: str, said: str = "no-objection", **parts: Any) -> None:
    with at.city.unit() as work:
        consulting.answer(
            work,
            at.city.rulebook,
            actor=at.actor(who),
            consultation_id=number,
            answer=said,
            **parts,
        )


def ask(at: Everywhere, reference: str, code: str, who: str = "orlova") -> int:
    with at.city.unit() as work:
        row = consulting.ask_another(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, code=code
        )
        return row.id or 0


def close(at: Everywhere, number: int, reason: str = "Ответят устно") -> None:
    with at.city.unit() as work:
        consulting.close(
            work, at.city.rulebook, actor=at.actor("orlova"), consultation_id=number, reason=reason
        )


def test_the_regime_names_who_is_asked_about_a_march(at: Everywhere) -> None:
    reference = at.files("n")
    at.moves(reference, "register")
    at.moves(reference, "ask")

    assert open_questions(at.city, reference) == ["police", "transport", "medical"]
    assert len(promised(at.city, "desk-asked")) == 3


def test_a_body_answers_once_and_only_for_itself(at: Everywhere) -> None:
    at.asked("n")
    number = at.question("n", "police")

    with pytest.raises(NotAllowed):
        answer(at, number, "transport")
    with pytest.raises(NotAllowed):
        answer(at, number, "orlova")
    answer(at, number, "police")
    with pytest.raises(NotPossible, match="answered already"):
        answer(at, number, "police")


@pytest.mark.parametrize(
    ("said", "parts", "field"),
    [
        ("objection", {}, "ground"),
        ("conditions", {"ground": "п. 4"}, "facts"),
        ("need-information", {}, "facts"),
        ("forbid", {}, "answer"),
    ],
)
def test_an_objection_names_its_ground_and_facts(
    at: Everywhere, said: str, parts: dict[str, str], field: str
) -> None:
    at.asked("n")
    with pytest.raises(Invalid) as refused:
        answer(at, at.question("n"), "police", said, **parts)
    assert refused.value.field == field


def test_the_last_answer_tells_the_office_each_time_that_all_are_in(at: Everywhere) -> None:
    reference = at.asked("n")
    answer(at, at.question("n"), "police")
    another = ask(at, reference, "medical")
    answer(at, another, "medical")

    assert len(promised(at.city, "desk-answers-in")) == 2


def test_a_late_answer_is_kept_as_late_and_tells_nobody_to_prepare(at: Everywhere) -> None:
    reference = at.asked("n")
    at.city.goes_to(2027, 3, 4, 12)  # the bodies had until the evening before
    at.moves(reference, "prepare")
    assert open_questions(at.city, reference) == []

    answer(at, at.question("n"), "police", "objection", ground="Закон", facts="Занято")

    last = entries(at.city, reference)[-1]
    assert (last.kind, last.details["late"]) == ("consultation.answered", True)
    assert promised(at.city, "desk-answers-in") == []
    assert promised(at.city, "body-closed") == []  # nobody told them to stop


def test_the_review_ends_by_answers_or_by_time(at: Everywhere) -> None:
    reference = at.asked("n")
    with pytest.raises(NotPossible, match="no answer from"):
        at.moves(reference, "prepare")

    at.city.goes_to(2027, 3, 3, 18, 0)
    with pytest.raises(NotPossible, match="no answer from"):
        at.moves(reference, "prepare")
    at.city.goes_to(2027, 3, 3, 18, 1)
    at.moves(reference, "prepare")

    assert at.city.stage(reference) == "preparing"


def test_nobody_is_waited_for_longer_with_a_reason(at: Everywhere) -> None:
    reference, number = at.asked("n"), at.question("n")
    with pytest.raises(Invalid):
        close(at, number, " ")

    close(at, number)

    with pytest.raises(NotPossible):
        close(at, number)
    answer(at, number, "police")  # it came after all
    assert len(promised(at.city, "desk-answers-in")) == 1
    at.moves(reference, "prepare")


@pytest.mark.parametrize(
    ("name", "verb", "told"),
    [("back-to-registered", "closed", 1), ("withdraw", "withdrawn", 2), ("void", "closed", 1)],
)
def test_questions_end_with_the_review_and_the_bodies_are_told(
    at: Everywhere, name: str, verb: str, told: int
) -> None:
    """Withdrawn, a body that has answered is told too: its people may count on the event (M09)."""
    reference = at.asked("n")

    at.moves(reference, name, "zuev" if name == "void" else "orlova")

    assert open_questions(at.city, reference) == []
    assert len(promised(at.city, f"body-{verb}")) == told


def test_a_body_whose_time_is_over_can_be_asked_again_after_a_step_back(at: Everywhere) -> None:
    reference = at.asked("n")
    at.city.goes_to(2027, 3, 4, 9)
    at.moves(reference, "prepare")
    at.moves(reference, "back-to-review")

    ask(at, reference, "police")

    assert open_questions(at.city, reference) == ["police"]


def test_bodies_are_asked_during_the_review_only(at: Everywhere) -> None:
    reference = at.files("n")
    for step in ("register", "prepare-without-asking"):
        with pytest.raises(NotPossible, match="during the review"):
            ask(at, reference, "police")
        at.moves(reference, step)


def test_a_late_notice_is_asked_about_by_no_way_round(at: Everywhere) -> None:
    at.city.goes_to(2027, 3, 9)
    reference = at.files("n")
    at.moves(reference, "register")

    with pytest.raises(NotPossible):
        ask(at, reference, "police")
    with pytest.raises(NotPossible, match="outside the window"):
        at.moves(reference, "ask")


def test_only_bodies_are_asked_and_each_once_at_a_time(at: Everywhere) -> None:
    reference = at.asked("n")

    with pytest.raises(Invalid):
        ask(at, reference, "prefecture-zao")  # or another office would read the notice
    with pytest.raises(NotPossible, match="asked already"):
        ask(at, reference, "police")


def test_a_question_points_at_the_version_and_moves_no_clock_of_the_law(at: Everywhere) -> None:
    reference = at.files("n")
    before = due_of(at.city, reference)
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=("police",))

    with at.city.reading() as work:
        row = work.get(Consultation, at.question("n"))
        assert rows.version_number(work, row.version_id) == 1
    assert due_of(at.city, reference) == before


def test_withdrawn_twice_the_body_is_told_twice(at: Everywhere) -> None:
    reference = at.asked("n")
    for _ in range(2):
        seen = at.city.revision(reference)
        with at.city.unit() as work:
            moves.withdraw(
                work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen,
                note="Дождь",
            )  # fmt: skip
        at.moves(reference, "reopen", "zuev")
        at.moves(reference, "ask", bodies=("police",))

    assert len(promised(at.city, "body-withdrawn")) == 3  # and once the body that had answered
