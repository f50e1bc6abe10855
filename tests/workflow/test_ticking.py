"""What time does by itself: once, in order, however late, and whoever else does it at the same moment."""

from datetime import date, timedelta

import pytest

from records import rows
from records.tables import Due
from tests.support.everywhere import Everywhere
from tests.support.looking import (
    clocks_of,
    due_of,
    entries,
    letters_of,
    log_of,
    promised,
    time_passes,
)
from tests.support.watching import is_away, mails_to, on_duty, takes
from workflow import ticking
from workflow.content import SessionIn
from workflow.errors import NotPossible


def remind(at: Everywhere) -> list[int]:
    """What the worker's tick reminds of now; the parts."""
    with at.city.reading() as work:
        near = ticking.to_remind(work)
    found = []
    for due in near:
        with at.city.unit() as work:
            found.append(ticking.remind(work, at.city.rulebook, due))
    return found


def test_a_worker_that_slept_for_three_days_catches_up_in_order_and_once(at: Everywhere) -> None:
    first = at.files("first")
    at.city.clock.advance(days=1)
    second = at.files("second")
    offered = at.released("offered", "proposal")
    at.city.goes_to(2027, 3, 15)

    assert time_passes(at.city)[:2] == ["deemed-agreed", "deemed-agreed"]
    assert time_passes(at.city) == []

    stages = [at.city.stage(one) for one in (first, second, offered)]
    assert stages == ["deemed-agreed", "deemed-agreed", "not-agreed"]
    assert letters_of(at.city, first) == ["receipt", "deemed-agreed"]
    assert log_of(at.city, first).count("notice.lapse-agreed") == 1


def test_two_workers_at_once_write_one_consequence(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)
    with at.city.reading() as one, at.city.reading() as two:
        both = [*ticking.overdue(one), *ticking.overdue(two)]
    assert len(both) == 2

    for due in both:
        with at.city.unit() as work:
            ticking.lapse(work, at.city.rulebook, due)

    assert letters_of(at.city, reference).count("deemed-agreed") == 1
    assert len(promised(at.city, "deemed-agreed")) == 1


def test_the_entry_says_which_clock_ran_out_and_that_time_did_it(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)
    time_passes(at.city)

    entry = next(one for one in entries(at.city, reference) if one.kind == "notice.lapse-agreed")
    assert (entry.role, entry.actor_id, entry.details["clock"]) == ("system", None, "proposal")
    assert clocks_of(at.city, reference) == {"proposal": "missed", "organiser_reply": "dropped"}
    assert len(promised(at.city, "desk-lapse-agreed")) == 1


def test_a_late_notice_is_never_agreed_by_silence(at: Everywhere) -> None:
    at.city.goes_to(2027, 3, 9)
    reference = at.files("n")
    at.city.goes_to(2027, 3, 20)

    assert time_passes(at.city) == []
    assert at.city.stage(reference) == "received"


def test_a_notice_that_a_correction_made_late_is_never_agreed_by_silence(at: Everywhere) -> None:
    reference = at.files("n")
    with at.city.unit() as work:
        notice = work.notice(reference)
        notice.window = "too_late"  # whatever clock may still stand in the ledger
    at.city.goes_to(2027, 3, 5, 0, 0)

    with pytest.raises(NotPossible, match="outside the window"):
        time_passes(at.city)


def test_the_organiser_s_clock_that_nobody_waits_for_passes_without_a_word(at: Everywhere) -> None:
    reference = at.files(
        "n",
        kind="picket_single_structure",
        sessions=(SessionIn(date(2027, 3, 4), "12:00", "13:00"),),
    )
    at.city.goes_to(2027, 3, 2)

    assert time_passes(at.city) == ["received"]
    assert clocks_of(at.city, reference) == {"proposal": "", "organiser_reply": "dropped"}


def test_a_clock_without_a_consequence_stays_and_is_seen_as_late(at: Everywhere) -> None:
    reference = at.files("n")
    with at.city.unit() as work:
        due = rows.pending_dues(work, work.notice(reference))[0]
        due.consequence = ""
    at.city.goes_to(2027, 3, 6)

    assert time_passes(at.city) == []
    assert due_of(at.city, reference) == ("04.03 23:59", "authority")
    with at.city.unit() as work:
        assert ticking.lapse(work, at.city.rulebook, due.id or 0) == "received"
        assert work.get(Due, due.id).done_at is None


def test_a_withdrawal_entered_wrongly_gives_the_city_no_more_time(at: Everywhere) -> None:
    reference = at.files("n")
    at.moves(reference, "withdraw")
    assert due_of(at.city, reference) == ("", "")
    at.city.clock.advance(days=1)

    at.moves(reference, "reopen", "zuev")

    assert due_of(at.city, reference) == ("04.03 23:59", "authority")
    assert len(promised(at.city, "reopened")) == 1
    at.city.goes_to(2027, 3, 5, 0, 0)
    assert time_passes(at.city) == ["deemed-agreed"]


def test_what_was_agreed_by_silence_and_opened_again_is_not_agreed_twice(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)
    time_passes(at.city)

    at.moves(reference, "reopen", "zuev")

    assert (time_passes(at.city), at.city.stage(reference)) == ([], "registered")
    assert clocks_of(at.city, reference) == {"proposal": "missed", "organiser_reply": ""}
    at.moves(reference, "prepare-without-asking")
    at.writes(reference, "proposal")
    with pytest.raises(NotPossible, match="time ran out"):
        at.signs(reference)


def test_reminders_leave_once_each_at_half_and_four_fifths(at: Everywhere) -> None:
    at.files("n")  # from 12:00 on 1 March to 24:00 on 4 March: 84 hours
    told = []
    for hours in (41, 1, 1, 24, 1, 1):
        at.city.clock.advance(hours=hours)
        told.append(remind(at))

    assert told == [[], [50], [], [], [80], []]
    assert remind(at) == []
    assert len(promised(at.city, "reminder")) == 2


def test_after_a_long_sleep_only_the_last_reminder_leaves(at: Everywhere) -> None:
    at.files("n")
    at.city.goes_to(2027, 3, 4, 22)

    assert remind(at) == [80]
    assert remind(at) == []


def test_a_reminder_goes_to_whom_the_clock_runs_for(at: Everywhere) -> None:
    at.released("n", "proposal")
    at.city.goes_to(2027, 3, 9)

    remind(at)

    assert [mail["to"] for mail in promised(at.city, "reminder")] == ["organiser"]


def test_nobody_is_reminded_of_what_is_done(at: Everywhere) -> None:
    at.released("n", "agreed")
    at.city.goes_to(2027, 3, 4, 22)

    assert remind(at) == []


def reminded(at: Everywhere) -> list[str]:
    """To whom the reminders left, in order."""
    remind(at)
    return mails_to(at, promised(at.city, "reminder"))


def test_a_reminder_goes_to_the_owner_in_office_hours(at: Everywhere) -> None:
    takes(at, at.files("n"))
    at.city.goes_to(2027, 3, 3, 12)  # Wednesday
    on_duty(at, "hasanov", at.city.clock.now() - timedelta(hours=1), 5)

    assert reminded(at) == ["orlova"]


def test_out_of_office_hours_a_reminder_goes_to_who_is_on_duty(at: Everywhere) -> None:
    takes(at, at.files("n"))
    at.city.goes_to(2027, 3, 3, 18)  # the first minute in which the office is closed
    on_duty(at, "hasanov", at.city.clock.now() - timedelta(hours=1), 5)

    assert reminded(at) == ["hasanov"]


def test_at_night_without_anybody_on_duty_it_goes_to_the_owner(at: Everywhere) -> None:
    takes(at, at.files("n"))
    at.city.goes_to(2027, 3, 3, 23)

    assert reminded(at) == ["orlova"]


def test_without_an_owner_at_work_a_reminder_goes_to_the_office(at: Everywhere) -> None:
    at.files("nobody's")
    takes(at, at.files("hers"))
    is_away(at, "orlova", date(2027, 3, 3), date(2027, 3, 3))
    at.city.goes_to(2027, 3, 3, 12)

    assert reminded(at) == ["unit", "unit"]


def test_clocks_that_were_told_hide_no_other_from_the_worker(at: Everywhere) -> None:
    """However many run at once. Found by: the nearest few of all that run, of which the told ones are left out."""
    for number in range(5):
        at.files(f"n{number}")
    at.city.goes_to(2027, 3, 3)
    told: list[int] = []
    for _minute in range(3):
        with at.city.reading() as work:
            near = ticking.to_remind(work, limit=2)
        for due in near:
            with at.city.unit() as work:
                assert ticking.remind(work, at.city.rulebook, due) == 50
        told += near
    assert len(told) == len(set(told)) == 5
    with at.city.reading() as work:
        assert ticking.to_remind(work) == []


def test_clocks_that_are_stuck_hide_no_other_from_the_worker(at: Everywhere) -> None:
    """What could not be applied has an incident and is tried again, after all that wait for their first time."""
    references = [at.files("n0")]
    for name in ("n1", "n2"):
        at.city.clock.advance(hours=1)
        references.append(at.files(name))
    at.city.goes_to(2027, 3, 5, 0, 0)
    with at.city.reading() as work:
        oldest = ticking.overdue(work)
    assert len(oldest) == 3
    for due in oldest[:2]:
        with at.city.unit() as work:
            ticking.missed(work, at.city.rulebook, due, "stuck")

    with at.city.reading() as work:
        assert ticking.overdue(work, limit=2) == [oldest[2], oldest[0]]
