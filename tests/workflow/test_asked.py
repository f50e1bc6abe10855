"""A body opens one question by the link of its mail, asks before it answers, is reminded, and its chief is told."""

from datetime import timedelta
from typing import Any

import pytest

from records import rows
from records.tables import Consultation
from tests.support.everywhere import Everywhere
from tests.support.looking import entries, log_of, open_questions, promised
from workflow import asked, asking_more, body_time, consulting
from workflow.errors import Invalid, NotAllowed, NotPossible


def link(at: Everywhere, number: int) -> str:
    with at.city.unit() as work:
        return asked.make_link(work, number)


def opened(at: Everywhere, secret: str) -> asked.Opened:
    with at.city.unit() as work:
        return asked.open_link(work, secret)


def answers(at: Everywhere, number: int, said: str = "no-objection", **parts: Any) -> None:
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=asked.actor_of(work, number, "Никитин А. С., дежурный"),
            consultation_id=number, answer=said, **parts,
        )  # fmt: skip


def told(at: Everywhere) -> list[int]:
    """What one minute of the worker tells: the part of each question's time."""
    with at.city.reading() as work:
        found = body_time.to_tell(work)
    parts = []
    for one in found:
        with at.city.unit() as work:
            parts.append(body_time.tell(work, one))
    return parts


def test_a_link_opens_its_question_until_that_is_answered(at: Everywhere) -> None:
    at.asked("n")
    number = at.question("n")
    secret = link(at, number)

    assert opened(at, "x" * 43) == asked.Opened(asked.UNKNOWN)
    assert opened(at, secret) == opened(at, secret) == asked.Opened(asked.OPEN, number)
    answers(at, number)

    assert opened(at, secret) == asked.Opened(asked.ANSWERED)
    with at.city.reading() as work:
        row = work.get(Consultation, number)
    assert (row.answered_by, row.answered_name) == (None, "Никитин А. С., дежурный")
    with pytest.raises(NotPossible, match="answered already"):
        answers(at, number)


def test_a_link_ends_two_weeks_after_the_due_time_and_a_new_one_can_be_sent(
    at: Everywhere,
) -> None:
    at.asked("n")
    number = at.question("n")
    secret = link(at, number)
    with at.city.reading() as work:
        due = work.get(Consultation, number).due_at
    at.city.clock.set(due + asked.GRACE - timedelta(seconds=1))
    assert opened(at, secret).state == asked.OPEN  # late, and still taken
    at.city.clock.set(due + asked.GRACE)
    assert opened(at, secret).state == asked.OVER

    before = len(promised(at.city, "desk-asked"))
    for one in (secret, "x" * 43, secret):
        with at.city.unit() as work:
            asked.send_again(work, one)
    assert len(promised(at.city, "desk-asked")) == before + 1  # two within a minute are one mail


def test_a_link_of_a_withdrawn_notice_or_an_old_address_opens_nothing(at: Everywhere) -> None:
    reference = at.asked("n")
    number = at.question("n")
    secret = link(at, number)
    with at.city.unit() as work:
        assert asked.links_of_unit_end(work, rows.unit_by_code(work, "police").id or 0) == 1
    assert opened(at, secret).state == asked.OVER
    secret = link(at, number)
    at.moves(reference, "withdraw")

    assert opened(at, secret).state == asked.ENDED


def test_a_link_answers_for_its_own_body_alone(at: Everywhere) -> None:
    at.asked("n", bodies=("police", "transport", "medical"))
    police, medical = at.question("n", "police"), at.question("n", "medical")
    with pytest.raises(NotAllowed), at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=asked.actor_of(work, police), consultation_id=medical,
            answer="no-objection",
        )  # fmt: skip


def test_a_body_that_needs_to_know_more_asks_and_still_owes_its_answer(at: Everywhere) -> None:
    reference = at.asked("n")
    number = at.question("n")
    with pytest.raises(Invalid):
        answers(at, number, "need-information", facts=" ")
    with pytest.raises(Invalid):
        answers(at, number, "need-information", facts="Where is the stage?", whom="press")
    answers(at, number, "need-information", facts="Where is the stage?", whom="organiser")
    answers(at, number, "need-information", facts="Is the tram diverted?")

    assert open_questions(at.city, reference) == ["police"]
    assert (len(promised(at.city, "body-asks")), len(promised(at.city, "desk-body-asks"))) == (1, 1)
    with at.city.reading() as work:
        theirs = asking_more.look(work, actor=at.actor("owner"), reference=reference)
        office = asking_more.look(work, actor=at.actor("orlova"), reference=reference)
        other = asking_more.look(work, actor=at.actor("transport"), reference=reference)
    assert [one.text for one in theirs] == ["Where is the stage?"]
    assert len(office) == 2
    assert other == ()

    said = {"reference": reference, "text": "At the north end."}
    with pytest.raises(NotPossible, match="not asked of you"), at.city.unit() as work:
        asking_more.answer(
            work, at.city.rulebook, actor=at.actor("owner"), question_id=office[1].id, **said
        )
    with at.city.unit() as work:
        asking_more.answer(
            work, at.city.rulebook, actor=at.actor("owner"), question_id=office[0].id, **said
        )
    with pytest.raises(NotPossible, match="answered already"), at.city.unit() as work:
        asking_more.answer(
            work, at.city.rulebook, actor=at.actor("orlova"), question_id=office[0].id, **said
        )
    assert len(promised(at.city, "body-told-more")) == 1
    answers(at, number, "objection", ground="ПДД", facts="Сцена на путях")
    assert log_of(at.city, reference)[-4:] == [
        "question.asked", "question.asked", "question.answered", "consultation.answered",
    ]  # fmt: skip


def test_each_part_of_a_body_s_time_is_told_once_then_its_chief_is(at: Everywhere) -> None:
    """Restarts tell nothing twice: how far it has come is kept with the promise."""
    reference = at.asked("n")
    number = at.question("n")
    with at.city.unit() as work:
        rows.unit_by_code(work, "police").chief_email = "chief@police.example"
        row = work.get(Consultation, number)
        start, whole = row.asked_at, row.due_at - row.asked_at
    for gone, expected in (
        (0.49, []),
        (0.5, [50]),
        (0.79, []),
        (0.8, [80]),
        (1.0, [100]),
        (1.1, [110]),
    ):
        at.city.clock.set(start + whole * gone)
        assert told(at) == expected
        assert told(at) == []

    assert len(promised(at.city, "body-reminder")) == 3
    assert [one["to"] for one in promised(at.city, "body-silent")] == ["chief"]
    logged = [one.details for one in entries(at.city, reference) if one.kind.endswith("reminded")]
    assert [(one["part"], one["whom"]) for one in logged] == [
        (50, "body"), (80, "body"), (100, "body"), (110, "chief"),
    ]  # fmt: skip


def test_a_worker_that_slept_tells_the_last_part_alone_and_nobody_about_what_is_answered(
    at: Everywhere,
) -> None:
    at.asked("n", bodies=("police", "transport", "medical"))
    answers(at, at.question("n", "medical"))
    at.city.clock.advance(days=3)

    assert told(at) == [110]
    assert promised(at.city, "body-reminder") == []
    assert len(promised(at.city, "desk-body-silent")) == 1  # no chief is known: the office is told
