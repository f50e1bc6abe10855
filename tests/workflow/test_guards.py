"""Every guard says yes and no, and its no is a sentence that tells what opens the move."""

from datetime import UTC, datetime, timedelta

import pytest

from regimes import words
from regimes.regime import Move, Text
from workflow import gathering
from workflow.guards import GUARDS, LACKS, Facts, past

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
NOTHING = Text("", "")
MOVE = Move("m", "release", ("a",), "b", (), "agreed", ("signatory",), NOTHING, NOTHING, False)
POLICE = Text("Police", "Полиция")

YES = {
    "complete": Facts(NOW),
    "all_answered_or_due": Facts(NOW),
    "decision_ready": Facts(NOW, outcome="agreed"),
    "outcome_is": Facts(NOW, outcome="agreed"),
    "signer_is_not_preparer": Facts(NOW, preparer=1, signer=2),
    "signer_has_power": Facts(NOW, signer_has_power=True),
    "window_missed": Facts(NOW, window="too_late"),
    "window_kept": Facts(NOW),
    "before_authority_due": Facts(NOW, authority_due_at=SOON),
    "before_organiser_due": Facts(NOW, organiser_due_at=SOON),
    "authority_due_past": Facts(NOW, authority_due_at=BEFORE),
    "organiser_due_past": Facts(NOW, organiser_due_at=BEFORE),
    "proposal_open": Facts(NOW, proposal_open=True),
    "before_event": Facts(NOW, begins_at=SOON),
    "event_begun": Facts(NOW, begins_at=BEFORE),
    "invited": Facts(NOW, invited=True),
    "barred": Facts(NOW, window="blocked"),
    "not_barred": Facts(NOW, window="too_late"),
    "commission_due": Facts(NOW, commission_due=True),
    "no_commission": Facts(NOW),
    "commission_agreed": Facts(NOW, commission_agreed=True),
    "stood_there": Facts(NOW, stood="b"),
}
NO = {
    "complete": (Facts(NOW, missing=(POLICE,)), "Not yet: no answer to"),
    "all_answered_or_due": (Facts(NOW, waiting=(POLICE,), waiting_until=SOON), "Not yet: no answer from"),
    "decision_ready": (Facts(NOW, outcome="refused", lacks=("facts",)), "Not yet: the draft states no facts"),
    "outcome_is": (Facts(NOW, outcome="refused", outcome_title=POLICE), "Not possible: the draft says"),
    "signer_is_not_preparer": (Facts(NOW, preparer=1, signer=1), "Not yours: you prepared"),
    "signer_has_power": (Facts(NOW), "Not yours: only"),
    "window_missed": (Facts(NOW), "Not possible: filed inside"),
    "window_kept": (Facts(NOW, window="too_early"), "Not possible: filed outside"),
    "before_authority_due": (Facts(NOW, authority_due_at=BEFORE), "Not possible: the city's time ran out"),
    "before_organiser_due": (Facts(NOW, organiser_due_at=BEFORE), "Not possible: the organiser could"),
    "authority_due_past": (Facts(NOW, authority_due_at=SOON), "Not yet: the city can answer"),
    "organiser_due_past": (Facts(NOW, organiser_due_at=SOON), "Not yet: the organiser can answer"),
    "proposal_open": (Facts(NOW), "Not possible: no proposal"),
    "before_event": (Facts(NOW, begins_at=BEFORE), "Not possible: the event began"),
    "event_begun": (Facts(NOW, begins_at=SOON), "Not yet: the event begins"),
    "invited": (Facts(NOW), "Not yet: the organiser has not been invited"),
    "barred": (Facts(NOW), "Not possible: no order forbids"),
    "not_barred": (Facts(NOW, window="blocked"), "Not possible: an order forbids"),
    "commission_due": (Facts(NOW, commission_above=5000), "Not possible: the commission votes only on events of more than 5000"),
    "no_commission": (Facts(NOW, commission_due=True, commission_above=5000), "Not yet: an event of more than 5000"),
    "commission_agreed": (Facts(NOW), "Not yet: the commission has not voted"),
    "stood_there": (Facts(NOW, stood="c"), "Not possible: the notice stood elsewhere"),
}  # fmt: skip


def test_the_list_of_guards_is_the_list_that_regimes_may_use() -> None:
    assert tuple(GUARDS) == words.GUARDS
    assert YES.keys() == NO.keys() == GUARDS.keys()


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_says_yes(name: str) -> None:
    assert GUARDS[name].holds(YES[name], MOVE)


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_says_no_and_why(name: str) -> None:
    facts, beginning = NO[name]
    assert not GUARDS[name].holds(facts, MOVE)
    why = GUARDS[name].why(facts, MOVE)
    assert (why.text % why.values).startswith(beginning)


def test_every_part_that_a_draft_may_lack_has_its_sentence() -> None:
    of_letters = {part for parts in gathering.LETTER_NEEDS.values() for part in parts}
    known = {*words.PARTS, *gathering.ENTERED, *of_letters}
    assert set(LACKS) == known | {"replace_reason", "version", "contradictions", "typed"}


def test_without_a_draft_nothing_is_ready_and_the_sentence_says_so() -> None:
    for name in ("decision_ready", "outcome_is"):
        assert not GUARDS[name].holds(Facts(NOW), MOVE)
        assert GUARDS[name].why(Facts(NOW), MOVE).text == "Not yet: no answer is drafted."


@pytest.mark.parametrize("side", ["authority", "organiser"])
def test_a_clock_that_is_not_set_never_runs_out(side: str) -> None:
    facts = Facts(NOW)
    assert GUARDS[f"before_{side}_due"].holds(facts, MOVE)
    assert not GUARDS[f"{side}_due_past"].holds(facts, MOVE)
    assert "sets the" in GUARDS[f"{side}_due_past"].why(facts, MOVE).text


def test_a_clock_is_kept_through_its_last_second() -> None:
    due_at = datetime(2026, 11, 22, 20, 59, 59, tzinfo=UTC)
    assert not past(due_at, due_at + timedelta(microseconds=999_999))
    assert past(due_at, due_at + timedelta(seconds=1))


def test_a_notice_that_needed_no_window_missed_none() -> None:
    assert GUARDS["window_kept"].holds(Facts(NOW, window="exempt"), MOVE)
    assert not GUARDS["window_missed"].holds(Facts(NOW, window="exempt"), MOVE)
    assert not GUARDS["window_kept"].holds(Facts(NOW, window="blocked"), MOVE)


def test_nobody_signs_without_being_somebody() -> None:
    assert not GUARDS["signer_is_not_preparer"].holds(Facts(NOW), MOVE)
