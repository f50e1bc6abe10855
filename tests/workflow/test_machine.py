"""The machine of the Moscow regime as a table: every stage and move is listed here or refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from regimes.shelf import load_all
from workflow.guards import Facts
from workflow.machine import NotOpen, destination, machine_of, open_moves, why_not

MOSCOW = load_all().current("ru-moscow-assembly", date(2026, 11, 22))
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOON, BEFORE = NOW + timedelta(hours=1), NOW - timedelta(hours=1)

# stage: {move: where it leads}. Decisions 11 and 12.
TABLE = {
    "received": {
        "register": "registered", "prepare-not-examined": "preparing", "withdraw": "withdrawn",
        "lapse-agreed": "deemed-agreed", "void": "void", "duplicate": "duplicate",
        "amend-received": "received", "lapse-no-agreement": "not-agreed",
    },
    "registered": {
        "ask": "review", "prepare-without-asking": "preparing", "prepare-not-examined": "preparing",
        "withdraw": "withdrawn", "lapse-agreed": "deemed-agreed", "unregister": "received",
        "void": "void", "duplicate": "duplicate",
        "amend-registered": "registered", "lapse-no-agreement": "not-agreed",
    },
    "review": {
        "prepare": "preparing", "withdraw": "withdrawn", "lapse-agreed": "deemed-agreed",
        "back-to-registered": "registered", "void": "void", "duplicate": "duplicate",
        "amend": "review", "lapse-no-agreement": "not-agreed",
    },
    "preparing": {
        "submit": "for-signature", "withdraw": "withdrawn", "lapse-agreed": "deemed-agreed",
        "back-to-review": "review", "void": "void", "amend": "review", "lapse-no-agreement": "not-agreed",
    },
    "for-signature": {
        "release-agreed": "agreed", "release-proposal": "proposed", "release-cure": "cure-asked",
        "release-warning": "review", "release-refused": "refused", "release-not-examined": "not-examined",
        "withdraw": "withdrawn", "lapse-agreed": "deemed-agreed", "back-to-preparing": "preparing", "void": "void",
        "amend": "review", "lapse-no-agreement": "not-agreed",
    },
    "proposed": {
        "accept": "review", "decline": "not-agreed", "withdraw": "withdrawn",
        "lapse-declined": "not-agreed", "replace": "preparing", "counter-offer": "countered",
    },
    "countered": {
        "submit": "for-signature", "take-counter-offer": "preparing", "accept-after-all": "review",
        "decline": "not-agreed", "withdraw": "withdrawn", "lapse-no-agreement": "not-agreed",
    },
    "cure-asked": {
        "answer-cure": "review", "decline": "not-agreed", "withdraw": "withdrawn",
        "lapse-declined": "not-agreed", "replace": "preparing",
    },
    "agreed": {"replace": "preparing", "set-aside": "preparing", "cancel": "cancelled"},
    "refused": {"replace": "preparing", "uphold": "preparing", "set-aside": "preparing"},
    "not-examined": {"replace": "preparing", "uphold": "preparing", "set-aside": "preparing"},
    "not-agreed": {"reopen": "registered", "set-aside": "preparing"},
    "deemed-agreed": {"reopen": "registered", "cancel": "cancelled"},
    "cancelled": {"restore-agreed": "agreed", "restore-deemed-agreed": "deemed-agreed"},
    "withdrawn": {"reopen": "registered"},
    "void": {},
    "duplicate": {},
}  # fmt: skip


def happy(move: str) -> Facts:
    """Facts under which nothing stands against a move."""
    arc = MOSCOW.moves[move]
    past = "authority_due_past" in arc.only_if or "organiser_due_past" in arc.only_if
    return Facts(
        NOW,
        window="too_late" if "window_missed" in arc.only_if else "in_window",
        outcome=arc.outcome or "agreed",
        outcome_title=MOSCOW.outcomes[arc.outcome or "agreed"].title,
        preparer=1,
        signer=2,
        signer_has_power=True,
        authority_due_at=BEFORE if past else SOON,
        organiser_due_at=BEFORE if past else SOON,
        proposal_open=True,
        stood=arc.to,
    )


def test_the_table_names_every_stage_and_every_move() -> None:
    assert TABLE.keys() == MOSCOW.stages.keys()
    assert {move for row in TABLE.values() for move in row} == MOSCOW.moves.keys()


@pytest.mark.parametrize("stage", TABLE)
def test_a_stage_leads_where_the_table_says_and_nowhere_else(stage: str) -> None:
    for move in MOSCOW.moves:
        facts = happy(move)
        if move in TABLE[stage]:
            assert destination(MOSCOW, stage, move, facts) == TABLE[stage][move]
            assert why_not(MOSCOW, stage, move, facts) is None
        else:
            with pytest.raises(NotOpen, match="Not possible"):
                destination(MOSCOW, stage, move, facts)
            assert why_not(MOSCOW, stage, move, facts) is not None


def refused(stage: str, move: str, facts: Facts) -> str:
    """The sentence with which a move is refused; the machine and `why_not` agree on it."""
    why = why_not(MOSCOW, stage, move, facts)
    assert why is not None
    with pytest.raises(NotOpen) as caught:
        destination(MOSCOW, stage, move, facts)
    assert caught.value.why == why
    return why.text % why.values


def test_a_late_notice_is_answered_but_never_agreed_by_silence() -> None:
    late = Facts(NOW, window="too_late", authority_due_at=BEFORE)
    for stage in ("received", "registered", "review", "preparing", "for-signature"):
        assert "outside the window" in refused(stage, "lapse-agreed", late)
    assert destination(MOSCOW, "registered", "prepare-not-examined", late) == "preparing"
    agreed = replace(happy("release-agreed"), window="too_late")
    assert "outside the window" in refused("for-signature", "release-agreed", agreed)


@pytest.mark.parametrize("move", ["release-proposal", "release-cure"])
def test_a_proposal_after_the_clock_is_void_and_says_so(move: str) -> None:
    late = replace(happy(move), authority_due_at=BEFORE)
    assert "void" in refused("for-signature", move, late)
    too_late_to_answer = replace(happy(move), organiser_due_at=BEFORE)
    assert "could answer only until" in refused("for-signature", move, too_late_to_answer)


def test_who_prepared_does_not_sign_and_without_power_nobody_signs() -> None:
    for move in MOSCOW.moves.values():
        if move.verb != "release":
            continue
        assert "you prepared" in refused(
            "for-signature", move.name, replace(happy(move.name), signer=1)
        )
        powerless = replace(happy(move.name), signer_has_power=False)
        assert "power to sign" in refused("for-signature", move.name, powerless)
        assert refused("for-signature", move.name, replace(happy(move.name), outcome="x"))


def test_an_answer_after_the_organisers_last_moment_is_refused() -> None:
    late = replace(happy("accept"), organiser_due_at=BEFORE)
    assert "could answer only until" in refused("proposed", "accept", late)
    assert destination(MOSCOW, "proposed", "lapse-declined", late) == "not-agreed"
    assert "can answer until" in refused("proposed", "lapse-declined", happy("accept"))


def test_the_city_keeps_its_time_to_the_last_second() -> None:
    due = Facts(NOW, authority_due_at=NOW)
    assert "can answer until" in refused("review", "lapse-agreed", due)
    past = replace(due, now=NOW + timedelta(seconds=1))
    assert destination(MOSCOW, "review", "lapse-agreed", past) == "deemed-agreed"


def test_a_move_or_a_stage_that_is_not_known_is_refused_in_words() -> None:
    assert refused("received", "fly", Facts(NOW)) == "Not possible: the rules know no such step."
    assert (
        refused("nowhere", "register", Facts(NOW)) == "Not possible: the rules know no such step."
    )
    assert why_not(MOSCOW, "agreed", "register", Facts(NOW)) is not None


def test_open_moves_come_in_the_regimes_order_and_time_is_never_offered() -> None:
    found = open_moves(MOSCOW, "registered", Facts(NOW))
    assert [move.name for move, _ in found] == [
        name
        for name, move in MOSCOW.moves.items()
        if name in TABLE["registered"] and not move.lapses
    ]
    shut = {move.name for move, why in found if why is not None}
    assert shut == {"prepare-not-examined"}


def test_one_move_at_most_is_the_filled_button() -> None:
    for stage in MOSCOW.stages:
        open_ = open_moves(MOSCOW, stage, Facts(NOW))
        assert sum(move.forward and why is None for move, why in open_) <= 1
    unwelcome = ("refused", "proposal", "cure", "warning")
    assert not any(move.forward for move in MOSCOW.moves.values() if move.outcome in unwelcome)


def test_the_machine_is_built_once_and_holds_no_row() -> None:
    machine = machine_of(MOSCOW)
    assert machine_of(MOSCOW) is machine
    destination(MOSCOW, "received", "register", Facts(NOW))
    assert machine.models == []


def test_only_corrections_leave_a_final_stage() -> None:
    for stage in MOSCOW.stages.values():
        if stage.final:
            assert all(move.reopens for move in MOSCOW.moves_from(stage.name))
