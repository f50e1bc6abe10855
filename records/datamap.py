"""The data map: what is held about people, why, on what ground, for how long (AD-18). Data, read once.

`records/data-map.toml` is the box's; `VECHE_HOME/data-map.toml` may change how long, nothing else.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

BOX = Path(__file__).with_name("data-map.toml")
LONGEST = 1200  # months: a hundred years
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BadMap(ValueError):
    """The data map can't be used; the sentence names the file and the line of it at fault."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text in both languages."""

    en: str
    ru: str

    def in_(self, locale: str) -> str:
        """The text of this language."""
        return self.ru if locale == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Rule:
    """How long something is kept: so many months or hours since a day that `since` describes.

    Neither months nor hours: it stays.
    """

    name: str
    since: Said
    by: Said
    months: int | None = None
    hours: int | None = None

    def before(self, now: datetime) -> datetime:
        """What is older than this instant is due. Months are of the calendar; ValueError without them."""
        if self.months is None:
            raise ValueError(f"The rule {self.name} counts no months.")
        return months_before(now, self.months)


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground of law something is held; `mark` says how sure this is."""

    name: str
    text: Said
    mark: str  # read | memory | proposal


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the map."""

    about: str  # organiser | staff | anyone
    columns: tuple[str, ...]  # table.column
    what: Said
    why: Said
    ground: Ground
    rule: Rule


@dataclass(frozen=True, slots=True)
class DataMap:
    """The whole map. `appeal_months`: at least so long after a decision nothing of its notice is erased."""

    lines: tuple[Line, ...]
    rules: Mapping[str, Rule]
    plain: Mapping[str, str]  # table.column -> why it names nobody
    appeal_months: int
    appeal: Said

    def of(self, about: str) -> tuple[Line, ...]:
        """Lines about this kind of person, and about anyone."""
        return tuple(line for line in self.lines if line.about in (about, "anyone"))


def months_before(now: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier; the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, DAYS[month])
    if month == 1 and day == 29 and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        day = 28
    return now.replace(year=year, month=month + 1, day=day)


def load(city: Path | None = None) -> DataMap:
    """The box's map with the months of the city's own file laid over it. BadMap names what is wrong."""
    found = _read(BOX)
    if city is not None and city.is_file():
        own = _read(city)
        rules = dict(found.rules)
        for name, given in _table(own.raw, "rules", city).items():
            if name not in rules or rules[name].months is None:
                raise BadMap(f"{city}: rules.{name} is no rule whose months can be changed.")
            rules[name] = replace(rules[name], months=_months(given, f"{city}: rules.{name}"))
        appeal = _table(own.raw, "appeal", city)
        months = _months(appeal, f"{city}: appeal") if appeal else found.appeal_months
        return _made(found.raw, rules, months)
    return _made(found.raw, found.rules, found.appeal_months)


@dataclass(frozen=True, slots=True)
class _File:
    raw: dict[str, Any]
    rules: dict[str, Rule]
    appeal_months: int


def _read(path: Path) -> _File:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMap(f"{path} can't be read: {error}.") from error
    if path != BOX:
        return _File(raw, {}, 0)
    rules = {name: _rule(name, row) for name, row in raw["rules"].items()}
    return _File(raw, rules, int(raw["appeal"]["months"]))


def _rule(name: str, row: Mapping[str, Any]) -> Rule:
    return Rule(name, Said(**row["since"]), Said(**row["by"]), row.get("months"), row.get("hours"))


def _table(raw: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if not isinstance(found, dict):
        raise BadMap(f"{path}: {name} is not a table.")
    return found


def _months(given: Any, where: str) -> int:
    months = given.get("months") if isinstance(given, dict) else None
    if not isinstance(months, int) or isinstance(months, bool) or not 1 <= months <= LONGEST:
        raise BadMap(f"{where}.months is not a whole number of months from 1 to {LONGEST}.")
    return months


def _made(raw: Mapping[str, Any], rules: Mapping[str, Rule], appeal: int) -> DataMap:
    grounds = {
        name: Ground(name, Said(row["en"], row["ru"]), row["mark"])
        for name, row in raw["grounds"].items()
    }
    lines = tuple(
        Line(
            about=row["about"],
            columns=tuple(row["columns"]),
            what=Said(**row["what"]),
            why=Said(**row["why"]),
            ground=grounds[row["ground"]],
            rule=rules[row["rule"]],
        )
        for row in raw["fields"]
    )
    plain = {column: row["because"] for row in raw["plain"] for column in row["columns"]}
    said = Said(raw["appeal"]["en"], raw["appeal"]["ru"])
    return DataMap(lines, rules, plain, appeal, said)
