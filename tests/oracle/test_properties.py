"""What must hold whatever the dates are: midnights, zones, holidays, and windows that follow the day."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from regimes.calendar import Calendar
from regimes.counting import Filing, judge, window_for
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.windows import WindowFor
from tests.oracle.making import FIRST, LANDS, LAST, ODD, cases
from tests.oracle.walking import ONE_DAY, dawn
from web.clock_cases import answer

SECOND = timedelta(seconds=1)
NOTIFIED = ("rally", "demonstration", "march", "deputy_meeting", "picket_group", "picket_single_structure")  # fmt: skip
ZONES = (UTC, *(timezone(timedelta(minutes=m)) for m in (840, -720, 345, 180, 60)))
BY_DAYS = ("ru-moscow-assembly", "ru-moscow-mass", "uk-procession", "au-nsw")


def of(rulebook: Rulebook, name: str) -> Regime:
    """The newest file of a regime."""
    return max((one for one in rulebook if one.id == name), key=lambda one: one.valid_from)


def notified(regime: Regime) -> list[str]:
    """Its kinds that need a notice."""
    return [kind.id for kind in regime.kinds.values() if not kind.exempt]


def some_days(seed: str, count: int) -> Iterator[date]:
    """Days of seven years, half of them where calendars and clocks do odd things."""
    rng = random.Random(seed)
    for _ in range(count):
        if rng.random() < 0.5:
            yield FIRST + rng.randrange((LAST - FIRST).days) * ONE_DAY
        else:
            yield date(rng.randint(2024, 2030), *rng.choice(ODD)) + rng.randint(0, 20) * ONE_DAY


def filed(regime: Regime, kind: str, day: date, at: datetime) -> Filing:
    """A notice of an afternoon of 100 people."""
    start = dawn(day, regime.zone) + timedelta(hours=13)
    return Filing(kind, ((start, start + timedelta(hours=1)),), at, 100, ("SAO",))


@pytest.mark.parametrize("name", BY_DAYS)
def test_a_second_across_midnight_matters_at_the_edges_of_the_window_alone(
    rulebook: Rulebook, name: str
) -> None:
    regime = of(rulebook, name)
    calendar = rulebook.calendar_of(regime)
    crossed = 0
    for day in some_days(f"midnight {name}", 40):
        for kind in notified(regime):
            at_noon = judge(regime, calendar, filed(regime, kind, day, dawn(day, regime.zone)))
            edges = {at_noon.opens, at_noon.closes and at_noon.closes + SECOND}
            if at_noon.extra_filing_day:
                edges |= {dawn(at_noon.extra_filing_day + n * ONE_DAY, regime.zone) for n in (0, 1)}
            for lead in range(-1, 36):
                midnight = dawn(day - lead * ONE_DAY, regime.zone)
                before, after = (
                    judge(regime, calendar, filed(regime, kind, day, moment)).verdict
                    for moment in (midnight - SECOND, midnight)
                )
                assert (before != after) == (midnight in edges), (kind, day, midnight)
                crossed += before != after
    assert crossed >= 40


@pytest.mark.parametrize("name", ["de-berlin", "intl-model"])
def test_where_hours_count_midnight_is_nothing_and_the_hour_is_exact(
    rulebook: Rulebook, name: str
) -> None:
    regime = of(rulebook, name)
    calendar = rulebook.calendar_of(regime)
    rng = random.Random(name)
    for day in some_days(f"hours {name}", 100):
        turning = dawn(day, regime.zone) + timedelta(seconds=rng.randrange(86_400))
        for kind in notified(regime):
            hours = 0 if kind == "urgent_assembly" else 48
            limit = turning - timedelta(hours=hours)  # UTC: hours as they pass
            for moment in (
                limit - SECOND,
                limit,
                limit + SECOND,
                dawn(day, regime.zone) - 3 * ONE_DAY,
            ):
                one = Filing(
                    kind, ((turning, turning),), moment, 100, inputs={"announced_at": turning}
                )
                verdict = judge(regime, calendar, one).verdict
                assert (verdict == "in_window") == (moment <= limit)


@pytest.mark.parametrize("name", LANDS)
def test_the_same_instants_written_in_another_zone_give_the_same_answer(
    rulebook: Rulebook, name: str
) -> None:
    rng = random.Random(f"zones {name}")
    kinds = of(rulebook, name).kinds
    asked = [case for case in cases(LANDS[name], "zones", 400) if case["event_kind"] in kinds]
    for case in asked:
        other = {**case, "inputs": dict(case["inputs"])}
        for part in (other, other["inputs"]):
            for key in ("event_start", "event_end", "filed_at", "announced_at"):
                if part.get(key) is not None:
                    moment = datetime.fromisoformat(part[key]).astimezone(rng.choice(ZONES))
                    part[key] = moment.isoformat()
        one, two = answer(rulebook, case), answer(rulebook, other)
        assert one == two
    assert len(asked) > 200


def holidays_added(kind: str) -> Iterator[tuple[date, date, int]]:
    """A day, a new holiday about its window, and a lead of filing: anywhere, and where an extra day may open."""
    rng = random.Random(f"holiday {kind}")
    for day in some_days(f"holiday {kind}", 300):
        holiday = day - rng.randint(-2, 20) * ONE_DAY
        if {2024, 2025, 2026, 2027} >= {day.year, holiday.year}:
            yield day, holiday, rng.randint(2, 20)
    for year in (2025, 2026, 2027):
        for of_january in range(10, 24):
            day = date(year, 1, of_january)
            for back in range(1, 24):
                eve = date(year - 1, 12, rng.randint(27, 31))
                lead = 3 if "picket" in kind else (day - eve).days
                yield day, day - back * ONE_DAY, lead


@pytest.mark.parametrize("kind", NOTIFIED)
def test_a_new_holiday_changes_only_what_it_may(rulebook: Rulebook, kind: str) -> None:
    regime = of(rulebook, "ru-moscow-assembly")
    calendar = rulebook.calendar_of(regime)
    limits = turned = 0
    for day, holiday, lead in holidays_added(kind):
        more = calendar.corrected(holiday, "holiday")
        moment = dawn(day - lead * ONE_DAY, regime.zone) + timedelta(hours=12)
        one = filed(regime, kind, day, moment)
        old, new = judge(regime, calendar, one), judge(regime, more, one)
        assert (old.opens, old.addressee, old.warnings) == (new.opens, new.addressee, new.warnings)
        if "picket" in kind:
            assert old.closes is not None
            assert new.closes in {old.closes, old.closes - ONE_DAY}
            assert new.closes == old.closes or (day - holiday).days in {1, 2, 3}
            assert new.extra_filing_day is None
            limits += new.closes != old.closes
        else:
            assert old.closes == new.closes
            limits += old.extra_filing_day != new.extra_filing_day
        if old.verdict == new.verdict:
            assert [due.due_at for due in old.dues] == [due.due_at for due in new.dues]
        elif "picket" in kind:
            assert (old.verdict, new.verdict) == ("in_window", "too_late")
        else:
            assert day - lead * ONE_DAY in {old.extra_filing_day, new.extra_filing_day}
        turned += old.verdict != new.verdict
    assert limits > 0
    assert turned > 0


@pytest.mark.parametrize("name", [name for name in LANDS if name != "ru-moscow-assembly"])
def test_a_law_that_names_no_holidays_knows_none(rulebook: Rulebook, name: str) -> None:
    regime = of(rulebook, name)
    calendar = rulebook.calendar_of(regime)
    asked = partial(answer, rulebook)
    for case in cases(LANDS[name], "no holidays", 150):
        day = datetime.fromisoformat(case["filed_at"]).date()
        if not {day.year, (day + ONE_DAY).year} <= set(calendar.years):
            continue
        more = calendar.corrected(day, "holiday").corrected(day + ONE_DAY, "holiday")
        other = Rulebook(rulebook.by_pin, {**rulebook.calendars, calendar.name: more})
        assert answer(other, case) == asked(case)


def windows(regime: Regime, calendar: Calendar, kind: str) -> list[tuple[date, WindowFor]]:
    """The window of each day of seven years."""
    found = []
    for ahead in range((LAST - FIRST).days):
        day = FIRST + ahead * ONE_DAY
        one = window_for(regime, calendar, kind, (day,))
        assert one is not None
        found.append((day, one))
    return found


@pytest.mark.parametrize("name", ["ru-moscow-assembly", "ru-moscow-mass", "uk-procession", "au-nsw", "intl-model"])  # fmt: skip
def test_a_later_day_never_opens_or_closes_earlier(rulebook: Rulebook, name: str) -> None:
    """The law holds some days still (two pickets share their last day) and then jumps, but never goes back."""
    regime = of(rulebook, name)
    calendar = rulebook.calendar_of(regime)
    for kind in notified(regime):
        for (_, one), (day, next_) in pairwise(windows(regime, calendar, kind)):
            for before, after in ((one.opens, next_.opens), (one.closes, next_.closes)):
                assert (before is None) == (after is None)
                assert before is None or after is None or before <= after, (kind, day)


def test_the_picket_extension_holds_the_last_day_still_and_then_jumps(rulebook: Rulebook) -> None:
    # Sunday the 21st closes on Thursday; Monday to Wednesday need a day more: Thursday again, Friday, Saturday;
    # then Thursday closes two days later, on Monday.
    regime = of(rulebook, "ru-moscow-assembly")
    calendar = rulebook.calendar_of(regime)
    found = windows(regime, calendar, "picket_group")
    last = {day: one.closes.date().day for day, one in found if one.closes}
    week = [last[date(2026, 6, day)] for day in (20, 21, 22, 23, 24, 25)]
    assert week == [17, 18, 18, 19, 20, 22]
    steps = {(b.closes - a.closes).days for (_, a), (_, b) in pairwise(found) if a.closes and b.closes}  # fmt: skip
    assert steps == {0, 1, 2}


def test_months_of_different_length_hold_the_last_day_still(rulebook: Rulebook) -> None:
    regime = of(rulebook, "ru-moscow-mass")
    found = windows(regime, rulebook.calendar_of(regime), "cultural_event")
    last = {day: one.closes.date() for day, one in found if one.closes}
    march = [last[date(2026, 3, day)] for day in (27, 28, 29, 30, 31)]
    assert march == [date(2026, 2, 27), *[date(2026, 2, 28)] * 4]


def test_the_first_day_to_file_goes_back_only_where_the_extra_day_opens(rulebook: Rulebook) -> None:
    """Here the law itself is not monotonic: for 16 January one may file earlier than for the 15th."""
    regime = of(rulebook, "ru-moscow-assembly")
    for kind in ("rally", "deputy_meeting"):
        back = []
        for (_, one), (day, next_) in pairwise(windows(regime, rulebook.calendar_of(regime), kind)):
            assert one.opens is not None
            assert next_.opens is not None
            first, second = (w.extra_filing_day or w.opens.date() for w in (one, next_) if w.opens)
            if second < first:
                assert next_.extra_filing_day is not None
                assert one.extra_filing_day is None
                back.append((day.month, day.day))
        assert set(back) == {(1, 16) if kind == "rally" else (1, 11)}


def test_a_later_filing_is_answered_earlier_only_on_the_day_of_the_short_picket(
    rulebook: Rulebook,
) -> None:
    """The same-day answer breaks the order once: filed on D-5 it is due on D-2, filed on D-4 on D-4."""
    regime = of(rulebook, "ru-moscow-assembly")
    calendar = rulebook.calendar_of(regime)
    for kind in NOTIFIED:
        for day in some_days(f"answers {kind}", 60):
            dues: list[tuple[int, datetime]] = []
            for lead in range(16, 1, -1):
                moment = dawn(day - lead * ONE_DAY, regime.zone)
                due = judge(regime, calendar, filed(regime, kind, day, moment)).due("authority")
                if due:
                    dues.append((lead, due.due_at))
            breaks = [later[0] for one, later in pairwise(dues) if later[1] < one[1]]
            assert breaks == ([4] if kind == "picket_group" else [])


def test_what_is_due_is_never_before_the_receipt(rulebook: Rulebook) -> None:
    for name, land in LANDS.items():
        kinds = of(rulebook, name).kinds
        for case in cases(land, "order", 300):
            if case["event_kind"] not in kinds:
                continue
            found: dict[str, Any] = answer(rulebook, case)
            if found.get("authority_due_at"):
                received = datetime.fromisoformat(case["filed_at"])
                assert datetime.fromisoformat(found["authority_due_at"]) > received - SECOND
