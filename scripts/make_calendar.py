"""Write regimes/calendars/ru.toml from the `holidays` package: a build tool, so an upgrade moves no running deadline.

The package mixes statutory holidays with moved days off; the fixed list of Labour Code art 112 tells them apart.
Run: python scripts/make_calendar.py 2024 2027
"""

import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

PACKAGE = version("holidays")
OUT = Path(__file__).resolve().parent.parent / "regimes" / "calendars" / "ru.toml"
FIXED = [
    *(f"01-0{day}" for day in range(1, 9)),
    "02-23",
    "03-08",
    "05-01",
    "05-09",
    "06-12",
    "11-04",
]

HEAD = """\
# Days of Russia that differ from their weekday, one table a year. Made by scripts/make_calendar.py; correct by hand
# where a decree says otherwise. Three things that are not one another: holidays are named by the Labour Code,
# days_off were moved by decree (offices closed, but no holiday for 54-FZ), workdays are Saturdays that are worked.

[calendar]
name = "ru"
title = { en = "Russia", ru = "Россия" }
fixed = [FIXED]
source = { act = "Labour Code", article = "112", mark = "memory", note = "equal to the holidays package VERSION" }
"""
YEAR = """
[year.{year}]
holidays = [{holidays}]
days_off = [{days_off}]
workdays = [{workdays}]
source = {{ act = "Government decree on moved days off in {year}", article = "whole", mark = "memory", note = "from the holidays package {version}" }}
"""


def table(year: int) -> str:
    """One year as TOML. Statutory days stay on their date; all else the package names is a moved day off."""
    package = holidays.country_holidays("RU", years=year)
    named = {day for day in package if day.year == year}
    statutory = {date.fromisoformat(f"{year}-{item}") for item in FIXED}
    if not statutory <= named:
        raise SystemExit(f"{year}: the package lacks {sorted(statutory - named)}")
    moved = named - statutory
    if not moved:
        raise SystemExit(f"{year}: the package has no decree data yet; leave the year out")
    worked = {day for day in package.weekend_workdays if day.year == year}
    lists = {"holidays": statutory, "days_off": moved, "workdays": worked}
    texts = {key: ", ".join(map(str, sorted(days))) for key, days in lists.items()}
    return YEAR.format(year=year, version=PACKAGE, **texts)


def text(first: int, last: int) -> str:
    """The whole file for the years from `first` to `last`."""
    head = HEAD.replace("FIXED", ", ".join(f'"{item}"' for item in FIXED))
    return head.replace("VERSION", PACKAGE) + "".join(map(table, range(first, last + 1)))


if __name__ == "__main__":
    OUT.write_text(text(int(sys.argv[1]), int(sys.argv[2])), encoding="utf-8")
    print(f"written: {OUT.name}")
