"""The hours of the day within which an event stays, and the days on which they are others."""

from datetime import datetime, time

from regimes.conditions import Case, holds
from regimes.counted import Hours
from regimes.words import WEEKDAYS


def bounds(hours: Hours, case: Case, start: datetime) -> tuple[time, time] | None:
    """From when to when an event that starts then may last; None where no hours bind it.

    The first exception that holds on its day counts; one that names no hours lifts them.
    """
    for one in hours.exceptions:
        today = not one.weekdays or WEEKDAYS[start.weekday()] in one.weekdays
        if today and holds(one.when, case):
            if one.opens is None and one.closes is None:
                return None
            return one.opens or hours.opens, one.closes or hours.closes
    return hours.opens, hours.closes


def outside(hours: Hours, case: Case, start: datetime, end: datetime) -> bool:
    """Whether a session leaves the hours: the same local day must hold start and end (54-FZ art 9)."""
    found = bounds(hours, case, start)
    if found is None:
        return False
    opens, closes = found
    return not (opens <= start.time() <= closes and end.time() <= closes) or (
        start.date() != end.date()
    )
