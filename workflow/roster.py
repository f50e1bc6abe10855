"""Who is turned to: on duty, at work, least loaded, the head. The one rule of substitution is here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records import interest_rows, staff_rows
from records.staff_rows import Held
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar, NoYear


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """When silence comes near, and when the office is open. Settings of the office.

    `owned`: so long before the end a notice has an owner. `climbs`: so long before it lies with the
    head. `ahead`: days before an office without a signatory is warned of. `opens`, `closes`: office hours.
    """

    owned: timedelta = timedelta(hours=24)
    climbs: timedelta = timedelta(hours=6)
    ahead: int = 7
    opens: time = time(9)
    closes: time = time(18)


USUAL = SilenceRule()
"""What holds where the office set nothing else."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who was chosen, and by which part of the rule: duty | least | head."""

    account_id: int
    how: str


def choose(
    work: UnitOfWork, unit_id: int, day: date, notice_id: int | None = None
) -> Choice | None:
    """The officer on duty now, else the least loaded officer at work, else a head at work; None without anybody.

    Whoever has no part in the notice is passed over.
    The unit's own people go before those of the whole office. Of two with as many open notices the
    one whose account is older.
    """
    gone = gone_from(work, notice_id)
    people = tuple(one for one in staff_rows.present(work, day) if one.account_id not in gone)
    able = {one.account_id for one in people if one.unit_id in (unit_id, None)}
    for shift in staff_rows.on_duty(work, unit_id, work.now):
        if shift.account_id in able:
            return Choice(shift.account_id, "duty")
    for role, how in (("officer", "least"), ("head", "head")):
        found = of_unit(people, unit_id, role)
        if found:
            load = staff_rows.load(work, found)
            return Choice(min(found, key=lambda one: (load[one], one)), how)
    return None


def of_unit(people: tuple[Held, ...], unit_id: int, role: str) -> list[int]:
    """Accounts with the role in the unit; where it has none, those of the whole office."""
    own = [one.account_id for one in people if (one.role, one.unit_id) == (role, unit_id)]
    whole = [one.account_id for one in people if (one.role, one.unit_id) == (role, None)]
    return list(dict.fromkeys(own or whole))


def gone_from(work: UnitOfWork, notice_id: int | None) -> frozenset[int]:
    """Who has no part in the notice."""
    return frozenset() if notice_id is None else interest_rows.recused_from(work, notice_id)


def heads(work: UnitOfWork, unit_id: int, day: date, notice_id: int | None = None) -> list[int]:
    """Heads at work on the day; all of them where every one is absent: somebody must know.

    Never those who have no part in the notice.
    """
    gone = gone_from(work, notice_id)
    present, every = (
        tuple(one for one in found if one.account_id not in gone)
        for found in staff_rows.present_or_absent(work, day)
    )
    return of_unit(present, unit_id, "head") or of_unit(every, unit_id, "head")


def is_at_work(people: tuple[Held, ...], account_id: int | None, unit_id: int) -> bool:
    """Whether the person can own a notice of the unit today."""
    return any(one.account_id == account_id and one.unit_id in (unit_id, None) for one in people)


def is_open(calendar: Calendar, rule: SilenceRule, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the office works at this moment: a working day, between its hours.

    A year without data on moved days counts by the week and the statutory holidays.
    """
    local = moment.astimezone(zone)
    return is_working(calendar, local.date()) and rule.opens <= local.time() < rule.closes


def is_working(calendar: Calendar, day: date) -> bool:
    """Whether the office works on this day, as well as it is known."""
    try:
        return calendar.is_workday(day)
    except NoYear:
        return day.weekday() < 5 and not calendar.is_holiday(day)
