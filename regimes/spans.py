"""Counting from an anchor in the five units of law. Civil dates for days, elapsed time for hours."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from regimes.calendar import Calendar, NoYear
from regimes.steps import N_, Step

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


class Uncountable(Exception):
    """The law can't be counted from what is given: a message id and its values."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values)
        self.text = text
        self.values = values


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day. In a zone that skips midnight this is the moment of the change."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC).astimezone(zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last whole second of a local day: one second before the next local midnight."""
    return (start_of(day + DAY, zone).astimezone(UTC) - SECOND).astimezone(zone)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The civil date of an instant in the regime's zone."""
    return instant.astimezone(zone).date()


def hours_from(instant: datetime, hours: int, zone: ZoneInfo) -> datetime:
    """So many elapsed hours on (negative: back): a change of clocks does not stretch the law's hours."""
    return (instant.astimezone(UTC) + timedelta(hours=hours)).astimezone(zone)


@dataclass(frozen=True, slots=True)
class Counted:
    """A day that was counted to, and the days left out on the way."""

    day: date
    skipped: tuple[date, ...] = ()


def count_days(anchor: date, unit: str, amount: int, before: bool, calendar: Calendar) -> Counted:
    """The day that lies `amount` units before or after `anchor`; the anchor's own day is never counted.

    clear_day leaves out the day that is counted to as well (R v Herefordshire JJ 1820); calendar_month
    is clipped to the end of a shorter month. Uncountable when a working day is asked of a year without data.
    """
    sign = -1 if before else 1
    match unit:
        case "calendar_day":
            return Counted(anchor + sign * amount * DAY)
        case "clear_day":
            return Counted(anchor + sign * (amount + 1) * DAY)
        case "calendar_month":
            return Counted(_months(anchor, sign * amount))
        case "working_day":
            return _working(anchor, sign, amount, calendar)
    raise Uncountable(N_("%(unit)s is not counted in days."), unit=unit)


def _months(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        raise OverflowError(f"{years} is no year of the calendar")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _working(anchor: date, sign: int, amount: int, calendar: Calendar) -> Counted:
    day, left, skipped = anchor, amount, []
    try:
        while left:
            day += sign * DAY
            if calendar.is_workday(day):
                left -= 1
            else:
                skipped.append(day)
    except NoYear as error:
        raise no_year(error) from error
    return Counted(day, tuple(skipped))


def no_year(error: NoYear) -> Uncountable:
    """The refusal to count working days in a year without decree data, in words."""
    return Uncountable(
        N_(
            "Working days of %(year)s are not known yet: the calendar “%(calendar)s” has no data for that year."
        ),
        year=error.year,
        calendar=error.calendar,
    )


UNIT_STEPS = {
    ("calendar_day", True): N_(
        "Calendar days counted back: %(amount)s. Weekends and holidays count. That is %(day)s."
    ),
    ("calendar_day", False): N_(
        "Calendar days counted on: %(amount)s. Weekends and holidays count. That is %(day)s."
    ),
    ("clear_day", True): N_(
        "Clear days counted back: %(amount)s. Both end days are left out. That is %(day)s."
    ),
    ("clear_day", False): N_(
        "Clear days counted on: %(amount)s. Both end days are left out. That is %(day)s."
    ),
    ("working_day", True): N_("Working days counted back: %(amount)s. That is %(day)s."),
    ("working_day", False): N_("Working days counted on: %(amount)s. That is %(day)s."),
    ("calendar_month", True): N_(
        "Calendar months counted back: %(amount)s, at most to the end of a month. That is %(day)s."
    ),
    ("calendar_month", False): N_(
        "Calendar months counted on: %(amount)s, at most to the end of a month. That is %(day)s."
    ),
}
HOUR_STEPS = {
    True: N_("Hours counted back as they pass, day and night: %(amount)s. That is %(at)s."),
    False: N_("Hours counted on as they pass, day and night: %(amount)s. That is %(at)s."),
}


def day_steps(unit: str, amount: int, before: bool, counted: Counted) -> tuple[Step, ...]:
    """How a day was counted, and what was skipped; «nothing» is said aloud."""
    step = Step(UNIT_STEPS[unit, before], {"amount": amount, "day": counted.day})
    if counted.skipped:
        text = N_("Skipped, because nobody works then: %(days)s.")
        return step, Step(text, {"days": counted.skipped}, "skipped")
    return step, Step(N_("Skipped: nothing."), {}, "skipped")
