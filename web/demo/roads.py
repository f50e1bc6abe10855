"""How notices fared in the demo city: each road is a small story with its hours, in every outcome."""

from collections.abc import Callable

from web.demo import bargains, deals
from web.demo.beginning import (
    Case,
    H,
    Road,
    agreed_draft,
    asked,
    filed,
    move_named,
    prepared,
    registered,
)
from web.demo.town import Town
from workflow.deciding import DecisionIn


def received(town: Town, case: Case) -> Road:
    """Filed, and nobody has looked yet."""
    yield case.at
    filed(town, case)


def reviewed(town: Town, case: Case, but: str = "police") -> Road:
    """The services were asked; one has not answered."""
    reference = yield from asked(town, case)
    yield case.at + 9 * H
    said = (("transport", "conditions", "Трамвай остановится на десять минут у пересечения."),)
    town.answers(reference, said, but=but)


def preparing(town: Town, case: Case) -> Road:
    """The services were heard; the answer is being written."""
    yield from prepared(town, case)


def for_signature(town: Town, case: Case) -> Road:
    """The decision waits for a signature."""
    reference = yield from prepared(town, case)
    yield case.at + 16 * H
    town.writes(reference, agreed_draft(case))
    town.moves(reference, "submit")


def sent_back(town: Town, case: Case) -> Road:
    """The signatory sent the draft back once; it was mended and signed."""
    yield from for_signature(town, case)
    reference = case.reference
    yield case.at + 18 * H
    back = move_named(town, reference, "send-back")
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


def cancelled(town: Town, case: Case) -> Road:
    """Agreed, and given up by its organiser two days later."""
    yield from agreed(town, case)
    yield case.at + 74 * H
    town.cancels(case.reference, case.who, "Не успеваем собрать распорядителей")


def replaced(town: Town, case: Case) -> Road:
    """Agreed; the decision was replaced since its spokesman changed."""
    yield from agreed(town, case)
    reference = case.reference
    yield case.at + 50 * H
    town.moves(
        reference, move_named(town, reference, "replace"), "Сменился представитель префектуры"
    )
    yield case.at + 51 * H
    town.writes(reference, agreed_draft(case, replace_reason="Сменился представитель префектуры"))
    town.moves(reference, "submit")
    yield case.at + 53 * H
    town.releases(reference)


def refused(town: Town, case: Case) -> Road:
    """Refused: the place is one where the law forbids events."""
    reference = yield from prepared(town, case)
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
    reference = yield from prepared(town, case)
    yield case.at + 18 * H
    town.writes(reference, DecisionIn(
        outcome="refused", ground="art12_3_person", facts="Сведения о лице изложены в приложении к решению.",
        person_facts="Деятельность объединения приостановлена.", person_source="Распоряжение от 12.01.2026 № 7, лист 1",
        measures=({"measure": "Другой организатор", "found": "можно подать новое уведомление", "result": "разъяснено"},),
    ))  # fmt: skip
    town.moves(reference, "submit")
    yield case.at + 28 * H
    town.releases(reference)


ROADS: dict[str, Callable[[Town, Case], Road]] = {
    road.__name__: road
    for road in (
        received, registered, reviewed, preparing, for_signature, agreed, replaced, sent_back,
        refused, refused_person, deals.proposed, deals.accepted, deals.declined, deals.cure_asked,
        deals.cured, deals.warned, deals.not_examined, deals.withdrawn, cancelled, deals.voided, deals.doubled,
        deals.forwarded, bargains.amended, bargains.countered, bargains.bargained,
    )
}  # fmt: skip
