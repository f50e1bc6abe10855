"""A talk with the organiser and a hearing in court: typed, kept with the decision, and whole or not yet."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from workflow import when
from workflow.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class MeetingIn:
    """With whom, where and when, or until when to write, and what follows. Hours are local, `13:30`."""

    person: str = ""
    phone: str = ""
    place: str = ""
    day: date | None = None
    at: str = ""
    write_by_day: date | None = None
    write_by_at: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CourtIn:
    """The court that the office turns to, and when it hears."""

    name: str = ""
    day: date | None = None
    at: str = ""
    number: str = ""


NO_MEETING, NO_COURT = MeetingIn(), CourtIn()
Typed = TypeVar("Typed", MeetingIn, CourtIn)


def kept(typed: MeetingIn | CourtIn) -> dict[str, str]:
    """As JSON keeps it: days as ISO text."""
    return {
        name: value.isoformat() if isinstance(value, date) else value or ""
        for name, value in asdict(typed).items()
    }


def read(kind: type[Typed], data: dict[str, Any] | None) -> Typed:
    """What `kept` wrote; nothing kept is nothing typed."""
    said: dict[str, Any] = {}
    for field in fields(kind):
        text = str((data or {}).get(field.name, ""))
        if text:
            said[field.name] = date.fromisoformat(text) if field.name.endswith("day") else text
    return kind(**said)


def meets_at(typed: MeetingIn, zone: ZoneInfo) -> datetime | None:
    """The instant of the talk; None when none is set."""
    return _instant(typed.day, typed.at, zone, "meeting_at")


def write_by(typed: MeetingIn, zone: ZoneInfo) -> datetime | None:
    """The instant by which the organiser writes; a day without an hour ends with its last second."""
    if typed.write_by_day is None:
        return None
    if typed.write_by_at in ("", "24:00"):
        last = when.instant(typed.write_by_day, "23:59", zone, "write_by_at")
        return last.replace(second=59)
    return _instant(typed.write_by_day, typed.write_by_at, zone, "write_by_at")


def hears_at(typed: CourtIn, zone: ZoneInfo) -> datetime | None:
    """The instant of the hearing; None when none is set."""
    return _instant(typed.day, typed.at, zone, "court_at")


def _instant(day: date | None, hour: str, zone: ZoneInfo, field: str) -> datetime | None:
    return when.instant(day, hour, zone, field) if day is not None and hour else None


def check(meeting: MeetingIn, court: CourtIn, zone: ZoneInfo, begins: datetime) -> None:
    """Raises Invalid at the field for an hour that does not exist, or that comes after the event has begun."""
    talks = (("meeting_day", meets_at(meeting, zone)), ("write_by_day", write_by(meeting, zone)))
    for field, instant in talks:
        if instant is not None and instant >= begins:
            raise Invalid(field, N_("Talk before the event begins."))
    hearing = hears_at(court, zone)
    if hearing is not None and hearing >= begins:
        raise Invalid("court_day", N_("The court can only help before the event begins."))


def meeting_held(typed: MeetingIn, zone: ZoneInfo, now: datetime) -> bool:
    """Whether an invitation says all that it must, and its times are still ahead."""
    instants = [one for one in (meets_at(typed, zone), write_by(typed, zone)) if one is not None]
    meets = bool(typed.place.strip()) and meets_at(typed, zone) is not None
    named = all(text.strip() for text in (typed.person, typed.phone, typed.after))
    way = meets or write_by(typed, zone) is not None
    return named and way and all(one > now for one in instants)


def court_held(typed: CourtIn, zone: ZoneInfo, now: datetime) -> bool:
    """Whether court and hearing are named, and the hearing is still ahead."""
    hearing = hears_at(typed, zone)
    return bool(typed.name.strip()) and hearing is not None and hearing > now
