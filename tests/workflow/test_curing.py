"""A request to cure names questions that the kind asks and papers that it brings, and a paper is an answer."""

import pytest

import letters.letter as paper
from records import rows
from tests.support.everywhere import Everywhere
from tests.workflow.test_attaching import adds_to_notice, of_notice, scans
from workflow import answering, curing, drafted, law, versions
from workflow.errors import Invalid

MAP = {"field": "paper:route_map", "reason": "На плане нет поворота", "article": "7(3)"}


def asks(at: Everywhere, *items: dict[str, str], **typed: str) -> str:
    """A released request that names these points."""
    reference = at.preparing("n")
    at.writes_draft(reference, "cure", items=items, **typed)
    at.signs(reference)
    return reference


def replies(at: Everywhere, reference: str, who: str = "owner") -> None:
    """Sent as it stands: no question is changed."""
    with at.city.unit() as work:
        notice = work.notice(reference)
        answering.cure(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=notice.revision, content=versions.content_of(work, notice),
        )  # fmt: skip


def test_a_reply_with_the_paper_is_taken_without_any_question_changed(at: Everywhere) -> None:
    reference = asks(at, MAP)
    with pytest.raises(Invalid, match="Add the paper"):
        replies(at, reference)
    adds_to_notice(at, reference, name="map.pdf", paper="route_map")

    replies(at, reference)

    assert at.city.stage(reference) == "review"
    assert of_notice(at.city, reference, 2) == ["map.pdf"]


def test_the_letter_names_the_paper_in_the_words_of_the_law(at: Everywhere) -> None:
    reference = asks(at, MAP, facts="Колонна идёт через площадь.", reasons="Путь не показан.")
    with at.city.reading() as work:
        row = rows.letters(work, work.notice(reference))[-1]
    made = paper.from_json(row.data)
    assert isinstance(made, paper.Cure)
    assert [item.field for item in made.items] == ["Схема маршрута"]
    assert made.why == ("Колонна идёт через площадь.", "Путь не показан.")


def test_only_what_the_kind_asks_or_brings_can_be_named(at: Everywhere) -> None:
    reference = at.preparing("n")
    with at.city.reading() as work:
        view = drafted.look(work, at.city.rulebook, actor=at.actor("orlova"), reference=reference)
        regime = law.regime_of(work, at.city.rulebook, work.notice(reference))
    offered = [field for field, _ in view.questions]
    asked = {need.question for need in regime.kinds["march"].questions}
    brought = {f"paper:{need.attachment}" for need in regime.kinds["march"].papers}
    assert set(offered) == asked | brought
    elsewhere = set(regime.questions) - asked
    assert elsewhere
    for field in (*elsewhere, "paper:nothing", "route_map", "paper:order"):
        with pytest.raises(Invalid, match="question or the paper"):
            at.writes_draft(
                reference, "cure", items=({"field": field, "reason": "?", "article": ""},)
            )


def test_a_paper_handed_in_at_the_counter_is_an_answer_too(at: Everywhere) -> None:
    reference = asks(at, MAP)
    with pytest.raises(Invalid):
        replies(at, reference, "orlova")
    scans(at.city, reference, at.actor("orlova"), name="map.pdf")

    replies(at, reference, "orlova")

    assert at.city.stage(reference) == "review"


def test_a_paper_is_never_taken_for_a_question_of_its_name(at: Everywhere) -> None:
    assert curing.papers_in([MAP, {"field": "order"}, MAP]) == ("route_map",)
    reference = at.files("other")
    with at.city.reading() as work:
        regime = law.regime_of(work, at.city.rulebook, work.notice(reference))
    assert curing.title(regime, "order").en != curing.title(regime, "paper:route_map").en
    assert curing.title(regime, "gone").en == "gone"
