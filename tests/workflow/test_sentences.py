"""What bodies said, sentence by sentence: each keeps its body; contradictions never pass a release before they are settled."""

import random
from pathlib import Path
from typing import Any

import pytest

from regimes.regime import Text
from tests.support.everywhere import Everywhere
from tests.support.looking import log_of
from workflow import (
    consulting,
    deciding,
    lastsafe,
    library,
    limiting,
    sentences,
    settling,
    taking_over,
)
from workflow.actor import SYSTEM
from workflow.deciding import DecisionIn
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.limiting import NOTHING, Limit
from workflow.sentences import ConditionIn, SentenceView

FILE = Path(__file__).parents[2] / "regimes/conditions/proposed.toml"
BODIES = ("police", "transport", "medical")


def imported(at: Everywhere) -> None:
    with at.city.unit() as work:
        for one in library.read(FILE.read_text("utf-8")):
            library.keep(work, actor=SYSTEM, wording=one)


def answers(at: Everywhere, name: str, body: str, *conditions: ConditionIn) -> None:
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor(body), consultation_id=at.question(name, body),
            answer="conditions", ground="Приказ № 7", conditions=conditions,
        )  # fmt: skip


def said(at: Everywhere, reference: str) -> tuple[SentenceView, ...]:
    with at.city.reading() as work:
        return sentences.look(work, actor=at.actor("orlova"), reference=reference)


def against(at: Everywhere, reference: str) -> list[tuple[int, int]]:
    with at.city.reading() as work:
        found = settling.open_of(work, work.notice(reference).id or 0)
    return [(one.first.id, one.second.id) for one in found]


def settles(at: Everywhere, reference: str, pair: tuple[int, int], kept: str, who: str = "orlova", reason: str = "Так безопаснее") -> None:  # fmt: skip
    with at.city.unit() as work:
        settling.settle(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, first_id=pair[0],
            second_id=pair[1], kept=kept, reason=reason,
        )  # fmt: skip


def leaves(at: Everywhere, reference: str, number: int, *, out: bool, why: str = "Повтор") -> None:
    with at.city.unit() as work:
        sentences.leave(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            sentence_id=number, out=out, why=why,
        )  # fmt: skip


def under_review(at: Everywhere, name: str = "n") -> str:
    reference = at.files(name)
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=BODIES)
    return reference


MOST_500 = ConditionIn("attendance-most", limit=Limit(number=500))
LEAST_800 = ConditionIn(text="Не менее 800 человек", limit=Limit("attendance", "at-least", 800))


def test_each_answer_is_kept_as_sentences_with_their_body(at: Everywhere) -> None:
    imported(at)
    reference = under_review(at)
    answers(
        at, "n", "police", MOST_500, ConditionIn("entrance-open", limit=Limit(place="Ворота 2"))
    )
    at.answers(reference, "transport")
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor("medical"), answer="objection", ground="Закон",
            consultation_id=at.question("n", "medical"), facts="Нет проезда для скорой.",
        )  # fmt: skip

    found = said(at, reference)

    assert [(one.unit, one.kind, one.text) for one in found] == [
        ("police", "conditions", "Число участников — не более 500."),
        ("police", "conditions", "Вход остаётся открытым: Ворота 2."),
        ("transport", "no-objection", ""),
        ("medical", "objection", "Нет проезда для скорой."),
    ]  # fmt: skip
    assert found[0].limit == Limit("attendance", "at-most", 500)
    assert (found[0].ground, found[0].addressee) == (
        "Приказ № 7",
        Text("the organiser", "организатор"),
    )
    for who in ("police", "owner"):
        with pytest.raises(NotAllowed), at.city.reading() as work:
            sentences.look(work, actor=at.actor(who), reference=reference)


@pytest.mark.parametrize(
    "condition",
    [
        ConditionIn(),
        ConditionIn("nobody-knows"),
        ConditionIn("attendance-most"),  # what it leaves open was not filled in
        ConditionIn(text="Тихо", limit=Limit("sound", "at-most")),
        ConditionIn("lanes-free", limit=Limit(number=2)),  # its gap {place} would stay open
    ],
)
def test_a_condition_that_says_nothing_whole_is_not_taken(
    at: Everywhere, condition: ConditionIn
) -> None:
    imported(at)
    reference = under_review(at)
    with pytest.raises(Invalid):
        answers(at, "n", "police", condition)
    assert said(at, reference) == ()
    assert "consultation.answered" not in log_of(at.city, reference)


def test_the_chair_orders_words_and_leaves_out_and_the_source_stays(at: Everywhere) -> None:
    imported(at)
    reference = under_review(at)
    answers(at, "n", "police", MOST_500, ConditionIn(text="Убрать за собой"))
    first, second = said(at, reference)
    orlova: dict[str, Any] = {"actor": at.actor("orlova"), "reference": reference}
    with at.city.unit() as work:
        sentences.put(work, at.city.rulebook, sentence_id=second.id, up=True, **orlova)
        sentences.put(work, at.city.rulebook, sentence_id=second.id, up=True, **orlova)  # the end
    was = sentences.mark(second.text, second.limit, second.ground, second.addressee.ru)
    for _ in range(2):
        with at.city.unit() as work:
            try:
                sentences.change(
                    work, at.city.rulebook, sentence_id=second.id, was=was, limit=NOTHING,
                    text="Организатор убирает площадь до 18:00.", **orlova,
                )  # fmt: skip
            except NotPossible:
                overtaken = True  # the second chair saw the old words
    assert overtaken
    with pytest.raises(Invalid):
        leaves(at, reference, first.id, out=True, why=" ")
    leaves(at, reference, first.id, out=True)

    found = said(at, reference)

    assert [one.id for one in found] == [second.id, first.id]
    assert found[0].original == "Убрать за собой"
    assert found[0].changed_by is not None
    assert (found[0].unit, found[1].left_out_why) == ("police", "Повтор")
    with pytest.raises(NotAllowed), at.city.unit() as work:
        sentences.add(
            work,
            at.city.rulebook,
            actor=at.actor("kravets"),
            reference=reference,
            condition=MOST_500,
        )


def test_a_contradiction_holds_the_release_until_somebody_settles_it_by_name(
    at: Everywhere,
) -> None:
    imported(at)
    reference = under_review(at)
    answers(at, "n", "police", MOST_500)
    answers(at, "n", "transport", LEAST_800)
    at.answers(reference, "medical")
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    with pytest.raises(NotPossible, match="exclude each other"):
        at.moves(reference, "submit")
    (pair,) = against(at, reference)
    for kept, reason, who, wrong in (
        ("third", "x", "orlova", Invalid), ("first", " ", "orlova", Invalid), ("first", "x", "kravets", NotAllowed),
        ("first", "x", "police", NotAllowed),
    ):  # fmt: skip
        with pytest.raises(wrong):
            settles(at, reference, pair, kept, who, reason)

    settles(at, reference, pair, "first")

    assert against(at, reference) == []
    at.moves(reference, "submit")
    leaves(at, reference, pair[1], out=False)  # taken in again, it stands against the other again
    with pytest.raises(NotPossible, match="exclude each other"):
        at.signs(reference, submit=False)
    settles(at, reference, pair, "both")
    at.signs(reference, submit=False)
    assert at.city.stage(reference) == "agreed"


def test_a_late_answer_that_contradicts_holds_a_release_that_lies_for_signature(
    at: Everywhere,
) -> None:
    imported(at)
    reference = under_review(at)
    answers(at, "n", "police", MOST_500)
    at.city.goes_to(2027, 3, 4, 9)
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    at.moves(reference, "submit")
    answers(at, "n", "transport", LEAST_800)

    with pytest.raises(NotPossible, match="exclude each other"):
        at.signs(reference, submit=False)


def test_the_draft_takes_over_the_merged_answer_with_its_bodies(at: Everywhere) -> None:
    imported(at)
    reference = under_review(at)
    answers(at, "n", "police", MOST_500)
    answers(at, "n", "transport", ConditionIn(text="Не шуметь"))
    with at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor("medical"), answer="objection", ground="Закон",
            consultation_id=at.question("n", "medical"), facts="Нет проезда.",
        )  # fmt: skip
    own = DecisionIn("agreed", conditions=({"what": "Своё", "reason": "r", "basis": "b"},))
    once = taking_over.into(own, said(at, reference), "ru")

    assert [one["what"] for one in once.conditions] == [
        "Число участников — не более 500.", "Не шуметь", "Своё",
    ]  # fmt: skip
    assert "полиции" in once.conditions[0]["reason"]
    assert once.conditions[0]["origin"] == str(said(at, reference)[0].id)
    assert once.facts.endswith("Нет проезда.")
    assert taking_over.into(once, said(at, reference), "ru") == once  # twice is once
    weighed = taking_over.into(DecisionIn("agreed"), said(at, reference), "ru", conditions=False)
    assert weighed.conditions == ()  # a law without conditions: what bodies ask for are facts
    assert "не более 500" in weighed.facts
    leaves(at, reference, said(at, reference)[0].id, out=True)
    again = taking_over.into(once, said(at, reference), "ru")
    assert [one["what"] for one in again.conditions] == ["Не шуметь", "Своё"]


def _some(chance: random.Random) -> ConditionIn:
    subject = chance.choice(("attendance", "hours", "entrance"))
    does = chance.choice(limiting.DOES[subject])
    start = chance.choice(("08:00", "10:00", "12:00"))
    limit = {
        "attendance": Limit("attendance", does, chance.choice((100, 500, 900))),
        "hours": Limit("hours", does, start=start, end=f"{int(start[:2]) + 2}:00"),
        "entrance": Limit("entrance", does, place=chance.choice(("Gate 1", "Gate 2"))),
    }[subject]
    return ConditionIn(text=f"{subject} {does}", limit=limit)


def _walk(at: Everywhere, seed: int) -> tuple[bool, bool]:
    """Three bodies answer at random, somebody settles, edits and leaves out at random, somebody signs."""
    chance = random.Random(seed)
    reference = under_review(at, f"walk {seed}")
    for body in BODIES:
        answers(at, f"walk {seed}", body, *(_some(chance) for _ in range(chance.randrange(1, 3))))
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    for _ in range(chance.randrange(6)):
        found = against(at, reference)
        if found and chance.random() < 0.7:
            settles(at, reference, chance.choice(found), chance.choice(settling.KEEPS))
        else:
            one = chance.choice(said(at, reference))
            leaves(at, reference, one.id, out=not one.left_out)
    open_pairs = bool(against(at, reference))
    try:
        at.moves(reference, "submit")
        seen = at.city.revision(reference)
        with at.city.unit() as work:
            deciding.release(
                work, at.city.rulebook, actor=at.actor("morozova"), reference=reference, seen=seen,
                last_seen=lastsafe.mark(work, at.city.rulebook, reference),
            )  # fmt: skip
    except NotPossible:
        return open_pairs, False
    return open_pairs, True


@pytest.mark.parametrize("walks", [8, pytest.param(200, marks=pytest.mark.deep)])
def test_no_contradiction_passes_a_release_however_bodies_and_chair_act(
    at: Everywhere, walks: int
) -> None:
    seen = {_walk(at, seed) for seed in range(walks)}

    assert seen == {(True, False), (False, True)}


def test_a_condition_names_its_own_basis_and_whom_it_binds(at: Everywhere) -> None:
    imported(at)
    reference = under_review(at)
    with (
        at.city.unit() as work
    ):  # each condition says where the law allows it: the answer as a whole need not
        consulting.answer(
            work, at.city.rulebook, actor=at.actor("police"), answer="conditions",
            consultation_id=at.question("n", "police"),
            conditions=(
                ConditionIn("lanes-free", limit=Limit(number=2, place="Тверская")),
                ConditionIn(text="Перекрыть сквер", basis="ПДД, 1.3", whom="ГБУ «Жилищник»"),
            ),
        )  # fmt: skip
    with pytest.raises(Invalid, match="rule or document"), at.city.unit() as work:
        consulting.answer(
            work, at.city.rulebook, actor=at.actor("medical"), answer="conditions",
            consultation_id=at.question("n", "medical"), conditions=(ConditionIn(text="Пост"),),
        )  # fmt: skip

    first, second = said(at, reference)
    assert (first.text, first.ground, first.addressee.en) == (
        "Для движения остаётся свободно полос — не менее 2: Тверская.", "196-ФЗ, ст. 14", "the organiser",
    )  # fmt: skip
    assert (second.ground, second.addressee.ru) == ("ПДД, 1.3", "ГБУ «Жилищник»")
    with at.city.unit() as work:
        sentences.change(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference, sentence_id=second.id,
            was=sentences.mark(second.text, second.limit, second.ground, second.addressee.ru),
            text=second.text, limit=NOTHING, basis="54-ФЗ, ст. 13", whom="полиция",
        )  # fmt: skip
    changed = said(at, reference)[1]
    assert (changed.ground, changed.addressee.ru, changed.original) == (
        "54-ФЗ, ст. 13",
        "полиция",
        "Перекрыть сквер",
    )
