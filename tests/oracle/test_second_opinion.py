"""Every kind of every regime, over seven years of moments: the engine and the day-by-day walk never differ."""

from functools import partial
from typing import Any

import pytest

from regimes.reading import read_regime
from regimes.regime import Regime
from regimes.shelf import Rulebook, load_all
from tests.oracle.making import LANDS, cases
from tests.oracle.opinion import LAWS, Comparison, compare
from web.clock_cases import answer

SEED = "2026"
# Cases of one regime in the suite; twelve times as many before a release.
SHARES = {name: 10_000 if name == "ru-moscow-assembly" else 2_500 for name in LAWS}
DEEPER = 14


def asked(rulebook: Rulebook, name: str, seed: str, count: int) -> Comparison:
    """Compare so many cases of a regime."""
    return compare(cases(LANDS[name], seed, count), partial(answer, rulebook))


def test_every_regime_of_the_box_has_a_second_opinion() -> None:
    assert {regime.id for regime in load_all()} == set(LAWS)
    assert set(LAWS) == set(LANDS)


def test_every_kind_of_the_box_is_asked_about(rulebook: Rulebook) -> None:
    for regime in load_all():
        assert set(regime.kinds) == set(LANDS[regime.id].kinds)


def test_there_are_enough_comparisons() -> None:
    assert sum(SHARES.values()) >= 20_000
    assert sum(SHARES.values()) * DEEPER >= 300_000


@pytest.mark.parametrize("name", SHARES)
def test_nothing_differs(rulebook: Rulebook, name: str) -> None:
    done = asked(rulebook, name, SEED, SHARES[name])
    assert done.differences == [], done.report
    assert done.compared == SHARES[name]


@pytest.mark.deep
@pytest.mark.parametrize("name", SHARES)
def test_nothing_differs_in_many_more(rulebook: Rulebook, name: str) -> None:
    count = SHARES[name] * DEEPER
    done = asked(rulebook, name, f"{SEED} deep", count)
    assert done.differences == [], done.report
    assert done.compared == count


SEEN = {
    "ru-moscow-assembly": (
        "expected=in_window", "expected=too_early", "expected=too_late", "expected=exempt", "expected=error",
        "addressee=site_manager", "addressee=government", "addressee=prefecture", "addressee=none",
        "extra_filing_day=unknown", "extra_filing_day=2024-12-28", "extra_filing_day=2025-12-30",
        "extra_filing_day=2026-12-30", "extra_filing_day=2027-12-30",
    ),
    "ru-moscow-mass": ("expected=in_window", "expected=too_late", "addressee=government"),
    "uk-procession": ("expected=in_window", "expected=too_late", "expected=exempt"),
    "uk-scotland-procession": ("expected=in_window", "expected=too_late", "expected=exempt"),
    "de-berlin": ("expected=in_window", "expected=too_late", "expected=exempt", "expected=error"),
    "au-nsw": ("expected=in_window", "expected=too_late", "expected=blocked"),
    "intl-model": ("expected=in_window", "expected=too_late", "expected=exempt"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_the_cases_reach_every_answer(name: str) -> None:
    done = compare(cases(LANDS[name], SEED, SHARES[name]), lambda _case: {})
    assert [one for one in SEEN[name] if done.seen[one] < 3] == []


FAULTS = {
    "a day less": ("latest   = 10", "latest   = 9"),
    "a day more": ("earliest = 15\nlatest   = 10", "earliest = 16\nlatest   = 10"),
    "only the last day extends": ('mode      = "any"', 'mode      = "last"'),
    "no Sunday": ('["sunday", "statutory_holiday"]', '["statutory_holiday"]'),
    "a moved day off extends": ('["sunday", "statutory_holiday"]', '["sunday", "statutory_holiday", "moved_day_off"]'),
    "two days to answer": ("after      = 3", "after      = 2"),
    "the organiser answers later": ("before     = 3", "before     = 2"),
    "the same-day clock begins at five": ("lead_days_below = 5", "lead_days_below = 6"),
    "five thousand are above five thousand": ("attendance_above = 5000", "attendance_above = 4999"),
    "an hour more": ("closes  = 22:00:00", "closes  = 23:00:00"),
    "every day is a Moscow day": ('"Europe/Moscow"', '"Europe/Samara"'),
}  # fmt: skip


ELSEWHERE = (
    ("ru-moscow-mass", "latest   = 1", "latest   = 2"),
    ("uk-procession", '"clear_day"', '"calendar_day"'),
    ("uk-procession", "latest = 6", "latest = 5"),
    ("uk-scotland-procession", "latest = 28", "latest = 27"),
    ("de-berlin", "latest = 48", "latest = 47"),
    ("au-nsw", "latest = 7", "latest = 8"),
    ("intl-model", "latest = 48", "latest = 49"),
    ("intl-model", "attendance_below = 50", "attendance_below = 51"),
    ("intl-model", "before = 24", "before = 23"),
)


@pytest.mark.parametrize(("name", "right", "wrong"), ELSEWHERE)
def test_a_fault_put_into_another_law_is_seen(
    rulebook: Rulebook, name: str, right: str, wrong: str
) -> None:
    law = next(regime for regime in rulebook if regime.id == name)
    broken = read_regime("broken", law.body.replace(right, wrong, 1))
    assert broken.body != law.body
    shelf = Rulebook({broken.pin: broken}, rulebook.calendars)
    assert asked(shelf, name, SEED, 1_000).differences != []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_put_into_the_law_is_seen(rulebook: Rulebook, moscow: Regime, fault: str) -> None:
    right, wrong = FAULTS[fault]
    assert right in moscow.body
    body = moscow.body.replace(right, wrong, 1)
    broken = read_regime(fault, body)
    shelf: dict[str, Any] = {broken.pin: broken}
    done = asked(Rulebook(shelf, rulebook.calendars), "ru-moscow-assembly", SEED, 2_000)
    if fault == "a moved day off extends":  # years without a decree would be errors as well
        assert any("window_closes" in one for one in done.differences)
    assert done.differences != []


@pytest.fixture
def moscow(rulebook: Rulebook) -> Regime:
    """Public assemblies in Moscow as shipped."""
    return next(regime for regime in rulebook if regime.id == "ru-moscow-assembly")
