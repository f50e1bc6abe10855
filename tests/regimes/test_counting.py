"""Windows, clocks and addressee of the Moscow regime, by the worked cases and by what they leave out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from regimes.calendar import Calendar
from regimes.counting import (
    Filing,
    Judgement,
    Step,
    Uncountable,
    body_due,
    judge,
    next_possible_day,
    recount,
    window_for,
)
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.windows import count_window
from web.clock_cases import answer
from web.law_words import speech

WORKED = json.loads((Path(__file__).parent / "deadlines.json").read_text("utf-8"))["cases"]
CASES = [case for case in WORKED if case["regime"] == "ru-moscow-assembly"]
FIELDS = (
    "expected",
    "window_opens",
    "window_closes",
    "authority_due_at",
    "organiser_reply_due_at",
    "addressee",
    "extra_filing_day",
    "warnings",
)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['confidence']}")
def test_a_worked_case_is_judged_field_by_field(case: dict[str, Any], rulebook: Rulebook) -> None:
    found = answer(rulebook, case)
    expected = {field: case[field] for field in FIELDS if field in case}
    assert {field: found[field] for field in expected} == expected


def at(text: str) -> datetime:
    """A Moscow moment."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def session(day: str, start: str = "12:00", end: str = "14:00") -> tuple[datetime, datetime]:
    """One day's sitting."""
    return at(f"{day}T{start}"), at(f"{day}T{end}")


def filing(
    kind: str, days_: Sequence[str], received: str, okrugs: tuple[str, ...] = ("SAO",)
) -> Filing:
    """A notice of 100 people at noon of each day."""
    return Filing(kind, tuple(map(session, days_)), at(received), 100, okrugs)


def due(found: Judgement, side: str) -> datetime | None:
    """When a side's first clock ends."""
    one = found.due(side)
    return one.due_at if one else None


def test_a_single_picket_with_a_structure_has_three_days_even_when_filed_late(
    moscow: Regime, days: Calendar
) -> None:
    # Decisions 18: the same-day clock is the group picket's alone.
    found = judge(
        moscow, days, filing("picket_single_structure", ["2026-06-20"], "2026-06-17T10:00")
    )
    assert found.verdict == "in_window"
    assert due(found, "authority") == at("2026-06-20T23:59:59")
    group = judge(moscow, days, filing("picket_group", ["2026-06-20"], "2026-06-17T10:00"))
    assert due(group, "authority") == at("2026-06-17T23:59:59")
    one = group.due("authority")
    assert one is not None
    assert one.same_day


@pytest.mark.parametrize(
    ("start", "end", "warned"),
    [
        ("2026-03-14T07:00", "2026-03-14T22:00", False),
        ("2026-03-14T06:59", "2026-03-14T10:00", True),
        ("2026-03-14T20:00", "2026-03-14T22:01", True),
        (
            "2026-03-14T20:00",
            "2026-03-15T08:00",
            True,
        ),  # runs over midnight: belongs to its first day
        ("2026-03-14T23:00", "2026-03-14T23:30", True),
    ],
)
def test_hours_of_the_day_are_warned_about(
    moscow: Regime, days: Calendar, start: str, end: str, warned: bool
) -> None:
    one = Filing("rally", ((at(start), at(end)),), at("2026-03-01T10:00"), 10, ("SAO",))
    found = judge(moscow, days, one)
    assert found.warnings == (("outside_permitted_hours",) if warned else ())
    assert found.closes == at("2026-03-04T23:59:59")


@pytest.mark.parametrize(
    ("day", "closes"), [("2027-01-11", "2027-01-06"), ("2027-01-13", "2027-01-08")]
)
def test_a_deputy_window_of_nothing_but_holidays_opens_the_last_working_day(
    moscow: Regime, days: Calendar, day: str, closes: str
) -> None:
    # 31 December 2026 is a moved day off, so 30 December is the last working day before the holidays.
    found = judge(moscow, days, filing("deputy_meeting", [day], "2026-12-30T23:59"))
    assert found.extra_filing_day == date(2026, 12, 30)
    assert found.verdict == "in_window"
    assert found.closes == at(f"{closes}T23:59:59")
    assert due(found, "authority") == at("2027-01-02T23:59:59")
    eve = judge(moscow, days, filing("deputy_meeting", [day], "2026-12-31T10:00"))
    assert eve.verdict == "too_early"


def test_a_window_with_one_day_that_is_no_holiday_opens_no_extra_day(
    moscow: Regime, days: Calendar
) -> None:
    found = judge(moscow, days, filing("deputy_meeting", ["2027-01-14"], "2026-12-30T10:00"))
    assert (found.verdict, found.extra_filing_day) == ("too_early", None)


def test_a_moved_working_saturday_is_the_last_working_day(moscow: Regime, days: Calendar) -> None:
    # 28 December 2024 was a Saturday that was worked; 29 to 31 were off.
    found = judge(moscow, days, filing("rally", ["2025-01-17"], "2024-12-28T10:00"))
    assert (found.verdict, found.extra_filing_day) == ("in_window", date(2024, 12, 28))


def test_a_year_without_decree_leaves_only_the_extra_day_unknown(
    moscow: Regime, days: Calendar
) -> None:
    found = judge(moscow, days, filing("rally", ["2024-01-17"], "2024-01-03T10:00"))
    assert found.verdict == "in_window"
    assert found.extra_filing_day is None
    assert "2023" in (found.extra_day_unknown % {"year": 2023})
    asked_nothing = judge(moscow, days, filing("rally", ["2031-01-17"], "2030-12-01T10:00"))
    assert asked_nothing.extra_day_unknown != ""
    assert (
        judge(moscow, days, filing("rally", ["2031-05-17"], "2031-05-04T10:00")).verdict
        == "in_window"
    )


def test_several_days_leave_a_shorter_common_window(moscow: Regime, days: Calendar) -> None:
    week = [f"2026-06-{day}" for day in (15, 16, 17, 18, 19, 20)]
    found = judge(moscow, days, filing("rally", week, "2026-06-05T10:00"))
    assert (found.opens, found.closes) == (at("2026-06-05T00:00"), at("2026-06-05T23:59:59"))
    assert found.verdict == "in_window"


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        ("2026-06-05T10:00", "too_early"),
        ("2026-06-05T23:59:59", "too_early"),
        ("2026-06-06T00:00", "too_late"),
    ],
)
def test_seven_days_leave_no_common_window(
    moscow: Regime, days: Calendar, received: str, verdict: str
) -> None:
    week = [f"2026-06-{day}" for day in range(15, 22)]
    found = judge(moscow, days, filing("rally", week, received))
    assert found.verdict == verdict
    assert found.extra_filing_day is None
    assert found.dues == ()
    assert any("six days" in step.text for step in found.cautions)


def test_two_okrugs_go_to_the_government_even_for_a_picket(moscow: Regime, days: Calendar) -> None:
    one = filing("picket_group", ["2026-06-20"], "2026-06-10T10:00", ("SAO", "SVAO"))
    assert judge(moscow, days, one).addressee == "government"
    central = filing("picket_group", ["2026-06-20"], "2026-06-10T10:00", ("CAO",))
    assert judge(moscow, days, central).addressee == "prefecture"


@pytest.mark.parametrize("kind", ["rally", "march", "picket_group", "deputy_meeting"])
@pytest.mark.parametrize("day", ["2026-01-17", "2026-06-22", "2028-03-10", "2026-03-29"])
def test_one_second_across_midnight_moves_exactly_the_limits(
    moscow: Regime, days: Calendar, kind: str, day: str
) -> None:
    window = window_for(moscow, days, kind, (date.fromisoformat(day),))
    assert window is not None
    assert window.opens is not None
    assert window.closes is not None
    second = timedelta(seconds=1)
    around = [window.opens - second, window.opens, window.closes, window.closes + second]
    verdicts = [
        judge(moscow, days, filing(kind, [day], moment.strftime("%Y-%m-%dT%H:%M:%S")))
        for moment in around
    ]
    assert [one.verdict for one in verdicts] == ["too_early", "in_window", "in_window", "too_late"]
    late_by_a_hair = window.closes + timedelta(microseconds=999_999)
    assert judge(moscow, days, Filing(kind, (session(day),), late_by_a_hair)).verdict == "in_window"


def test_a_notice_out_of_its_window_has_no_clock_that_silence_could_end(
    moscow: Regime, days: Calendar
) -> None:
    for received in ("2026-02-26T23:59:59", "2026-03-05T00:00"):
        found = judge(moscow, days, filing("rally", ["2026-03-14"], received))
        assert found.dues == ()
    for kind in moscow.kinds.values():
        assert all(moscow.clocks[name].runs_for == ("in_window",) for name in kind.clocks)


def test_windows_only_move_forward_with_the_day(moscow: Regime, days: Calendar) -> None:
    for kind in ("rally", "picket_group", "deputy_meeting"):
        limits = [
            window_for(moscow, days, kind, (date(2026, 1, 1) + timedelta(days=ahead),))
            for ahead in range(400)
        ]
        for one, next_ in pairwise(limits):
            assert one is not None
            assert next_ is not None
            assert one.opens is not None
            assert next_.opens is not None
            assert one.closes is not None
            assert next_.closes is not None
            assert (one.opens, one.closes) <= (next_.opens, next_.closes)


@pytest.mark.parametrize(
    ("kind", "now", "day"),
    [
        ("rally", "2026-11-22T12:00", "2026-12-02"),
        ("rally", "2026-11-22T23:59:59", "2026-12-02"),
        ("rally", "2026-11-23T00:00", "2026-12-03"),
        ("picket_group", "2026-06-17T10:00", "2026-06-20"),
        ("picket_group", "2026-06-19T10:00", "2026-06-23"),  # Monday 22 June would need the 18th
        ("deputy_meeting", "2026-09-11T10:00", "2026-09-16"),
        ("picket_single", "2026-09-11T10:00", "2026-09-11"),
        ("rally", "2026-12-30T10:00", "2027-01-09"),
    ],
)
def test_the_next_day_one_can_still_file_for(
    moscow: Regime, days: Calendar, kind: str, now: str, day: str
) -> None:
    assert next_possible_day(moscow, days, kind, at(now)) == date.fromisoformat(day)


def test_a_designated_site_is_asked_shortly_before(moscow: Regime, days: Calendar) -> None:
    assert next_possible_day(moscow, days, "rally", at("2026-11-22T12:00"), "Sokolniki") == date(
        2026, 11, 25
    )


def test_the_city_confirms_an_accepted_proposal_by_the_end_of_the_next_day(
    moscow: Regime, days: Calendar
) -> None:
    one = filing("rally", ["2026-03-14"], "2026-03-02T10:00")
    found = recount(moscow, days, "answer_after_reply", at("2026-03-06T15:00"), one)
    assert found.due_at == at("2026-03-07T23:59:59")
    late = recount(moscow, days, "answer_after_reply", at("2026-03-13T15:00"), one)
    assert late.due_at == at("2026-03-13T23:59:59")  # never later than the day before
    assert late.consequence == "lapse-agreed"


def test_a_body_answers_so_that_the_city_still_can(moscow: Regime) -> None:
    asked = at("2026-03-02T12:00")
    assert body_due(moscow, "police", asked, at("2026-03-05T23:59:59"))[0] == at("2026-03-04T18:00")
    same_day, steps = body_due(moscow, "police", asked, at("2026-03-02T23:59:59"))
    assert same_day == at("2026-03-02T16:00")
    assert steps
    assert body_due(moscow, "police", at("2026-03-02T23:50:00"), at("2026-03-02T23:59:58"))[
        0
    ] == at("2026-03-02T23:54:59")
    assert body_due(moscow, "police", asked, None)[0] == at("2026-03-04T18:00")


def test_the_edge_of_the_window_asks_the_clerk_to_look_twice(
    moscow: Regime, days: Calendar
) -> None:
    edges = ("2026-02-26T10:00", "2026-03-04T10:00")
    inside = ("2026-02-25T10:00", "2026-02-27T10:00", "2026-03-03T10:00", "2026-03-05T10:00")
    assert all(judge(moscow, days, filing("rally", ["2026-03-14"], one)).cautions for one in edges)
    assert not any(
        judge(moscow, days, filing("rally", ["2026-03-14"], one)).cautions for one in inside
    )


def test_every_step_survives_being_kept(moscow: Regime, days: Calendar) -> None:
    found = judge(
        moscow, days, filing("picket_group", ["2026-06-22", "2026-06-23"], "2026-06-18T10:00")
    )
    steps = [*found.steps, *found.cautions, *(step for one in found.dues for step in one.steps)]
    for step in steps:
        kept = Step.from_json(json.loads(json.dumps(step.to_json())))
        assert kept.in_english() == step.in_english()
        assert kept.part == step.part
    assert {"rule", "start", "count", "skipped", "result"} <= {step.part for step in steps}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "parade"}, "not a kind"),
        ({"sessions": ()}, "needed"),
        ({"sessions": ((datetime(2026, 3, 14, 12), datetime(2026, 3, 14, 13)),)}, "offset"),  # noqa: DTZ001 - the fault itself
        ({"sessions": (session("2026-03-14", "14:00", "12:00"),)}, "before it begins"),
        (
            {"sessions": ((datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC)),)},
            "end of the calendar",
        ),
    ],
)
def test_what_can_not_be_counted_is_said_in_words(
    moscow: Regime, days: Calendar, change: dict[str, Any], word: str
) -> None:
    given: dict[str, Any] = {"kind": "rally", "sessions": (session("2026-03-14"),)}
    with pytest.raises(Uncountable, match=word):
        judge(moscow, days, Filing(**{**given, **change}, received_at=at("2026-03-02T10:00")))


@pytest.mark.parametrize(
    ("unit", "en", "ru"),
    [
        ("calendar_day", "Days before it: 6.", "Дней до него: 6."),
        ("clear_day", "Clear days before it: 6.", "Полных дней до него: 6."),
        ("working_day", "Working days before it: 6.", "Рабочих дней до него: 6."),
        ("calendar_month", "Months before it: 6.", "Месяцев до него: 6."),
    ],
)
def test_the_step_of_an_opening_names_its_unit(
    unit: str, en: str, ru: str, rulebook: Rulebook
) -> None:
    regime = rulebook.current("ru-moscow-assembly", date(2026, 6, 1))
    window = replace(regime.windows["ordinary"], unit=unit, earliest=6, latest=None, extension=None)
    day = date(2026, 9, 15)
    noon = datetime(2026, 9, 15, 12, tzinfo=regime.zone)
    steps = count_window(window, rulebook.calendars["ru"], regime.zone, (day,), noon).steps
    assert any(step.in_english().startswith(en) for step in steps)
    assert any(speech("ru").say(step.text, **step.values).startswith(ru) for step in steps)
