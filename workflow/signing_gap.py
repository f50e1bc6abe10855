"""Offices that will have nobody to sign: told days ahead, while somebody can still be given the power."""

from dataclasses import dataclass
from datetime import date, timedelta

from records import power_rows, rows, staff_rows
from records.power_rows import PowerRow
from records.tables import Unit
from records.unit_of_work import UnitOfWork
from regimes.regime import Text

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NobodySigns:
    """From `day` on an office has nobody who may sign; `why`: power | absence."""

    unit_id: int
    unit_code: str
    unit: Text
    day: date
    why: str


def without_signatory(work: UnitOfWork, today: date, ahead: int) -> list[NobodySigns]:
    """Offices that receive notices and have no signatory at work on some day from `today` to `ahead` days on.

    Only offices that ever had one are judged; the first such day of each is told.
    """
    powers = power_rows.every(work)
    last = today + timedelta(days=ahead)
    away = staff_rows.absences_over(
        work,
        {one for line in powers for one in (line.account_id, line.absent_id) if one},
        today,
        last,
    )
    found = []
    for unit in rows.units(work):
        own = [one for one in powers if one.unit_id in (unit.id, None)]
        if unit.kind == "body" or not any(one.unit_id == unit.id for one in own):
            continue
        day = today
        while day <= last:
            gone = {row.account_id for row in away if row.first_day <= day <= row.last_day}
            valid = [one for one in own if _holds(one, day, gone)]
            if all(one.account_id in gone for one in valid):
                why = "absence" if valid else "power"
                found.append(_gap(unit, day, why))
                break
            day += DAY
    return found


def _holds(power: PowerRow, day: date, gone: set[int]) -> bool:
    """A power that counts on the day; one in somebody's absence, while they are away."""
    return power.on(day) and (power.absent_id is None or power.absent_id in gone)


def _gap(unit: Unit, day: date, why: str) -> NobodySigns:
    return NobodySigns(unit.id or 0, unit.code, Text(unit.name_en, unit.name_ru), day, why)


def untold(work: UnitOfWork, today: date, ahead: int) -> list[NobodySigns]:
    """Gaps of which somebody has not been told by mail yet."""
    return [gap for gap in without_signatory(work, today, ahead) if _keys(work, gap, today, True)]


def warn(work: UnitOfWork, today: date, ahead: int) -> None:
    """Promise one mail a gap to each head of the office and each administrator; twice promises nothing more."""
    for gap in without_signatory(work, today, ahead):
        for account, key in _keys(work, gap, today, False):
            work.promise(
                "mail",
                key,
                {
                    "mail": "desk-nobody-signs", "to": "office", "account": account,
                    "unit": gap.unit_id, "day": gap.day.isoformat(), "why": gap.why,
                },
            )  # fmt: skip


def _keys(work: UnitOfWork, gap: NobodySigns, today: date, only_new: bool) -> list[tuple[int, str]]:
    """Whom to tell, each with the key of their mail: a gap that begins on another day is another gap."""
    people = [
        one.account_id
        for role in ("head", "administrator")
        for one in staff_rows.holders(work, role, today)
        if one.unit_id in (gap.unit_id, None)
    ]
    found = [(one, f"mail:nobody-signs:{gap.unit_id}:{gap.day}:{one}") for one in people]
    return [pair for pair in found if not (only_new and staff_rows.promised(work, pair[1]))]
