"""Write regimes/calendars/NAME.toml from the `holidays` package: a build tool, so an upgrade moves no running deadline.

Russia: the package mixes statutory holidays with moved days off; the fixed list of Labour Code art 112 tells
them apart. In the other lands a day that stands in for a holiday is a holiday of the law too, nothing is moved
by decree and no Saturday is worked: those lists stay empty, and a year without data knows no holiday at all.
Run: python scripts/make_calendar.py ru 2024 2027
"""

import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

PACKAGE = version("holidays")
FOLDER = Path(__file__).resolve().parent.parent / "regimes" / "calendars"
FIXED = [*(f"01-0{day}" for day in range(1, 9)), "02-23", "03-08", "05-01", "05-09", "06-12", "11-04"]  # fmt: skip


@dataclass(frozen=True)
class Land:
    """One calendar: where its days come from, and which act they rest on."""

    country: str
    part: str
    en: str
    ru: str
    act: str
    article: str
    year: str  # what the data of one year rests on
    act_ru: str
    year_ru: str
    head: str  # what a reader of the file must know
    fixed: tuple[
        str, ...
    ] = ()  # MM-DD of every year; empty where holidays move with Easter or with the week


LANDS = {
    "ru": Land(
        "RU", "", "Russia", "Россия", "Labour Code", "112", "Government decree on moved days off in {year}",
        "Трудовой кодекс РФ", "Постановление Правительства РФ о переносе выходных дней в {year} году",
        "# Days of Russia that differ from their weekday, one table a year. Made by scripts/make_calendar.py; correct by hand\n"
        "# where a decree says otherwise. Three things that are not one another: holidays are named by the Labour Code,\n"
        "# days_off were moved by decree (offices closed, but no holiday for 54-FZ), workdays are Saturdays that are worked.\n",
        tuple(FIXED),
    ),
    "gb-eng": Land(
        "GB", "ENG", "England", "Англия", "Banking and Financial Dealings Act 1971", "Sch 1", "Bank holidays of {year}",
        "Закон о банковских и финансовых сделках 1971 г. (Banking and Financial Dealings Act)", "Нерабочие дни {year} года (bank holidays)",
        "# Bank holidays of England. Made by scripts/make_calendar.py. A substitute day is a bank holiday itself;\n"
        "# the Saturday or Sunday that it stands in for is listed too. Nothing is moved by decree.\n",
    ),
    "gb-sct": Land(
        "GB", "SCT", "Scotland", "Шотландия", "Banking and Financial Dealings Act 1971", "Sch 1", "Bank holidays of {year}",
        "Закон о банковских и финансовых сделках 1971 г. (Banking and Financial Dealings Act)", "Нерабочие дни {year} года (bank holidays)",
        "# Bank holidays of Scotland; local holidays of its towns are not among them. Made by scripts/make_calendar.py.\n"
        "# A substitute day is a bank holiday itself; the Saturday or Sunday that it stands in for is listed too.\n",
    ),
    "de-be": Land(
        "DE", "BE", "Berlin", "Берлин", "Gesetz über die Sonn- und Feiertage (Berlin)", "1", "Public holidays of {year}",
        "Закон Берлина о воскресных и праздничных днях (Gesetz über die Sonn- und Feiertage)", "Праздничные дни {year} года",
        "# Public holidays of Berlin. Made by scripts/make_calendar.py. A holiday on a Sunday is not made up for:\n"
        "# nothing is moved, no Saturday is worked by decree.\n",
    ),
    "au-nsw": Land(
        "AU", "NSW", "New South Wales", "Новый Южный Уэльс", "Public Holidays Act 2010 (NSW)", "4", "Public holidays of {year}",
        "Закон о праздничных днях 2010 г., Новый Южный Уэльс (Public Holidays Act)", "Праздничные дни {year} года",
        "# Public holidays of New South Wales. Made by scripts/make_calendar.py. The additional day for a holiday on a\n"
        "# weekend is a public holiday itself. The bank holiday of August closes banks alone and is left out.\n",
    ),
}  # fmt: skip
NONE = """\
# No land at all: no day is a holiday, and working days are not known, so a regime that counts them is refused.

[calendar]
name = "none"
title = { en = "No holidays", ru = "Без праздников" }
fixed = []
source = { act = "Veche", article = "whole", mark = "design" }
"""
ACTS = """
[acts]
{acts}
"""
HEAD = """
[calendar]
name = "{name}"
title = {{ en = "{en}", ru = "{ru}" }}
{fixed}source = {{ act = "{act}", article = "{article}", mark = "memory", note = "equal to the holidays package {version}" }}
"""
YEAR = """
[year.{year}]
holidays = [{holidays}]
days_off = [{days_off}]
workdays = [{workdays}]
source = {{ act = "{act}", article = "whole", mark = "memory", note = "from the holidays package {version}" }}
"""


def _table(land: Land, year: int) -> str:
    """One year as TOML. Statutory days stay on their date; all else the package names is a moved day off."""
    package = holidays.country_holidays(land.country, subdiv=land.part or None, years=year)
    named = {day for day in package if day.year == year}
    statutory, moved, worked = named, set[date](), set[date]()
    if not named:
        raise SystemExit(f"{year}: the package has no data yet; leave the year out")
    if land.fixed:
        statutory = {date.fromisoformat(f"{year}-{item}") for item in land.fixed}
        if not statutory <= named:
            raise SystemExit(f"{year}: the package lacks {sorted(statutory - named)}")
        moved = named - statutory
        if not moved:
            raise SystemExit(f"{year}: the package has no decree data yet; leave the year out")
        worked = {day for day in package.weekend_workdays if day.year == year}
    lists = {"holidays": statutory, "days_off": moved, "workdays": worked}
    texts = {key: ", ".join(map(str, sorted(days))) for key, days in lists.items()}
    return YEAR.format(year=year, version=PACKAGE, act=land.year.format(year=year), **texts)


def _acts(land: Land, first: int, last: int) -> str:
    """The names of the acts in both languages, as `source` of the file calls them."""
    named = {land.act: land.act_ru}
    for year in range(first, last + 1):
        named[land.year.format(year=year)] = land.year_ru.format(year=year)
    rows = [f'"{en}" = {{ en = "{en}", ru = "{ru}" }}' for en, ru in named.items()]
    return ACTS.format(acts="\n".join(rows))


def text(name: str, first: int, last: int) -> str:
    """The whole file of one calendar for the years from `first` to `last`."""
    if name == "none":
        return NONE
    land = LANDS[name]
    fixed = ", ".join(f'"{item}"' for item in land.fixed)
    head = HEAD.format(
        name=name, en=land.en, ru=land.ru, act=land.act, article=land.article, version=PACKAGE,
        fixed=f"fixed = [{fixed}]\n" if fixed else "",
    )  # fmt: skip
    return (
        land.head
        + _acts(land, first, last)
        + head
        + "".join(_table(land, year) for year in range(first, last + 1))
    )


if __name__ == "__main__":
    out = FOLDER / f"{sys.argv[1]}.toml"
    out.write_text(text(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), encoding="utf-8")
    print(f"written: {out.name}")
