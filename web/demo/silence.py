"""What time does in the demo city, and who keeps watch over it: ticks, a roster, absences, explained incidents."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records import incident_rows, rows
from records.accounts import find
from records.incident_rows import IncidentFilters
from records.scope import Scope
from web.demo.beginning import Case, H, Road, asked, filed
from web.demo.people import HEADS, actor, address
from web.demo.town import Town
from workflow import absences, climbing, duty, incidents, signing_gap, task_time, ticking
from workflow.errors import Invalid
from workflow.roster import USUAL

MOSCOW = ZoneInfo("Europe/Moscow")
DAY = timedelta(days=1)
SECOND = time(0, 0, 1)
EVENING = time(18, 0, 1)
PHONE = "+7 (495) 000-03-12"
WHY = (
    "Специалист заболел, замена не была назначена. Введён график дежурств.",
    "Ответ полиции пришёл в последний час, проект не успели подписать. Срок для служб сокращён.",
    "Проект лежал у подписывающего, который был в отъезде. Право подписи получил второй человек.",
)


def ticks(town: Town, start: datetime, end: datetime) -> Road:
    """At the first second of each Moscow day, and at six in the evening, what time brings is done."""
    for at in _moments(start, end):
        yield at
        tick(town)
        _explain_older(town)


def _moments(start: datetime, end: datetime) -> Iterator[datetime]:
    day = start.astimezone(MOSCOW).date()
    while True:
        for hour in (SECOND, EVENING):
            at = datetime.combine(day, hour, MOSCOW).astimezone(UTC)
            if at >= end:
                return
            yield at
        day += DAY


def tick(town: Town) -> None:
    """What ran out has its consequence; what is near its end climbs."""
    with town.unit() as work:
        late = ticking.overdue(work)
    for due in late:
        with town.unit() as work:
            ticking.lapse(work, town.rulebook, due)
    with town.unit() as work:
        near = climbing.due_for(work, USUAL, today(town))
        tasks = task_time.to_tell(work, town.rulebook)
    for number in tasks:
        with town.unit() as work:
            task_time.tell(work, town.rulebook, number)
    for due in near:
        with town.unit() as work:
            climbing.climb(work, town.rulebook, due, USUAL)


def today(town: Town) -> date:
    """The Moscow day to which the town has come."""
    return town.clock.at.astimezone(MOSCOW).date()


def _explain_older(town: Town) -> None:
    """A head explains what came before the office's newest incident; the newest is still open."""
    with town.unit() as work:
        wanted = IncidentFilters(state="open")
        page = incident_rows.incidents(work, Scope(everything=True), filters=wanted, limit=50)
        codes = {unit.id: unit.code for unit in rows.units(work)}
    newest: set[int] = set()
    for row in page.rows:
        if row.unit_id not in newest:
            newest.add(row.unit_id)
            continue
        with town.unit() as work:
            head = actor(work, HEADS[codes[row.unit_id]])
            incidents.explain(work, actor=head, incident_id=row.id, text=WHY[row.id % len(WHY)])


def nearly_over(town: Town, case: Case) -> Road:
    """Nobody took it, and it has to be answered today."""
    yield from asked(town, case)
    yield case.at + 9 * H
    town.answers(case.reference)


def not_begun(town: Town, case: Case) -> Road:
    """Filed three days ago and not looked at, to be answered today."""
    yield case.at
    filed(town, case)


def watch(town: Town, now: datetime) -> Road:
    """Who is away from this morning on, who has duty; then a last look at the clock."""
    yield now - timedelta(minutes=2)
    day = today(town)
    _away(town, "belykh", day, day + 4 * DAY)
    _away(town, "morozova", day + 5 * DAY, day + 9 * DAY)
    for number in range(14):
        _night(town, day + number * DAY, "orlova" if number % 2 else "khasanov")
    _on_duty(town, "orlova", datetime.combine(day + 2 * DAY, time(20), MOSCOW), 4)
    yield now - timedelta(minutes=1)
    tick(town)
    with town.unit() as work:
        signing_gap.warn(work, day, USUAL.ahead)


def _away(town: Town, who: str, first: date, last: date) -> None:
    with town.unit() as work:
        person = actor(work, who)
        absences.enter(
            work, actor=person, account_id=person.account_id or 0, first_day=first, last_day=last,
            today=today(town),
        )  # fmt: skip


def _night(town: Town, day: date, who: str) -> None:
    """From the end of the office's day to its next one; of one night in the second week nobody has thought."""
    if day.weekday() == 2 and (day - today(town)).days > 6:
        return
    begins = datetime.combine(day, time(9) if day.weekday() > 4 else time(18), MOSCOW)
    ends = datetime.combine(day + DAY, time(9), MOSCOW)
    _on_duty(town, who, begins, (ends - begins) / H)


def _on_duty(town: Town, who: str, begins: datetime, hours: float) -> None:
    with town.unit() as work:
        head = actor(work, HEADS["prefecture-svao"])
        unit = rows.unit_by_code(work, "prefecture-svao").id or 0
        try:
            duty.enter(
                work, actor=head, unit_id=unit, account_id=find(work, address(who)) or 0,
                starts_at=begins, ends_at=begins + hours * H, phone=PHONE,
            )  # fmt: skip
        except Invalid:
            return  # the hour is over, or the person has that night already
