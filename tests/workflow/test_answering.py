"""The organiser answers: what is accepted becomes the notice, what is cured is only what was asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records import rows
from tests.support.everywhere import Everywhere
from tests.support.looking import clocks_of, due_of, letters_of, time_passes
from workflow import answering, versions
from workflow.actor import Actor
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible


def said(at: Everywhere, reference: str) -> Content:
    with at.city.reading() as work:
        return versions.content_of(work, work.notice(reference))


def accept(at: Everywhere, reference: str, who: str = "owner") -> None:
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, seen=seen
        )


def decline(at: Everywhere, reference: str, reason: str = "Вечером темно") -> None:
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        answering.decline(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen,
            reason=reason,
        )  # fmt: skip


def cure(at: Everywhere, reference: str, actor: Actor | None = None, **changes: Any) -> None:
    old, seen = said(at, reference), at.city.revision(reference)
    answers = {**old.answers, **changes.pop("answers", {})}
    with at.city.unit() as work:
        answering.cure(
            work, at.city.rulebook, actor=actor or at.actor("owner"), reference=reference, seen=seen,
            content=replace(old, **changes, answers=answers),
        )  # fmt: skip


ANSWERS: dict[str, Callable[[Everywhere, str], None]] = {
    "proposal": accept,
    "cure": lambda at, reference: cure(at, reference, answers={"medical": "Три поста"}),
}


def test_accepting_keeps_everything_that_the_proposal_does_not_name(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    old = said(at, reference)

    accept(at, reference)

    new = said(at, reference)
    assert new == replace(old, sessions=(SessionIn(date(2027, 3, 14), "15:00", "16:30"),))
    assert at.city.stage(reference) == "review"
    assert clocks_of(at.city, reference) == {
        "proposal": "met", "organiser_reply": "", "answer_after_reply": "",
    }  # fmt: skip


def test_a_proposed_place_is_accepted_with_its_streets(at: Everywhere) -> None:
    reference = at.preparing("n")
    elsewhere = PlaceIn("Парк", "SVAO", "ostankinsky", ("Аллея", "Пруд"))
    at.writes_draft(reference, "proposal", proposal_sessions=(), proposal_places=(elsewhere,))
    at.signs(reference)

    accept(at, reference)

    assert said(at, reference).places == (elsewhere,)


def test_silence_after_an_accepted_proposal_agrees_to_what_was_accepted(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 11, 23, 59)
    accept(at, reference)
    assert due_of(at.city, reference) == ("12.03 23:59", "authority")

    at.city.goes_to(2027, 3, 13, 0, 0)

    assert time_passes(at.city)[-1] == "deemed-agreed"  # their own last day passed unasked
    assert letters_of(at.city, reference)[-1] == "deemed-agreed"
    with at.city.reading() as work:
        letter = rows.letters(work, work.notice(reference))[-1]
    assert letter.data["notified"]["sittings"][0]["start"] == "15:00"
    assert clocks_of(at.city, reference)["answer_after_reply"] == "missed"


def test_a_notice_that_lacked_an_answer_can_still_accept(at: Everywhere) -> None:
    """Veche takes what is incomplete; the city's proposal must not become a trap for it."""
    reference = at.files("n", answers={"medical": ""})
    at.moves(reference, "register")
    at.moves(reference, "prepare-without-asking")
    at.writes(reference, "proposal")
    at.signs(reference)

    accept(at, reference)

    assert at.city.stage(reference) == "review"


def test_after_an_answer_the_city_can_propose_once_more_with_a_day_to_answer_by(
    at: Everywhere,
) -> None:
    reference = at.released("n", "cure")
    cure(at, reference, answers={"medical": "Три поста"})
    at.moves(reference, "prepare")
    at.writes(reference, "proposal")
    at.signs(reference)

    assert due_of(at.city, reference) == ("11.03 23:59", "organiser")
    accept(at, reference)
    assert at.city.stage(reference) == "review"


def test_a_second_proposal_without_an_answer_is_not_agreed(at: Everywhere) -> None:
    reference = at.released("n", "cure")
    cure(at, reference, answers={"medical": "Три поста"})
    at.moves(reference, "prepare")
    at.writes(reference, "proposal")
    at.signs(reference)
    at.city.goes_to(2027, 3, 12, 0, 0)

    assert time_passes(at.city) == ["not-agreed"]


@pytest.mark.parametrize("outcome", ["proposal", "cure"])
def test_nothing_is_answered_after_the_organiser_s_day(at: Everywhere, outcome: str) -> None:
    reference = at.released("n", outcome)
    at.city.goes_to(2027, 3, 12, 0, 0)

    with pytest.raises(NotPossible, match="could answer only until"):
        ANSWERS[outcome](at, reference)

    assert time_passes(at.city) == ["not-agreed"]


def test_the_last_second_is_in_time(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 11, 23, 59)
    at.city.clock.advance(seconds=59, microseconds=999_999)

    accept(at, reference)

    assert at.city.stage(reference) == "review"


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "rally"},
        {"attendance": 12},
        {"sessions": (SessionIn(date(2027, 3, 20), "12:00", "13:00"),)},
        {"answers": {"purpose": "Другая"}},
        {"answers": {"organiser": "Другой"}},
    ],
)
def test_a_cure_touches_only_what_was_asked(at: Everywhere, change: dict[str, Any]) -> None:
    reference = at.released("n", "cure")
    mixed = {**change, "answers": {"medical": "Три поста", **change.get("answers", {})}}

    with pytest.raises(Invalid, match="not asked about"):
        cure(at, reference, **mixed)

    assert at.city.stage(reference) == "cure-asked"


@pytest.mark.parametrize("answers", [{}, {"medical": " "}])
def test_a_cure_answers_what_was_asked(at: Everywhere, answers: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        cure(at, at.released("n", "cure"), answers=answers)


def test_a_cured_address_is_where_letters_go(at: Everywhere) -> None:
    reference = at.preparing("n")
    item = {"field": "address", "reason": "Нет квартиры", "article": "7(3)(7)"}
    at.writes_draft(reference, "cure", items=(item,))
    at.signs(reference)

    cure(at, reference, answers={"address": "Москва, Канареечная ул., д. 3, кв. 9"})
    at.moves(reference, "prepare")
    at.writes(reference, "agreed")
    at.signs(reference)

    with at.city.reading() as work:
        letter = rows.letters(work, work.notice(reference))[-1]
    assert "Москва, Канареечная ул., д. 3, кв. 9" in letter.data["head"]["addressee"]


def test_declining_says_why(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    with pytest.raises(Invalid):
        decline(at, reference, " ")

    decline(at, reference)

    assert at.city.stage(reference) == "not-agreed"
    with at.city.reading() as work:
        assert rows.open_proposal(work, work.notice(reference)) is None


def test_only_who_files_or_records_answers(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    for who in ("other", "police", "stranger", "auditor"):
        with pytest.raises(NotAllowed):
            accept(at, reference, who)

    accept(at, reference, "kravets")  # an answer that came on paper

    assert at.city.stage(reference) == "review"


def test_where_nothing_is_asked_nothing_is_answered(at: Everywhere) -> None:
    reference = at.files("n")
    for deed in (accept, decline):
        with pytest.raises(NotPossible):
            deed(at, reference)
    with pytest.raises((Invalid, NotPossible)):
        cure(at, reference, answers={"medical": "Три поста"})
