"""Which regimes can't be counted in a year without data: where working days, or moved days, decide a date."""

from regimes.calendar import Calendar
from regimes.regime import Clock, Regime, Window
from regimes.words import DAY_CLASSES

WORKING = "working_day"
ALWAYS_KNOWN = frozenset({"saturday", "sunday", "weekend"})


def needs_data(regime: Regime, calendar: Calendar) -> bool:
    """Whether some date of this regime needs the calendar's data of its year.

    Statutory holidays need none where the calendar has a fixed list of them.
    """
    known = ALWAYS_KNOWN | ({"statutory_holiday"} if calendar.fixed is not None else set())
    unknown = set(DAY_CLASSES) - known
    return any(_window(window, unknown) for window in regime.windows.values()) or any(
        _clock(clock) for clock in regime.clocks.values()
    )


def _window(window: Window, unknown: set[str]) -> bool:
    if WORKING in (window.unit, window.opening_unit) or window.extra_day is not None:
        return True
    return window.extension is not None and bool(unknown & set(window.extension.if_day_is))


def _clock(clock: Clock) -> bool:
    spans = [clock.span, *(variant.span for variant in clock.variants)]
    return any(span.unit == WORKING for span in [*spans, *([clock.cap] if clock.cap else [])])
