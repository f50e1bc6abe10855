"""The day from which a letter counts as received, counted by one rule of regimes/service.py."""

from datetime import date, time, timedelta

from regimes.calendar import Calendar, NoYear
from regimes.service import ServiceRule
from regimes.spans import count_days, no_year


def served_on(
    rule: ServiceRule,
    calendar: Calendar,
    *,
    left: date,
    at: time | None = None,
    delivered: date | None = None,
) -> date | None:
    """The day from which a letter counts as received; None while the post has not confirmed what the rule asks.

    `at`: the minute on the clocks of the law's place, where it is known. Uncountable in a year without data.
    """
    if rule.counted_from == "delivery":
        return delivered
    try:
        late = rule.until is not None and at is not None and at > rule.until
        if rule.until is not None and (late or not calendar.is_workday(left)):
            left += timedelta(days=1)
            while not calendar.is_workday(left):
                left += timedelta(days=1)
    except NoYear as error:
        raise no_year(error) from error
    day = count_days(left, rule.unit, rule.amount, False, calendar).day
    return max(day, delivered) if rule.proved_later and delivered is not None else day
