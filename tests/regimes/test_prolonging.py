"""More time as an entry among the steps: the end moves, the reason stands, a recount keeps it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from regimes.asked import Text
from regimes.calendar import Calendar
from regimes.clocks import DueDate
from regimes.prolonging import Grant, grants_in, kept, moved
from regimes.spans import Uncountable
from regimes.steps import Step

MOSCOW = ZoneInfo("Europe/Moscow")
LAW = Text("An act, art. 5", "Закон, ст. 5")
DUE = DueDate(
    "answer", "authority", datetime(2026, 12, 29, 23, 59, 59, tzinfo=MOSCOW), "",
    (
        Step("Rule: %(rule)s (%(law)s)", {"rule": LAW, "law": LAW}, "rule"),
        Step("Ends: %(at)s.", {"at": datetime(2026, 12, 29, 23, 59, 59, tzinfo=MOSCOW)}, "result"),
        Step("%(silence)s", {"silence": LAW}, "note"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "amount", "ends"),
    [
        ("calendar_day", 3, "2027-01-01T23:59:59+03:00"),
        # 30 December is worked, 31 moved off, 1 to 8 January holidays, 9 and 10 a weekend
        ("working_day", 2, "2027-01-11T23:59:59+03:00"),
        ("clear_day", 1, "2026-12-31T23:59:59+03:00"),
        ("calendar_month", 2, "2027-02-28T23:59:59+03:00"),
        ("elapsed_hour", 24, "2026-12-30T23:59:59+03:00"),
    ],
)
def test_the_end_moves_by_the_unit_of_the_law(
    days: Calendar, unit: str, amount: int, ends: str
) -> None:
    later = moved(DUE, Grant("extension", unit, amount, LAW), days, MOSCOW)

    assert later.due_at.isoformat() == ends
    assert [step.part for step in later.steps] == ["rule", "extension", "result", "note"]
    assert later.steps[2].values["at"] == later.due_at


def test_a_recount_keeps_every_entry_in_its_order(days: Calendar) -> None:
    first = moved(DUE, Grant("pause", "calendar_day", 2, LAW), days, MOSCOW)
    both = moved(first, Grant("extension", "working_day", 1, LAW), days, MOSCOW)
    stored = [step.to_json() for step in both.steps]

    anew = kept(DUE, stored, days, MOSCOW)

    assert anew == both
    assert [grant.kind for grant in grants_in(stored)] == ["pause", "extension"]
    earlier = replace(DUE, due_at=datetime(2026, 12, 1, 23, 59, 59, tzinfo=MOSCOW))
    assert kept(earlier, stored, days, MOSCOW).due_at.isoformat() == "2026-12-04T23:59:59+03:00"


def test_working_days_of_an_unknown_year_extend_nothing(days: Calendar) -> None:
    late = replace(DUE, due_at=datetime(2031, 3, 3, 23, 59, 59, tzinfo=MOSCOW))
    with pytest.raises(Uncountable, match="2031"):
        moved(late, Grant("extension", "working_day", 1, LAW), days, MOSCOW)
