"""When a notice may be filed: limits counted back from the event, over one day or several, with the extra day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from regimes.calendar import Calendar, NoYear
from regimes.regime import Window
from regimes.spans import (
    DAY,
    HOUR_STEPS,
    SECOND,
    Counted,
    Uncountable,
    count_days,
    day_steps,
    end_of,
    hours_from,
    local_day,
    start_of,
)
from regimes.steps import N_, Step


@dataclass(frozen=True, slots=True)
class WindowFor:
    """The window for an event, without a filing. None = the law sets no limit on that side."""

    opens: datetime | None
    closes: datetime | None
    extra_filing_day: date | None = None
    extra_day_unknown: str = ""  # message id of why the calendar can't say, or ''
    steps: tuple[Step, ...] = ()
    hours: bool = False  # limits are exact instants, not days
    common: bool = True  # False: the days of the event leave no common window

    def is_early(self, received: datetime) -> bool:
        """Before the window opens."""
        return self.opens is not None and _utc(received) < _utc(self.opens)

    def is_late(self, received: datetime) -> bool:
        """After the window closed: past the exact instant, or from the next local midnight."""
        if self.closes is None:
            return False
        if self.hours:
            return _utc(received) > _utc(self.closes)
        return _utc(received) >= _utc(self.closes) + SECOND


def _utc(instant: datetime) -> datetime:
    # Two instants of one zone are compared by wall time in Python; only UTC is safe at a change of clocks.
    return instant.astimezone(UTC)


def count_window(
    window: Window, calendar: Calendar, zone: ZoneInfo, days: tuple[date, ...], anchor_at: datetime
) -> WindowFor:
    """The window for events on `days`; `anchor_at` is the first start, or the announcement.

    Several days in one notice: it must be in window for every day, so the opening comes from the last day
    and the closing from the first (C-RU-MULTI). No common window: no extra day.
    """
    if window.unit == "elapsed_hour":
        return _by_hours(window, zone, anchor_at)
    if window.anchor != "event_day":
        days = (local_day(anchor_at, zone),)
    moved = [_extending_days(window, calendar, day) for day in days]
    limits = [
        _limits_of(window, calendar, day, bool(by)) for day, by in zip(days, moved, strict=True)
    ]
    # Several days may each move the limit by their own holidays, so every day is counted.
    opens = max((one[0] for one in limits if one[0] is not None), default=None)
    closes = min((one[1] for one in limits if one[1] is not None), default=None)
    steps = (_rule(window), *_steps(window, calendar, days, moved[0], opens, closes))
    found = WindowFor(
        opens=start_of(opens, zone) if opens else None,
        closes=end_of(closes, zone) if closes else None,
        steps=steps,
    )
    if opens and closes and opens > closes:
        return replace(found, common=False, steps=(*steps, Step(NO_COMMON, {}, "note")))
    if window.extra_day and opens and closes:
        return _with_extra_day(found, window, calendar, limits)
    return found


NO_COMMON = N_(
    "The days of this event leave no day on which one notice is in time for all of them: "
    "file one notice for each part of at most six days."
)


def _rule(window: Window) -> Step:
    values = {"rule": window.text, "law": window.source.cited}
    return Step(N_("Rule: %(rule)s (%(law)s)"), values, "rule")


def _by_hours(window: Window, zone: ZoneInfo, anchor_at: datetime) -> WindowFor:
    limits: list[datetime | None] = []
    steps = [_rule(window), Step(N_("Start: %(at)s."), {"at": anchor_at.astimezone(zone)}, "start")]
    for amount in (window.earliest, window.latest):
        limits.append(None if amount is None else hours_from(anchor_at, -amount, zone))
        if amount is not None:
            steps.append(Step(HOUR_STEPS[True], {"amount": amount, "at": limits[-1]}))
    steps.append(Step(N_("Skipped: nothing."), {}, "skipped"))
    return WindowFor(limits[0], limits[1], steps=tuple(steps), hours=True)


def _limits_of(
    window: Window, calendar: Calendar, day: date, extended: bool
) -> tuple[date | None, date | None]:
    """First and last day to file for an event on `day`; None = no limit."""
    latest = window.latest
    if extended:
        assert window.extension is not None
        latest = window.extension.latest
    return (
        _back(window, calendar, day, window.earliest, window.opening_unit),
        _back(window, calendar, day, latest, window.unit),
    )


def _back(
    window: Window, calendar: Calendar, day: date, amount: int | None, unit: str
) -> date | None:
    if amount is None:
        return None
    shift = DAY if window.count_excludes_filing_day else 0 * DAY
    return count_days(day, unit, amount, before=True, calendar=calendar).day - shift


def _shown(counted: Counted, closes: date, window: Window) -> Counted:
    """The day that the count led to, before the day of filing is left out: the last step takes that one off.

    Where several days of an event move the limit it is the day that follows from the strictest.
    """
    return Counted(closes + DAY if window.count_excludes_filing_day else closes, counted.skipped)


def _from_to(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + ahead * DAY


def _extending_days(window: Window, calendar: Calendar, day: date) -> tuple[date, ...]:
    """The days among D-latest..D-1 (or D-latest alone) that move the limit, oldest first."""
    extension = window.extension
    if extension is None or window.latest is None:
        return ()
    first, last = day - window.latest * DAY, day - DAY
    looked_at = _from_to(first, first if extension.mode == "last" else last)
    try:
        return tuple(
            one
            for one in looked_at
            if any(calendar.is_class(one, name) for name in extension.if_day_is)
        )
    except NoYear as error:
        raise Uncountable(NO_YEAR, year=error.year) from error


NO_YEAR = N_(
    "The calendar has no decree on moved days off for %(year)s, so working days can't be told."
)


OPENING_STEPS = {
    "calendar_day": N_("Days before it: %(amount)s. The first day to file: %(day)s."),
    "clear_day": N_("Clear days before it: %(amount)s. The first day to file: %(day)s."),
    "working_day": N_("Working days before it: %(amount)s. The first day to file: %(day)s."),
    "calendar_month": N_("Months before it: %(amount)s. The first day to file: %(day)s."),
}


def _steps(
    window: Window,
    calendar: Calendar,
    days: tuple[date, ...],
    moved: tuple[date, ...],
    opens: date | None,
    closes: date | None,
) -> list[Step]:
    first, last = days[0], days[-1]
    steps = [Step(N_("Start: the day of the event, %(day)s, is day 0."), {"day": first}, "start")]
    if first != last:
        text = N_(
            "Several days: the closing counts from the first, %(first)s, the opening from the last, %(last)s."
        )
        steps = [Step(text, {"first": first, "last": last}, "start")]
    if opens is not None and window.earliest is not None:
        steps.append(
            Step(
                OPENING_STEPS[window.opening_unit],
                {"amount": window.earliest, "day": opens},
            )
        )
    if moved and window.extension:
        values = {"days": moved, "rule": window.extension.text}
        steps.append(Step(N_("%(days)s among the last days before the event: %(rule)s"), values))
    if closes is not None and window.latest is not None:
        amount = window.extension.latest if moved and window.extension else window.latest
        counted = count_days(first, window.unit, amount, before=True, calendar=calendar)
        steps += day_steps(window.unit, amount, True, _shown(counted, closes, window))
    if window.count_excludes_filing_day:
        steps.append(Step(N_("The day of filing is not counted either: one day earlier.")))
    if closes is not None:
        steps.append(
            Step(N_("The last day to file: %(day)s, to 24:00."), {"day": closes}, "result")
        )
    return steps


def _with_extra_day(
    found: WindowFor,
    window: Window,
    calendar: Calendar,
    limits: list[tuple[date | None, date | None]],
) -> WindowFor:
    """The last working day before the holidays is open too, if the whole window is holidays (C-RU-HOL).

    Several days: the notice must be in window for every one of them, so the own window of each must
    be holidays from end to end, not only the days that they share (C-RU-MULTI).
    """
    extra = window.extra_day
    assert extra is not None
    windows = [(first, last) for first, last in limits if first and last]
    whole = (day for first, last in windows for day in _from_to(first, last))
    try:
        if not all(calendar.is_class(day, extra.if_all_days_are) for day in whole):
            return found
        run = min(first for first, _last in windows)
        while calendar.is_class(run - DAY, extra.if_all_days_are):
            run -= DAY
        day = calendar.workday_before(run)
    except NoYear as error:
        step = Step(NO_YEAR, {"year": error.year}, "note")
        return replace(found, extra_day_unknown=NO_YEAR, steps=(*found.steps, step))
    text = N_("Every day of the window is a public holiday: %(rule)s That day is %(day)s.")
    return replace(
        found,
        extra_filing_day=day,
        steps=(*found.steps, Step(text, {"rule": extra.text, "day": day}, "result")),
    )
