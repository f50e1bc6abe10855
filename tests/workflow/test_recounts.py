"""A corrected holiday moves the dates of open notices: which, by whom told, and which wait for a look."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from records.tables import LogEntry, MovedDate, Notice
from tests.support.city import City
from tests.support.clock import FakeClock
from tests.support.days import (
    LAND,
    correction_of,
    corrects,
    counts_anew,
    dues_of,
    enters,
    fair,
    moved,
    revokes,
)
from tests.support.looking import clocks_of, due_of, entries, log_of, promised, time_passes
from workflow import calendars, recounts, settling_dates
from workflow.content import SessionIn
from workflow.errors import Invalid, NotAllowed, NotPossible


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    """Monday 1 March 2027, 12:00 in Moscow, where a land of working days stands on the shelf too."""
    return City(engine, clock, LAND).found()


def picket(city: City, day: str, key: str = "picket") -> Any:
    """A group picket on a day."""
    session = SessionIn(date.fromisoformat(day), "12:00", "13:00")
    return city.files(key=key, kind="picket_group", sessions=(session,))


def window_of(city: City, reference: str) -> str:
    """The verdict that is kept with the notice."""
    with city.reading() as work:
        return str(work.notice(reference).window)


def test_a_working_day_clock_moves_past_a_new_day_off(city: City) -> None:
    filed = fair(city, "2027-03-20")
    assert due_of(city, filed.reference) == ("03.03 23:59", "authority")

    number = corrects(city, "2027-03-02", "day_off")
    progress = counts_anew(city, number)

    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")
    assert (progress.looked_at, progress.moved, progress.held) == (1, 1, 0)
    assert moved(city, number) == [("answer", "moved", "03.03 23:59", "04.03 23:59")]
    entry = entries(city, filed.reference)[-1]
    assert entry.kind == "due.moved"
    assert entry.details["old"].startswith("2027-03-03")
    assert entry.details["new"].startswith("2027-03-04")
    assert entry.details["correction"] == correction_of(city, number)


def test_the_explanation_of_a_moved_date_names_the_day_that_is_skipped(city: City) -> None:
    filed = fair(city, "2027-03-20")
    counts_anew(city, corrects(city, "2027-03-02", "day_off"))
    (due,) = dues_of(city, filed.reference)
    assert {"day": "2027-03-02"} in [
        day for step in due.steps for day in step["values"].get("days", [])
    ]


def test_a_moved_day_off_moves_nothing_of_54_fz(city: City) -> None:
    """30 April 2027 becomes a day off: a moved day off is no holiday for the assemblies law."""
    city.goes_to(2027, 4, 19)
    march = city.files(
        key="march", sessions=(SessionIn(date.fromisoformat("2027-05-03"), "12:00", "13:00"),)
    )
    stand = picket(city, "2027-05-02")
    before = {one.reference: due_of(city, one.reference) for one in (march, stand)}

    number = corrects(city, "2027-04-30", "day_off")
    progress = counts_anew(city, number)

    assert (progress.looked_at, progress.moved, progress.held) == (2, 0, 0)
    assert moved(city, number) == []
    assert {one.reference: due_of(city, one.reference) for one in (march, stand)} == before
    assert promised(city, "dates-moved") == []


def test_a_new_statutory_holiday_closes_a_picket_s_window_a_day_earlier(city: City) -> None:
    filed = picket(city, "2027-03-12")  # the last three days before it are ordinary

    number = corrects(city, "2027-03-10", "holiday")
    counts_anew(city, number)

    assert moved(city, number) == [("", "shown", "09.03 23:59", "08.03 23:59")]
    assert window_of(city, filed.reference) == "in_window"
    assert log_of(city, filed.reference) == ["notice.filed", "letter.released"]


def test_holidays_over_a_whole_window_open_a_day_before_them(city: City) -> None:
    """A deputy's window is D-10 to D-5; where every day of it is a holiday, a working day before is open too."""
    day = SessionIn(date.fromisoformat("2027-03-14"), "12:00", "13:00")
    city.files(key="deputy", kind="deputy_meeting", sessions=(day,))
    for one in ("04", "05", "06", "07"):
        counts_anew(city, corrects(city, f"2027-03-{one}", "holiday"))
    number = corrects(city, "2027-03-09", "holiday")  # with 8 March all six days are holidays now
    counts_anew(city, number)

    with city.reading() as work:
        (row,) = work.session.exec(select(MovedDate).where(MovedDate.recount_id == number))
    assert row.details["extra"] == ["", "2027-03-03"]
    assert row.outcome == "shown"


def test_a_notice_in_its_window_never_falls_out_of_it_by_itself(city: City) -> None:
    city.goes_to(2027, 3, 9)
    filed = picket(city, "2027-03-12")  # on the last day
    assert window_of(city, filed.reference) == "in_window"

    number = corrects(city, "2027-03-10", "holiday")
    progress = counts_anew(city, number)

    assert (progress.moved, progress.held) == (0, 1)
    assert window_of(city, filed.reference) == "in_window"
    assert clocks_of(city, filed.reference)["proposal"] == ""
    (mail,) = promised(city, "dates-moved")
    assert mail["recount"] == number


def test_a_head_lets_the_corrected_window_count_or_leaves_it(city: City) -> None:
    city.goes_to(2027, 3, 9)
    first, second = picket(city, "2027-03-12", "one"), picket(city, "2027-03-12", "two")
    number = corrects(city, "2027-03-10", "holiday")
    counts_anew(city, number)
    with city.reading() as work:
        rows = select(MovedDate.id, MovedDate.notice_id).order_by(col(MovedDate.id))
        ids = {notice: id_ or 0 for id_, notice in work.session.exec(rows)}

    with pytest.raises(NotAllowed):
        settles(city, ids[first.notice_id], by="orlova")
    with pytest.raises(Invalid, match="Say why"):
        settles(city, ids[first.notice_id], reason=" ")
    settles(city, ids[first.notice_id])
    settles(city, ids[second.notice_id], counts=False)

    assert window_of(city, first.reference) == "too_late"
    assert window_of(city, second.reference) == "in_window"
    assert clocks_of(city, first.reference)["proposal"] == "dropped"
    assert "window.turned" in log_of(city, first.reference)
    assert log_of(city, second.reference)[-1] == "date.settled"
    with pytest.raises(NotPossible, match="already"):
        settles(city, ids[first.notice_id])


def settles(
    city: City, moved_id: int, *, by: str = "zuev", counts: bool = True, reason: str = "Проверено"
) -> None:
    """Somebody looks at a date that is held."""
    with city.unit() as work:
        settling_dates.settle(
            work, city.rulebook, actor=city.actor(by), moved_id=moved_id, counts=counts,
            reason=reason,
        )  # fmt: skip


def test_a_late_picket_comes_into_its_window_when_its_clocks_still_run(city: City) -> None:
    city.goes_to(
        2027, 3, 8
    )  # a holiday on Monday: the picket of 11 March had to be filed on the 7th
    filed = picket(city, "2027-03-11")
    assert window_of(city, filed.reference) == "too_late"

    number = corrects(city, "2027-03-08", "plain")
    again = corrects(city, "2027-03-07", "holiday")  # Sunday is not among D-3..D-1
    counts_anew(city, number)
    counts_anew(city, again)

    assert window_of(city, filed.reference) == "in_window"
    assert clocks_of(city, filed.reference)["proposal"] == ""
    assert "window.turned" in log_of(city, filed.reference)
    assert promised(city, "date-moved")[0]["to"] == "organiser"


def test_a_date_that_would_be_past_already_is_held_and_nothing_lapses(city: City) -> None:
    filed = fair(city, "2027-03-20")
    late = corrects(city, "2027-03-02", "day_off")
    counts_anew(city, late)
    city.goes_to(2027, 3, 4, 9)  # the moved date is today; the day before it would be over

    number = revokes(city, correction_of(city, late))
    progress = counts_anew(city, number)

    assert (progress.moved, progress.held) == (0, 1)
    assert moved(city, number) == [("answer", "held", "04.03 23:59", "03.03 23:59")]
    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")
    assert time_passes(city) == []
    with city.reading() as work:
        (row,) = work.session.exec(select(MovedDate).where(MovedDate.recount_id == number))
    settles(city, row.id or 0)
    assert due_of(city, filed.reference) == ("03.03 23:59", "authority")


def test_a_revoked_correction_moves_everything_back(city: City) -> None:
    filed = fair(city, "2027-03-20")
    number = corrects(city, "2027-03-02", "day_off")
    counts_anew(city, number)
    back = revokes(city, correction_of(city, number))
    counts_anew(city, back)
    assert due_of(city, filed.reference) == ("03.03 23:59", "authority")
    assert moved(city, back) == [("answer", "moved", "04.03 23:59", "03.03 23:59")]


def test_each_unit_gets_one_mail_and_the_organiser_none_for_the_office_s_date(city: City) -> None:
    for number in range(3):
        fair(city, "2027-03-20", key=f"fair {number}")
    recount = corrects(city, "2027-03-02", "day_off")
    counts_anew(city, recount, size=1)
    assert [mail["recount"] for mail in promised(city, "dates-moved")] == [recount]
    assert promised(city, "date-moved") == []


def test_a_recount_in_parts_goes_on_where_it_stopped_and_counts_nothing_twice(city: City) -> None:
    for number in range(5):
        fair(city, "2027-03-20", key=f"fair {number}")
    recount = corrects(city, "2027-03-02", "day_off")
    with city.reading() as work:
        part = recounts.look(work, city.rulebook, recount, 2)
    assert part is not None
    for _ in range(2):  # a worker that died before it was told of its success writes the part again
        with city.unit() as work:
            progress = recounts.write(work, city.rulebook, part)
    assert (progress.looked_at, progress.moved, progress.done) == (2, 2, False)

    end = counts_anew(city, recount, size=2)

    assert (end.looked_at, end.to_look_at, end.moved) == (5, 5, 5)
    with city.reading() as work:
        kinds = work.session.exec(select(LogEntry.kind)).all()
        assert kinds.count("due.moved") == 5
        assert recounts.look(work, city.rulebook, recount) is None


def test_a_notice_that_ended_between_looking_and_writing_is_left_alone(city: City) -> None:
    filed = fair(city, "2027-03-20")
    number = corrects(city, "2027-03-02", "day_off")
    with city.reading() as work:
        part = recounts.look(work, city.rulebook, number)
    assert part is not None
    assert part.differ == (filed.notice_id,)
    with city.unit() as work:
        work.get(Notice, filed.notice_id).closed_at = work.now
    with city.unit() as work:
        recounts.write(work, city.rulebook, part)
    assert moved(city, number) == []


def test_what_is_filed_after_a_correction_counts_with_it_before_any_recount(city: City) -> None:
    corrects(city, "2027-03-02", "day_off")
    filed = fair(city, "2027-03-20")
    assert due_of(city, filed.reference) == ("04.03 23:59", "authority")


def test_reminders_that_left_do_not_leave_again_for_a_moved_date(city: City) -> None:
    filed = fair(city, "2027-03-20")
    with city.unit() as work:
        dues = dues_of(city, filed.reference)
        row = work.get(type(dues[0]), dues[0].id)
        row.reminded = 50
    counts_anew(city, corrects(city, "2027-03-02", "day_off"))
    (due,) = dues_of(city, filed.reference)
    assert (due.reminded, due.done_at) == (50, None)


def test_a_revoked_year_keeps_the_dates_of_running_notices_and_says_so(city: City) -> None:
    city.clock.set(city.clock.now() + timedelta(days=310))  # January 2028
    year = enters(city, 2028, days_off=["02-25"])
    counts_anew(city, year)
    filed = fair(city, "2028-03-01")
    before = due_of(city, filed.reference)

    number = revokes(city, correction_of(city, year))
    progress = counts_anew(city, number)

    assert progress.held == 1
    assert moved(city, number) == [("", "uncounted", "", "")]
    assert due_of(city, filed.reference) == before
    with city.reading() as work:
        assert 2028 not in calendars.named(work, city.rulebook, "ru").years
