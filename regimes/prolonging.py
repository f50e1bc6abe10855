"""More time, or time that stood still: a clock moved on as its law allows, and the entry kept with its steps.

What was granted stands as a step of the clock itself, so a later recount keeps it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from regimes.asked import Text
from regimes.calendar import Calendar
from regimes.clocks import DueDate
from regimes.spans import count_days, end_of, hours_from, local_day
from regimes.steps import N_, Step

PAUSE, EXTENSION = "pause", "extension"

GRANTED = {
    (EXTENSION, "calendar_day"): N_("Extended by calendar days: %(amount)s (%(law)s)."),
    (EXTENSION, "clear_day"): N_("Extended by clear days: %(amount)s (%(law)s)."),
    (EXTENSION, "working_day"): N_("Extended by working days: %(amount)s (%(law)s)."),
    (EXTENSION, "calendar_month"): N_("Extended by calendar months: %(amount)s (%(law)s)."),
    (EXTENSION, "elapsed_hour"): N_("Extended by hours: %(amount)s (%(law)s)."),
    (PAUSE, "calendar_day"): N_("Stood still for calendar days: %(amount)s (%(law)s)."),
    (PAUSE, "working_day"): N_("Stood still for working days: %(amount)s (%(law)s)."),
    (PAUSE, "elapsed_hour"): N_("Stood still for hours: %(amount)s (%(law)s)."),
}
"""How an entry is said. (kind, unit) -> message."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One entry that moved a clock: `amount` of `unit`, on the strength of `law`."""

    kind: str  # pause | extension
    unit: str  # words.UNITS
    amount: int
    law: Text

    def step(self) -> Step:
        """The entry as a step of the clock's explanation."""
        return Step(
            GRANTED[self.kind, self.unit], {"amount": self.amount, "law": self.law}, self.kind
        )


def grants_in(steps: Iterable[Mapping[str, Any]]) -> tuple[Grant, ...]:
    """The entries that stand among the steps of a clock, as kept in JSON, oldest first."""
    units = {(kind, text): unit for (kind, unit), text in GRANTED.items()}
    found = []
    for kept in steps:
        if kept.get("part") in (PAUSE, EXTENSION):
            step = Step.from_json(kept)
            unit = units[step.part, step.text]
            found.append(Grant(step.part, unit, step.values["amount"], step.values["law"]))
    return tuple(found)


def moved(due: DueDate, grant: Grant, calendar: Calendar, zone: ZoneInfo) -> DueDate:
    """The clock with one entry more: a later end, and the entry before the result.

    Days are counted from the day on which the clock would have ended. Uncountable when working days
    are asked of a year without data.
    """
    at = _later(due.due_at, grant, calendar, zone)
    rest = [step for step in due.steps if step.part not in ("result", "note")]
    notes = [step for step in due.steps if step.part == "note"]
    ends = Step(N_("Ends: %(at)s."), {"at": at}, "result")
    return replace(due, due_at=at, steps=(*rest, grant.step(), ends, *notes), same_day=False)


def _later(at: datetime, grant: Grant, calendar: Calendar, zone: ZoneInfo) -> datetime:
    if grant.unit == "elapsed_hour":
        return hours_from(at, grant.amount, zone)
    day = local_day(at, zone)
    return end_of(count_days(day, grant.unit, grant.amount, False, calendar).day, zone)


def kept(
    due: DueDate, before: Iterable[Mapping[str, Any]], calendar: Calendar, zone: ZoneInfo
) -> DueDate:
    """A clock counted anew, with every entry that stood among its steps `before`."""
    for grant in grants_in(before):
        due = moved(due, grant, calendar, zone)
    return due
