"""What a story of the silent hours does: the tick as the worker makes it, duty, absences, and what was written."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from records import accounts, rows
from records.tables import DutyShift, Incident
from tests.support.city import City
from tests.support.everywhere import Everywhere
from workflow import absences, climbing, duty, owning, ticking
from workflow.roster import USUAL, SilenceRule

MARCH = date(2027, 3, 1)


def tick(city: City, rule: SilenceRule = USUAL) -> None:
    """What time brings, in the worker's order."""
    with city.reading() as work:
        late, unanswered = ticking.overdue(work), ticking.unanswered(work, city.rulebook)
    for number in late:
        with city.unit() as work:
            ticking.lapse(work, city.rulebook, number)
    for number in unanswered:
        with city.unit() as work:
            ticking.missed(work, city.rulebook, number)
    with city.reading() as work:
        climbs = climbing.due_for(work, rule, today(city))
    for number in climbs:
        with city.unit() as work:
            climbing.climb(work, city.rulebook, number, rule)


def today(city: City) -> date:
    """The day in Moscow."""
    return (city.clock.now() + timedelta(hours=3)).date()


def owner(city: City, reference: str) -> str:
    """Whose notice it is; '' for nobody's."""
    with city.reading() as work:
        number = work.notice(reference).owner_id
        person = accounts.person(work, number, today(city)) if number else None
        return person.email.partition("@")[0] if person else ""


def incidents(city: City) -> list[Incident]:
    """The register, in order."""
    with city.reading() as work:
        return list(work.session.exec(select(Incident).order_by(col(Incident.id))))


def unit_id(city: City, code: str = "prefecture-svao") -> int:
    """The row of an office."""
    with city.reading() as work:
        return rows.unit_by_code(work, code).id or 0


def on_duty(
    at: Everywhere, who: str, starts_at: datetime, hours: float, *, by: str = "zuev",
    phone: str = "+7 495 000-03-12", code: str = "prefecture-svao",
) -> DutyShift:  # fmt: skip
    """The head puts somebody on the roster."""
    with at.city.unit() as work:
        return duty.enter(
            work, actor=at.actor(by), unit_id=unit_id(at.city, code), account_id=at.account(who),
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), phone=phone,
        )  # fmt: skip


def is_away(
    at: Everywhere, who: str, first: date, last: date, *, by: str = "zuev", note: str = ""
) -> int:
    """Somebody enters an absence; its row."""
    with at.city.unit() as work:
        row = absences.enter(
            work, actor=at.actor(by), account_id=at.account(who), first_day=first, last_day=last,
            today=today(at.city), note=note,
        )  # fmt: skip
        return row.id or 0


def takes(at: Everywhere, reference: str, who: str = "orlova") -> None:
    """An officer takes a notice."""
    with at.city.unit() as work:
        owning.take(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip


def mails_to(at: Everywhere, payloads: list[dict[str, Any]]) -> list[str]:
    """Who is written to, by name; «unit» for the office's own address."""
    names = {
        at.account(key): key
        for key in ("orlova", "hasanov", "zuev", "morozova", "admin", "stranger")
    }
    return [names.get(one.get("account") or 0, str(one["to"])) for one in payloads]
