"""Mistakes of registration are mended in the open; no clock is won or lost by it that the law does not give."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records import rows
from records.errors import Overtaken
from records.tables import Organiser
from tests.support.city import City
from tests.support.everywhere import Everywhere
from tests.support.looking import (
    clocks_of,
    drafts_of,
    due_of,
    entries,
    log_of,
    open_questions,
    promised,
    time_passes,
)
from workflow import answering, correcting, versions
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible


def said(city: City, reference: str) -> Content:
    with city.reading() as work:
        return versions.content_of(work, work.notice(reference))


def correct(
    at: Everywhere, reference: str, who: str = "orlova", reason: str = "Опечатка", **changes: Any
) -> None:
    old = said(at.city, reference)
    answers = {**old.answers, **changes.pop("answers", {})}
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        correcting.correct(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, seen=seen,
            content=replace(old, **changes, answers=answers), reason=reason,
        )  # fmt: skip


def forward(
    at: Everywhere, reference: str, code: str, who: str = "orlova", reason: str = "Не наш округ"
) -> None:
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        correcting.forward(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, seen=seen,
            code=code, reason=reason,
        )  # fmt: skip


def accepts(at: Everywhere, reference: str) -> None:
    seen = at.city.revision(reference)
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen
        )


def test_a_correction_is_a_new_version_and_the_first_stays_as_filed(at: Everywhere) -> None:
    reference = at.files("n")

    correct(at, reference, attendance=35)

    with at.city.reading() as work:
        notice = work.notice(reference)
        assert (notice.version, notice.attendance) == (2, 35)
        assert versions.content_of(work, notice, 1).attendance == 350
    assert entries(at.city, reference)[-1].details["changed"] == ["attendance"]
    assert [mail["mail"] for mail in promised(at.city)][-1] == "corrected"
    assert due_of(at.city, reference) == ("04.03 23:59", "authority")


def test_another_day_may_take_the_notice_out_of_its_window_and_back(at: Everywhere) -> None:
    reference = at.files("n")

    correct(at, reference, sessions=(SessionIn(date(2027, 3, 8), "12:00", "13:00"),))
    assert (clocks_of(at.city, reference), due_of(at.city, reference)) == (
        {"proposal": "dropped", "organiser_reply": "dropped"}, ("", ""),
    )  # fmt: skip

    correct(at, reference, sessions=(SessionIn(date(2027, 3, 15), "12:00", "13:00"),))
    assert clocks_of(at.city, reference) == {"proposal": "", "organiser_reply": ""}
    assert due_of(at.city, reference) == ("04.03 23:59", "authority")


def test_a_kind_that_needs_no_notice_has_no_clock(at: Everywhere) -> None:
    reference = at.files("n")

    correct(at, reference, kind="picket_single")

    assert due_of(at.city, reference) == ("", "")
    at.city.goes_to(2027, 3, 5)
    assert time_passes(at.city) == []


def test_a_clock_that_becomes_a_same_day_one_calls(at: Everywhere) -> None:
    reference = at.files(
        "n", kind="picket_group", sessions=(SessionIn(date(2027, 3, 6), "12:00", "13:00"),)
    )

    correct(at, reference, sessions=(SessionIn(date(2027, 3, 5), "12:00", "13:00"),))

    assert due_of(at.city, reference) == ("01.03 23:59", "authority")
    assert len(promised(at.city, "desk-call")) == 1


def test_after_an_accepted_proposal_the_city_s_first_clock_does_not_begin_again(
    at: Everywhere,
) -> None:
    """It was kept by the proposal: begun anew it would lie in the past, and silence would agree at once."""
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 9)
    accepts(at, reference)
    assert due_of(at.city, reference) == ("10.03 23:59", "authority")

    correct(at, reference, answers={"medical": "Три поста"})

    assert due_of(at.city, reference) == ("10.03 23:59", "authority")
    assert time_passes(at.city) == []
    assert at.city.stage(reference) == "review"


def test_a_correction_beside_the_day_leaves_the_window_that_an_accepted_day_would_miss(
    at: Everywhere,
) -> None:
    reference = at.preparing("n")
    at.writes_draft(
        reference, "proposal", proposal_sessions=(SessionIn(date(2027, 3, 28), "15:00", "16:30"),)
    )
    at.signs(reference)
    accepts(at, reference)

    correct(at, reference, attendance=300)

    with at.city.reading() as work:
        assert work.notice(reference).window == "in_window"
    assert due_of(at.city, reference) == ("02.03 23:59", "authority")


def test_what_silence_has_settled_is_not_corrected_away(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)  # the worker has not written it yet

    with pytest.raises(NotPossible, match="ran out"):
        correct(at, reference, sessions=(SessionIn(date(2027, 3, 8), "12:00", "13:00"),))

    assert time_passes(at.city) == ["deemed-agreed"]


def test_letters_and_mails_go_where_the_corrected_notice_says(at: Everywhere) -> None:
    first, second = at.files("first"), at.files("second")

    correct(at, first, answers={"address": "Москва, Другая ул., 5", "email": "right@example.org"})

    with at.city.reading() as work:
        mended = work.get(Organiser, work.notice(first).organiser_id)
        other = work.get(Organiser, work.notice(second).organiser_id)
        assert (mended.address, mended.email) == ("Москва, Другая ул., 5", "right@example.org")
        assert (other.address, other.email) == (
            "Москва, Канареечная ул., д. 3",
            "canary@example.org",
        )
    assert {mended.id, other.id} <= at.actor("owner").organisers
    assert len(promised(at.city, "receipt")) == 3  # again, to the right address


def test_bodies_are_asked_anew_about_what_the_notice_says_now(at: Everywhere) -> None:
    reference = at.asked("n")  # transport has answered, the police not
    before = at.question("n", "police")

    correct(at, reference, places=(PlaceIn("Другой бульвар", "SVAO", "ostankinsky", ("А", "Б")),))

    with at.city.reading() as work:
        asked = rows.consultations(work, work.notice(reference))
        assert [row.id for row in asked if row.closed_at] == [before]
        assert rows.version_number(work, asked[-1].version_id) == 2
    assert open_questions(at.city, reference) == ["police"]


def test_a_corrected_telephone_asks_nobody_again(at: Everywhere) -> None:
    reference = at.asked("n")

    correct(at, reference, answers={"phone": "+7 495 000-00-00"})

    assert log_of(at.city, reference).count("consultation.asked") == 2


def test_a_draft_is_bound_to_the_version_that_it_was_written_about(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")

    correct(at, reference, attendance=351)

    with pytest.raises(NotPossible, match="changed after the draft"):
        at.moves(reference, "submit")
    at.writes(reference, "agreed")
    at.moves(reference, "submit")
    correct(at, reference, attendance=352)
    with pytest.raises(NotPossible, match="changed after"):
        at.signs(reference, submit=False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({}, "note"), ({"attendance": 9, "reason": " "}, "note"), ({"kind": "circus"}, "kind")],
)
def test_a_correction_needs_a_change_and_a_reason(
    at: Everywhere, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        correct(at, at.files("n"), **changes)
    assert refused.value.field == field


def test_an_answered_notice_is_not_corrected(at: Everywhere) -> None:
    for name, outcome in (("agreed", "agreed"), ("proposed", "proposal")):
        with pytest.raises(NotPossible, match="left the office"):
            correct(at, at.released(name, outcome), attendance=10)


def test_a_forwarded_notice_is_the_other_office_s_with_the_same_clock(at: Everywhere) -> None:
    reference = at.preparing("n", "agreed")
    before = due_of(at.city, reference)

    forward(at, reference, "prefecture-zao")

    assert due_of(at.city, reference) == before
    assert drafts_of(at.city, reference) == ["dropped"]  # the other office writes its own
    with pytest.raises(NotAllowed):
        at.moves(reference, "back-to-review", "orlova")
    at.moves(reference, "back-to-review", "stranger")
    assert promised(at.city, "forwarded") != []


def test_a_notice_that_comes_back_is_announced_again(at: Everywhere) -> None:
    reference = at.files("n")
    forward(at, reference, "prefecture-zao")
    forward(at, reference, "prefecture-svao", "stranger")

    assert len(promised(at.city, "desk-landed")) == 3


def test_a_forwarded_same_day_notice_calls_the_other_office(at: Everywhere) -> None:
    reference = at.files(
        "n", kind="picket_group", sessions=(SessionIn(date(2027, 3, 5), "12:00", "13:00"),)
    )

    forward(at, reference, "prefecture-zao")

    calls = promised(at.city, "desk-call")
    assert len({call["unit"] for call in calls}) == 2


@pytest.mark.parametrize(
    ("code", "reason"),
    [("police", "Не наш"), ("prefecture-svao", "Не наш"), ("prefecture-zao", " ")],
)
def test_a_notice_goes_to_another_office_that_receives_notices_with_a_reason(
    at: Everywhere, code: str, reason: str
) -> None:
    with pytest.raises(Invalid):
        forward(at, at.files("n"), code, reason=reason)


def test_two_who_correct_at_once_the_second_is_told(at: Everywhere) -> None:
    reference = at.files("n")
    seen, old = at.city.revision(reference), said(at.city, reference)
    correct(at, reference, attendance=10)

    with pytest.raises(Overtaken), at.city.unit() as work:
        correcting.correct(
            work, at.city.rulebook, actor=at.actor("hasanov"), reference=reference, seen=seen,
            content=replace(old, attendance=20), reason="Опечатка",
        )  # fmt: skip
