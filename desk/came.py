"""The minute in which something came to the office on paper, as its stamp says, in the city's time."""

from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from web.work import settings


def moment(day: Any, hour: str) -> datetime:
    """The instant of a stamp. 24:00 is the end of its day. The form was found whole before."""
    day = cast(date, day)
    hours, minute = (int(part) for part in hour.split(":"))
    midnight, hours = divmod(hours, 24)
    zone = ZoneInfo(settings().timezone)
    return datetime(day.year, day.month, day.day, hours, minute, tzinfo=zone) + timedelta(
        days=midnight
    )


def came_at(form: Any) -> datetime:
    """When the answer came of which a form speaks."""
    return moment(form.came_day.data, form.came_hour.data)
