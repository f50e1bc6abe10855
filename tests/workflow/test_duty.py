"""The roster: who may keep it, what it refuses, what is missing or double, a week repeated over a change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from records import staff_rows
from records.tables import DutyShift, LogEntry
from tests.support.city import RULEBOOK
from tests.support.everywhere import Everywhere
from tests.support.watching import on_duty, unit_id
from workflow import duty
from workflow.errors import Invalid, NotAllowed, NotPossible
from workflow.roster import USUAL

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
RU = RULEBOOK.calendar_of(RULEBOOK.current("ru-moscow-assembly", date(2027, 3, 1)))


def moscow(day: int, hour: int, month: int = 3) -> datetime:
    """A moment of March 2027 on Moscow's clocks."""
    return datetime(2027, month, day, hour, tzinfo=MOSCOW)


def shift(start: datetime, end: datetime, account: int = 1) -> DutyShift:
    """A duty of no unit in particular."""
    return DutyShift(
        unit_id=1, account_id=account, starts_at=start, ends_at=end, entered_by=1, entered_at=start
    )


def copied(at: Everywhere, monday: date, zone: ZoneInfo = MOSCOW) -> tuple[int, int]:
    with at.city.unit() as work:
        return duty.copy_week(
            work, actor=at.actor("zuev"), unit_id=unit_id(at.city), monday=monday, zone=zone
        )


def all_shifts(at: Everywhere) -> list[DutyShift]:
    with at.city.reading() as work:
        far = datetime(2030, 1, 1, tzinfo=UTC)
        return list(staff_rows.shifts_over(work, unit_id(at.city), at.city.clock.now(), far))


@pytest.mark.parametrize(
    "who", ["orlova", "morozova", "kravets", "police", "stranger", "auditor", "admin", "owner"]
)
def test_only_the_head_keeps_the_roster(at: Everywhere, who: str) -> None:
    made = on_duty(at, "hasanov", moscow(2, 18), 15)
    with pytest.raises(NotAllowed):
        on_duty(at, "orlova", moscow(3, 18), 15, by=who)
    with pytest.raises(NotAllowed), at.city.unit() as work:
        duty.end(work, actor=at.actor(who), shift_id=made.id or 0)
    with pytest.raises(NotAllowed):
        on_duty(at, "stranger", moscow(3, 18), 15, code="prefecture-zao")  # another's office


@pytest.mark.parametrize(
    ("who", "start", "hours"),
    [
        ("orlova", moscow(2, 18), 0), ("orlova", moscow(2, 18), -1),  # ends before it begins
        ("orlova", moscow(1, 8), 1), ("orlova", moscow(2, 18), 24 * 31 + 1),  # past; too long
        ("orlova", datetime(2029, 1, 1, tzinfo=UTC), 8),  # too far
        ("stranger", moscow(2, 18), 15), ("kravets", moscow(2, 18), 15), ("gone", moscow(2, 18), 15),
    ],
)  # fmt: skip
def test_what_can_t_be_is_refused(at: Everywhere, who: str, start: datetime, hours: float) -> None:
    with pytest.raises(Invalid):
        on_duty(at, who, start, hours)
    assert all_shifts(at) == []


def test_one_person_twice_is_refused_two_people_are_named(at: Everywhere) -> None:
    on_duty(at, "orlova", moscow(2, 18), 15)
    with pytest.raises(Invalid):
        on_duty(at, "orlova", moscow(3, 8), 15)
    on_duty(at, "orlova", moscow(3, 9), 1)  # touches, does not overlap
    on_duty(at, "hasanov", moscow(3, 8), 15)

    found = duty.overlaps(all_shifts(at))

    pairs = [(f"{one.start:%d %H}", f"{one.end:%d %H}") for one in found]
    assert pairs == [("03 05", "03 06"), ("03 06", "03 07")]  # UTC


def test_a_duty_ends_now_and_one_to_come_is_taken_off(at: Everywhere) -> None:
    running = on_duty(at, "orlova", moscow(1, 8), 10)
    coming = on_duty(at, "orlova", moscow(2, 18), 15)
    for one in (running, coming):
        with at.city.unit() as work:
            duty.end(work, actor=at.actor("zuev"), shift_id=one.id or 0)

    assert all_shifts(at) == []
    with at.city.reading() as work:
        assert staff_rows.on_duty(work, running.unit_id, at.city.clock.now()) == ()
    with pytest.raises(NotPossible), at.city.unit() as work:
        duty.end(work, actor=at.actor("zuev"), shift_id=coming.id or 0)
    with at.city.reading() as work:
        found = work.session.exec(select(LogEntry).where(LogEntry.subject_kind == "duty"))
        kinds = [row.kind for row in found]
    assert sorted(kinds) == ["duty.ended", "duty.ended", "duty.entered", "duty.entered"]


def test_a_week_is_repeated_at_the_same_hours_once(at: Everywhere) -> None:
    on_duty(at, "orlova", moscow(2, 18), 15)
    on_duty(at, "hasanov", moscow(6, 0), 48)
    on_duty(at, "hasanov", moscow(8, 0), 9)  # of the next week already

    assert copied(at, date(2027, 3, 1)) == (2, 0)
    assert copied(at, date(2027, 3, 1)) == (0, 2)

    starts = [f"{one.starts_at.astimezone(MOSCOW):%d.%m %H}" for one in all_shifts(at)]
    assert starts == ["02.03 18", "06.03 00", "08.03 00", "09.03 18", "13.03 00"]


def test_a_week_is_repeated_over_a_change_of_clocks(at: Everywhere) -> None:
    night = datetime(2027, 3, 22, 20, tzinfo=BERLIN)  # on the 28th the clocks go forward
    on_duty(at, "orlova", night, 10)

    assert copied(at, date(2027, 3, 22), BERLIN) == (1, 0)

    last = all_shifts(at)[-1]
    assert f"{last.starts_at.astimezone(BERLIN):%d %H:%M}" == "29 20:00"
    assert f"{last.ends_at.astimezone(BERLIN):%d %H:%M}" == "30 06:00"


def test_closed_hours_are_nights_weekends_and_holidays() -> None:
    span = (moscow(4, 12), moscow(10, 12))  # Thursday; Monday the 8th is a holiday
    found = duty.closed_hours(RU, USUAL, span, MOSCOW)

    assert [(f"{start:%d %H}", f"{end:%d %H}") for start, end in found] == [
        ("04 18", "05 09"), ("05 18", "09 09"), ("09 18", "10 09"),
    ]  # fmt: skip


def test_a_saturday_that_is_worked_is_open() -> None:
    span = (moscow(19, 20, month=2), moscow(21, 0, month=2))  # the 20th is worked for the 22nd
    found = duty.closed_hours(RU, USUAL, span, MOSCOW)

    assert [(f"{start:%d %H}", f"{end:%d %H}") for start, end in found] == [
        ("19 20", "20 09"), ("20 18", "21 00"),
    ]  # fmt: skip


def test_gaps_are_what_nobody_has_of_the_closed_hours() -> None:
    span = (moscow(4, 12), moscow(6, 12))
    taken = [shift(moscow(4, 20), moscow(5, 2)), shift(moscow(5, 2), moscow(5, 6), 2)]

    found = duty.gaps(taken, RU, USUAL, span, MOSCOW)

    assert [(f"{start:%d %H}", f"{end:%d %H}") for start, end in found] == [
        ("04 18", "04 20"), ("05 06", "05 09"), ("05 18", "06 12"),
    ]  # fmt: skip
    whole = [shift(moscow(4, 0), moscow(7, 0))]
    assert duty.gaps(whole, RU, USUAL, span, MOSCOW) == []


def test_a_year_without_data_counts_by_the_week() -> None:
    start = datetime(2040, 1, 9, tzinfo=MOSCOW)  # a Monday
    found = duty.closed_hours(RU, USUAL, (start, start + timedelta(days=1)), MOSCOW)

    assert [(one[0].timetz().replace(tzinfo=None), one[1].hour) for one in found] == [
        (time(0), 9), (time(18), 0),
    ]  # fmt: skip
