"""Near the end of a clock: an owner by the rule, then the head; each once, to the second, however late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from records import accounts, rows
from records.tables import Due
from tests.support.everywhere import Everywhere
from tests.support.looking import entries, log_of, promised
from tests.support.watching import incidents, is_away, mails_to, on_duty, owner, takes, tick
from workflow import climbing, correcting, differing
from workflow.content import SessionIn
from workflow.roster import USUAL

END = datetime(2027, 3, 4, 21, tzinfo=UTC)
"""The usual march is answered to 24:00 of 4 March in Moscow; this is the first instant that is too late."""


def at_end_minus(at: Everywhere, hours: float, seconds: float = 0) -> None:
    """So long before the end of the usual clock."""
    at.city.clock.set(END - timedelta(hours=hours, seconds=seconds))
    tick(at.city)


def test_a_day_before_the_end_a_notice_gets_an_owner_to_the_second(at: Everywhere) -> None:
    reference = at.files("n")

    at_end_minus(at, 24, 1)
    assert owner(at.city, reference) == ""
    at_end_minus(at, 24)

    assert owner(at.city, reference) == "orlova"
    assert log_of(at.city, reference)[-1] == "notice.assigned"
    assert mails_to(at, promised(at.city, "desk-assigned")) == ["orlova"]
    assert promised(at.city, "desk-climbed") == []


def test_six_hours_before_the_end_it_lies_with_the_head_to_the_second(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)

    at_end_minus(at, 6, 1)
    assert "notice.climbed" not in log_of(at.city, reference)
    at_end_minus(at, 6)

    assert log_of(at.city, reference)[-1] == "notice.climbed"
    assert owner(at.city, reference) == "orlova"  # the owner stays; the head knows
    assert mails_to(at, promised(at.city, "desk-climbed")) == ["zuev"]
    assert promised(at.city, "desk-assigned") == []
    with (
        at.city.reading() as work
    ):  # its page at the desk tells climbing from a change of the notice
        found = differing.versions_of(
            work, at.city.rulebook, actor=at.city.actor("orlova"), reference=reference
        )
    assert [(one.number, one.effect) for one in found.all] == [(1, "")]


def test_each_threshold_is_passed_once_however_often_time_looks(at: Everywhere) -> None:
    reference = at.files("n")
    for hours in (24, 23, 20, 6, 5, 3, 1, 0.1):
        at_end_minus(at, hours)

    log = log_of(at.city, reference)
    assert (log.count("notice.assigned"), log.count("notice.climbed")) == (1, 1)


def test_both_thresholds_that_were_slept_through_are_done_in_order(at: Everywhere) -> None:
    reference = at.files("n")
    at_end_minus(at, 2)

    log = log_of(at.city, reference)
    assert log[-2:] == ["notice.assigned", "notice.climbed"]


def test_who_sleeps_over_the_end_finds_a_consequence_and_an_incident_and_no_climb(
    at: Everywhere,
) -> None:
    missed, running = at.files("missed"), ""
    at.city.clock.advance(days=2)
    running = at.files("running")  # due to 24:00 of 6 March
    at.city.goes_to(2027, 3, 6, 20)  # asleep since the 3rd

    tick(at.city)
    tick(at.city)

    assert at.city.stage(missed) == "deemed-agreed"
    assert [(one.what, one.stage, one.owner_id, one.climbed) for one in incidents(at.city)] == [
        ("lapsed", "received", None, 0)
    ]
    assert "notice.climbed" not in log_of(at.city, missed)
    assert log_of(at.city, missed).count("notice.incident") == 1
    assert log_of(at.city, running)[-2:] == ["notice.assigned", "notice.climbed"]


def test_two_workers_at_once_pass_a_threshold_once(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.clock.set(END - timedelta(hours=5))
    with at.city.reading() as one, at.city.reading() as two:
        both = [
            number
            for work in (one, two)
            for number in climbing.due_for(work, USUAL, date(2027, 3, 4))
        ]
    assert len(both) == 2

    for number in both:
        with at.city.unit() as work:
            climbing.climb(work, at.city.rulebook, number, USUAL)

    log = log_of(at.city, reference)
    assert (log.count("notice.assigned"), log.count("notice.climbed")) == (1, 1)


def test_the_officer_on_duty_goes_before_the_least_loaded(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, at.files("other"), "hasanov")  # so that Orlova has the fewest
    on_duty(at, "hasanov", END - timedelta(hours=25), 10)

    at_end_minus(at, 24)

    assert owner(at.city, reference) == "hasanov"
    assert entries(at.city, reference)[-1].details["how"] == "duty"


def test_the_least_loaded_officer_is_chosen(at: Everywhere) -> None:
    for name in ("a", "b"):
        takes(at, at.files(name), "orlova")
    takes(at, at.files("c"), "hasanov")
    reference = at.files("n")

    at_end_minus(at, 24)

    assert owner(at.city, reference) == "hasanov"
    assert entries(at.city, reference)[-1].details["how"] == "least"


def test_who_is_away_is_passed_over_even_on_duty(at: Everywhere) -> None:
    reference = at.files("n")
    on_duty(at, "orlova", END - timedelta(hours=30), 30)
    is_away(at, "orlova", date(2027, 3, 3), date(2027, 3, 5))

    at_end_minus(at, 24)

    assert owner(at.city, reference) == "hasanov"


def test_without_an_officer_at_work_it_goes_to_the_head_at_once(at: Everywhere) -> None:
    reference = at.files("n")
    for who in ("orlova", "hasanov"):
        is_away(at, who, date(2027, 3, 3), date(2027, 3, 5))

    at_end_minus(at, 24)

    assert owner(at.city, reference) == "zuev"
    assert log_of(at.city, reference)[-2:] == ["notice.assigned", "notice.climbed"]
    assert entries(at.city, reference)[-1].details["why"] == "nobody"


def test_where_everybody_is_away_the_head_is_told_all_the_same(at: Everywhere) -> None:
    reference = at.files("n")
    for who in ("orlova", "hasanov", "zuev"):
        is_away(at, who, date(2027, 3, 3), date(2027, 3, 5))

    at_end_minus(at, 24)

    assert owner(at.city, reference) == ""
    assert mails_to(at, promised(at.city, "desk-climbed")) == ["zuev"]


def test_an_office_without_people_is_told_at_its_own_address(at: Everywhere) -> None:
    with at.city.unit() as work:
        for key in ("orlova", "hasanov", "zuev"):
            accounts.disable(work, at.account(key))
    at.files("n")

    at_end_minus(at, 24)

    assert mails_to(at, promised(at.city, "desk-climbed")) == ["unit"]


def test_an_owner_who_goes_away_hands_the_notice_to_the_substitute(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    at_end_minus(at, 24)
    assert "notice.assigned" not in log_of(at.city, reference)

    is_away(at, "orlova", date(2027, 3, 4), date(2027, 3, 4))
    at_end_minus(at, 22)  # one second past midnight and later it is the 4th
    at_end_minus(at, 20)

    assert owner(at.city, reference) == "hasanov"
    assert log_of(at.city, reference).count("notice.assigned") == 1
    given = entries(at.city, reference)[-1].details
    assert (given["from"], given["to"]) == (at.account("orlova"), at.account("hasanov"))


def test_an_absence_far_from_the_end_changes_nothing(at: Everywhere) -> None:
    reference = at.files("n")
    takes(at, reference)
    is_away(at, "orlova", date(2027, 3, 2), date(2027, 3, 2))

    at_end_minus(at, 60)

    assert owner(at.city, reference) == "orlova"


def test_a_clock_without_an_effect_in_law_climbs_nowhere(at: Everywhere) -> None:
    reference = at.files("n")
    with at.city.unit() as work:
        rows.pending_dues(work, work.notice(reference))[0].consequence = ""

    at_end_minus(at, 3)

    assert owner(at.city, reference) == ""


def test_the_organiser_s_clock_climbs_nowhere(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 11, 20)

    tick(at.city)

    assert owner(at.city, reference) == ""


def test_what_was_answered_climbs_nowhere(at: Everywhere) -> None:
    reference = at.released("n", "agreed")

    at_end_minus(at, 3)

    assert owner(at.city, reference) == ""


def test_a_clock_counted_anew_begins_to_climb_anew(at: Everywhere) -> None:
    reference = at.files("n")
    at_end_minus(at, 5)
    at.moves(reference, "withdraw")
    at.moves(reference, "reopen", "zuev")
    with at.city.reading() as work:
        newest = [due for due in rows.dues(work, work.notice(reference)) if due.done_at is None]
    assert [due.climbed for due in newest if due.side == "authority"] == [0]

    tick(at.city)

    assert log_of(at.city, reference).count("notice.climbed") == 2


@pytest.mark.parametrize(("hour", "climbed"), [(12, 1), (19, 2)])
def test_a_same_day_clock_has_an_owner_at_filing_and_the_head_when_it_is_late(
    at: Everywhere, hour: int, climbed: int
) -> None:
    at.city.goes_to(2027, 3, 1, hour)
    reference = at.files(
        "n", kind="picket_group", sessions=(SessionIn(date(2027, 3, 4), "12:00", "13:00"),)
    )
    assert owner(at.city, reference) == "orlova"  # in the unit of the filing itself

    tick(at.city)

    with at.city.reading() as work:
        due = rows.pending_dues(work, work.notice(reference))[0]
        assert work.get(Due, due.id).climbed == climbed


def test_a_same_day_clock_calls_who_is_on_duty_then_the_head_then_the_office(
    at: Everywhere,
) -> None:
    def files(name: str) -> list[str]:
        before = len(promised(at.city, "desk-call"))
        reference = at.files(
            name, kind="picket_group", sessions=(SessionIn(date(2027, 3, 4), "12:00", "13:00"),)
        )
        called = next(one for one in entries(at.city, reference) if one.kind == "notice.called")
        return [called.details["how"], *mails_to(at, promised(at.city, "desk-call")[before:])]

    shift = on_duty(at, "hasanov", at.city.clock.now() - timedelta(hours=1), 2)
    assert shift.unit_id
    assert files("on duty") == ["duty", "hasanov"]
    at.city.clock.advance(hours=1)  # the first instant that is not on duty any more
    assert files("nobody on duty") == ["head", "zuev"]
    with at.city.unit() as work:
        accounts.disable(work, at.account("zuev"))
    assert files("no head") == ["office", "unit"]


def test_other_thresholds_of_an_office_hold(at: Everywhere) -> None:
    reference = at.files("n")
    rule = replace(USUAL, owned=timedelta(hours=48), climbs=timedelta(hours=12))
    at.city.clock.set(END - timedelta(hours=48))
    tick(at.city, rule)
    assert owner(at.city, reference) == "orlova"
    at.city.clock.set(END - timedelta(hours=12))

    tick(at.city, rule)

    assert log_of(at.city, reference)[-1] == "notice.climbed"


def test_a_clock_of_less_than_a_day_needs_an_owner_at_once_whatever_the_threshold() -> None:
    short = replace(USUAL, owned=timedelta(hours=2), climbs=timedelta(hours=1))
    second, day = timedelta(seconds=1), timedelta(days=1)

    assert climbing.step(END - second, END - day, END - day, short) == 1
    assert climbing.step(END - second, END - day - second, END - day - second, short) == 0


def test_another_office_s_head_is_told_anew(at: Everywhere) -> None:
    with at.city.unit() as work:
        made = accounts.create(work, email="farhead@veche.example", name="Farhead")
        accounts.give_post(
            work, made, "head", unit_code="prefecture-zao", from_day=date(2020, 1, 1)
        )
    reference = at.files("n")
    at_end_minus(at, 5)
    with at.city.unit() as work:
        correcting.forward(
            work, at.city.rulebook, actor=at.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, code="prefecture-zao", reason="Не наш округ",
        )  # fmt: skip

    at_end_minus(at, 4)

    assert owner(at.city, reference) == "stranger"
    told = [mail["account"] for mail in promised(at.city, "desk-climbed")]
    assert told == [at.account("zuev"), made]
