"""People keep the calendar: a day corrected, a year entered, a correction revoked. Always with a reason.

Each deed is one row, one log entry and one promised recount of the open notices; nothing is overwritten.
"""

from collections.abc import Collection
from datetime import date

from records import calendar_rows
from records.errors import Missing
from records.tables import CalendarDay, Recount
from records.unit_of_work import UnitOfWork
from regimes.calendar import SATURDAY, WHATS, Calendar
from regimes.shelf import Rulebook
from workflow import calendars, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible

FIRST_YEAR, LAST_YEAR = 2000, 2100


def standing(work: UnitOfWork, calendar: str) -> tuple[int, ...]:
    """Ids of the corrections that count now: what a look at the calendar was made from."""
    return tuple(one.id for one in calendar_rows.standing(work, calendar))


def calendar_of(work: UnitOfWork, rulebook: Rulebook, name: str) -> Calendar:
    """A calendar as it stands now. Missing where there is none of this name."""
    if name not in rulebook.calendars:
        raise Missing(f"There is no calendar {name}.")
    return calendars.named(work, rulebook, name)


def corrected(
    work: UnitOfWork, rulebook: Rulebook, *, calendar: str, day: date, what: str
) -> Calendar:
    """The calendar as it would stand with one day corrected; checks everything and writes nothing.

    Raises Invalid for a year without data, a day that is so already, a weekday as working Saturday.
    """
    now = calendar_of(work, rulebook, calendar)
    if what not in WHATS:
        raise Invalid("what", N_("Choose what the day is."))
    if day.year not in now.years:
        raise Invalid(
            "day",
            N_("The calendar has no data for %(year)s yet. Enter the whole year first."),
            year=day.year,
        )
    if any(one.day == day for one in calendar_rows.standing(work, calendar)):
        raise Invalid("day", N_("This day is corrected already. Revoke that correction first."))
    if now.years[day.year].of(day) == what:
        raise Invalid("what", N_("The calendar says so already: nothing would change."))
    if what == "workday" and day.weekday() < SATURDAY:
        raise Invalid(
            "what",
            N_(
                "Only a Saturday or a Sunday becomes a working day. For another day choose “ordinary”."
            ),
        )
    return now.corrected(day, what)


def correct(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    calendar: str,
    day: date,
    what: str,
    reason: str,
) -> int:
    """Correct one day and promise the recount. Returns the recount's number.

    Raises NotAllowed, Missing, or Invalid for what `corrected` refuses and for a missing reason.
    """
    _may(actor)
    corrected(work, rulebook, calendar=calendar, day=day, what=what)
    row = CalendarDay(
        calendar=calendar, year=day.year, day=day, what=what, reason=_given(reason, "reason"),
        made_by=actor.account_id, made_at=work.now,
    )  # fmt: skip
    return _made(work, rulebook, actor, row, {"day": day.isoformat(), "what": what})


def with_year(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    calendar: str,
    year: int,
    holidays: Collection[date],
    days_off: Collection[date],
    workdays: Collection[date],
) -> Calendar:
    """The calendar as it would stand with a whole year entered; checks everything and writes nothing.

    Raises Invalid for a year that is known, a day of another year, one day in two lists, a weekday as workday.
    """
    now = calendar_of(work, rulebook, calendar)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid("year", N_("Enter a year from 2000 to 2100."))
    if year in now.years:
        raise Invalid(
            "year", N_("The calendar knows this year. Correct single days of it instead.")
        )
    statute = now.statutory(year)
    lists = {
        "holidays": set(holidays) - statute,
        "days_off": set(days_off),
        "workdays": set(workdays),
    }
    for name, days in lists.items():
        if any(day.year != year for day in days):
            raise Invalid(name, N_("Every day must be in %(year)s."), year=year)
    for day in lists["days_off"] | lists["workdays"]:
        twice = sum(day in days for days in (*lists.values(), statute))
        if twice > 1:
            raise Invalid(
                "days_off", N_("%(day)s stands in two lists, or is a holiday anyway."), day=day
            )
    if any(day.weekday() < SATURDAY for day in lists["workdays"]):
        raise Invalid("workdays", N_("Only a Saturday or a Sunday becomes a working day."))
    if now.fixed is None and not lists["holidays"]:
        raise Invalid(
            "holidays", N_("Enter the holidays of the year: this calendar has no fixed ones.")
        )
    if now.fixed and not lists["days_off"]:
        raise Invalid(
            "days_off",
            N_(
                "Enter the days off that the decree moves. Without them working days would be wrong."
            ),
        )
    entry = calendar_rows.Correction(
        0, calendar, year, None, "year", _as_json(lists), "", None, work.now, None, None, ""
    )
    return now.with_year(year, calendars.year_of(now, entry))


def enter_year(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    calendar: str,
    year: int,
    holidays: Collection[date],
    days_off: Collection[date],
    workdays: Collection[date],
    decree: str,
) -> int:
    """Enter a year from its decree and promise the recount. Returns the recount's number.

    Raises NotAllowed, Missing, or Invalid for what `with_year` refuses and for a missing decree.
    """
    _may(actor)
    with_year(
        work, rulebook, calendar=calendar, year=year, holidays=holidays, days_off=days_off,
        workdays=workdays,
    )  # fmt: skip
    lists = {"holidays": holidays, "days_off": days_off, "workdays": workdays}
    row = CalendarDay(
        calendar=calendar, year=year, what="year", days=_as_json(lists),
        reason=_given(decree, "reason"), made_by=actor.account_id, made_at=work.now,
    )  # fmt: skip
    return _made(work, rulebook, actor, row, {"year": year, "days": row.days})


def without(work: UnitOfWork, rulebook: Rulebook, correction_id: int) -> Calendar:
    """The calendar as it would stand without a correction; writes nothing. Raises Missing, NotPossible."""
    one = calendar_rows.correction(work, correction_id)
    if one.revoked_at is not None:
        raise NotPossible(N_("Not possible: this correction was revoked already."))
    if one.calendar not in rulebook.calendars:
        raise Missing(f"There is no calendar {one.calendar}.")
    others = [
        other for other in calendar_rows.standing(work, one.calendar) if other.id != correction_id
    ]
    return calendars.corrected(rulebook.calendars[one.calendar], others)


def revoke(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, correction_id: int, reason: str
) -> int:
    """Revoke a correction, a fact of its own, and promise the recount. Returns the recount's number.

    Raises NotAllowed, Missing, NotPossible where it was revoked already, Invalid without a reason.
    """
    _may(actor)
    without(work, rulebook, correction_id)
    row = work.get(CalendarDay, correction_id)
    row.revoked_at, row.revoked_by = work.now, actor.account_id
    row.revoke_reason = _given(reason, "reason")
    work.flush()
    work.log(
        "calendar.revoked",
        actor=actor,
        subject=("calendar", correction_id),
        details={"calendar": row.calendar, "day": row.day.isoformat() if row.day else None, "year": row.year},
        personal={"reason": row.revoke_reason, "by": actor.name},
    )  # fmt: skip
    calendars.changed(work)
    return _recount(work, rulebook, actor, row.calendar, row.id, "revoked")


def again(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, calendar: str) -> int:
    """Count every open notice of a calendar anew, as after a new file of it. Returns the recount's number."""
    _may(actor)
    calendar_of(work, rulebook, calendar)
    number = _recount(work, rulebook, actor, calendar, None, "again")
    work.log(
        "calendar.recounted",
        actor=actor,
        subject=("recount", number),
        details={"calendar": calendar},
        personal={"by": actor.name},
    )
    return number


def _may(actor: Actor) -> None:
    if not policy.may(actor, "calendar.keep"):
        raise NotAllowed(N_("Not yours: the calendar is kept by heads and administrators."))


def _given(reason: str, field: str) -> str:
    if not reason.strip():
        raise Invalid(field, N_("Say why: the reason is kept with the calendar."))
    return reason.strip()


def _as_json(lists: dict[str, Collection[date]] | dict[str, set[date]]) -> dict[str, list[str]]:
    return {name: sorted(day.isoformat() for day in days) for name, days in lists.items()}


def _made(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, row: CalendarDay, details: dict[str, object]
) -> int:
    work.add(row)
    work.flush()
    work.log(
        "calendar.corrected",
        actor=actor,
        subject=("calendar", row.id or 0),
        details={"calendar": row.calendar, **details},
        personal={"reason": row.reason, "by": actor.name},
    )
    calendars.changed(work)
    return _recount(work, rulebook, actor, row.calendar, row.id, "made")


def _recount(
    work: UnitOfWork,
    rulebook: Rulebook,
    actor: Actor,
    calendar: str,
    correction: int | None,
    why: str,
) -> int:
    """Promise the recount; the worker does it in parts, so that nobody waits."""
    regimes = calendars.counting_with(work, rulebook, calendar)
    row = Recount(
        correction_id=correction, why=why, calendar=calendar, asked_by=actor.account_id,
        asked_at=work.now, to_look_at=calendar_rows.open_count(work, regimes.keys()),
    )  # fmt: skip
    work.add(row)
    work.flush()
    work.promise("recount", f"recount:{row.id}", {"recount": row.id})
    return row.id or 0
