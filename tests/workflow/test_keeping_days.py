"""Who keeps the calendar, what is refused in words, and what stays of every correction."""

from datetime import date

import pytest
from sqlmodel import col, select

from records import calendar_rows
from records.errors import Missing
from records.tables import LogEntry, Outbox
from regimes.calendar import Calendar
from tests.support.city import City
from tests.support.days import correction_of, corrects, enters, revokes, row_of
from tests.support.everywhere import Everywhere
from tests.support.looking import everything_logged
from workflow import calendars, keeping_days, missing_years
from workflow.errors import Invalid, NotAllowed, NotPossible

REFUSED = [
    ("2027-03-02", "plain", "what", "says so already"),
    ("2027-03-02", "workday", "what", "Only a Saturday"),
    ("2027-03-02", "feast", "what", "Choose what"),
    ("2031-03-02", "day_off", "day", "whole year first"),
]


def days(city: City) -> Calendar:
    """The days of Russia as they stand."""
    with city.reading() as work:
        return calendars.named(work, city.rulebook, "ru")


@pytest.mark.parametrize(("day", "what", "field", "words"), REFUSED)
def test_what_can_t_be_corrected_is_refused_in_words(
    city: City, day: str, what: str, field: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        corrects(city, day, what)
    assert caught.value.field == field


def test_a_correction_needs_a_reason_and_a_person_who_may(city: City) -> None:
    with pytest.raises(Invalid, match="Say why"):
        corrects(city, "2027-03-02", "day_off", reason="  ")
    for person in ("orlova", "kravets", "morozova", "police"):
        with pytest.raises(NotAllowed):
            corrects(city, "2027-03-02", "day_off", by=person)
    assert days(city).is_workday(date(2027, 3, 2))


def test_the_administrator_keeps_the_calendar_too(at: Everywhere) -> None:
    with at.city.unit() as work:
        keeping_days.correct(
            work, at.city.rulebook, actor=at.actor("admin"), calendar="ru", day=date(2027, 3, 2),
            what="day_off", reason="Указ",
        )  # fmt: skip
    assert not days(at.city).is_workday(date(2027, 3, 2))


def test_a_day_is_corrected_once_until_that_is_revoked(city: City) -> None:
    number = corrects(city, "2027-03-02", "day_off")
    with pytest.raises(Invalid, match="corrected already"):
        corrects(city, "2027-03-02", "holiday")
    revokes(city, correction_of(city, number))
    corrects(city, "2027-03-02", "holiday")
    assert days(city).is_holiday(date(2027, 3, 2))
    with city.reading() as work:
        rows = calendar_rows.of_year(work, "ru", 2027)
    assert [(row.what, row.revoke_reason) for row in rows] == [
        ("holiday", ""),
        ("day_off", "Ошибка"),
    ]


def test_a_correction_is_revoked_once(city: City) -> None:
    correction = correction_of(city, corrects(city, "2027-03-02", "day_off"))
    revokes(city, correction)
    assert days(city).is_workday(date(2027, 3, 2))
    assert row_of(city, correction).revoke_reason == "Ошибка"
    with pytest.raises(NotPossible, match="already"):
        revokes(city, correction)
    with pytest.raises(Missing):
        revokes(city, 999)


def test_every_deed_is_in_the_log_without_names_and_promises_one_recount(city: City) -> None:
    correction = correction_of(
        city, corrects(city, "2027-03-02", "day_off", reason="Позвонил Сидоров")
    )
    revokes(city, correction, reason="Сидоров ошибся")
    with city.reading() as work:
        kinds = select(LogEntry.kind).where(LogEntry.subject_kind == "calendar")
        assert list(work.session.exec(kinds.order_by(col(LogEntry.seq)))) == [
            "calendar.corrected",
            "calendar.revoked",
        ]
        promises = work.session.exec(select(Outbox.key).where(Outbox.kind == "recount"))
        assert sorted(promises) == ["recount:1", "recount:2"]
        assert calendars.state(work) == "2"
    assert "Сидоров" not in everything_logged(city)


def test_a_year_without_a_file_is_entered_from_its_decree(city: City) -> None:
    enters(city, 2028, days_off=["02-25", "05-08"], workdays=["02-26"])
    known = days(city)
    assert known.is_holiday(date(2028, 5, 9))
    assert not known.is_workday(date(2028, 2, 25))
    assert known.is_workday(date(2028, 2, 26))
    corrects(city, "2028-03-03", "day_off")
    assert not days(city).is_workday(date(2028, 3, 3))


def test_corrected_days_of_a_year_that_was_revoked_count_for_nothing(city: City) -> None:
    year = correction_of(city, enters(city, 2028, days_off=["02-25"]))
    corrects(city, "2028-03-03", "day_off")
    revokes(city, year)
    assert 2028 not in days(city).years


@pytest.mark.parametrize(
    ("year", "lists", "field", "words"),
    [
        (2027, {"days_off": ["02-25"]}, "year", "knows this year"),
        (1999, {"days_off": ["02-25"]}, "year", "2000 to 2100"),
        (2028, {}, "days_off", "days off"),
        (2028, {"days_off": ["02-26"], "workdays": ["02-26"]}, "days_off", "two lists"),
        (2028, {"days_off": ["05-09"]}, "days_off", "two lists"),
        (2028, {"days_off": ["02-25"], "workdays": ["03-01"]}, "workdays", "Only a Saturday"),
    ],
)
def test_a_year_that_can_t_be_right_is_refused(
    city: City, year: int, lists: dict[str, list[str]], field: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        enters(city, year, **lists)
    assert caught.value.field == field


def test_where_holidays_move_they_are_entered_too(city: City) -> None:
    with city.unit() as work:
        some: dict[str, list[date]] = {"holidays": [], "days_off": [], "workdays": []}
        with pytest.raises(Invalid, match="no fixed ones"):
            keeping_days.with_year(work, city.rulebook, calendar="gb-eng", year=2028, **some)
        some["holidays"] = [date(2028, 12, 25)]
        made = keeping_days.with_year(work, city.rulebook, calendar="gb-eng", year=2028, **some)
    assert made.is_holiday(date(2028, 12, 25))


@pytest.mark.parametrize(
    ("now", "years"),
    [
        ((2027, 10, 2), []),
        ((2027, 10, 3), [2028]),
        ((2028, 1, 5), [2028]),
        ((2028, 10, 3), [2028, 2029]),
    ],
)
def test_a_missing_year_is_told_ninety_days_ahead(
    city: City, now: tuple[int, int, int], years: list[int]
) -> None:
    today = date(*now)
    with city.reading() as work:
        regime = city.rulebook.current("ru-moscow-assembly", today)
        found = missing_years.missing(work, city.rulebook, [regime], today)
    assert [one.year for one in found] == years


def test_each_keeper_is_written_to_once_about_a_missing_year(at: Everywhere) -> None:
    city, today = at.city, date(2027, 10, 3)
    for _ in range(2):
        with city.unit() as work:
            regime = city.rulebook.current("ru-moscow-assembly", today)
            years = missing_years.missing(work, city.rulebook, [regime], today)
            missing_years.tell(work, years, today)
    with city.reading() as work:
        promises = work.session.exec(
            select(Outbox).where(col(Outbox.key).like("mail:year-missing%"))
        )
        told = sorted(row.payload["account"] for row in promises)
    assert told == sorted([at.account("zuev"), at.account("admin")])


def test_an_entered_year_ends_the_alarm(city: City) -> None:
    enters(city, 2028, days_off=["02-25"])
    today = date(2027, 12, 1)
    with city.reading() as work:
        regime = city.rulebook.current("ru-moscow-assembly", today)
        assert missing_years.missing(work, city.rulebook, [regime], today) == ()
