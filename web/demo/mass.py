"""Mass events of the demo city: a festival, races, concerts and stands, at every turn of their own road."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from web.demo.beginning import Case, H, Road, asked, filed, prepared
from web.demo.town import SPOKESMAN, Town
from workflow.deciding import DecisionIn

DAY = timedelta(days=1)
EVENTS = (
    # kind, okrug, people, days before now when filed, days from filing to the event, road, title, programme
    ("cultural_event", "SVAO", 1200, 30, 45, "agreed", "Праздник Липового бульвара",
     "Ярмарка ремёсел, духовой оркестр, танцы до 21:00"),
    ("sports_event", "ZAO", 6000, 26, 48, "agreed", "Осенний забег на 10 км",
     "Старт волнами по 500 человек, финиш до 14:00"),
    ("promotional_event", "SVAO", 150, 12, 40, "signing", "Пекарня угощает",
     "Палатка 3 × 3 м, дегустация хлеба"),
    ("theatrical_event", "YuAO", 800, 5, 36, "review", "Театр во дворе",
     "Спектакль под открытым небом, два действия"),
    ("sports_event", "SVAO", 300, 2, 38, "received", "Турнир по городкам", "Шесть команд, финал в 16:00"),
    ("promotional_event", "CAO", 90, 16, 20, "refused", "Показ новых самокатов",
     "Пробные поездки по огороженному кругу"),
)  # fmt: skip
ANSWERS = {
    "purpose": "Отдых и встреча жителей",
    "order": "Охрана по договору, ограждение, старший распорядитель на связи",
    "medical": "Бригада скорой помощи и пост первой помощи",
    "sound": "Две колонки, до 80 дБ, до 21:00",
    "structure": "Сцена 6 × 4 м, сборка за три часа",
    "organiser_kind": "company",
}
UNDERTAKINGS = (
    {"what": "Закончить звук до 21:00 и убрать место до 23:00", "reason": "рядом жилые дома",
     "basis": "обязательства организатора"},
    {"what": "Оставить проезд для пожарных машин шириной 4 м", "reason": "место примыкает к домам",
     "basis": "требования пожарной безопасности"},
)  # fmt: skip


def roads(town: Town, now: datetime) -> Iterator[Road]:
    """Every mass event on its road; each was filed more than a month ahead, but the one that is refused for that."""
    for number, (kind, okrug, people, ago, lead, name, title, programme) in enumerate(EVENTS):
        at = (now - ago * DAY).replace(hour=8 + number, minute=11 * number, second=0, microsecond=0)
        day: date = (at + lead * DAY).date()
        said = ANSWERS | {"title": title, "form_details": programme}
        content = town.content(number, kind, (okrug,), day, people=people, who="union")
        content = replace(content, answers={**content.answers, **said})
        yield ROADS[name](town, Case(content, "union", at))


def received(town: Town, case: Case) -> Road:
    """Filed, and nobody has looked yet."""
    yield case.at
    filed(town, case)


def review(town: Town, case: Case) -> Road:
    """The services were asked; the police have not answered."""
    reference = yield from asked(town, case)
    yield case.at + 9 * H
    town.answers(reference, but="police")


def signing(town: Town, case: Case) -> Road:
    """The order of consent waits for a signature."""
    reference = yield from prepared(town, case)
    yield case.at + 20 * H
    town.writes(reference, DecisionIn(outcome="agreed", conditions=UNDERTAKINGS, **SPOKESMAN))
    town.moves(reference, "submit")


def agreed(town: Town, case: Case) -> Road:
    """The order of consent was signed."""
    yield from signing(town, case)
    yield case.at + 30 * H
    town.releases(case.reference)


def refused(town: Town, case: Case) -> Road:
    """Asked too late, and refused for that."""
    reference = yield from prepared(town, case)
    yield case.at + 20 * H
    facts = "До мероприятия остаётся 20 дней; документы о площадке за это время не согласовать."
    town.writes(reference, DecisionIn(outcome="refused", ground="late", facts=facts))
    town.moves(reference, "submit")
    yield case.at + 30 * H
    town.releases(reference)


ROADS = {road.__name__: road for road in (received, review, signing, agreed, refused)}
