"""How notices fared in the demo city: each road is a small story with its hours, in every outcome."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.demo.town import SPOKESMAN, Town
from workflow.content import Content, SessionIn
from workflow.deciding import DecisionIn

H = timedelta(hours=1)
Road = Iterator[datetime]
"""Yields the moment of its next deed; what follows the yield is done at that moment."""

Told = Generator[datetime, None, str]
"""The beginning of a road; it tells the reference of its notice."""


@dataclass
class Case:
    """One notice to be: what, by whom, filed when; `reference` once it was filed."""

    content: Content
    who: str
    at: datetime
    reference: str = ""


def received(town: Town, case: Case) -> Road:
    """Filed, and nobody has looked yet."""
    yield case.at
    _file(town, case)


def registered(town: Town, case: Case) -> Road:
    """Entered in the register."""
    yield case.at
    reference = _file(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")


def reviewed(town: Town, case: Case, but: str = "police") -> Road:
    """The services were asked; one has not answered."""
    reference = yield from _asked(town, case)
    yield case.at + 9 * H
    said = (("transport", "conditions", "Трамвай остановится на десять минут у пересечения."),)
    town.answers(reference, said, but=but)


def preparing(town: Town, case: Case) -> Road:
    """The services were heard; the answer is being written."""
    yield from _prepared(town, case)


def for_signature(town: Town, case: Case) -> Road:
    """The decision waits for a signature."""
    reference = yield from _prepared(town, case)
    yield case.at + 16 * H
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")


def sent_back(town: Town, case: Case) -> Road:
    """The signatory sent the draft back once; it was mended and signed."""
    yield from for_signature(town, case)
    reference = case.reference
    yield case.at + 18 * H
    back = _move(town, reference, "send-back")
    town.moves(reference, back, "Уточните, сколько человек вмещает место")
    yield case.at + 20 * H
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 26 * H
    town.releases(reference)


def agreed(town: Town, case: Case) -> Road:
    """Agreed in time."""
    yield from for_signature(town, case)
    yield case.at + 26 * H
    town.releases(case.reference)


def replaced(town: Town, case: Case) -> Road:
    """Agreed; the decision was replaced since its spokesman changed."""
    yield from agreed(town, case)
    reference = case.reference
    yield case.at + 50 * H
    town.moves(reference, _move(town, reference, "replace"), "Сменился представитель префектуры")
    yield case.at + 51 * H
    town.writes(reference, agreed_draft(case, replace_reason="Сменился представитель префектуры"))
    town.moves(reference, "submit")
    yield case.at + 53 * H
    town.releases(reference)


def refused(town: Town, case: Case) -> Road:
    """Refused: the place is one where the law forbids events."""
    reference = yield from _prepared(town, case)
    yield case.at + 18 * H
    town.writes(reference, DecisionIn(
        outcome="refused", ground="art12_3_place",
        facts="Место целиком лежит в границах детской площадки (паспорт благоустройства двора № 77-114, лист 2).",
        measures=(
            {"measure": "Перенести на 60 м, в сквер", "found": "место разрешено и свободно", "result": "организатор не согласился"},
            {"measure": "Изменить часы", "found": "запрет не зависит от времени", "result": "не помогает"},
        ),
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 28 * H
    town.releases(reference)


def refused_person(town: Town, case: Case) -> Road:
    """Refused: filed by a person who may not be an organiser; facts kept apart."""
    reference = yield from _prepared(town, case)
    yield case.at + 18 * H
    town.writes(reference, DecisionIn(
        outcome="refused", ground="art12_3_person", facts="Сведения о лице изложены в приложении к решению.",
        person_facts="Деятельность объединения приостановлена.", person_source="Распоряжение от 12.01.2026 № 7, лист 1",
        measures=({"measure": "Другой организатор", "found": "можно подать новое уведомление", "result": "разъяснено"},),
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 28 * H
    town.releases(reference)


def proposed(town: Town, case: Case) -> Road:
    """Another hour was proposed; the organiser has not answered."""
    reference = yield from _prepared(town, case)
    yield case.at + 18 * H
    day = case.content.sessions[0].day
    town.writes(reference, DecisionIn(
        outcome="proposal", reason_ids=("repairs",),
        reasons="До 14:30 на площади укладывают плитку (договор № 12, график работ, лист 3).",
        facts="После 15:00 площадь свободна целиком; прежнее место осталось в виду тех, к кому вы обращаетесь.",
        proposal_sessions=(SessionIn(day, "15:00", "17:00"),), capacity=2400, **SPOKESMAN,
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 27 * H
    town.releases(reference)


def accepted(town: Town, case: Case) -> Road:
    """The proposal was accepted; the second version was agreed."""
    yield from proposed(town, case)
    reference = case.reference
    yield case.at + 48 * H
    town.accepts(reference, case.who)
    yield case.at + 50 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 60 * H
    town.releases(reference)


def declined(town: Town, case: Case) -> Road:
    """The proposal was declined."""
    yield from proposed(town, case)
    yield case.at + 48 * H
    town.declines(case.reference, case.who, "В этот час темно, и зрителей не будет")


def cure_asked(town: Town, case: Case) -> Road:
    """Something has to be put right."""
    yield case.at
    reference = _file(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")
    yield case.at + 4 * H
    town.moves(reference, "prepare-without-asking")
    item = {
        "field": "medical",
        "reason": "Не сказано, где стоит пост первой помощи",
        "article": "ст. 7 ч. 3 п. 6",
    }
    town.writes(reference, DecisionIn(outcome="cure", items=(item,)))
    town.moves(reference, "submit")
    yield case.at + 20 * H
    town.releases(reference)


def cured(town: Town, case: Case) -> Road:
    """Put right by the organiser, then agreed."""
    yield from cure_asked(town, case)
    reference = case.reference
    yield case.at + 30 * H
    old = case.content
    answers = {**old.answers, "medical": "Пост первой помощи у южного входа, два санитара"}
    town.cures(
        reference, case.who, Content(old.kind, old.sessions, old.places, old.attendance, answers)
    )
    yield case.at + 33 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 48 * H
    town.releases(reference)


def warned(town: Town, case: Case) -> Road:
    """Warned, and agreed after that."""
    reference = yield from _prepared(town, case)
    yield case.at + 18 * H
    town.writes(reference, DecisionIn(
        outcome="warning", facts="В тексте листовки назван способ перекрыть проезд.",
        reasons="Перекрытие проезда не заявлено и нарушает порядок проведения.", article="статья 12 (2), статья 6 (4)",
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 24 * H
    town.releases(reference)
    yield case.at + 26 * H
    town.moves(reference, "prepare")
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")
    yield case.at + 44 * H
    town.releases(reference)


def not_examined(town: Town, case: Case) -> Road:
    """Came outside the window: answered, not examined."""
    yield case.at
    reference = _file(town, case)
    yield case.at + 3 * H
    town.moves(reference, "prepare-not-examined")
    town.writes(
        reference, DecisionIn(outcome="not-examined", reasons="Уведомление поступило вне срока.")
    )
    town.moves(reference, "submit")
    yield case.at + 24 * H
    town.releases(reference)


def withdrawn(town: Town, case: Case) -> Road:
    """Withdrawn while the services were looking."""
    reference = yield from _asked(town, case)
    yield case.at + 12 * H
    town.withdraws(reference, case.who, "Переносим на весну")


def voided(town: Town, case: Case) -> Road:
    """Entered by mistake."""
    yield from registered(town, case)
    reference = case.reference
    yield case.at + 3 * H
    town.moves(
        reference, _move(town, reference, "void"), "Внесено дважды с одного листа", by="zuev"
    )


def doubled(town: Town, case: Case) -> Road:
    """Filed twice: the second points at the first."""
    yield case.at
    first = town.files(case.content, case.who)
    yield case.at + H
    second = town.files(case.content, case.who)
    yield case.at + 2 * H
    town.moves(
        second, _move(town, second, "duplicate"), "Тот же день, место и организатор", twin=first
    )
    town.moves(first, "register")


def forwarded(town: Town, case: Case) -> Road:
    """Passed on to the office that the law names."""
    yield from registered(town, case)
    yield case.at + 3 * H
    town.forwards(case.reference, "prefecture-zao", "Место лежит в Западном округе")


def agreed_draft(case: Case, replace_reason: str = "") -> DecisionIn:
    """An agreement with the two things that only the office knows."""
    room = max(200, case.content.attendance * 2)
    return DecisionIn(outcome="agreed", capacity=room, replace_reason=replace_reason, **SPOKESMAN)


def _file(town: Town, case: Case) -> str:
    case.reference = town.files(case.content, case.who)
    return case.reference


def _asked(town: Town, case: Case) -> Told:
    yield case.at
    reference = _file(town, case)
    yield case.at + 2 * H
    town.moves(reference, "register")
    town.takes(reference)
    yield case.at + 3 * H
    town.moves(reference, "ask")
    return reference


def _prepared(town: Town, case: Case) -> Told:
    reference = yield from _asked(town, case)
    yield case.at + 10 * H
    town.answers(reference)
    yield case.at + 12 * H
    town.moves(reference, "prepare")
    return reference


def _move(town: Town, reference: str, verb: str) -> str:
    with town.unit() as work:
        regime = town.rulebook[work.notice(reference).regime_pin]
        move = regime.move_for(verb, work.notice(reference).stage)
    if move is None:
        raise LookupError(f"No {verb} from here.")
    return move.name


ROADS: dict[str, Callable[[Town, Case], Road]] = {
    road.__name__: road
    for road in (
        received, registered, reviewed, preparing, for_signature, agreed, replaced, sent_back, refused,
        refused_person, proposed, accepted, declined, cure_asked, cured, warned, not_examined, withdrawn,
        voided, doubled, forwarded,
    )
}  # fmt: skip
