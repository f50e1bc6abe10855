"""The days of Russia: three kinds kept apart, equal to the decrees, refused where no decree is known."""

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from regimes.calendar import FOLDER, Calendar, NoYear, Year, load
from regimes.fault import Fault

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "make_calendar.py"

# Moved days off and working Saturdays by the yearly decrees (law.md 8.1).
DECREES = {
    2024: ("04-29 04-30 05-10 12-30 12-31", "04-27 11-02 12-28"),
    2025: ("05-02 05-08 06-13 11-03 12-31", "11-01"),
    2026: ("01-09 03-09 05-11 12-31", ""),
    2027: ("02-22 05-03 05-10 06-14 11-05 12-31", "02-20"),
}
STATUTE = "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04"


def of(year: int, days: str) -> frozenset[date]:
    """Days of a year, written MM-DD."""
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in days.split())


@pytest.mark.parametrize("year", DECREES)
def test_a_year_is_as_its_decree_says(days: Calendar, year: int) -> None:
    moved, worked = DECREES[year]
    assert days.years[year].holidays == of(year, STATUTE)
    assert days.years[year].days_off == of(year, moved)
    assert days.years[year].workdays == of(year, worked)


def script() -> ModuleType:
    """The build tool, which is no part of the product."""
    spec = importlib.util.spec_from_file_location("make_calendar", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = ("au-nsw", "de-be", "gb-eng", "gb-sct", "none", "ru")


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_what_the_build_tool_writes(name: str) -> None:
    assert (FOLDER / f"{name}.toml").read_text("utf-8") == script().text(name, 2024, 2027)


def test_every_calendar_can_be_read_and_is_known_by_its_file_s_name() -> None:
    assert sorted(load(path).name for path in FOLDER.glob("*.toml")) == list(NAMES)


def test_the_build_tool_leaves_out_a_year_without_decree() -> None:
    with pytest.raises(SystemExit, match="2031"):
        script().text("ru", 2031, 2031)


@pytest.mark.parametrize(
    ("name", "days"),
    [  # days that are easily got wrong: substitutes, one-off days, days that one part of a land has alone
        ("gb-eng", {"2026-12-28": True, "2027-12-27": True, "2026-01-02": False, "2026-04-06": True}),
        ("gb-sct", {"2026-01-02": True, "2026-04-06": False, "2024-12-02": True, "2026-08-03": True}),
        ("de-be", {"2026-03-08": True, "2025-05-08": True, "2026-05-08": False, "2026-12-28": False}),
        ("au-nsw", {"2026-01-26": True, "2027-04-26": True, "2026-08-03": False, "2024-03-30": True}),
    ],
)  # fmt: skip
def test_the_holidays_of_other_lands(name: str, days: dict[str, bool]) -> None:
    calendar = load(FOLDER / f"{name}.toml")
    assert {day: calendar.is_holiday(date.fromisoformat(day)) for day in days} == days
    assert sorted(calendar.years) == [2024, 2025, 2026, 2027]
    assert not any(year.days_off or year.workdays for year in calendar.years.values())


def test_where_holidays_move_a_year_without_data_knows_none_of_them() -> None:
    with pytest.raises(NoYear):
        load(FOLDER / "gb-eng.toml").is_holiday(date(2031, 12, 25))


def test_a_regime_without_a_land_has_no_holidays_and_no_working_days() -> None:
    nowhere = load(FOLDER / "none.toml")
    assert not nowhere.is_holiday(date(2026, 12, 25))
    with pytest.raises(NoYear):
        nowhere.is_workday(date(2026, 12, 23))


def test_a_year_entered_by_people_is_known_from_then_on(days: Calendar) -> None:
    off, worked = of(2028, "02-25"), of(2028, "02-26")
    entered = days.with_year(2028, Year(days.statutory(2028), off, worked))
    assert not entered.is_workday(date(2028, 2, 25))
    assert entered.is_workday(date(2028, 2, 26))
    assert entered.is_holiday(date(2028, 5, 9))
    assert entered.years[2028].of(date(2028, 2, 26)) == "workday"
    assert entered.years[2028].of(date(2028, 2, 28)) == "plain"


def test_a_moved_day_off_is_no_holiday(days: Calendar) -> None:
    day = date(2026, 1, 9)
    assert (days.is_holiday(day), days.is_moved_day_off(day), days.is_workday(day)) == (
        False,
        True,
        False,
    )
    assert days.is_class(day, "moved_day_off")
    assert not days.is_class(day, "statutory_holiday")


def test_a_working_saturday_is_worked(days: Calendar) -> None:
    day = date(2024, 12, 28)
    assert days.is_workday(day)
    assert days.is_class(day, "working_saturday")
    assert days.is_class(day, "saturday")
    assert days.is_class(day, "weekend")
    assert not days.is_class(day, "sunday")
    assert not days.is_workday(date(2024, 12, 21))


def test_the_last_working_day_before_a_new_year(days: Calendar) -> None:
    assert days.workday_before(date(2025, 1, 1)) == date(2024, 12, 28)
    assert days.workday_before(date(2026, 1, 1)) == date(2025, 12, 30)


def test_holidays_are_known_for_ever_and_working_days_only_with_a_decree(days: Calendar) -> None:
    assert days.is_holiday(date(2041, 5, 9))
    assert days.is_class(date(2041, 5, 12), "sunday")
    with pytest.raises(NoYear) as caught:
        days.is_workday(date(2028, 2, 1))
    assert caught.value.year == 2028
    assert "2028" in str(caught.value)


def test_a_correction_changes_one_day_and_not_the_calendar_it_came_from(days: Calendar) -> None:
    day = date(2026, 11, 5)
    corrected = days.corrected(day, "day_off")
    assert days.is_workday(day)
    assert not corrected.is_workday(day)
    assert corrected.corrected(day, "plain").years[2026] == days.years[2026]
    with pytest.raises(NoYear):
        days.corrected(date(2028, 1, 10), "day_off")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("2024-04-29,", "2025-04-29,", "year.2024.days_off"),
        ("days_off = [2024-04-29,", "days_off = [2024-01-01, 2024-04-29,", "year.2024"),
        ('"11-04"]', '"11-44"]', "calendar.fixed"),
        ("workdays = []\n", "", "year.2026.workdays"),
        ("[year.2025]", "[year.next]", "year.next"),
        ("workdays = []", "workdays = []\nshort_days = []", "year.2026.short_days"),
        ('mark = "memory"', 'mark = "rumour"', "calendar.source.mark"),
    ],
)
def test_a_broken_calendar_is_refused_with_its_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    body = (FOLDER / "ru.toml").read_text("utf-8")
    assert old in body
    path = tmp_path / "ru.toml"
    path.write_text(body.replace(old, new), encoding="utf-8")
    with pytest.raises(Fault) as caught:
        load(path)
    assert caught.value.key == key
