"""Dates, numbers and sentences as pages show them: weekday always, 24:00, the regime's zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name
from babel.numbers import format_decimal
from flask import Flask

from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.work import now, settings

NBSP = "\u00a0"
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
SOON = 3 * DAY  # from here on the days are enough; nearer, the hours count (looks: time left)
ELEVEN_MONTHS = timedelta(days=334)

Zone = str | ZoneInfo | None


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What a time-left tag shows: a state for its look, words, and the legal moment."""

    state: str  # over today soon calm theirs none
    words: str
    note: str


def in_zone(at: datetime, zone: Zone = None) -> datetime:
    """Put an aware instant on the wall clock of the regime's zone."""
    return at.astimezone(_zone(zone))


def _zone(zone: Zone) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or settings().timezone)


def _day(value: date | datetime, zone: Zone = None) -> date:
    return in_zone(value, zone).date() if isinstance(value, datetime) else value


def today(zone: Zone = None) -> date:
    """Give the calendar day of this request in the regime's zone."""
    return in_zone(now(), zone).date()


# --- days --------------------------------------------------------------------------------


@lru_cache(4096)
def _words(that: date, pattern: str, locale: str) -> str:
    """Say a day by CLDR. A list names the same days over and over, and each naming reads CLDR anew."""
    return format_date(that, pattern, locale=locale)


def day(value: date | datetime, zone: Zone = None) -> str:
    """Say a day in full: Sunday 6 December 2026, воскресенье, 6 декабря 2026 г."""
    return _named_day(_day(value, zone), year=True)


def near_day(value: date | datetime, zone: Zone = None) -> str:
    """Say a day in full, with the year where it is another than this one."""
    that = _day(value, zone)
    return _named_day(that, year=that.year != today(zone).year)


def _named_day(that: date, *, year: bool) -> str:
    if language() == "ru":
        words = _words(that, "EEEE, d MMMM y 'г'." if year else "EEEE, d MMMM", "ru")
        return words.replace(" г.", NBSP + "г.")
    return _words(that, "EEEE d MMMM y" if year else "EEEE d MMMM", "en")


def plain_day(value: date | datetime, zone: Zone = None) -> str:
    """Say a day as on a stamp, without the weekday: 23 November 2026, 23 ноября 2026 г."""
    that = _day(value, zone)
    if language() == "ru":
        return _words(that, "d MMMM y 'г'.", "ru").replace(" г.", NBSP + "г.")
    return _words(that, "d MMMM y", "en")


def short_day(value: date | datetime, zone: Zone = None) -> str:
    """Say a day in a table: Thu 26 Nov, чт 26 ноя; the year only when it is far."""
    that = _day(value, zone)
    spoken = language()
    month = _words(that, "MMM", spoken)[:3]
    year = f" {that.year}" if abs(that - today(zone)) > ELEVEN_MONTHS else ""
    return f"{_words(that, 'EEE', spoken)} {that.day} {month}{year}".replace(" ", NBSP, 1)


def weekday(value: date) -> str:
    """Say the day of the week in short: Mon, пн."""
    return _words(_day(value), "EEE", language())


def month_name(value: date) -> str:
    """Say a month over its days: March, март."""
    return _words(value, "LLLL", language())


# --- moments -----------------------------------------------------------------------------


def hour(at: datetime, zone: Zone = None) -> str:
    """Say the time of day: 09:14."""
    return in_zone(at, zone).strftime("%H:%M")


def moment(at: datetime, zone: Zone = None) -> str:
    """Say when something happened: Mon 23 Nov, 09:14."""
    return f"{short_day(at, zone)}, {hour(at, zone)}"


def stamp_moment(at: datetime, zone: Zone = None) -> str:
    """Say a moment that is evidence: 23 November 2026, 09:14:07."""
    return f"{plain_day(at, zone)}, {in_zone(at, zone):%H:%M:%S}"


def machine(at: date | datetime, zone: Zone = None) -> str:
    """Give the value of a <time datetime> attribute."""
    if isinstance(at, datetime):
        return in_zone(at, zone).isoformat(timespec="seconds")
    return at.isoformat()


def _end(at: datetime, zone: Zone) -> tuple[date, str]:
    """Give the day and hour of a due instant, stored as its last whole second: 24:00 of that day."""
    local = in_zone(at, zone)
    if local.second == 59:
        if (local.hour, local.minute) == (23, 59):
            return local.date(), "24:00"
        local += SECOND
    return local.date(), local.strftime("%H:%M")


def due(at: datetime, zone: Zone = None) -> str:
    """Say a due instant in a sentence: Thursday 26 November, 24:00."""
    that, hours = _end(at, zone)
    return f"{near_day(that, zone)}, {hours}"


def short_due(at: datetime, zone: Zone = None) -> str:
    """Say a due instant in a table: Thu 26 Nov, 24:00."""
    that, hours = _end(at, zone)
    return f"{short_day(that, zone)}, {hours}"


def zone_name(zone: Zone = None) -> str:
    """Say whose time it is: Moscow time, московское время."""
    key = _zone(zone).key
    if key == "Europe/Moscow":
        return str(_("Moscow time"))
    if key == "UTC":
        return "UTC"
    return get_timezone_name(_zone(zone), width="long", locale=language())


# --- time left ---------------------------------------------------------------------------


def span(length: timedelta) -> str:
    """Say a length: minutes under an hour, hours under three days, then days (looks)."""
    minutes = max(int(length.total_seconds() // 60), 1)
    days, hours = length.days, length.seconds // 3600
    if length >= SOON:
        return str(ngettext("%(num)d day", "%(num)d days", days))
    if minutes < 60:
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    parts = [ngettext("%(num)d day", "%(num)d days", days)] if days else []
    if hours:
        parts.append(ngettext("%(num)d hour", "%(num)d hours", hours))
    return " ".join(parts)


def time_left(
    due_at: datetime | None,
    *,
    theirs: str = "",
    aim: date | None = None,
    own: str = "",
    zone: Zone = None,
) -> TimeLeft:
    """Judge a due instant against now, in the regime's zone.

    `theirs` are the words for the side that must act when it is not the reader's, for example
    «with the organiser»; `aim` is the city's own date where the law sets none. `own`: this
    instant is no term of the law but the office's "aim", or the moment when the event "begins".
    """
    if due_at is None:
        note = _("city's aim: %(day)s", day=short_day(aim, zone)) if aim else ""
        return TimeLeft("none", _("not set by law"), note)
    left = due_at + SECOND - now()
    when = short_due(due_at, zone)
    if left <= timedelta(0):
        gone = span(-left)
        passed = _("Aim passed %(span)s ago", span=gone)
        words = passed if own == "aim" else _("Ran out %(span)s ago", span=gone)
        return TimeLeft("over", words, _whose(own, when))
    if theirs:
        return TimeLeft("theirs", theirs, _("to %(when)s", when=when))
    that, hours = _end(due_at, zone)
    if that == today(zone):
        return TimeLeft("today", span(left), _whose(own, _("today, to %(hour)s", hour=hours)))
    return TimeLeft("soon" if left < SOON else "calm", span(left), _whose(own, when))


def _whose(own: str, when: str) -> str:
    """Say beside a date that no law sets what it is."""
    if own == "aim":
        return str(_("%(when)s, the office's own aim", when=when))
    if own == "begins":
        return str(_("%(when)s, the event begins", when=when))
    return when


# --- numbers and sentences ---------------------------------------------------------------


def number(value: float) -> str:
    """Say a number: 1,200 in English, 1 200 with a no-break space in Russian."""
    return _figures(value, language())


@lru_cache(4096)
def _figures(value: float, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


def checkcode(code: str) -> str:
    """Part a check code in groups of four: VK7M-2QXD-9A3B."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def law(text: Any) -> str:
    """Say a text of the law (`Text` of a regime) in the language of the page."""
    return str(text.in_(language())) if hasattr(text, "in_") else str(text)


def say(text: str, /, **values: object) -> str:
    """Say a message id of the rooms below; dates and texts of the law are said with it."""
    return str(_(text, **{name: _said(value) for name, value in values.items()}))


def _said(value: object) -> object:
    """Say a value of a sentence; steps kept as JSON carry {en, ru}, {at} or {day}."""
    if isinstance(value, dict):
        return _from_json(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(_said(item)) for item in value)
    if hasattr(value, "in_"):
        return law(value)
    if isinstance(value, datetime):
        return due(value) if in_zone(value).second == 59 else moment(value)
    if isinstance(value, date):
        return near_day(value)
    return value


def _from_json(value: dict[str, str]) -> object:
    if "at" in value:
        return _said(datetime.fromisoformat(value["at"]))
    if "day" in value:
        return near_day(date.fromisoformat(value["day"]))
    return value.get(language()) or value.get("en", "")


def iso_day(text: str) -> date:
    """Read a day as JSON keeps it."""
    return date.fromisoformat(text)


def sign_code(sign: str) -> str:
    """Name a sign by its number: U+1F3B5."""
    return f"U+{ord(sign):04X}"


FILTERS: tuple[Callable[..., Any], ...] = (
    day, near_day, plain_day, short_day, weekday, month_name, hour, moment, stamp_moment, machine, due, short_due,
    span, number, checkcode, law, iso_day, sign_code,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Give the pages their filters, and `time_left`, `today`, `say` as functions."""
    for one in FILTERS:
        app.jinja_env.filters[one.__name__] = one
    app.jinja_env.globals.update(
        time_left=time_left, today=today, now=now, zone_name=zone_name, say=say
    )
