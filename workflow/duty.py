"""The duty roster of a unit: who is called at nights, weekends and holidays. Kept by its head."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from records import staff_rows
from records.errors import Missing
from records.tables import DutyShift
from records.unit_of_work import UnitOfWork
from regimes.calendar import Calendar
from workflow import policy, roster
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.roster import SilenceRule

LONGEST = timedelta(days=31)
FARTHEST = timedelta(days=400)
WEEK = timedelta(days=7)
Span = tuple[datetime, datetime]
"""From and until, aware; the end is not inside."""


def enter(
    work: UnitOfWork,
    *,
    actor: Actor,
    unit_id: int,
    account_id: int,
    starts_at: datetime,
    ends_at: datetime,
    phone: str,
) -> DutyShift:
    """Put a person on the roster. Two people at once are allowed, one person twice is not.

    Raises NotAllowed for anybody but the head, Invalid with the field for what can't be.
    """
    policy.require_unit(actor, "duty.keep", unit_id)
    if starts_at >= ends_at:
        raise Invalid("until", N_("The end is not after the beginning."))
    if ends_at <= work.now:
        raise Invalid("until", N_("These hours are over: nobody can be called in the past."))
    if ends_at - starts_at > LONGEST:
        raise Invalid("until", N_("Nobody is on duty for more than 31 days in one piece."))
    if starts_at > work.now + FARTHEST:
        raise Invalid("from_day", N_("This is more than 400 days ahead."))
    if account_id not in who_can(work, unit_id, starts_at.date()):
        raise Invalid("account", N_("Choose somebody who works in this office on that day."))
    if _has(work, unit_id, account_id, starts_at, ends_at):
        raise Invalid("account", N_("This person is on duty at that time already."))
    return _write(work, actor, "duty.entered", DutyShift(
        unit_id=unit_id, account_id=account_id, starts_at=starts_at, ends_at=ends_at, phone=phone,
        entered_by=actor.account_id or 0, entered_at=work.now,
    ))  # fmt: skip


def who_can(work: UnitOfWork, unit_id: int, day: date) -> list[int]:
    """Officers and heads of the unit on a day; those of the whole office where it has none."""
    people = staff_rows.present(work, day, absent_too=True)
    own = [one.account_id for one in people if one.unit_id == unit_id]
    return list(dict.fromkeys(own or [one.account_id for one in people if one.unit_id is None]))


def end(work: UnitOfWork, *, actor: Actor, shift_id: int) -> None:
    """End a shift that runs, now; take one that has not begun off the roster. NotPossible for one that is over.

    Missing where there is none, and where it is of another office: numbers can't be walked.
    """
    if not policy.may(actor, "duty.keep"):
        raise NotAllowed(N_("Your role does not allow this."))
    shift = work.get(DutyShift, shift_id)
    if not policy.allows_unit(actor, "duty.keep", shift.unit_id):
        raise Missing(f"Duty {shift_id} is not there.")
    if shift.dropped_at is not None or shift.ends_at <= work.now:
        raise NotPossible(N_("Not possible: this duty is over."))
    if shift.starts_at < work.now:
        shift.ends_at = work.now
    else:
        shift.dropped_at = work.now
    work.log(
        "duty.ended",
        actor=actor,
        subject=("duty", shift.id or 0),
        details={"unit": shift.unit_id, "account": shift.account_id},
    )


def copy_week(
    work: UnitOfWork, *, actor: Actor, unit_id: int, monday: date, zone: ZoneInfo
) -> tuple[int, int]:
    """Repeat the shifts that begin in the week of `monday` in the week after it, at the same hours of the clock.

    Returns how many were copied, and how many were left out: the person is on duty then, is not in the
    office any more, or the hours are over. Doing it twice copies nothing the second time.
    """
    policy.require_unit(actor, "duty.keep", unit_id)
    first = datetime.combine(monday, time(), zone)
    last = datetime.combine(monday + WEEK, time(), zone)
    copied = left = 0
    for shift in staff_rows.shifts_over(work, unit_id, first, last):
        starts_at, ends_at = _week_later(shift.starts_at, zone), _week_later(shift.ends_at, zone)
        if shift.starts_at < first:
            continue
        if (
            ends_at <= work.now
            or shift.account_id not in who_can(work, unit_id, starts_at.astimezone(zone).date())
            or _has(work, unit_id, shift.account_id, starts_at, ends_at)
        ):
            left += 1
            continue
        copied += 1
        _write(work, actor, "duty.entered", DutyShift(
            unit_id=unit_id, account_id=shift.account_id, starts_at=starts_at, ends_at=ends_at,
            phone=shift.phone, entered_by=actor.account_id or 0, entered_at=work.now,
        ))  # fmt: skip
    return copied, left


def _week_later(moment: datetime, zone: ZoneInfo) -> datetime:
    """The same hour of the clock a week later, also over a change of clocks."""
    local = moment.astimezone(zone)
    return datetime.combine(local.date() + WEEK, local.timetz().replace(tzinfo=None), zone)


def _has(
    work: UnitOfWork, unit_id: int, account_id: int, starts_at: datetime, ends_at: datetime
) -> bool:
    found = staff_rows.shifts_over(work, unit_id, starts_at, ends_at)
    return any(shift.account_id == account_id for shift in found)


def _write(work: UnitOfWork, actor: Actor, kind: str, shift: DutyShift) -> DutyShift:
    work.add(shift)
    work.flush()
    work.log(
        kind,
        actor=actor,
        subject=("duty", shift.id or 0),
        details={
            "unit": shift.unit_id, "account": shift.account_id,
            "from": shift.starts_at.isoformat(), "to": shift.ends_at.isoformat(),
        },
    )  # fmt: skip
    return shift


# --- what is missing and what is double ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two people on duty at the same time."""

    start: datetime
    end: datetime
    first: int  # account
    second: int


def overlaps(shifts: Sequence[DutyShift]) -> list[Overlap]:
    """Where two people have duty at once, in order of time. `shifts` are in order of their beginning."""
    found = []
    for number, one in enumerate(shifts):
        for other in shifts[number + 1 :]:
            if other.starts_at >= one.ends_at:
                break
            end = min(one.ends_at, other.ends_at)
            found.append(Overlap(other.starts_at, end, one.account_id, other.account_id))
    return found


def gaps(
    shifts: Iterable[DutyShift],
    calendar: Calendar,
    rule: SilenceRule,
    span: Span,
    zone: ZoneInfo,
) -> list[Span]:
    """Hours outside the office's own in which nobody is on duty, in order, joined where they touch."""
    found: list[Span] = []
    taken = sorted((shift.starts_at, shift.ends_at) for shift in shifts)
    for start, end in closed_hours(calendar, rule, span, zone):
        at = start
        for begins, ends in taken:
            if ends <= at or begins >= end:
                continue
            if begins > at:
                found.append((at, begins))
            at = max(at, ends)
        if at < end:
            found.append((at, end))
    return found


def closed_hours(calendar: Calendar, rule: SilenceRule, span: Span, zone: ZoneInfo) -> list[Span]:
    """The hours of the span in which the office is closed: nights, weekends, holidays, joined where they touch."""
    found: list[Span] = []
    day = span[0].astimezone(zone).date()
    while (midnight := datetime.combine(day, time(), zone)) < span[1]:
        after = datetime.combine(day + timedelta(days=1), time(), zone)
        pieces = [(midnight, after)]
        if roster.is_working(calendar, day):
            opens = datetime.combine(day, rule.opens, zone)
            pieces = [(midnight, opens), (datetime.combine(day, rule.closes, zone), after)]
        for begins, ends in pieces:
            start, end = max(begins, span[0]), min(ends, span[1])
            if start >= end:
                continue
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        day += timedelta(days=1)
    return found
