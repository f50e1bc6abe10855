"""Days, instants and numbers as the letters write them (letters.md 5)."""

from datetime import date, datetime, time, timedelta

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
WEEKDAYS = {
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
LAST_SECOND = time(23, 59, 59)


def long(day: date, locale: str) -> str:
    """12 декабря 2026 г. / 12 December 2026."""
    month = MONTHS[locale].split()[day.month - 1]
    return f"{day.day} {month} {day.year}" + (" г." if locale == "ru" else "")


def full(day: date, locale: str) -> str:
    """12 декабря 2026 г., суббота / Saturday 12 December 2026."""
    weekday = WEEKDAYS[locale].split()[day.weekday()]
    return f"{long(day, locale)}, {weekday}" if locale == "ru" else f"{weekday} {long(day, locale)}"


def short(day: date) -> str:
    """12.12.2026: reference lines of both languages, tables in Russian."""
    return day.strftime("%d.%m.%Y")


def in_table(day: date, locale: str) -> str:
    return short(day) if locale == "ru" else long(day, locale)


def clock(instant: datetime) -> str:
    """HH:MM; the last second of a day, as due instants are stored, is 24:00 of that day."""
    return (
        "24:00"
        if instant.time().replace(microsecond=0) == LAST_SECOND
        else instant.strftime("%H:%M")
    )


def due(instant: datetime, locale: str) -> str:
    """24:00 17 декабря 2026 г. / 24:00 on 17 December 2026."""
    between = " " if locale == "ru" else " on "
    return f"{clock(instant)}{between}{long(instant.date(), locale)}"


def received(instant: datetime, locale: str) -> str:
    """14 декабря 2026 г. (понедельник) в 10:05 / Monday 14 December 2026, 10:05."""
    if locale == "ru":
        weekday = WEEKDAYS["ru"].split()[instant.weekday()]
        return f"{long(instant.date(), 'ru')} ({weekday}) в {clock(instant)}"
    return f"{full(instant.date(), 'en')}, {clock(instant)}"


def sitting(day: date, start: str, end: str, locale: str) -> str:
    """12 декабря 2026 г., суббота, 12:00–15:00; an end on the next day is said so."""
    if end > start:
        return f"{full(day, locale)}, {start}–{end}"
    return f"{full(day, locale)}, {start} – {end} {in_table(day + timedelta(days=1), locale)}"


def number(value: int, locale: str) -> str:
    """3 400 with a no-break space / 3,400."""
    return f"{value:,}".replace(",", "\u00a0") if locale == "ru" else f"{value:,}"


def people(value: int, locale: str) -> str:
    """до 21 человека, до 25 человек / up to 25 people."""
    if locale == "en":
        return f"up to {number(value, 'en')} {'person' if value == 1 else 'people'}"
    one = value % 10 == 1 and value % 100 != 11
    return f"до {number(value, 'ru')} {'человека' if one else 'человек'}"
