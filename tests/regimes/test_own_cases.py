"""Worked cases of our own, derived by hand from the law: the engine and the second opinion give each of them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from regimes.shelf import Rulebook
from tests.oracle.opinion import opinion
from web.clock_cases import answer

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "own.cases.json").read_text("utf-8")
)["cases"]
ASKED = {"id", "regime", "event_kind", "event_start", "event_end", "filed_at", "inputs"}
ABOUT = {"confidence", "sensitive_to", "counting", "reason", "article"}
ALWAYS = {
    "expected",
    "window_opens",
    "window_closes",
    "authority_due_at",
    "organiser_reply_due_at",
    "addressee",
}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """The fields that the case fixes."""
    return {key: value for key, value in case.items() if key not in ASKED | ABOUT}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['confidence']}")
def test_a_case_of_our_own_is_judged_field_by_field(
    case: dict[str, Any], rulebook: Rulebook
) -> None:
    wanted = expected(case)
    found = answer(rulebook, case)
    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_the_second_opinion_gives_it_too(case: dict[str, Any]) -> None:
    wanted = expected(case)
    found = opinion(case)
    assert {key: found.get(key) for key in wanted} == wanted


def test_every_case_is_whole_and_says_how_it_was_derived() -> None:
    assert len(CASES) >= 20
    assert max(Counter(case["id"] for case in CASES).values()) == 1
    for case in CASES:
        assert case.keys() - ABOUT - ASKED >= ALWAYS, case["id"]
        assert case["confidence"] in {"read", "memory", "design"}, case["id"]
        assert len(case["reason"]) > 20, case["id"]
        assert case["article"], case["id"]
        assert case["counting"].startswith("C-"), case["id"]
