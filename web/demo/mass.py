"""Mass events of the demo city: a festival, races, concerts and stands, at every turn of their own road."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from web.demo import board
from web.demo.beginning import Case, H, Road, asked, filed, move_named, prepared
from web.demo.people import HEADS
from web.demo.town import SPOKESMAN, Town
from workflow.deciding import DecisionIn

DAY = timedelta(days=1)
EVENTS = (
    # kind, okrug, people, who, days before now when filed, days from filing to the event, road, title, programme
    ("cultural_event", "SVAO", 1200, "union", 30, 45, "tasked", "Праздник Липового бульвара",
     "Ярмарка ремёсел, духовой оркестр, танцы до 21:00"),
    ("sports_event", "ZAO", 6000, "union", 26, 48, "agreed", "Осенний забег на 10 км",
     "Старт волнами по 500 человек, финиш до 14:00"),
    ("promotional_event", "SVAO", 150, "union", 12, 40, "waiting", "Пекарня угощает",
     "Палатка 3 × 3 м, дегустация хлеба"),
    ("theatrical_event", "YuAO", 800, "union", 5, 36, "review", "Театр во дворе",
     "Спектакль под открытым небом, два действия"),
    ("sports_event", "SVAO", 300, "union", 2, 38, "received", "Турнир по городкам", "Шесть команд, финал в 16:00"),
    ("promotional_event", "CAO", 90, "union", 16, 20, "refused", "Показ новых самокатов",
     "Пробные поездки по огороженному кругу"),
    ("cultural_event", "SVAO", 450, "james", 21, 44, "objected", "Autumn brass band concert",
     "Three bands, two hours, a stage of 6 × 4 m by the fountain"),
    ("theatrical_event", "CAO", 220, "james", 4, 41, "review", "Shakespeare in the square",
     "One act in the open air, seats for 120, without amplifiers"),
    ("cultural_event", "SVAO", 900, "vera", 6, 41, "against", "День двора", "Две сцены, ярмарка, игры для детей"),
    ("cultural_event", "ZAO", 700, "vera", 9, 39, "preparing", "День реки", "Выставка лодок, лекция, концерт на поляне"),
    ("sports_event", "YuAO", 180, "union", 24, 47, "withdrawn", "Весёлые старты", "Семейные эстафеты, шесть станций"),
    ("promotional_event", "ZAO", 60, "union", 14, 42, "sent_back", "Неделя книги",
     "Два книжных стола и чтения вслух"),
    ("theatrical_event", "SVAO", 350, "vera", 34, 52, "replaced", "Кукольный вечер", "Три кукольных спектакля подряд"),
    ("cultural_event", "CAO", 140, "james", 3, 37, "registered", "Choir on the boulevard",
     "Four choirs, one after the other, from 15:00 to 17:00"),
    ("sports_event", "CAO", 900, "union", 18, 46, "voided", "Шахматы под открытым небом", "Сеанс на сорока досках"),
    ("promotional_event", "YuAO", 75, "vera", 40, 35, "late", "Медовая ярмарка", "Восемь палаток, без сцены"),
    ("cultural_event", "YuAO", 7600, "union", 7, 43, "before_board", "Фестиваль фонарей", "Шествие с фонарями и концерт до 21:00"),
    ("sports_event", "SVAO", 120, "james", 1, 36, "received", "Charity rowing on land", "Twelve rowing machines under a tent"),
    ("cultural_event", "SVAO", 210, "union", 11, 40, "doubled", "Вечер вальса", "Живой оркестр, танцы до 20:00"),
    ("cultural_event", "ZAO", 260, "vera", 22, 45, "cancelled", "Музыка у пруда", "Духовой оркестр, два отделения"),
    ("theatrical_event", "ZAO", 95, "vera", 13, 18, "refused", "Живые картины", "Десять сцен в аллее"),
)  # fmt: skip
COUNT = len(EVENTS) + 1
"""Notices of it: one was applied for twice."""
ANSWERS = {
    "purpose": "Отдых и встреча жителей",
    "order": "Охрана по договору, ограждение, старший распорядитель на связи",
    "medical": "Бригада скорой помощи и пост первой помощи",
    "sound": "Две колонки, до 80 дБ, до 21:00",
    "structure": "Сцена 6 × 4 м, сборка за три часа",
    "organiser_kind": "company",
}
IN_ENGLISH = {
    "purpose": "Rest and meeting of residents",
    "order": "Guards by contract, fences, a chief steward on the telephone",
    "medical": "An ambulance crew and a first aid post",
    "sound": "Two loudspeakers, up to 80 dB, until 21:00",
    "structure": "A stage of 6 × 4 m, built in three hours",
    "organiser_kind": "citizen",
}
UNDERTAKINGS = (
    {"what": "Закончить звук до 21:00 и убрать место до 23:00", "reason": "рядом жилые дома",
     "basis": "обязательства организатора"},
    {"what": "Оставить проезд для пожарных машин шириной 4 м", "reason": "место примыкает к домам",
     "basis": "требования пожарной безопасности"},
)  # fmt: skip


def roads(
    town: Town, now: datetime, more: Mapping[str, Callable[[Town, Case], Road]]
) -> Iterator[Road]:
    """Every mass event on its road; each was filed more than a month ahead, but the one that is refused for that.

    `more`: roads that lead on from those here.
    """
    for number, (kind, okrug, people, who, ago, lead, name, title, programme) in enumerate(EVENTS):
        at = (now - ago * DAY).replace(
            hour=7 + number % 9, minute=11 * number % 60, second=0, microsecond=0
        )
        day: date = (at + lead * DAY).date()
        said = (IN_ENGLISH if who == "james" else ANSWERS) | {
            "title": title,
            "form_details": programme,
        }
        content = town.content(number, kind, (okrug,), day, people=people, who=who)
        content = replace(content, answers={**content.answers, **said})
        yield (more.get(name) or ROADS[name])(town, Case(content, who, at))


def consent(replace_reason: str = "") -> DecisionIn:
    """The order of consent with its two undertakings."""
    return DecisionIn(
        outcome="agreed", conditions=UNDERTAKINGS, replace_reason=replace_reason, **SPOKESMAN
    )


def received(town: Town, case: Case) -> Road:
    """Filed, and nobody has looked yet."""
    yield case.at
    filed(town, case)


def review(town: Town, case: Case) -> Road:
    """The services were asked; the police have not answered."""
    reference = yield from asked(town, case)
    yield case.at + 9 * H
    town.answers(reference, but="police")


def registered(town: Town, case: Case) -> Road:
    """Entered in the register; nobody was asked yet."""
    yield case.at
    town.moves(filed(town, case), "register")


def preparing(town: Town, case: Case) -> Road:
    """The services were heard, and the order is being written."""
    yield from prepared(town, case)


def withdrawn(town: Town, case: Case) -> Road:
    """Withdrawn while the services were looking."""
    yield from review(town, case)
    yield case.at + 40 * H
    town.withdraws(case.reference, case.who, "Погода не даст провести старты")


def cancelled(town: Town, case: Case) -> Road:
    """Consented to, and given up by its organiser."""
    yield from agreed(town, case)
    yield case.at + 80 * H
    town.cancels(case.reference, case.who, "Оркестр заболел, переносим на лето")


def doubled(town: Town, case: Case) -> Road:
    """Applied for twice: the second points at the first, which goes on."""
    yield case.at
    first = filed(town, case)
    second = town.files(case.content, case.who)
    yield case.at + 2 * H
    name = move_named(town, second, "duplicate")
    town.moves(second, name, "Тот же день и то же место", twin=first)
    town.moves(first, "register")


def voided(town: Town, case: Case) -> Road:
    """Entered by mistake: the same application was filed a day before."""
    yield from registered(town, case)
    yield case.at + 5 * H
    name = move_named(town, case.reference, "void")
    town.moves(case.reference, name, "Заявка подана дважды", by=HEADS[town.office(case.reference)])


def signing(town: Town, case: Case) -> Road:
    """The order of consent waits for a signature."""
    reference = yield from prepared(town, case)
    yield case.at + 24 * H
    town.writes(reference, consent())
    board.hands_on(town, reference)


def before_board(town: Town, case: Case) -> Road:
    """A large event whose draft waits for a sitting of the commission."""
    reference = yield from prepared(town, case)
    yield case.at + 20 * H
    town.writes(reference, consent())
    board.hands_on(town, reference, votes=False)


def agreed(town: Town, case: Case) -> Road:
    """The order of consent was signed."""
    yield from signing(town, case)
    yield case.at + 30 * H
    town.releases(case.reference)


def sent_back(town: Town, case: Case) -> Road:
    """The signatory sent the order back once; it was mended and signed."""
    yield from signing(town, case)
    yield case.at + 24 * H
    back = move_named(town, case.reference, "send-back")
    town.moves(case.reference, back, "Укажите, где проезд для пожарных машин")
    yield case.at + 26 * H
    town.writes(case.reference, consent())
    town.moves(case.reference, "submit")
    yield case.at + 46 * H
    town.releases(case.reference)


def replaced(town: Town, case: Case) -> Road:
    """Signed, and replaced by a new order since the spokesman changed."""
    yield from agreed(town, case)
    yield case.at + 80 * H
    why = "Сменился представитель префектуры"
    town.moves(case.reference, move_named(town, case.reference, "replace"), why)
    town.writes(case.reference, consent(why))
    town.moves(case.reference, "submit")
    yield case.at + 90 * H
    town.releases(case.reference)


def refused(town: Town, case: Case) -> Road:
    """Asked too late, and refused for that."""
    reference = yield from prepared(town, case)
    yield case.at + 20 * H
    facts = (
        "До мероприятия остаётся меньше месяца; документы о площадке за это время не согласовать."
    )
    town.writes(reference, DecisionIn(outcome="refused", ground="late", facts=facts))
    town.moves(reference, "submit")
    yield case.at + 30 * H
    town.releases(reference)


ROADS = {
    road.__name__: road
    for road in (
        received, registered, review, preparing, agreed, sent_back, replaced, refused,
        withdrawn, cancelled, doubled, voided, before_board,
    )
}  # fmt: skip
