"""A proposal is answered with another one: data on both sides, and the law's last moment over all of it."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from records import bargain_rows, rows
from records.errors import Overtaken
from tests.support.everywhere import DRAFTS, Everywhere
from tests.support.looking import clocks_of, due_of, letters_of, log_of, promised, time_passes
from workflow import answering, bargaining, countering, drafted, drawing_tasks, versions
from workflow.content import PlaceIn, SessionIn
from workflow.countering import OfferIn
from workflow.errors import Invalid, NotAllowed, NotPossible

SUNDAY = date(2027, 3, 14)
FOUR = SessionIn(SUNDAY, "16:00", "18:00")
SQUARE = PlaceIn("Мельничная площадь", "SVAO", "ostankinsky", ("Липовый бульвар", "Площадь"))


def offer(at: Everywhere, reference: str, who: str = "owner", seen: int = 0, **more: Any) -> None:
    offered = OfferIn(**{"sessions": (FOUR,), "reason": "Гости приезжают к 15:20", **more})
    with at.city.unit() as work:
        countering.offer(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=seen or work.notice(reference).revision, offered=offered,
        )  # fmt: skip


def take(at: Everywhere, reference: str, who: str = "orlova", seen: int = 0) -> None:
    with at.city.unit() as work:
        countering.take(
            work, at.city.rulebook, actor=at.actor(who), reference=reference,
            seen=seen or work.notice(reference).revision,
        )  # fmt: skip


def countered(at: Everywhere) -> str:
    reference = at.released("march", "proposal")
    offer(at, reference)
    return reference


def open_offer(at: Everywhere, reference: str) -> Any:
    with at.city.reading() as work:
        return bargain_rows.open_counter(work, work.notice(reference))


def test_a_taken_counter_offer_is_the_next_version_and_the_letter_is_not_typed_again(
    at: Everywhere,
) -> None:
    reference = at.released("march", "proposal")
    offer(at, reference, conditions=("Площадь уберём к 19:00",))
    assert at.city.stage(reference) == "countered"
    assert due_of(at.city, reference) == ("11.03 23:59", "authority")

    take(at, reference)

    with at.city.reading() as work:
        notice = work.notice(reference)
        content = versions.content_of(work, notice)
        assert [(one.start, one.end) for one in content.sessions] == [("16:00", "18:00")]
        assert rows.version(work, notice).why == "counter-accepted"
        suggested = drafted.look(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference
        ).suggested
        zone = ZoneInfo("Europe/Moscow")
        offered_on, undertaken = drawing_tasks.taken(work, notice.id or 0, zone)
    assert suggested is not None
    assert (suggested.outcome, suggested.representative_name) == (
        "agreed", DRAFTS["proposal"].representative_name,
    )  # fmt: skip
    assert offered_on == at.city.clock.now().astimezone(zone).date()
    assert undertaken == ("Площадь уберём к 19:00",)
    at.writes(reference, "agreed")
    at.signs(reference)
    assert at.city.stage(reference) == "agreed"
    assert letters_of(at.city, reference)[-1] == "agreed"
    assert promised(at.city, "counter-taken")


def test_the_office_answers_with_another_proposal_and_the_talk_stays_in_order(
    at: Everywhere,
) -> None:
    reference = countered(at)
    at.writes_draft(reference, "proposal", proposal_sessions=(SessionIn(SUNDAY, "17:00", "18:30"),))
    at.signs(reference)
    assert at.city.stage(reference) == "proposed"

    offer(at, reference, sessions=(SessionIn(SUNDAY, "17:30", "19:00"),))
    take(at, reference)

    with at.city.reading() as work:
        talk = bargaining.look(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference
        )
    assert [(one.by, one.ended) for one in talk.turns] == [
        ("office", "countered"), ("organiser", "answered"),
        ("office", "countered"), ("organiser", "taken"),
    ]  # fmt: skip


def test_the_proposal_can_still_be_accepted_while_the_offer_lies_with_the_city(
    at: Everywhere,
) -> None:
    reference = countered(at)
    with at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference,
            seen=work.notice(reference).revision,
        )  # fmt: skip
    assert at.city.stage(reference) == "review"
    assert open_offer(at, reference) is None
    assert clocks_of(at.city, reference)["answer_to_counter"] == "met"


def test_the_laws_last_moment_binds_counter_offers_too(at: Everywhere) -> None:
    reference = at.released("march", "proposal")
    at.city.goes_to(2027, 3, 12, hour=0, minute=1)  # three days before the day are over
    with pytest.raises(NotPossible, match="only until"):
        offer(at, reference)


def test_silence_of_the_city_on_an_offer_is_no_agreement_and_no_secret(at: Everywhere) -> None:
    reference = countered(at)
    at.city.goes_to(2027, 3, 12, hour=0, minute=1)
    with pytest.raises(NotPossible):
        take(at, reference)
    time_passes(at.city)
    assert at.city.stage(reference) == "not-agreed"
    with at.city.reading() as work:
        assert (
            work.session.connection().exec_driver_sql("SELECT count(*) FROM incidents").scalar()
            == 1
        )


def test_what_is_no_counter_offer_is_told_at_its_field(at: Everywhere) -> None:
    reference = at.released("march", "proposal")
    proposed = DRAFTS["proposal"].proposal_sessions
    for more in (
        {"sessions": proposed},
        {"sessions": ()},
        {"sessions": (SessionIn(SUNDAY, "12:00", "13:30"),)},  # as notified
        {"sessions": (SessionIn(date(2027, 3, 9), "12:00", "13:00"),)},  # before it is answered
        {"reason": " "},
    ):
        with pytest.raises(Invalid):
            offer(at, reference, **more)
    assert at.city.stage(reference) == "proposed"


def test_what_the_organiser_undertakes_goes_into_the_notice(at: Everywhere) -> None:
    reference = at.released("march", "proposal")
    offer(at, reference, places=(SQUARE,), conditions=("Освободим площадь к 18:00",))
    take(at, reference)
    with at.city.reading() as work:
        content = versions.content_of(work, work.notice(reference))
    assert content.places == (SQUARE,)
    assert "Освободим площадь к 18:00" in content.answers["order"]


def test_of_two_who_take_and_accept_at_once_one_is_overtaken(at: Everywhere) -> None:
    reference = countered(at)
    seen = at.city.revision(reference)
    take(at, reference)
    with pytest.raises(Overtaken), at.city.unit() as work:
        answering.accept(
            work, at.city.rulebook, actor=at.actor("owner"), reference=reference, seen=seen
        )
    with pytest.raises(Overtaken):
        take(at, reference, "hasanov", seen)
    assert log_of(at.city, reference).count("notice.take-counter-offer") == 1


def test_only_the_organiser_offers_and_only_the_office_takes(at: Everywhere) -> None:
    reference = at.released("march", "proposal")
    for who in ("zuev", "stranger", "other"):  # an officer or a clerk enters what came on paper
        with pytest.raises(NotAllowed):
            offer(at, reference, who)
    offer(at, reference)
    for who in ("owner", "stranger", "morozova"):
        with pytest.raises(NotAllowed):
            take(at, reference, who)
