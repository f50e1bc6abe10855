"""When two conditions exclude each other: by rules that say why, held against counting everything out."""

import random
from datetime import date
from itertools import product

import pytest

from workflow import limiting
from workflow.errors import Invalid
from workflow.limiting import Limit

DAY = date(2027, 3, 14)


def people(does: str, number: int, place: str = "", start: str = "", end: str = "") -> Limit:
    return Limit("attendance", does, number, start, end, place=place)


def hours(does: str, start: str, end: str, day: date | None = None) -> Limit:
    return Limit("hours", does, start=start, end=end, day=day)


def _span(does: str, ends: list[str]) -> Limit:
    return hours(does, ends[0], ends[1])


def entrance(does: str, place: str, start: str = "", end: str = "") -> Limit:
    return Limit("entrance", does, place=place, start=start, end=end)


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        (people("at-most", 500), people("at-least", 501), True),
        (people("at-most", 500), people("at-least", 500), False),
        (people("exactly", 10), people("exactly", 11), True),
        (people("at-most", 500), people("at-most", 20), False),
        (people("at-most", 500), people("at-least", 800, "North square"), True),  # a part, the whole
        (people("at-most", 500, "North square"), people("at-least", 800), False),  # the rest is elsewhere
        (people("at-most", 5, "North square"), people("at-least", 8, "South square"), False),
        (people("at-most", 5, "North Square!"), people("at-least", 8, " north  square"), True),
        (people("at-most", 5, "", "10:00", "12:00"), people("at-least", 8, "", "12:00", "14:00"), False),
        (people("at-most", 5, "", "22:00", "02:00"), people("at-least", 8, "", "01:00", "03:00"), True),
        (people("at-most", 5), Limit("stewards", "at-least", 8), False),
        (hours("only-between", "10:00", "12:00"), hours("only-between", "12:00", "14:00"), True),
        (hours("only-between", "10:00", "12:00"), hours("only-between", "11:59", "14:00"), False),
        (hours("only-between", "10:00", "12:00"), hours("not-between", "09:00", "13:00"), True),
        (hours("only-between", "10:00", "12:00"), hours("not-between", "10:30", "13:00"), False),
        (hours("not-between", "10:00", "12:00"), hours("not-between", "11:00", "13:00"), False),
        (hours("only-between", "10:00", "12:00", DAY), hours("only-between", "13:00", "14:00", date(2027, 3, 15)), False),
        (hours("only-between", "10:00", "12:00", DAY), hours("only-between", "13:00", "14:00"), True),
        (entrance("open", "Gate 2"), entrance("closed", "gate 2"), True),
        (entrance("open", "Gate 2"), entrance("closed", "gate 3"), False),
        (entrance("open", "Gate 2", "10:00", "11:00"), entrance("closed", "gate 2", "12:00", "13:00"), False),
        (entrance("only", "Gate 2"), entrance("only", "Gate 3"), True),
        (entrance("only", "Gate 2"), entrance("closed", "Gate 2"), True),
        (entrance("only", "Gate 2"), entrance("open", "Gate 3"), True),
        (entrance("only", "Gate 2"), entrance("closed", "Gate 3"), False),
        (limiting.NOTHING, people("at-most", 5), False),
    ],
)  # fmt: skip
def test_two_conditions_and_whether_both_can_be_kept(
    one: Limit, other: Limit, against: bool
) -> None:
    assert (limiting.excludes(one, other) is not None) == against
    assert (limiting.excludes(other, one) is not None) == against


def allowed(limit: Limit, number: int) -> bool:
    assert limit.number is not None
    return {
        "at-most": number <= limit.number, "at-least": number >= limit.number,
        "exactly": number == limit.number,
    }[limit.does]  # fmt: skip


def runs(limit: Limit, minute: int) -> bool:
    """Whether the hours of a limit hold at a minute of a day, those past midnight too."""
    start, end = (int(one[:2]) * 60 + int(one[3:]) for one in (limit.start, limit.end))
    return start <= minute < end if start < end else minute >= start or minute < end


def test_numbers_are_excluded_where_counting_finds_none() -> None:
    random.seed(20270301)
    for _ in range(400):
        one, other = (
            people(random.choice(("at-most", "at-least", "exactly")), random.randrange(8)) for _ in "ab"
        )  # fmt: skip
        left = [number for number in range(12) if allowed(one, number) and allowed(other, number)]
        assert (limiting.excludes(one, other) is None) == bool(left), (one, other)


def test_hours_are_excluded_where_no_minute_is_left() -> None:
    random.seed(20270302)
    clock = [f"{hour:02d}:{minute}" for hour, minute in product(range(24), ("00", "30"))]
    for _ in range(400):
        pair = [
            _span(random.choice(("only-between", "not-between")), random.sample(clock, 2)) for _ in "ab"
        ]  # fmt: skip
        if pair[0].does == pair[1].does == "not-between":
            continue  # what is left of a whole day is never named, so nothing is excluded
        left = [
            minute
            for minute in range(24 * 60)
            if all(runs(one, minute) == (one.does == "only-between") for one in pair)
        ]
        assert (limiting.excludes(*pair) is None) == bool(left), pair


@pytest.mark.parametrize(
    ("limit", "field"),
    [
        (Limit("weather", "at-most", 1), "subject"),
        (Limit("sound", "closed", 1), "does"),
        (Limit("sound", "at-most"), "number"),
        (Limit("sound", "at-most", -1), "number"),
        (Limit("hours", "only-between"), "start"),
        (Limit("hours", "only-between", start="10:00"), "start"),
        (Limit("hours", "only-between", start="25:00", end="11:00"), "start"),
        (Limit("hours", "only-between", start="11:00", end="11:00"), "start"),
        (Limit("entrance", "open", place=" "), "place"),
    ],
)
def test_half_a_limit_is_none(limit: Limit, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        limiting.checked(limit)
    assert refused.value.field == field


def test_a_limit_comes_back_as_it_was_kept() -> None:
    for limit in (
        limiting.NOTHING,
        people("at-most", 5, "Gate"),
        hours("only-between", "10:00", "12:00", DAY),
    ):
        assert limiting.from_json(limiting.to_json(limit)) == limit


def test_a_place_that_the_map_knows_is_one_place_by_any_name() -> None:
    here, there = (
        f'{{"shape":{{"type":"Point","coordinates":[37.7,{lat}]}}}}' for lat in (55.8, 55.9)
    )
    shut = Limit("place", "closed", place="Square", geo=here)
    assert limiting.excludes(Limit("place", "open", place="Площадь", geo=here), shut)
    assert not limiting.excludes(Limit("place", "open", place="Square", geo=there), shut)
    assert limiting.excludes(
        Limit("place", "open", place="square"), shut
    )  # words alone compare as before
    part = Limit("attendance", "at-least", 8, place="Sq.", geo=here)
    assert limiting.excludes(part, Limit("attendance", "at-most", 5, place="Square", geo=here))
    assert not limiting.excludes(part, Limit("attendance", "at-most", 5, place="Square", geo=there))


def test_a_shape_counts_in_the_mark_and_its_absence_changes_none() -> None:
    plain, other = Limit("place", "open", place="A"), Limit("place", "closed", place="A")
    drawn = Limit("place", "open", place="A", geo='{"shape":1}')
    assert limiting.mark(plain, other) != limiting.mark(drawn, other)
    old = "Limit(subject='place', does='open', number=None, start='', end='', day=None, place='A')"
    assert repr(plain) == old
    assert limiting.from_json(limiting.to_json(drawn)) == drawn
