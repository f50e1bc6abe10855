"""What people of the demo city do at their desks on the last morning: notes, drafts of messages, kept views, interests,
a stand-in for who will be away, and the agenda of the next sitting.
"""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import regimes
from records import commission_rows, queries, rows
from records.queries import Filters
from records.scope import Scope
from records.unit_of_work import UnitOfWork
from web.demo import board, service
from web.demo.beginning import Road
from web.demo.people import actor
from web.demo.town import Town
from workflow import (
    consulting,
    interests,
    library,
    messaging,
    noting,
    own_views,
    powers,
    sectioning,
    sections,
    sittings,
)
from workflow.actor import SYSTEM
from workflow.powers import PowerIn
from workflow.sections import SectionIn

MOSCOW = ZoneInfo("Europe/Moscow")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
PROPOSED = Path(str(regimes.__file__)).with_name("conditions") / "proposed.toml"
VIEWS = (
    ("orlova", "Мои на рассмотрении", {"view": "mine", "stage": "review"}),
    ("orlova", "Непрочитанные", {"unread": "1"}),
    ("zuev", "Ничьи", {"view": "nobodys"}),
    ("belykh", "Шествия", {"kind": "ru-moscow-assembly.march"}),
)
ASKED = "Уточните, пожалуйста, где встанет машина со звуком: на схеме её нет."
TOLD = "На площади с 8:00 укладывают плитку. Подрядчик обещает закончить к полудню, мы пришлём подтверждение."


FEWEST = 4
"""Notices under review that the morning needs."""


def settle(work: UnitOfWork) -> None:
    """The library of conditions that the box proposes."""
    for wording in library.read(PROPOSED.read_text("utf-8")):
        library.keep(work, actor=SYSTEM, wording=wording)


def morning(town: Town, now: datetime) -> Road:
    """Some minutes before the city is looked at."""
    yield now - 40 * MINUTE
    lying = under_review(town)
    if len(lying) < FEWEST:  # a very small city has no such morning
        return
    first, *others = lying
    _writes(town, first)
    for reference in others[:2]:
        _notes(town, reference)
    service.says(
        town,
        others[1],
        "police",
        "need-information",
        facts="Где встанет машина со звуком и когда она уедет?",
    )
    _answers_late(town, others)
    yield now - 20 * MINUTE
    for who, name, query in VIEWS:
        with town.unit() as work:
            own_views.keep(work, actor=actor(work, who), name=name, query=query)
    _has_interests(town, others[-1])
    _shares_out(town, others[0])
    yield now - 3 * MINUTE
    _stands_in(town)
    _calls_a_sitting(town)


def under_review(town: Town) -> list[str]:
    """Notices of the North-East that services look at now, by number of what is due soonest."""
    with town.unit() as work:
        unit = rows.unit_by_code(work, "prefecture-svao").id or 0
        wanted = Filters(stages=frozenset({"review"}), units=frozenset({unit}))
        page = queries.queue(work, Scope(everything=True), filters=wanted, limit=12)
    return [row.reference for row in page.rows]


def _shares_out(town: Town, reference: str) -> None:
    """The head parts the office in two sections, seats people in them, and hands one notice over."""
    with town.unit() as work:
        zuev, unit = actor(work, "zuev"), rows.unit_by_code(work, "prefecture-svao").id or 0
        made = {}
        for key, name, ru in (
            ("orlova", "Assemblies", "Отдел публичных мероприятий"),
            ("khasanov", "Objections and festivals", "Отдел возражений и массовых мероприятий"),
        ):
            head_id = actor(work, key).account_id
            row = sections.make(
                work, actor=zuev, unit_id=unit, given=SectionIn(name, ru, head_id=head_id)
            )
            sections.join(work, actor=zuev, number=row.id or 0, account_id=head_id or 0)
            made[key] = row.id or 0
        sectioning.give(
            work, town.rulebook, actor=zuev, reference=reference,
            seen=work.notice(reference).revision, section_id=made["orlova"],
        )  # fmt: skip


def _writes(town: Town, reference: str) -> None:
    """A message that left and was answered, one that waits as a draft, one to a service."""
    with town.unit() as work:
        orlova, book = actor(work, "orlova"), town.rulebook
        sent = messaging.begin(
            work, book, actor=orlova, reference=reference, to="organiser", text=ASKED
        )
        messaging.send(work, book, actor=orlova, reference=reference, message_id=sent, seen=1)
        messaging.begin(work, book, actor=orlova, reference=reference, to="organiser", text=TOLD)
        to_police = messaging.begin(
            work, book, actor=orlova, reference=reference, to="police",
            text="Организатор прислал новую схему звука, она приложена к уведомлению.",
        )  # fmt: skip
        messaging.send(work, book, actor=orlova, reference=reference, message_id=to_police, seen=1)
    town.clock.at += 5 * MINUTE
    with town.unit() as work:
        holder = town.holder(work, reference, "")
        messaging.reply(
            work, town.rulebook, actor=holder, reference=reference, message_id=sent,
            text="Машина встанет у южного входа, схему пришлём сегодня.",
        )  # fmt: skip


def _notes(town: Town, reference: str) -> None:
    with town.unit() as work:
        orlova = actor(work, "orlova")
        noting.write(
            work, town.rulebook, actor=orlova, reference=reference, kind="telephone",
            who="Организатор, +7 495 000-14-20", text="Спросил, когда будет ответ. Сказано: до конца срока, письмом.",
        )  # fmt: skip
        noting.write(
            work, town.rulebook, actor=orlova, reference=reference, kind="note",
            text="Проверить, не совпадает ли со днём двора на соседней площади.",
        )  # fmt: skip


def _answers_late(town: Town, references: list[str]) -> None:
    """The police answer about one notice after their time."""
    for reference in references:
        with town.unit() as work:
            police = rows.unit_by_code(work, "police").id
            asked = rows.consultations(work, work.notice(reference))
            late = [one for one in asked if one.unit_id == police and one.due_at < work.now]
            if late and late[0].answered_at is None:
                consulting.answer(
                    work, town.rulebook, actor=actor(work, "police"), consultation_id=late[0].id or 0,
                    answer="no-objection", ground="", facts="",
                )  # fmt: skip
                return


def _has_interests(town: Town, reference: str) -> None:
    """An officer names an organiser they know; a head sets somebody aside, and lifts that again."""
    with town.unit() as work:
        galkin = actor(work, "galkin")
        interests.add(work, actor=galkin, kind="organiser", words="James Whitfield")
        interests.declare(work, actor=galkin, today=town.clock.at.date())
    with town.unit() as work:
        zuev, khasanov = actor(work, "zuev"), actor(work, "khasanov")
        row = interests.recuse(
            work, town.rulebook, actor=zuev, reference=reference, account_id=khasanov.account_id or 0,
            reason="Живёт в доме, у которого пройдёт мероприятие",
        )  # fmt: skip
        number = row.id or 0
    town.clock.at += MINUTE
    with town.unit() as work:
        interests.lift(
            work, town.rulebook, actor=actor(work, "zuev"), recusal_id=number,
            reason="Дом перепутан: он живёт через квартал",
        )  # fmt: skip


def _stands_in(town: Town) -> None:
    """Belova signs while Morozova is away."""
    today = town.clock.at.astimezone(MOSCOW).date()
    with town.unit() as work:
        unit = rows.unit_by_code(work, "prefecture-svao").id
        given = PowerIn(
            actor(work, "belova").account_id or 0, unit, "41-р", today + 5 * DAY, today + 9 * DAY, today,
            absent_id=actor(work, "morozova").account_id, title_en="Acting prefect", title_ru="И. о. префекта",
        )  # fmt: skip
        powers.give(work, actor=actor(work, "zuev"), given=given, today=today)


def _calls_a_sitting(town: Town) -> None:
    """In three days, with every draft that lies before the commission."""
    local = town.clock.at.astimezone(MOSCOW)
    at = datetime.combine(local.date() + 3 * DAY, time(11), MOSCOW)
    with town.unit() as work:
        secretary = actor(work, board.SECRETARY)
        unit = rows.unit_by_code(work, board.UNIT).id or 0
        made = commission_rows.commissions(work, frozenset({unit}))[0]
        wanted = Filters(stages=sittings.stages(town.rulebook), units=frozenset({unit}))
        page = queries.queue(work, Scope(everything=True), filters=wanted)
        row = sittings.plan(
            work,
            actor=secretary,
            commission_id=made.id or 0,
            starts_at=at,
            place="Тверская ул., 13, зал 2",
        )
        sittings.put(
            work, town.rulebook, actor=secretary, sitting_id=row.id or 0,
            notices=[one.id for one in page.rows],
        )  # fmt: skip
