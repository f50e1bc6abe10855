"""A window whose first day is counted in months and whose last in working days, as laws on festivals do."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from regimes.checking import check
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.windows import count_window
from web.law_words import speech, value


@pytest.fixture
def moscow(rulebook: Rulebook) -> Regime:
    return rulebook.current("ru-moscow-assembly", date(2026, 6, 1))


def two_units(moscow: Regime, **changes: Any) -> Regime:
    given: dict[str, Any] = {
        "unit": "working_day",
        "latest": 20,
        "earliest": 6,
        "earliest_unit": "calendar_month",
    }
    window = replace(moscow.windows["ordinary"], extra_day=None, **(given | changes))
    return replace(moscow, windows={**moscow.windows, "ordinary": window})


def test_each_end_is_counted_in_its_own_unit(moscow: Regime, rulebook: Rulebook) -> None:
    law = two_units(moscow)
    day = date(2026, 6, 30)

    found = count_window(
        law.windows["ordinary"], rulebook.calendar_of(law), law.zone, (day,),
        datetime(2026, 6, 30, 12, tzinfo=law.zone),
    )  # fmt: skip

    # Back from 30 June: five working days a week and four on the week of 12 June, a holiday.
    assert found.opens == datetime(2025, 12, 30, tzinfo=law.zone)
    assert found.closes == datetime(2026, 6, 1, 23, 59, 59, tzinfo=law.zone)
    told = [speech("en").say(step.text, **step.values) for step in found.steps]
    assert any("Months before it: 6" in one for one in told)


def test_the_day_of_filing_is_taken_off_once_in_the_steps_too(
    moscow: Regime, rulebook: Rulebook
) -> None:
    law = two_units(moscow, earliest=None, earliest_unit="", count_excludes_filing_day=True)

    found = count_window(
        law.windows["ordinary"], rulebook.calendar_of(law), law.zone, (date(2026, 6, 30),),
        datetime(2026, 6, 30, 12, tzinfo=law.zone),
    )  # fmt: skip

    shown = [step.values["day"] for step in found.steps if "day" in step.values]
    assert shown[1:] == [date(2026, 6, 1), date(2026, 5, 31)]  # the count, then one day earlier


def test_a_change_of_law_names_both_units(moscow: Regime) -> None:
    law = two_units(moscow)
    window = law.windows["ordinary"]
    said = [
        value(speech("en"), law, name, getattr(window, name), window)
        for name in ("earliest", "latest")
    ]
    assert said[0].startswith("6 calendar months before")
    assert said[1].startswith("20 working days before")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"earliest": None}, "windows.ordinary.earliest_unit"),
        ({"earliest_unit": "elapsed_hour"}, "windows.ordinary.earliest_unit"),
        ({"earliest_unit": "working_day", "earliest": 19}, "windows.ordinary.earliest"),
    ],
)
def test_the_check_finds_what_makes_no_window(
    moscow: Regime, changes: dict[str, Any], key: str
) -> None:
    assert key in {fault.key for fault in check("copy.toml", two_units(moscow, **changes))}
