"""Roads of the demo city on which services have a word: conditions against each other, posts, late answers, tasks."""

from datetime import timedelta

from records import rows, task_rows
from records.unit_of_work import UnitOfWork
from web.demo import mass
from web.demo.beginning import Case, H, Road, asked
from web.demo.people import OFFICERS, actor
from web.demo.town import Town
from workflow import assigning, consulting, noting, resources, sentences
from workflow.limiting import Limit
from workflow.resources import ResourceIn
from workflow.sentences import ConditionIn

DAY = timedelta(days=1)
GATE = "Ворота 2"
POLICE = (
    ConditionIn("attendance-most", limit=Limit(number=700)),
    ConditionIn("entrance-closed", limit=Limit(place=GATE)),
    ConditionIn(
        text="Колонна техники не стоит на трамвайных путях", basis="ПДД, 12.4", whom="организатор"
    ),
)
MEDICAL = (
    ConditionIn("entrance-open", limit=Limit(place=GATE)),
    ConditionIn("medical-posts", limit=Limit(number=2)),
)


def against(town: Town, case: Case) -> Road:
    """Two services want the same gate open and closed; posts are asked for, one is agreed, one waits for the office."""
    reference = yield from asked(town, case)
    yield case.at + 9 * H
    says(town, reference, "police", "conditions", POLICE)
    says(town, reference, "medical", "conditions", MEDICAL)
    yield case.at + 11 * H
    wanted = [asks(town, reference, *one) for one in (
        ("stewards", 20, "Пять входов на площадь"), ("security", 12, "Сцена и касса"), ("barriers", 40, "Ряд вдоль проезда"),
    )]  # fmt: skip
    yield case.at + 20 * H
    gives(town, case, wanted[0], ResourceIn(20, "Совет дворов", "", "10:00–20:00"))
    gives(town, case, wanted[1], ResourceIn(10, "ЧОО «Щит»", "77-1234", "09:00–22:00"))
    yield case.at + 22 * H
    with town.unit() as work:
        officer = actor(work, OFFICERS[town.office(reference)])
        resources.agree(
            work,
            town.rulebook,
            actor=officer,
            reference=reference,
            resource_id=wanted[0],
            number=20,
        )
        said = sentences.of_notice(work, work.notice(reference).id or 0)
        one = next(each for each in said if "техники" in each.text)
        sentences.change(
            work, town.rulebook, actor=officer, reference=reference, sentence_id=one.id, limit=one.limit,
            was=sentences.mark(one.text, one.limit, one.ground, one.addressee.ru),
            text="Машины организатора не стоят на трамвайных путях и ближе 15 м к остановке.",
        )  # fmt: skip
        noting.write(
            work, town.rulebook, actor=officer, reference=reference, kind="note",
            text="Полиция и транспорт говорят о воротах 2 разное: уточнить у обоих до проекта.",
        )  # fmt: skip


def late(town: Town, case: Case) -> Road:
    """One service answers after its time, which is kept and marked; nobody decides, and time does."""
    yield from mass.review(town, case)
    with town.unit() as work:
        due = max(row.due_at for row in rows.consultations(work, work.notice(case.reference)))
    yield due + 2 * H
    says(town, case.reference, "police", "no-objection")


def tasked(town: Town, case: Case) -> Road:
    """Agreed, with tasks for services in every state: done, done late, acknowledged, overdue, taken back, new."""
    yield from mass.signing(town, case)
    reference, day = case.reference, case.at.date()
    first = [
        task(town, reference, code, text, days)
        for code, text, days in (
            ("police", "Осмотреть площадь и согласовать расстановку постов", 12),
            ("transport", "Отвести автобусы маршрута с бульвара на время праздника", 18),
            ("medical", "Назначить место бригады скорой помощи у сцены", 38),
            ("police", "Выставить ограждение вдоль проезда", 28),
            ("transport", "Убрать урны у остановки", 30),
        )
    ]
    yield case.at + 30 * H
    town.releases(reference)
    yield case.at + 33 * H
    marks(town, reference, first[0], "police")
    marks(town, reference, first[2], "medical")
    drops(town, reference, first[4], "Это делает управа района")
    yield case.at + 5 * DAY
    marks(town, reference, first[0], "police", done="Осмотрено, схема постов передана")
    yield case.at + 19 * DAY
    marks(town, reference, first[1], "transport")
    yield case.at + 20 * DAY
    marks(town, reference, first[1], "transport", done="Маршрут изменён")
    yield case.at + 29 * DAY
    task(town, reference, "transport", f"Проверить знаки за день до праздника, {day:%d.%m}", 41)


def waiting(town: Town, case: Case) -> Road:
    """The order of consent waits for a signature, with a task that leaves with it."""
    yield from mass.signing(town, case)
    task(town, case.reference, "police", "Проверить проход у палатки в день дегустации", 39)


ROADS = {road.__name__: road for road in (against, late, tasked, waiting)}


def says(
    town: Town, reference: str, code: str, answer: str, conditions: tuple[ConditionIn, ...] = (), facts: str = ""
) -> None:  # fmt: skip
    """One service answers, or asks the organiser first."""
    with town.unit() as work:
        unit = rows.unit_by_code(work, code).id
        row = next(
            one for one in rows.consultations(work, work.notice(reference)) if one.unit_id == unit
        )
        consulting.answer(
            work, town.rulebook, actor=actor(work, code), consultation_id=row.id or 0, answer=answer,
            ground="план обеспечения порядка" if conditions else "", facts=facts, conditions=conditions,
            whom="organiser",
        )  # fmt: skip


def asks(town: Town, reference: str, kind: str, wanted: int, why: str) -> int:
    """The officer asks the organiser for posts."""
    with town.unit() as work:
        officer = actor(work, OFFICERS[town.office(reference)])
        return resources.ask(
            work,
            town.rulebook,
            actor=officer,
            reference=reference,
            kind=kind,
            wanted=wanted,
            why=why,
        )


def gives(town: Town, case: Case, number: int, given: ResourceIn) -> None:
    """The organiser says how many there will be."""
    with town.unit() as work:
        resources.answer(
            work, town.rulebook, actor=town.holder(work, case.reference, case.who),
            reference=case.reference, resource_id=number, given=given,
        )  # fmt: skip


def task(town: Town, reference: str, code: str, text: str, days: int) -> int:
    """The officer gives a service a task, so many days after the notice came; its number."""
    with town.unit() as work:
        notice = work.notice(reference)
        return assigning.give(
            work, town.rulebook, actor=actor(work, OFFICERS[town.office(reference)]), reference=reference,
            unit=code, text=text, due_day=(notice.received_at + days * DAY).date(),
        )  # fmt: skip


def marks(town: Town, reference: str, number: int, code: str, done: str = "") -> None:
    """The service acknowledges its task, or says what it did."""
    with town.unit() as work:
        id_ = _task_id(work, reference, number)
        assigning.mark(work, actor=actor(work, code), task_id=id_, done=bool(done), note=done)


def drops(town: Town, reference: str, number: int, why: str) -> None:
    """The office takes a task back."""
    with town.unit() as work:
        id_ = _task_id(work, reference, number)
        assigning.drop(
            work, town.rulebook, actor=actor(work, OFFICERS[town.office(reference)]),
            reference=reference, task_id=id_, why=why,
        )  # fmt: skip


def _task_id(work: UnitOfWork, reference: str, number: int) -> int:
    found = task_rows.of_notice(work, work.notice(reference).id or 0)
    return next(one.id or 0 for one in found if one.number == number)
