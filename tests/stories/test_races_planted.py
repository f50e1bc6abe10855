"""What keeps two at once apart is taken out, and each race says so."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from records.power_rows import PowerRow
from tests.stories import test_body_races, test_power_races, test_races
from tests.stories.conftest import Town
from tests.support.planting import Patch, always, plants
from workflow import (
    consulting,
    deciding,
    gathering,
    policy,
    settling,
    sitting_ends,
    sittings,
)

pytestmark = pytest.mark.deep
TIMES = 16
"""Rounds in which each of the two comes first at least once."""


def twice(patch: Patch) -> None:
    plants(patch, consulting, "answer", "row.answered_at is not None", "False")


def about_the_newest(patch: Patch) -> None:
    newest = "row.version_id = rows.version(work, notice).id\n    row.answered_name ="
    plants(patch, consulting, "answer", "row.answered_name =", newest)


def over_a_contradiction(patch: Patch) -> None:
    plants(
        patch, settling, "require", "open_of(work, notice.id or 0) if row is not None else ()", "()"
    )
    plants(patch, gathering, "lacks", "settling.open_of(work, notice.id or 0)", "()")


def an_ended_power(patch: Patch) -> None:
    patch.setattr(PowerRow, "on", lambda self, day: True)


def the_recused_sign(patch: Patch) -> None:
    plants(patch, policy, "allows", "notice.id in actor.recused", "False")


def a_draft_that_is_gone(patch: Patch) -> None:
    patch.setattr(sitting_ends, "_stands", lambda *_: True)


def a_closed_sitting(patch: Patch) -> None:
    plants(patch, sittings, "_open", 'row is None or row.state != "open"', "row is None")


def whatever_was_seen(patch: Patch) -> None:
    changed = "row.version_hash != rows.version(work, notice).hash"
    seen = ("work.notice(reference, seen)", "work.notice(reference)")
    plants(patch, deciding, "release", changed, "False", seen)
    always(patch, "decision_ready")


PLANTS: dict[str, tuple[Callable[[Patch], None], Callable[..., Any], dict[str, int]]] = {
    "one question is answered twice": (
        twice, test_body_races.test_one_question_answered_twice_at_once_by_link_and_by_account, {"times": 2}
    ),
    "an answer says it is about the newest version": (
        about_the_newest, test_body_races.test_an_answer_against_a_change_is_about_what_the_body_saw, {"times": TIMES}
    ),
    "a letter leaves over a contradiction": (
        over_a_contradiction, test_body_races.test_an_answer_that_contradicts_against_the_signature, {"times": TIMES}
    ),
    "a power is good after its end": (
        an_ended_power, test_power_races.test_a_power_is_ended_while_its_holder_signs, {}
    ),
    "who is recused signs": (
        the_recused_sign, test_power_races.test_the_signatory_is_recused_while_signing, {}
    ),
    "a draft that was taken back is voted through": (
        a_draft_that_is_gone, test_power_races.test_a_draft_is_taken_back_while_the_commission_votes_on_it, {}
    ),
    "a vote after the end": (
        a_closed_sitting, test_power_races.test_a_member_votes_while_the_sitting_is_closed, {}
    ),
    "a letter about what was corrected": (
        whatever_was_seen, test_races.test_the_signature_against_a_correction, {"times": TIMES}
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTS)
def test_a_race_says_what_is_gone(town: Town, monkeypatch: Patch, planted: str) -> None:
    plant, race, times = PLANTS[planted]
    plant(monkeypatch)
    monkeypatch.setattr(test_power_races, "ROUNDS", TIMES)
    of = town.at if "at" in race.__code__.co_varnames[: race.__code__.co_argcount] else town
    with pytest.raises((AssertionError, DBAPIError)):
        race(of, **times)
