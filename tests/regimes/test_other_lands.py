"""The engine carries months, clear days, elapsed hours and working days, so that other lands are data."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from regimes.reading import read_regime
from regimes.shelf import Rulebook
from tests.regimes.lands import LANDS
from web.clock_cases import answer

WORKED = json.loads((Path(__file__).parent / "deadlines.json").read_text("utf-8"))["cases"]
CASES = [case for case in WORKED if case["regime"] != "ru-moscow-assembly"]
FIELDS = (
    "expected",
    "window_opens",
    "window_closes",
    "authority_due_at",
    "organiser_reply_due_at",
    "addressee",
    "route",
    "may_proceed",
    "on_silence",
)


@pytest.fixture(scope="module")
def lands(rulebook: Rulebook) -> Rulebook:
    """The shelf, and a made-up file where the box has none of that regime."""
    known = {regime.id for regime in rulebook}
    made = [read_regime(f"land {number}", body) for number, body in enumerate(LANDS)]
    added = {one.pin: one for one in made if one.id not in known}
    return Rulebook({**rulebook.by_pin, **added}, rulebook.calendars)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_worked_case_of_another_land(case: dict[str, Any], lands: Rulebook) -> None:
    found = answer(lands, case)
    expected = {field: case[field] for field in FIELDS if field in case}
    assert {field: found.get(field) for field in expected} == expected


def ask(
    lands: Rulebook, regime: str, kind: str, start: str, filed: str, **inputs: Any
) -> dict[str, Any]:
    """One case, answered."""
    data = {
        "id": "own",
        "regime": regime,
        "event_kind": kind,
        "event_start": start,
        "filed_at": filed,
    }
    return answer(lands, data | {"inputs": inputs})


def test_a_missing_invitation_is_an_error_and_no_guess(lands: Rulebook) -> None:
    found = ask(
        lands,
        "de-berlin",
        "open_air_assembly",
        "2026-05-16T14:00:00+02:00",
        "2026-05-06T18:00:00+02:00",
    )
    assert found["id"] == "own"
    assert "announced_at" in found["error"]


def test_48_hours_across_the_change_of_clocks_are_48_hours(lands: Rulebook) -> None:
    # Clocks go forward on 29 March 2026 in Berlin: the same hour two days before is only 47 hours away.
    times = {"announced_at": "2026-03-30T12:00:00+02:00"}
    start = "2026-04-10T12:00:00+02:00"
    kept = ask(lands, "de-berlin", "open_air_assembly", start, "2026-03-28T11:00:00+01:00", **times)
    assert (kept["expected"], kept["window_closes"]) == ("in_window", "2026-03-28T11:00:00+01:00")
    late = ask(lands, "de-berlin", "open_air_assembly", start, "2026-03-28T12:00:00+01:00", **times)
    assert late["expected"] == "too_late"


def test_a_day_that_ends_with_a_change_of_clocks_ends_at_its_own_midnight(lands: Rulebook) -> None:
    # Sydney leaves summer time on 5 April 2026 at 03:00: that day has 25 hours.
    found = ask(
        lands, "au-nsw", "procession", "2026-04-12T12:00:00+10:00", "2026-04-05T23:59:59+10:00"
    )
    assert (found["expected"], found["window_closes"]) == ("in_window", "2026-04-05T23:59:59+10:00")
    assert datetime.fromisoformat("2026-04-05T23:59:59+10:00") - datetime.fromisoformat(
        "2026-04-05T00:00:00+11:00"
    ) == timedelta(hours=24, minutes=59, seconds=59)


def test_notice_that_was_not_practicable_earlier_is_kept(lands: Rulebook) -> None:
    start, filed = "2026-04-11T12:00:00+01:00", "2026-04-10T16:00:00+01:00"
    found = ask(lands, "uk-procession", "procession", start, filed, earlier_not_practicable=True)
    assert (found["expected"], found["window_closes"]) == ("in_window", "2026-04-04T23:59:59+01:00")


@pytest.mark.parametrize(
    ("people", "road", "verdict"),
    [(49, False, "exempt"), (49, True, "in_window"), (50, False, "in_window")],
)
def test_few_people_off_the_carriageway_need_no_notice(
    lands: Rulebook, people: int, road: bool, verdict: str
) -> None:
    found = ask(
        lands, "intl-model", "procession", "2026-06-10T12:00:00Z", "2026-06-07T09:00:00Z",
        participants=people, uses_carriageway=road,
    )  # fmt: skip
    assert found["expected"] == verdict


def test_an_answer_is_never_due_before_the_notice_came(lands: Rulebook) -> None:
    found = ask(
        lands,
        "intl-model",
        "procession",
        "2026-06-10T12:00:00Z",
        "2026-06-10T11:00:00Z",
        participants=90,
    )
    assert found["authority_due_at"] == "2026-06-10T11:00:00+00:00"
    assert (found["expected"], found["may_proceed"]) == ("too_late", True)


def test_working_days_follow_the_moved_days_and_say_which_were_skipped(lands: Rulebook) -> None:
    # 30 April to 4 May 2024: a moved day off, May Day, a worked Thursday and Friday, a weekend.
    found = ask(
        lands, "working-days", "fair", "2024-05-30T12:00:00+03:00", "2024-04-27T10:00:00+03:00"
    )
    assert found["authority_due_at"] == "2024-05-03T23:59:59+03:00"
    assert any(
        "2024-04-29" in step and "2024-05-01" in step
        for step in found["steps"]
        if "Skipped" in step
    )


def test_working_days_of_a_year_without_decree_are_refused_in_words(lands: Rulebook) -> None:
    found = ask(
        lands, "working-days", "fair", "2031-05-30T12:00:00+03:00", "2031-05-05T10:00:00+03:00"
    )
    assert "2031" in found["error"]
    assert "not known" in found["error"]
