"""Days inside a sentence. English names them as they are; Russian needs the case: «до пятницы», «во вторник»."""

from datetime import date, datetime

from flask import Flask

from web import filters
from web.i18n import language

Day = date | datetime
_ON = (
    "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу",
    "в воскресенье",
)  # fmt: skip
_OF = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")


def _weekday(value: Day) -> int:
    local = filters.in_zone(value) if isinstance(value, datetime) else value
    return local.weekday()


def _cased(value: Day, words: tuple[str, ...]) -> str:
    _name, comma, rest = filters.near_day(value).partition(",")
    return f"{words[_weekday(value)]}{comma}{rest}"


def on_day(value: Day) -> str:
    """Say on which day, with the preposition: on Friday 20 November, в пятницу, 20 ноября."""
    return _cased(value, _ON) if language() == "ru" else f"on {filters.near_day(value)}"


def till_day(value: Day) -> str:
    """Say a day after «by», «from», «until the end of»: Friday 20 November, пятницы, 20 ноября."""
    return _cased(value, _OF) if language() == "ru" else filters.near_day(value)


def till_due(at: datetime) -> str:
    """Say a due instant after «by» and «to»: Friday 20 November, 24:00; 24:00 пятницы, 20 ноября."""
    if language() != "ru":
        return filters.due(at)
    hours = filters.due(at).rpartition(", ")[2]
    return f"{hours} {till_day(at)}"


def init_app(app: Flask) -> None:
    """Give the pages `on_day`, `till_day`, `till_due`."""
    for one in (on_day, till_day, till_due):
        app.jinja_env.filters[one.__name__] = one
