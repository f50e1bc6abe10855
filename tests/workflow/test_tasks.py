"""Posts and cover are asked, answered and agreed by number; assignments leave with the decision and are completed by link."""

from datetime import date
from typing import Any

import pytest

from records import rows
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of, promised
from workflow import assigning, drawing_tasks, resources, sentences, task_links, task_time, when
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.limiting import Limit
from workflow.resources import ResourceIn

DAY = date(2027, 3, 14)
SHIELD = ResourceIn(12, "ЧОО «Щит»", "77-1234", "10:00–16:00")


def asks(at: Everywhere, reference: str, kind: str = "security", wanted: int | None = 10, why: str = "Большая площадь") -> int:  # fmt: skip
    with at.city.unit() as work:
        return resources.ask(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, kind=kind,
            wanted=wanted, why=why,
        )  # fmt: skip


def answers(at: Everywhere, reference: str, number: int, given: ResourceIn = SHIELD, who: str = "owner") -> None:  # fmt: skip
    with at.city.unit() as work:
        resources.answer(
            work,
            at.city.rulebook,
            actor=at.actor(who),
            reference=reference,
            resource_id=number,
            given=given,
        )


def agrees(at: Everywhere, reference: str, number: int, seen: int = 12) -> None:
    with at.city.unit() as work:
        resources.agree(
            work,
            at.city.rulebook,
            actor=at.actor("orlova"),
            reference=reference,
            resource_id=number,
            number=seen,
        )


def gives(
    at: Everywhere, reference: str, unit: str = "police", who: str = "orlova", **parts: Any
) -> int:
    with at.city.unit() as work:
        return assigning.give(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, unit=unit,
            **{"text": "Перекрыть улицу", "due_day": DAY, **parts},
        )  # fmt: skip


def marks(at: Everywhere, task: int, *, done: bool, who: str = "police") -> None:
    with at.city.unit() as work:
        assigning.mark(work, actor=at.actor(who), task_id=task, done=done, note="Сделано")


def test_what_is_agreed_becomes_a_condition_and_a_line_of_the_letter(at: Everywhere) -> None:
    reference = at.asked("n")
    number = asks(at, reference)
    with pytest.raises(Invalid, match="asked for already"):
        asks(at, reference)
    for given, field in (
        (ResourceIn(None), "number"), (ResourceIn(5), "organisation"), (ResourceIn(5, "Щит"), "licence"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            answers(at, reference, number, given)
        assert refused.value.field == field
    with pytest.raises(NotAllowed):
        answers(at, reference, number, who="other")
    with pytest.raises(NotPossible, match="no answer"):
        agrees(at, reference, number)
    answers(at, reference, number)
    with pytest.raises(NotPossible, match="meanwhile"):
        agrees(at, reference, number, seen=11)
    agrees(at, reference, number)
    with pytest.raises(NotPossible, match="agreed already"):
        answers(at, reference, number)

    with at.city.reading() as work:
        notice = work.notice(reference).id or 0
        last = sentences.of_notice(work, notice)[-1]
        printed = [(one.label, one.value) for one in drawing_tasks.agreed_on(work, notice, "en")]
    assert (last.unit, last.limit) == ("", Limit("security", "at-least", 12))
    assert printed == [("Private security", "12, ЧОО «Щит», licence 77-1234, 10:00–16:00")]
    assert [len(promised(at.city, one)) for one in ("resource-asked", "desk-resource-answered", "resource-agreed")] == [1, 1, 1]  # fmt: skip

    with at.city.unit() as work:
        resources.drop(
            work,
            at.city.rulebook,
            actor=at.actor("orlova"),
            reference=reference,
            resource_id=number,
            why="Хватит полиции",
        )
    with at.city.reading() as work:
        assert sentences.of_notice(work, notice)[-1].left_out_why == "Хватит полиции"
        assert drawing_tasks.agreed_on(work, notice, "ru") == ()


def test_posts_are_counted_on_the_day_once(at: Everywhere) -> None:
    reference = at.asked("n")
    number = asks(at, reference, "stewards", 20)
    answers(at, reference, number, ResourceIn(20, "Совет дворов"))
    agrees(at, reference, number, 20)

    def counts() -> None:
        with at.city.unit() as work:
            resources.check(
                work,
                at.city.rulebook,
                actor=at.actor("orlova"),
                reference=reference,
                resource_id=number,
                found=17,
            )

    with pytest.raises(NotPossible):
        counts()
    at.city.goes_to(2027, 3, 14, 13)
    counts()
    with pytest.raises(NotPossible):
        counts()
    with at.city.reading() as work:
        assert resources.look(work, actor=at.actor("orlova"), reference=reference)[0].found == 17


def test_assignments_leave_with_the_decision_and_their_bodies_complete_them(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    wrong: tuple[dict[str, Any], ...] = (
        {"unit": "nobody"}, {"text": " "}, {"due_day": None}, {"due_day": date(2027, 2, 1)},
    )  # fmt: skip
    for parts in wrong:
        with pytest.raises(Invalid):
            gives(at, reference, **{"unit": "police", **parts})
    with pytest.raises(NotAllowed):
        gives(at, reference, who="kravets")
    assert [
        gives(at, reference),
        gives(at, reference),  # the button was pressed twice
        gives(at, reference, "transport"),
        gives(at, reference, text="Поставить ограждения"),
    ] == [1, 1, 2, 3]
    with at.city.reading() as work:
        tasks = assigning.look(work, actor=at.actor("orlova"), reference=reference)
        assert assigning.look(work, actor=at.actor("police"), reference=reference) == ()
    with pytest.raises(NotPossible, match="not open"):
        marks(at, tasks[0].id, done=False)  # it has not left yet
    with at.city.unit() as work:
        assigning.drop(
            work,
            at.city.rulebook,
            actor=at.actor("orlova"),
            reference=reference,
            task_id=tasks[2].id,
            why="Повтор",
        )
    at.signs(reference)
    assert len(promised(at.city, "body-assigned")) == 2

    with pytest.raises(NotAllowed):
        marks(at, tasks[0].id, done=True, who="transport")
    marks(at, tasks[0].id, done=False)
    with pytest.raises(NotPossible, match="acknowledged already"):
        marks(at, tasks[0].id, done=False)
    marks(at, tasks[0].id, done=True)
    with pytest.raises(NotPossible):
        marks(at, tasks[0].id, done=True)
    marks(at, tasks[1].id, done=True, who="transport")  # completing it acknowledges it too
    assert (
        gives(at, reference, "medical") == 4
    )  # no number is given twice; after the decision it leaves at once
    assert len(promised(at.city, "body-assigned")) == 3
    with at.city.reading() as work:
        found = assigning.look(work, actor=at.actor("orlova"), reference=reference)
        printed = [
            one.number for one in drawing_tasks.tasks(work, work.notice(reference).id or 0, "ru")
        ]
    assert all(one.known_at for one in found[:2])
    assert [assigning.overdue(one, date(2027, 3, 15)) for one in found] == [
        False,
        False,
        False,
        True,
    ]
    assert printed == [1, 2, 4]
    assert log_of(at.city, reference).count("assignment.done") == 2


def test_a_refusal_gives_nobody_a_task(at: Everywhere) -> None:
    reference = at.preparing("n", "refused")
    gives(at, reference)
    at.signs(reference)
    assert promised(at.city, "body-assigned") == []


def test_a_link_opens_its_assignment_for_thirty_days_past_its_last_day(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    gives(at, reference)
    with at.city.reading() as work:
        (task,) = assigning.look(work, actor=at.actor("orlova"), reference=reference)
        zone = at.city.rulebook[work.notice(reference).regime_pin].zone
    with at.city.unit() as work:
        secret = task_links.make_link(work, task.id, zone)
    with at.city.unit() as work:
        assert task_links.open_link(work, secret) == task.id
        assert task_links.open_link(work, "x" * 43) == 0
        _row, actor = assigning.of_link(work, task.id, "Никитин, дежурный")
        assigning.mark(work, actor=actor, task_id=task.id, done=True, note="Перекрыто")
    at.city.goes_to(2027, 4, 14)
    with at.city.unit() as work:
        assert task_links.open_link(work, secret) == 0
        assert (
            assigning.look(work, actor=at.actor("orlova"), reference=reference)[0].done_by
            == "Никитин, дежурный"
        )


def told(at: Everywhere) -> list[int]:
    """What one minute of the worker tells: the part of each task's time."""
    with at.city.reading() as work:
        found = task_time.to_tell(work, at.city.rulebook)
    parts = []
    for one in found:
        with at.city.unit() as work:
            parts.append(task_time.tell(work, at.city.rulebook, one))
    return parts


def test_a_body_is_reminded_of_its_task_in_parts_of_its_time_and_then_its_chief_is_told(
    at: Everywhere,
) -> None:
    reference = at.released("n", "agreed")
    begun = at.city.clock.now()
    gives(at, reference)
    gives(at, reference, "transport")
    with at.city.unit() as work:
        rows.unit_by_code(work, "police").chief_email = "chief@police.example"
        zone = at.city.rulebook[work.notice(reference).regime_pin].zone
        (first, second) = assigning.look(work, actor=at.actor("orlova"), reference=reference)
    whole = when.end_of(DAY, zone) - begun
    marks(at, second.id, done=True, who="transport")

    said = []
    for part in (0.49, 0.5, 0.51, 0.81, 1, 1.05, 1.1, 1.2):
        at.city.clock.set(begun + whole * part)
        said.append(told(at))
    assert said == [[], [50], [], [80], [100], [], [110], []]
    assert [one["to"] for one in promised(at.city, "body-task-reminder")] == ["unit"] * 3
    assert [one["to"] for one in promised(at.city, "body-task-silent")] == ["chief"]
    assert promised(at.city, "desk-task-silent") == []
    assert log_of(at.city, reference).count("assignment.reminded") == 4
    marks(at, first.id, done=True)
    with at.city.reading() as work:
        late, early = assigning.look(work, actor=at.actor("orlova"), reference=reference)
    assert (task_time.known_late(late, zone), task_time.done_late(late, zone)) == (True, True)
    assert (task_time.known_late(early, zone), task_time.done_late(early, zone)) == (False, False)


def test_a_worker_that_slept_tells_the_last_part_alone_and_the_office_where_no_chief_is_known(
    at: Everywhere,
) -> None:
    reference = at.released("n", "agreed")
    gives(at, reference)
    gives(at, reference, "transport")
    with at.city.unit() as work:
        dropped = assigning.look(work, actor=at.actor("orlova"), reference=reference)[1]
        assigning.drop(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, task_id=dropped.id, why="Хватит",
        )  # fmt: skip
    at.city.goes_to(2027, 3, 20)
    assert told(at) == [110]
    assert told(at) == []
    assert [one["to"] for one in promised(at.city, "desk-task-silent")] == ["unit"]
    assert promised(at.city, "body-task-reminder") == []


def test_an_ended_link_sends_a_new_one_to_the_address_that_the_office_knows(at: Everywhere) -> None:
    reference = at.released("n", "agreed")
    gives(at, reference)
    with at.city.reading() as work:
        (task,) = assigning.look(work, actor=at.actor("orlova"), reference=reference)
        zone = at.city.rulebook[work.notice(reference).regime_pin].zone
        police = rows.unit_by_code(work, "police").id or 0
    with at.city.unit() as work:
        secret = task_links.make_link(work, task.id, zone)
    with at.city.unit() as work:
        assert task_links.links_of_unit_end(work, police) == 1  # its address has changed
        assert task_links.open_link(work, secret) == 0

    def again(secret: str) -> int:
        at.city.clock.advance(minutes=1)
        with at.city.unit() as work:
            task_links.send_again(work, secret)
        return len(promised(at.city, "body-assigned"))

    assert [again(secret), again("x" * 43)] == [
        3,
        3,
    ]  # given, address changed, asked for; nothing for a wrong one
    marks(at, task.id, done=True)
    assert again(secret) == 3
