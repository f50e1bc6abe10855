"""Conditions are answered one by one; the office keeps, changes or drops each, and nobody types the letter again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from regimes.shelf import load_all
from tests.support.everywhere import SPOKESMAN, Everywhere
from tests.support.looking import log_of, promised
from tests.support.other_land import lay
from workflow import agreeing, deciding, drafted
from workflow.agreeing import Conditions
from workflow.deciding import DecisionIn
from workflow.errors import Invalid, NotAllowed, NotPossible

ONE = {
    "what": "Идти по северной стороне",
    "reason": "скорая едет по южной",
    "basis": "статья 12 (1)",
}
TWO = {"what": "Без громкоговорителя до 12:30", "reason": "идёт служба", "basis": "статья 12 (2)"}
DRAFT = DecisionIn("conditions", conditions=(ONE, TWO), capacity=2000, **SPOKESMAN)


@pytest.fixture
def set_(at: Everywhere, tmp_path: Path) -> str:
    """A letter with two conditions was released."""
    at.city.rulebook = load_all(lay(tmp_path))
    reference = at.files("n")
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    save(at, reference, DRAFT)
    at.signs(reference)
    return reference


def save(at: Everywhere, reference: str, draft: DecisionIn) -> None:
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=draft,
        )  # fmt: skip


def says(
    at: Everywhere, reference: str, said: dict[int, tuple[str, str]], who: str = "owner"
) -> None:
    with at.city.unit() as work:
        agreeing.answer(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision, said=said,
        )  # fmt: skip


def decides(at: Everywhere, reference: str, number: int, who: str = "orlova", **more: Any) -> None:
    with at.city.unit() as work:
        agreeing.decide(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=work.notice(reference).revision, ordinal=number, **more,
        )  # fmt: skip


def seen(at: Everywhere, reference: str, who: str = "owner") -> Conditions:
    with at.city.reading() as work:
        found = agreeing.look(work, at.city.rulebook, actor=at.actor(who), reference=reference)
    assert found is not None
    return found


def test_one_is_agreed_and_one_objected_to_and_the_letter_follows(
    at: Everywhere, set_: str
) -> None:
    says(at, set_, {1: ("agreed", ""), 2: ("objected", "Служба кончается в 12:00")})
    assert [one.ordinal for one in seen(at, set_).objections] == [2]
    assert promised(at.city, "desk-conditions")

    decides(at, set_, 2, office="changed", text="Без громкоговорителя до 12:00", reason="Верно")

    assert seen(at, set_).letter_is_old
    assert promised(at.city, "condition-decided")
    at.moves(set_, "replace")
    with at.city.reading() as work:
        suggested = drafted.look(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=set_
        ).suggested
    assert suggested is not None
    assert [one["what"] for one in suggested.conditions] == [
        ONE["what"],
        "Без громкоговорителя до 12:00",
    ]
    save(at, set_, replace(suggested, replace_reason="По возражению организатора"))
    at.signs(set_)
    assert not seen(at, set_).letter_is_old
    assert len(seen(at, set_).unanswered) == 2  # a new letter is answered anew


def test_a_dropped_condition_is_not_in_the_next_letter(at: Everywhere, set_: str) -> None:
    says(at, set_, {1: ("objected", "Скорой хватит северной")})
    decides(at, set_, 1, office="dropped", reason="Так и есть")
    at.moves(set_, "replace")
    with at.city.reading() as work:
        suggested = drafted.look(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=set_
        ).suggested
    assert suggested is not None
    assert [one["what"] for one in suggested.conditions] == [TWO["what"]]


def test_what_is_not_whole_is_told_at_its_condition(at: Everywhere, set_: str) -> None:
    for said in ({}, {1: ("objected", " ")}, {1: ("perhaps", "")}):
        with pytest.raises(Invalid):
            says(at, set_, said)
    says(at, set_, {1: ("objected", "Узко")})
    for more in (
        {"office": "perhaps", "reason": "так"},
        {"office": "kept", "reason": ""},
        {"office": "changed", "reason": "так", "text": " "},
    ):
        with pytest.raises(Invalid):
            decides(at, set_, 1, **more)
    with pytest.raises(NotPossible):
        says(at, set_, {1: ("agreed", "")})  # once
    with pytest.raises(NotPossible):
        says(at, set_, {7: ("agreed", "")})
    with pytest.raises(NotPossible):
        decides(at, set_, 2, office="kept", reason="никто не возражал")
    assert log_of(at.city, set_).count("condition.answered") == 1


def test_each_side_speaks_for_itself(at: Everywhere, set_: str) -> None:
    for who in ("orlova", "other", "stranger"):
        with pytest.raises(NotAllowed):
            says(at, set_, {1: ("agreed", "")}, who)
    says(at, set_, {1: ("objected", "Узко")})
    for who in ("owner", "stranger", "kravets"):
        with pytest.raises(NotAllowed):
            decides(at, set_, 1, who, office="kept", reason="так")
    decides(at, set_, 1, office="kept", reason="Южная занята")
    assert not seen(at, set_).letter_is_old


def test_where_the_law_has_no_conditions_there_is_nothing_to_answer(at: Everywhere) -> None:
    reference = at.released("march", "agreed")
    with at.city.reading() as work:
        assert (
            agreeing.look(work, at.city.rulebook, actor=at.actor("owner"), reference=reference)
            is None
        )
    with pytest.raises(NotPossible):
        says(at, reference, {1: ("agreed", "")})
