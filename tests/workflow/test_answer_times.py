"""How long answers take: counted by the worker, shown from its rows, silent where it would tell of one notice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import select

from records.tables import AnswerTime
from tests.support.everywhere import Everywhere
from workflow import answer_times

MOSCOW = ZoneInfo("Europe/Moscow")


def counted(at: Everywhere) -> list[tuple[str, str, int, int]]:
    with at.city.unit() as work:
        answer_times.count(work, MOSCOW)
    with at.city.reading() as work:
        return [
            (one.month, one.kind, one.answered, one.median_minutes)
            for one in answer_times.shown(work, MOSCOW)
        ]


def test_a_city_without_answers_counts_nothing(at: Everywhere) -> None:
    at.files("n")
    assert counted(at) == []


def test_answers_are_counted_once_from_receipt_to_the_first_signature(at: Everywhere) -> None:
    at.released("one", "agreed")
    first = counted(at)
    assert [(month, kind, answered) for month, kind, answered, _minutes in first] == [
        ("2027-03", "march", 1)
    ]
    assert counted(at) == first, "counted anew, not added"

    at.released("two", "refused")
    [(_month, _kind, answered, minutes)] = counted(at)
    assert answered == 2
    assert minutes >= 0
    with at.city.reading() as work:
        assert len(work.session.exec(select(AnswerTime)).all()) == 1


def test_old_months_stay_and_a_worker_that_slept_catches_up(at: Everywhere) -> None:
    at.released("one", "agreed")
    march = counted(at)
    at.city.clock.advance(timedelta(days=120))

    assert counted(at) == march
