"""An answer that was not given in time is written down once, told to the head, explained by the head alone."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from records import accounts, rows
from records.tables import Incident
from tests.support.everywhere import Everywhere
from tests.support.looking import entries, log_of, promised, time_passes
from tests.support.watching import incidents, mails_to, takes, tick, unit_id
from workflow import incidents as service
from workflow import law, ticking
from workflow.errors import Invalid, NotAllowed, NotPossible


def lapsed(at: Everywhere, name: str = "n") -> str:
    """Orlova's notice, agreed by silence at 24:00 of 4 March."""
    reference = at.files(name)
    takes(at, reference)
    at.city.goes_to(2027, 3, 5, 0, 0)
    tick(at.city)
    return reference


def explain(at: Everywhere, who: str, text: str = "Двое болели, третий был в отпуске.") -> None:
    with at.city.unit() as work:
        number = incidents(at.city)[-1].id or 0
        service.explain(work, actor=at.actor(who), incident_id=number, text=text)


def test_a_lapse_writes_what_ran_out_whose_it_was_and_what_followed(at: Everywhere) -> None:
    reference = lapsed(at)

    found = incidents(at.city)[0]
    assert (found.what, found.stage, found.clock) == ("lapsed", "received", "proposal")
    assert found.owner_id == at.account("orlova")
    assert found.unit_id == unit_id(at.city)
    assert f"{found.due_at:%d.%m %H:%M:%S} {found.at:%d.%m %H:%M:%S}" == (
        "04.03 20:59:59 04.03 21:00:00"
    )
    assert log_of(at.city, reference)[-3:] == [
        "notice.lapse-agreed", "notice.incident", "letter.released",
    ]  # fmt: skip
    assert mails_to(at, promised(at.city, "desk-incident")) == ["zuev"]


def test_a_second_before_the_end_nothing_is_written(at: Everywhere) -> None:
    at.files("n")
    at.city.goes_to(2027, 3, 4, 23, 59)
    at.city.clock.advance(seconds=59)
    tick(at.city)
    assert incidents(at.city) == []

    at.city.clock.advance(seconds=1)
    tick(at.city)

    assert len(incidents(at.city)) == 1


def test_a_worker_that_slept_three_days_writes_each_miss_once(at: Everywhere) -> None:
    for name in ("a", "b", "c"):
        at.files(name)
        at.city.clock.advance(days=1)
    at.city.goes_to(2027, 3, 10)

    for _ in range(3):
        tick(at.city)

    assert [one.notice_id for one in incidents(at.city)] == [at.ids[name] for name in "abc"]
    assert len({one.due_id for one in incidents(at.city)}) == 3


def test_two_workers_at_the_same_moment_write_one_incident_and_one_consequence(
    at: Everywhere,
) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)
    start = Barrier(2)
    failed: list[Exception] = []

    def worker() -> None:
        with at.city.reading() as work:
            late = ticking.overdue(work)
        start.wait(timeout=30)
        try:
            for number in late:
                with at.city.unit() as work:
                    ticking.lapse(work, at.city.rulebook, number)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failed.append(error)

    hands = [Thread(target=worker) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)

    assert failed == []
    assert len(incidents(at.city)) == 1
    log = log_of(at.city, reference)
    assert (log.count("notice.lapse-agreed"), log.count("notice.incident")) == (1, 1)


def test_the_organiser_s_silence_is_no_incident_of_the_office(at: Everywhere) -> None:
    reference = at.released("n", "proposal")
    at.city.goes_to(2027, 3, 12)

    assert time_passes(at.city) == ["not-agreed"]
    tick(at.city)

    assert incidents(at.city) == []
    assert "notice.incident" not in log_of(at.city, reference)


def test_a_clock_to_which_the_law_attaches_nothing_is_an_incident_too(at: Everywhere) -> None:
    reference = at.files("n")
    with at.city.unit() as work:
        rows.pending_dues(work, work.notice(reference))[0].consequence = ""
    at.city.goes_to(2027, 3, 5, 0, 0)

    tick(at.city)
    tick(at.city)

    assert [one.what for one in incidents(at.city)] == ["unanswered"]
    assert at.city.stage(reference) == "received"


def test_an_answer_after_the_due_time_is_an_incident_where_the_law_lets_it(at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    with at.city.unit() as work:
        rows.pending_dues(work, work.notice(reference))[0].consequence = ""
    at.city.goes_to(2027, 3, 5, 0, 0)

    at.signs(reference, submit=False)
    tick(at.city)

    found = incidents(at.city)
    assert [(one.what, one.stage) for one in found] == [("late", "for-signature")]
    assert at.city.stage(reference) == "agreed"


def test_an_answer_in_the_last_second_is_no_incident(at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    at.city.goes_to(2027, 3, 4, 23, 59)
    at.city.clock.advance(seconds=59)

    at.signs(reference, submit=False)

    assert incidents(at.city) == []


def test_a_late_answer_to_what_was_written_down_writes_no_second(at: Everywhere) -> None:
    reference = at.to_sign("n", "agreed")
    with at.city.unit() as work:
        rows.pending_dues(work, work.notice(reference))[0].consequence = ""
    at.city.goes_to(2027, 3, 5, 0, 0)
    tick(at.city)

    at.signs(reference, submit=False)

    assert [one.what for one in incidents(at.city)] == ["unanswered"]


def test_the_head_explains_once_in_words_and_the_log_keeps_it(at: Everywhere) -> None:
    reference = lapsed(at)
    with pytest.raises(Invalid):
        explain(at, "zuev", " \n ")

    explain(at, "zuev")

    found = incidents(at.city)[0]
    assert (found.explained_by, found.explanation) == (
        at.account("zuev"), "Двое болели, третий был в отпуске.",
    )  # fmt: skip
    assert log_of(at.city, reference)[-1] == "incident.explained"
    assert "болели" not in str(entries(at.city, reference)[-1].details)
    with pytest.raises(NotPossible):
        explain(at, "zuev", "Иначе.")


@pytest.mark.parametrize("who", ["orlova", "morozova", "kravets", "police", "stranger", "auditor"])
def test_nobody_else_explains(at: Everywhere, who: str) -> None:
    lapsed(at)
    with pytest.raises(NotAllowed):
        explain(at, who)
    assert incidents(at.city)[0].explained_at is None


def test_the_head_of_another_office_explains_nothing_here(at: Everywhere) -> None:
    with at.city.unit() as work:
        made = accounts.create(work, email="farhead@veche.example", name="Farhead")
        accounts.give_post(
            work, made, "head", unit_code="prefecture-zao", from_day=at.city.clock.now().date()
        )
    lapsed(at)
    with pytest.raises(NotAllowed):
        explain(at, "farhead")


@pytest.mark.parametrize("name", ["what", "explanation", "stage"])
def test_the_database_refuses_to_change_or_remove_an_incident(at: Everywhere, name: str) -> None:
    lapsed(at)
    explain(at, "zuev")
    number = incidents(at.city)[0].id

    with pytest.raises(Exception, match="incidents"), at.city.unit() as work:
        setattr(work.get(Incident, number), name, "late")
    with pytest.raises(Exception, match="incidents"), at.city.unit() as work:
        work.session.delete(work.get(Incident, number))

    assert incidents(at.city)[0].what == "lapsed"


def test_an_aim_of_the_office_that_passed_is_no_incident(at: Everywhere) -> None:
    reference = at.files("n")
    at.city.goes_to(2027, 3, 5, 0, 0)
    with at.city.unit() as work:
        notice = work.notice(reference)
        regime = law.regime_of(work, at.city.rulebook, notice)
        due = rows.pending_dues(work, notice)[0]
        aim = replace(regime.clocks[due.clock], statutory=False)
        regime = replace(regime, clocks={**regime.clocks, due.clock: aim})

        assert service.write(work, regime, notice, due, service.LAPSED) is None
        assert service.write(work, regime, notice, due, service.STUCK) is not None


@pytest.mark.parametrize(("who", "day"), [("orlova", 5), ("owner", 8)])
def test_nobody_ends_the_road_before_a_miss_is_written(at: Everywhere, who: str, day: int) -> None:
    """Between the last second and the tick a withdrawal would take the incident away with the clock."""
    reference = at.files("n")
    at.city.goes_to(2027, 3, day, 0, 0)

    with pytest.raises(NotPossible, match="ran out"):
        at.moves(reference, "withdraw", who)
    tick(at.city)

    assert at.city.stage(reference) == "deemed-agreed"
    assert [one.what for one in incidents(at.city)] == ["lapsed"]
