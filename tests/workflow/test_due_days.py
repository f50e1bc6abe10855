"""The stretches of a morning: no day in two of them, the long holiday found, a year without data said."""

from datetime import date, timedelta

import pytest

from tests.support.city import RULEBOOK
from workflow import due_days

RU = RULEBOOK.calendar_of(RULEBOOK.current("ru-moscow-assembly", date(2027, 3, 1)))


def days_of(stretch: due_days.Stretch) -> set[date]:
    """Every day of a stretch that is not the past."""
    return {stretch.first + timedelta(days=n) for n in range((stretch.after - stretch.first).days)}


@pytest.mark.parametrize("offset", range(60))
def test_no_day_is_in_two_stretches_and_none_is_left_out(offset: int) -> None:
    today = date(2027, 2, 1) + timedelta(days=offset)
    plan = due_days.plan(RU, today)
    parts = [days_of(one) for one in (plan.today, plan.tomorrow, plan.week, plan.holiday)]

    assert sum(map(len, parts)) == len(set().union(*parts))
    assert plan.past.after == today
    last = max(set().union(*parts))
    assert set().union(*parts) == {today + timedelta(n) for n in range((last - today).days + 1)}


@pytest.mark.parametrize(
    ("today", "first", "last", "before"),
    [
        (date(2027, 3, 1), date(2027, 3, 6), date(2027, 3, 8), date(2027, 3, 5)),
        (date(2027, 3, 7), date(2027, 3, 6), date(2027, 3, 8), date(2027, 3, 5)),  # under way
        (date(2027, 2, 17), date(2027, 2, 21), date(2027, 2, 23), date(2027, 2, 20)),  # a worked Saturday
        (date(2027, 4, 28), date(2027, 5, 1), date(2027, 5, 3), date(2027, 4, 30)),
        (date(2026, 12, 20), date(2026, 12, 31), date(2027, 1, 10), date(2026, 12, 30)),
    ],
)  # fmt: skip
def test_the_next_long_holiday(today: date, first: date, last: date, before: date) -> None:
    run, no_year = due_days.next_run(RU, today)
    assert run == due_days.Run(first, last, before)
    assert no_year is None


def test_two_days_are_no_long_holiday() -> None:
    run, _ = due_days.next_run(RU, date(2027, 3, 9))
    assert run is not None
    assert run.first == date(2027, 5, 1)


def test_a_year_without_data_is_said() -> None:
    last = max(RU.years)
    run, no_year = due_days.next_run(RU, date(last, 12, 20))
    assert no_year == last + 1
    assert run is None or run.last == date(last, 12, 31)
    assert due_days.next_run(RU, date(last + 5, 1, 1)) == (None, last + 5)
