"""The organiser changes a filed notice: what was shown beforehand is what happens, and nothing filed is ever edited."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DBAPIError

from records import rows
from records.errors import Overtaken
from tests.support.city import City
from tests.support.everywhere import Everywhere
from tests.support.looking import (
    clocks_of,
    due_of,
    log_of,
    open_questions,
    promised,
    time_passes,
)
from workflow import amending, answering, consulting, seeing, versions
from workflow.content import Content, PlaceIn, SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.weighing import Plan

SUNDAY = date(2027, 3, 14)
SQUARE = (PlaceIn("Мельничная площадь", "SVAO", "ostankinsky", ("Липовый бульвар", "Площадь")),)
LATER = (SessionIn(SUNDAY, "15:00", "17:00"),)


ZONE = ZoneInfo("Europe/Moscow")


def registered(at: Everywhere, name: str = "march") -> str:
    reference = at.files(name)
    at.moves(reference, "register")
    return reference


def both_answered(at: Everywhere) -> str:
    reference = at.asked("march")
    at.answers(reference, "police")
    return reference


def answer(at: Everywhere, reference: str, body: str) -> None:
    """A body answers the newest question to it."""
    with at.city.unit() as work:
        unit = rows.unit_by_code(work, body)
        asked = rows.consultations(work, work.notice(reference))
        number = max(row.id or 0 for row in asked if row.unit_id == unit.id)
        consulting.answer(
            work,
            at.city.rulebook,
            actor=at.actor(body),
            consultation_id=number,
            answer="no-objection",
        )


def said(city: City, reference: str, number: int | None = None) -> Content:
    with city.reading() as work:
        return versions.content_of(work, work.notice(reference), number)


def wanted(at: Everywhere, reference: str, **changes: Any) -> Content:
    old = said(at.city, reference)
    answers = {**old.answers, **changes.pop("answers", {})}
    return replace(old, **changes, answers=answers)


def look(at: Everywhere, reference: str, who: str = "owner", **changes: Any) -> Plan:
    content = wanted(at, reference, **changes)
    with at.city.reading() as work:
        return amending.look(
            work, at.city.rulebook, actor=at.actor(who), reference=reference, content=content
        )


def amend(
    at: Everywhere,
    reference: str,
    who: str = "owner",
    seen: int = 0,
    mark: str = "",
    **changes: Any,
) -> Plan:
    """Look, then confirm what was seen."""
    plan = look(at, reference, who, **changes)
    with at.city.unit() as work:
        amending.amend(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=seen or at.city.revision(reference), content=plan.content,
            reason="Трамвай пропускает после 12:20", mark=mark or plan.mark,
        )  # fmt: skip
    return plan


def test_what_was_shown_beforehand_is_what_happens(at: Everywhere) -> None:
    reference = at.asked("march")
    at.city.goes_to(2027, 3, 3)
    assert due_of(at.city, reference) == ("04.03 23:59", "authority")

    plan = amend(at, reference, places=SQUARE)

    assert plan.effect == "restart"
    moved = next(one for one in plan.clocks if one.clock == "proposal")
    assert moved.old
    assert moved.new
    assert (moved.old.astimezone(ZONE).day, moved.new.astimezone(ZONE).day) == (4, 6)
    assert due_of(at.city, reference) == ("06.03 23:59", "authority")
    assert at.city.stage(reference) == "review"
    with at.city.reading() as work:
        filed = work.notice(reference).received_at
        view = seeing.notice_page(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference
        )
    assert view.stages[0].at == filed  # the time of receipt never moves
    clock = next(one for one in view.dues if one.clock == "proposal" and not one.done_at)
    start = next(step for step in clock.steps if step.part == "start")
    assert start.text.startswith("Start: the notice was changed at")
    assert said(at.city, reference).places == SQUARE
    assert said(at.city, reference, 1).places != SQUARE
    assert [one.what for one in plan.told] == ["asked", "asked"]


def test_bodies_whose_answer_stands_are_told_and_the_others_asked_again(at: Everywhere) -> None:
    reference = both_answered(at)

    plan = amend(at, reference, answers={"sound": "Два громкоговорителя"})

    assert [one.what for one in plan.told] == ["asked", "stands"]
    assert open_questions(at.city, reference) == ["police"]
    assert len(promised(at.city, "body-amended")) == 1


def test_a_light_change_stops_no_signature(at: Everywhere) -> None:
    """Found by: a telephone number sent in at the last minute, a stale draft, and silence that agrees."""
    reference = at.to_sign("march", "agreed")
    due = due_of(at.city, reference)

    plan = amend(at, reference, answers={"phone": "+7 495 000-99-99"})

    assert plan.effect == "none"
    assert at.city.stage(reference) == "for-signature"
    assert due_of(at.city, reference) == due
    at.signs(reference, submit=False)
    assert at.city.stage(reference) == "agreed"


def test_a_material_change_takes_the_draft_back_to_be_looked_at(at: Everywhere) -> None:
    reference = at.to_sign("march", "agreed")

    plan = amend(at, reference, attendance=700, answers={"bank_account": "40703810"})

    assert plan.draft_waits
    assert at.city.stage(reference) == "review"
    for body in open_questions(at.city, reference):
        answer(at, reference, body)
    at.moves(reference, "prepare")
    with pytest.raises(NotPossible, match="changed after the draft"):
        at.moves(reference, "submit")


def test_another_kind_or_organiser_is_another_notice(at: Everywhere) -> None:
    reference = registered(at)
    for changes in ({"kind": "rally"}, {"answers": {"organiser": "Другой Человек"}}):
        assert not look(at, reference, **changes).taken
        with pytest.raises(Invalid):
            amend(at, reference, **changes)
    assert version_number(at.city, reference) == 1


def version_number(city: City, reference: str) -> int:
    with city.reading() as work:
        return int(work.notice(reference).version)


def test_a_day_out_of_the_window_is_told_and_then_taken(at: Everywhere) -> None:
    """Veche refuses no notice: it says what follows in law, and the person decides."""
    reference = registered(at)

    plan = amend(at, reference, sessions=(SessionIn(date(2027, 3, 6), "12:00", "13:30"),))

    assert (plan.was, plan.verdict) == ("in_window", "too_late")
    assert clocks_of(at.city, reference)["proposal"] == "dropped"
    with at.city.reading() as work:
        assert work.notice(reference).window == "too_late"


def test_a_later_day_is_judged_by_the_day_of_the_change(at: Everywhere) -> None:
    reference = registered(at)
    at.city.goes_to(2027, 3, 3)

    plan = amend(at, reference, sessions=(SessionIn(date(2027, 3, 17), "12:00", "13:30"),))

    assert plan.verdict == "in_window"  # 14 days before; by the receipt of 1 March it were 16
    assert at.city.stage(reference) == "registered"


def test_what_follows_has_to_be_seen(at: Everywhere) -> None:
    """The date turned at midnight while the page lay open."""
    reference = registered(at)
    plan = look(at, reference, places=SQUARE)
    at.city.goes_to(2027, 3, 2, hour=0, minute=5)

    with pytest.raises(amending.NotSeen):
        amend(at, reference, places=SQUARE, mark=plan.mark)

    assert version_number(at.city, reference) == 1


def test_of_two_people_of_one_organisation_one_is_overtaken(at: Everywhere) -> None:
    reference = registered(at)
    seen = at.city.revision(reference)
    amend(at, reference, places=SQUARE)

    with pytest.raises(Overtaken):
        amend(at, reference, seen=seen, attendance=200)

    assert said(at.city, reference).attendance == 350


def test_a_decided_or_lapsed_notice_is_changed_no_more(at: Everywhere) -> None:
    for outcome in ("agreed", "proposal", "cure"):
        with pytest.raises(NotPossible):
            amend(at, at.released(outcome, outcome), places=SQUARE)
    reference = registered(at)
    at.city.goes_to(2027, 3, 9)  # the city's time is over, the worker has not woken
    with pytest.raises(NotPossible):
        amend(at, reference, places=SQUARE)


def test_strangers_change_nothing(at: Everywhere) -> None:
    reference = registered(at)
    for who in ("stranger", "police", "morozova"):
        with pytest.raises(NotAllowed):
            amend(at, reference, who=who, places=SQUARE)


def test_a_change_wants_days_ahead_and_every_needed_answer(at: Everywhere) -> None:
    reference = registered(at)
    for changes in (
        {"sessions": ()},
        {"sessions": (SessionIn(date(2027, 2, 1), "12:00", "13:00"),)},
        {"answers": {"medical": ""}},
        {"attendance": 900},  # above 500 the law asks for an account
        {},
    ):
        with pytest.raises(Invalid):
            amend(at, reference, **changes)


def edit(city: City, reference: str, number: int) -> None:
    """What no service does: write over a version."""
    with city.unit() as work:
        rows.version(work, work.notice(reference), number).answers = {"kind": "rally"}


def test_no_version_is_ever_edited(at: Everywhere) -> None:
    reference = registered(at)
    amend(at, reference, places=SQUARE)
    first = said(at.city, reference, 1)
    for number in (1, 2):
        with pytest.raises(DBAPIError):
            edit(at.city, reference, number)
    assert said(at.city, reference, 1) == first


def test_after_the_change_the_new_clock_ends_the_road(at: Everywhere) -> None:
    reference = registered(at)
    at.city.goes_to(2027, 3, 3)
    amend(at, reference, places=SQUARE)
    at.city.goes_to(2027, 3, 5)
    time_passes(at.city)
    assert at.city.stage(reference) == "registered"  # the first clock would have ended on 4 March
    at.city.goes_to(2027, 3, 7)
    time_passes(at.city)
    assert at.city.stage(reference) == "deemed-agreed"


def test_an_answer_that_comes_late_is_kept_beside_the_new_question(at: Everywhere) -> None:
    """Amend against a body's answer: the old answer belongs to the old version, and is not lost."""
    reference = at.asked("march")
    amend(at, reference, places=SQUARE)
    at.answers(reference, "police")  # the question of version 1, which was closed
    assert open_questions(at.city, reference) == ["police", "transport"]
    assert log_of(at.city, reference)[-1] == "consultation.answered"


def test_what_both_agreed_on_is_changed_by_nobody_alone(at: Everywhere) -> None:
    """Found by: accept a proposal, change the place, and let the office's one day pass in silence."""
    reference = at.released("march", "proposal")
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip

    with pytest.raises(NotPossible, match="come to terms"):
        look(at, reference, places=SQUARE)
    assert look(at, reference, answers={"phone": "+7 495 000-99-99"}).effect == "none"


def test_a_clock_that_was_met_and_stood_ready_again_runs_again_with_the_change(
    at: Everywhere,
) -> None:
    """Found by a random path: accepted, silence, opened again, a warning, and then a change that counts anew."""
    reference = at.released("march", "proposal")
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip
    at.city.goes_to(2027, 3, 5)
    time_passes(at.city)
    assert at.city.stage(reference) == "deemed-agreed"
    at.moves(reference, "reopen", "zuev")
    at.moves(reference, "ask", bodies=())
    at.moves(reference, "prepare")
    at.writes(reference, "warning")
    at.signs(reference)
    at.city.goes_to(2027, 3, 12)
    time_passes(at.city)
    assert clocks_of(at.city, reference)["organiser_reply"] == "dropped"  # nothing was asked

    amend(at, reference, sessions=(SessionIn(date(2027, 3, 24), "12:00", "13:30"),))

    assert (
        clocks_of(at.city, reference)["organiser_reply"] == ""
    )  # a proposal has a day to answer by
