"""Time that a letter begins: the engine and the day-by-day walk never differ, and worked cases say the same."""

import json
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regimes.clocks import not_yet
from regimes.counting import Filing, Uncountable, judge, recount
from regimes.reading import read_regime
from regimes.regime import Regime
from regimes.shelf import Rulebook
from tests.oracle import by_letter
from tests.oracle.walking import NoDecree
from tests.support import letter_land
from web.clock_cases import answer

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs" / "how-to" / "street-festival.toml").read_text("utf-8")
CASES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "regimes" / "letter.cases.json").read_text("utf-8")
)["cases"]
Walk = Callable[[datetime, date, ZoneInfo], str]
LAWS: dict[str, tuple[str, str, Walk]] = {
    # text, kind, the same rule walked
    "ru-moscow-assembly": (letter_land.body(), "march", by_letter.working_days),
    "lindenburg-festival": (EXAMPLE, "street_festival", by_letter.calendar_days),
}
COUNT, DEEPER = 3_000, 10


def found(regime: Regime, rules: Rulebook, received: datetime, signed: datetime, day: date) -> str:
    """The end of the organiser's time as the engine counts it, or the word that it can't be."""
    kind = LAWS[regime.id][1]
    start = datetime.combine(day, time(12), tzinfo=regime.zone)
    filing = Filing(kind, ((start, start),), received, attendance=300)
    try:
        due = recount(regime, rules.calendar_of(regime), "organiser_reply", signed, filing)
    except Uncountable:
        return "unknown"
    return due.due_at.astimezone(regime.zone).isoformat(timespec="seconds")


def walked(walk: Walk, signed: datetime, day: date, zone: ZoneInfo) -> str:
    """The same by hand."""
    try:
        return walk(signed, day, zone)
    except NoDecree:
        return "unknown"


def differ(name: str, text: str, rules: Rulebook, seed: str, count: int) -> list[str]:
    """Where the two part, each with what would show it again."""
    regime, walk = read_regime(f"{name}.toml", text), LAWS[name][2]
    parts = []
    for received, signed, day in by_letter.letters(regime.zone, seed, count):
        one = found(regime, rules, received, signed, day)
        other = walked(walk, signed, day, regime.zone)
        if one != other:
            parts.append(f"signed {signed}, event {day}: {one} found, {other} by hand")
    return parts


@pytest.mark.parametrize("name", LAWS)
def test_nothing_differs(rulebook: Rulebook, name: str) -> None:
    assert differ(name, LAWS[name][0], rulebook, "suite", COUNT)[:3] == []


@pytest.mark.deep
@pytest.mark.parametrize("name", LAWS)
def test_nothing_differs_in_many_more(rulebook: Rulebook, name: str) -> None:
    assert differ(name, LAWS[name][0], rulebook, "deep", COUNT * DEEPER)[:3] == []


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("ru-moscow-assembly", 'anchor     = "request"\n', 'anchor     = "receipt"\n'),
        ("ru-moscow-assembly", "after      = 3\nno_later", "after      = 4\nno_later"),
        ("ru-moscow-assembly", '"calendar_day", before = 2', '"calendar_day", before = 3'),
        ("ru-moscow-assembly", 'unit       = "working_day"', 'unit       = "calendar_day"'),
        ("lindenburg-festival", "after      = 5", "after      = 6"),
        ("lindenburg-festival", "before = 7", "before = 8"),
    ],
)
def test_a_fault_put_into_the_law_is_seen(
    rulebook: Rulebook, name: str, right: str, wrong: str
) -> None:
    text = LAWS[name][0]
    assert right in text
    assert differ(name, text.replace(right, wrong, 1), rulebook, "suite", 1_000) != []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_worked_case_is_found_and_walked(rulebook: Rulebook, case: dict[str, Any]) -> None:
    text, _, walk = LAWS[case["regime"]]
    regime = read_regime("case.toml", text)
    received, signed = (datetime.fromisoformat(case[key]) for key in ("filed_at", "signed_at"))
    day = date.fromisoformat(case["event_day"])
    assert found(regime, rulebook, received, signed, day) == case["organiser_reply_due_at"]
    assert walked(walk, signed, day, regime.zone) == case["organiser_reply_due_at"]


def test_the_worked_cases_say_how_they_were_derived() -> None:
    assert len(CASES) >= 8
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(len(case["reason"]) > 20 for case in CASES)


def test_the_command_gives_no_day_before_the_letter_and_says_why(rulebook: Rulebook) -> None:
    regime = read_regime("example.toml", EXAMPLE)
    case = {
        "id": "f", "regime": regime.id, "event_kind": "street_festival", "inputs": {"participants": 300},
        "event_start": "2026-06-20T12:00:00+02:00", "filed_at": "2026-05-20T10:00:00+02:00",
    }  # fmt: skip
    told = answer(Rulebook({regime.pin: regime}, rulebook.calendars), case)
    assert told["organiser_reply_due_at"] is None
    assert told["authority_due_at"] == "2026-05-30T23:59:59+02:00"
    said = not_yet(regime.clocks["organiser_reply"]).in_english()
    assert told["steps"].count(said) == 1
    assert "no day is known before the letter is signed" in said
    late = answer(
        Rulebook({regime.pin: regime}, rulebook.calendars),
        {**case, "filed_at": "2026-06-10T10:00:00+02:00"},
    )
    assert said not in late["steps"]  # it runs only for a notice in its window


def test_a_judgement_names_the_clocks_that_a_letter_will_begin(rulebook: Rulebook) -> None:
    regime = read_regime("example.toml", EXAMPLE)
    start = datetime(2026, 6, 20, 12, tzinfo=regime.zone)
    filed = datetime(2026, 5, 20, 10, tzinfo=regime.zone)
    judged = judge(
        regime,
        rulebook.calendar_of(regime),
        Filing("street_festival", ((start, start),), filed, 300),
    )
    assert judged.later == ("organiser_reply",)
    assert [due.clock for due in judged.dues] == ["answer"]
