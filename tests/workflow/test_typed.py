"""A condition typed or pasted into the draft is compared like one added as data; what can't be read is said, never passed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from records import rows
from regimes.shelf import load_all
from tests.support.everywhere import SPOKESMAN, Everywhere
from tests.support.other_land import lay
from workflow import deciding, library, limiting, sentences, settling, typed_limits
from workflow.actor import SYSTEM
from workflow.deciding import DecisionIn
from workflow.errors import NotPossible
from workflow.limiting import Limit
from workflow.readiness import Ready
from workflow.sentences import ConditionIn
from workflow.typed_limits import Found

FILE = Path(__file__).parents[2] / "regimes/conditions/proposed.toml"
WORDINGS = library.read(FILE.read_text("utf-8"))


def read(text: str) -> tuple[list[Limit], bool]:
    found = typed_limits.read(text, WORDINGS)
    return [one.ways[0] for one in found.found], found.unread


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda one: one.code)
@pytest.mark.parametrize("place", ["Ворота 2", "ул. Садовая, д. 5"])
def test_each_wording_of_the_library_is_read_back_as_the_limit_that_it_said(
    wording: library.Wording, place: str
) -> None:
    given = library.fixed(wording, Limit(number=1500, start="09:30", end="22:00", place=place))
    for template in (wording.what_ru, wording.what_en):
        said = library.said(template, given)
        for text in (
            said,
            f"  {said.upper()}",
            said.rstrip("."),
            said.replace("—", "-"),
            f"«{said}»",
        ):
            found = typed_limits.read(text, WORDINGS).found
            assert len(found) == (0 if given.empty else 1), text
            read_back = [replace(one, place=limiting.name_of(one.place)) for one in found[0].ways]
            fixed = replace(given, place=limiting.name_of(given.place))
            used = set(library.SLOT.findall(template))
            if "place" not in used:
                fixed = replace(fixed, place="")
            if "number" not in used:
                fixed = replace(fixed, number=None)
            if "from" not in used:
                fixed = replace(fixed, start="", end="")
            assert fixed in read_back, text


@pytest.mark.parametrize(
    ("text", "limits", "unread"),
    [
        ("Число участников — не более 1 500.", [Limit("attendance", "at-most", 1500)], False),
        ("Число участников — не более 500. Громкость — не выше 70 дБ.", [Limit("attendance", "at-most", 500), Limit("sound", "at-most", 70)], False),
        ("Просим: число участников — не более 500, у сцены.", [Limit("attendance", "at-most", 500)], True),
        ("Мероприятие проводится только с 9:30 до 14.00", [Limit("hours", "only-between", None, "09:30", "14:00")], False),
        ("С 10:00 до 10:00 мероприятие не проводится.", [], True),  # no span: nothing is guessed
        ("Число участников — не более 123456789012.", [], True),
        ("Число участников — не более …", [], True),
        ("Вход закрыт: …", [], True),
        ("Не более пятисот человек", [], True),
        ("Keep to the left", [], True),
        (" \n", [], False),
    ],
)  # fmt: skip
def test_only_what_is_sure_is_read_and_the_rest_is_said_to_be_unread(
    text: str, limits: list[Limit], unread: bool
) -> None:
    found, rest = read(text)
    assert (sorted(map(repr, found)), rest) == (sorted(map(repr, limits)), unread)


def test_a_place_that_may_end_earlier_is_compared_in_each_way_and_proves_no_difference() -> None:
    text = "Вход закрыт: Ворота 2. У сцены стоит пост."
    assert read(text)[1]  # whether the post is part of the place, a person says
    (closed,) = typed_limits.read(text, WORDINGS).found
    assert closed.against(Found((Limit("entrance", "open", place="ворота 2"),)))
    assert not closed.against(Found((Limit("entrance", "open", place="Ворота 3"),)))
    only = Found((Limit("place", "only", place="сад"),))
    ways = (Limit("place", "only", place="сад. и двор"), Limit("place", "only", place="сад"))
    assert not Found(ways).against(only)
    assert Found(ways[:1]).against(only)


@pytest.fixture
def there(at: Everywhere, tmp_path: Path) -> str:
    """Under a law with conditions, a notice whose decision is being written; two bodies wrote conditions as data."""
    at.city.rulebook = load_all(lay(tmp_path))
    with at.city.unit() as work:
        for one in WORDINGS:
            library.keep(work, actor=SYSTEM, wording=one)
    reference = at.files("n")
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    adds(at, reference, ConditionIn("attendance-most", limit=Limit(number=500)))
    adds(at, reference, ConditionIn("entrance-open", limit=Limit(place="Ворота 2")))
    return reference


def adds(at: Everywhere, reference: str, condition: ConditionIn) -> int:
    with at.city.unit() as work:
        return sentences.add(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, condition=condition
        )  # fmt: skip


def saved(at: Everywhere, reference: str, *what: str, origin: str = "", **more: Any) -> list[Ready]:
    typed = tuple({"what": one, "reason": "r", "basis": "b", "origin": origin} for one in what)
    draft = DecisionIn("conditions", conditions=typed, capacity=2000, **{**SPOKESMAN, **more})
    with at.city.unit() as work:
        lines = deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=draft,
        )  # fmt: skip
    return [one for one in lines if one.part.startswith("typed")]


def settles(at: Everywhere, reference: str, kept: str) -> None:
    with at.city.unit() as work:
        pair = settling.open_of(work, work.notice(reference).id or 0)[0]
        settling.settle(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, kept=kept,
            first_id=pair.first.id, second_id=pair.second.id, reason="Так безопаснее",
        )  # fmt: skip


def parts(lines: list[Ready]) -> list[tuple[str, str]]:
    return [(one.part, one.state) for one in lines]


@pytest.mark.parametrize(
    "pasted",
    [
        "Вход закрыт: ворота 2.",  # another body's entrance, pasted in the library's words
        "The entrance is closed: Ворота 2",  # in the other language
        "Вход закрыт: Ворота 2. У сцены стоит пост.",  # with words after it
        "Просим учесть. Вход закрыт: Ворота 2.",  # and before it
    ],
)
def test_a_library_condition_pasted_into_the_draft_holds_the_release_like_one_that_was_added(
    at: Everywhere, there: str, pasted: str
) -> None:
    lines = saved(at, there, pasted)
    assert parts(lines)[0] == ("typed", "missing")
    assert lines[0].values["other"] == "Вход остаётся открытым: Ворота 2."
    with pytest.raises(NotPossible, match="typed into the draft excludes"):
        at.moves(there, "submit")
    assert at.city.stage(there) == "preparing"
    assert saved(at, there, "Вход закрыт: Ворота 3.") == []
    at.moves(there, "submit")


def test_two_typed_conditions_a_changed_one_and_one_that_was_dropped_are_compared(
    at: Everywhere, there: str
) -> None:
    hours = ("Мероприятие проводится только с 10:00 до 12:00.", "Мероприятие проводится только с 13:00 до 15:00.")  # fmt: skip
    assert parts(saved(at, there, *hours)) == [("typed", "missing")]
    assert saved(at, there, hours[0]) == []
    same = "Число участников — не более 500."
    assert saved(at, there, same) == []  # the merged answer has it: settled there if anything is
    own = adds(at, there, ConditionIn("entrance-closed", limit=Limit(place="Ворота 2")))
    shut = "Вход закрыт: Ворота 2."
    assert saved(at, there, shut, origin=str(own)) == []
    settles(at, there, "first")
    # it was taken over before it was dropped, and still stands in the draft
    assert parts(saved(at, there, shut, origin=str(own))) == [("typed", "missing")]
    # taken over and then worded anew: its words count, not what its sentence said
    assert saved(at, there, "Вход закрыт: Ворота 3.", origin=str(own)) == []
    assert parts(saved(at, there, shut, origin="7 ' OR 1")) == [("typed", "missing")]


def test_what_the_merged_answer_settled_is_not_asked_once_more_of_its_copy(
    at: Everywhere, there: str
) -> None:
    adds(at, there, ConditionIn("entrance-closed", limit=Limit(place="Ворота 2")))
    settles(at, there, "both")
    assert saved(at, there, "Вход закрыт: Ворота 2.", "Вход остаётся открытым: Ворота 2.") == []
    assert parts(saved(at, there, "Вход закрыт: Ворота 2.", "У сцены пост.")) == [
        ("typed_unread", "open")
    ]


def test_words_that_cant_be_read_and_prose_are_named_and_may_follow(
    at: Everywhere, there: str
) -> None:
    assert parts(saved(at, there, "Не более восьмисот человек")) == [("typed_unread", "open")]
    lines = saved(
        at, there, "Громкость — не выше 70 дБ.", reasons="Полиция:\nВход закрыт: Ворота 2."
    )
    assert parts(lines) == [("typed_prose", "open")]
    assert lines[0].values["typed"] == "Вход закрыт: Ворота 2."
    at.moves(there, "submit")


def test_a_letter_without_conditions_is_not_held_by_rows_that_it_does_not_print(
    at: Everywhere, there: str
) -> None:
    with at.city.unit() as work:
        deciding.save(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=there,
            seen=work.notice(there).revision,
            draft=DecisionIn("noted", conditions=({"what": "Вход закрыт: Ворота 2."},), **SPOKESMAN),
        )  # fmt: skip
        row = rows.draft_decision(work, work.notice(there))
        assert row is not None
    at.moves(there, "submit")
