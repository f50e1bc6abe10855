"""Local hours and instants: what a person types, and the moment it means."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflow.content import SessionIn
from workflow.errors import N_, Invalid


def instant(day: date, hour: str, zone: ZoneInfo, field: str = "sessions") -> datetime:
    """The UTC instant of a local hour `13:30`.

    Raises Invalid when that hour does not exist on that day (clocks go forward).
    """
    local = datetime.combine(day, time.fromisoformat(hour), tzinfo=zone)
    there = local.astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid(
            field, N_("%(hour)s does not exist on that day: the clocks go forward."), hour=hour
        )
    return there


def moment(text: object, zone: ZoneInfo, field: str) -> datetime:
    """The instant of `2026-05-08T18:00`, in the given zone where no offset is said. Invalid for what is none."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise Invalid(field, N_("Give a day and an hour, for example 2026-05-08 18:00.")) from error
    if found.tzinfo is not None:
        return found
    at = instant(found.date(), f"{found:%H:%M}", zone, field)
    return at + timedelta(seconds=found.second)


def span(session: SessionIn, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of a session; an end at or before the start is on the next day (decisions 2)."""
    last = session.day + timedelta(days=1) if session.end <= session.start else session.day
    return instant(session.day, session.start, zone), instant(last, session.end, zone)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The same instant on the clocks of the regime's zone."""
    return moment.astimezone(zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant after a day."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
