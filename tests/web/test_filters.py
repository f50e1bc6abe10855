"""Dates as pages show them: weekday always, 24:00, plural forms, the regime's own zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from tests.support.clock import FakeClock
from web import filters
from web.filters import time_left
from web.i18n import gettext, speak

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=MOSCOW)  # Tuesday


@pytest.fixture(autouse=True)
def _request(house: Flask, clock: FakeClock) -> Iterator[None]:
    clock.set(NOW)
    with house.test_request_context("/"):
        yield


def end(month: int, day: int) -> datetime:
    """A due instant as stored: the last whole second of the day in Moscow."""
    return datetime(2026, month, day, 23, 59, 59, tzinfo=MOSCOW).astimezone(UTC)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_days_in_english() -> None:
    day = date(2026, 12, 6)
    assert filters.day(day) == "Sunday 6 December 2026"
    assert filters.near_day(day) == "Sunday 6 December"
    assert filters.near_day(date(2027, 1, 1)) == "Friday 1 January 2027"
    assert plain(filters.short_day(day)) == "Sun 6 Dec"
    assert filters.due(end(11, 26)) == "Thursday 26 November, 24:00"
    assert plain(filters.short_due(end(11, 26))) == "Thu 26 Nov, 24:00"


def test_days_in_russian() -> None:
    speak("ru")
    new_year = filters.near_day(date(2027, 1, 1))
    assert plain(new_year) == "пятница, 1 января 2027 г."
    assert plain(gettext("We aim to answer by %(day)s.", day=new_year)).endswith("января 2027 г.")
    day = date(2026, 12, 6)
    assert plain(filters.day(day)) == "воскресенье, 6 декабря 2026 г."
    assert plain(filters.short_day(day)) == "вс 6 дек"
    assert plain(filters.short_day(date(2027, 5, 1))) == "сб 1 мая"
    assert filters.due(end(11, 26)) == "четверг, 26 ноября, 24:00"
    assert plain(filters.stamp_moment(datetime(2026, 11, 23, 6, 14, 7, tzinfo=UTC))) == (
        "23 ноября 2026 г., 09:14:07"
    )
    assert filters.number(1200) == "1\u00a0200"


def test_an_instant_is_shown_in_the_zone_it_was_counted_in() -> None:
    at = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert plain(filters.moment(at)) == "Tue 24 Nov, 01:30"
    assert plain(filters.moment(at, "Europe/London")) == "Mon 23 Nov, 22:30"
    assert filters.zone_name() == "Moscow time"


def test_a_due_hour_is_the_first_instant_that_is_too_late() -> None:
    at = datetime(2026, 11, 25, 17, 59, 59, tzinfo=MOSCOW)
    assert filters.due(at) == "Wednesday 25 November, 18:00"


@pytest.mark.parametrize(
    ("due", "state", "words", "note"),
    [
        (end(11, 23), "over", "Ran out 10 hours ago", "Mon 23 Nov, 24:00"),
        (end(11, 24), "today", "13 hours", "today, to 24:00"),
        (end(11, 25), "soon", "1 day 13 hours", "Wed 25 Nov, 24:00"),
        (end(11, 29), "calm", "5 days", "Sun 29 Nov, 24:00"),
    ],
)
def test_time_left_in_english(due: datetime, state: str, words: str, note: str) -> None:
    found = time_left(due)
    assert (found.state, found.words, plain(found.note)) == (state, words, note)


@pytest.mark.parametrize(
    ("due", "words", "note"),
    [
        (end(11, 23), "Истёк 10 часов назад", "пн 23 ноя, 24:00"),
        (end(11, 24), "13 часов", "сегодня до 24:00"),
        (end(11, 25), "1 день 13 часов", "ср 25 ноя, 24:00"),
        (end(11, 26), "2 дня 13 часов", "чт 26 ноя, 24:00"),
        (end(11, 29), "5 дней", "вс 29 ноя, 24:00"),
    ],
)
def test_time_left_in_russian(due: datetime, words: str, note: str) -> None:
    speak("ru")
    found = time_left(due)
    assert (found.words, plain(found.note)) == (words, note)


def test_the_other_side_s_clock_is_never_alarming() -> None:
    found = time_left(end(12, 2), theirs="with the organiser")
    assert (found.state, plain(found.note)) == ("theirs", "to Wed 2 Dec, 24:00")


def test_no_term_in_law() -> None:
    found = time_left(None, aim=date(2026, 12, 11))
    assert (found.state, found.words) == ("none", "not set by law")
    assert plain(found.note) == "city's aim: Fri 11 Dec"


@pytest.mark.parametrize(("seconds", "state"), [(0, "today"), (1, "over")])
def test_the_last_second_is_still_in_time(clock: FakeClock, seconds: int, state: str) -> None:
    clock.set(end(11, 24) + timedelta(seconds=seconds))
    assert time_left(end(11, 24)).state == state


def test_under_an_hour_the_minutes_count() -> None:
    assert filters.span(timedelta(minutes=59, seconds=59)) == "59 minutes"
    assert filters.span(timedelta(seconds=5)) == "1 minute"
    assert filters.span(timedelta(days=3)) == "3 days"


def test_a_step_is_said_with_its_days_and_texts() -> None:
    text = SimpleNamespace(in_=lambda locale: {"en": "march", "ru": "шествие"}[locale])
    said = filters.say(
        "%(kind)s %(day)s %(at)s %(n)s",
        kind=text, day={"day": "2026-12-06"}, at={"at": end(11, 26).isoformat()}, n=3,
    )  # fmt: skip
    assert said == "march Sunday 6 December Thursday 26 November, 24:00 3"
    assert filters.say("%(kind)s", kind={"en": "a", "ru": "б"}) == "a"
    assert filters.say("%(days)s", days=[{"day": "2026-12-06"}, {"day": "2026-12-07"}]) == (
        "Sunday 6 December, Monday 7 December"
    )


def test_a_check_code_is_read_in_groups() -> None:
    assert filters.checkcode("VK7M2QXD9A3B") == "VK7M-2QXD-9A3B"


@pytest.mark.parametrize(
    ("own", "note", "passed"),
    [
        ("", "Thu 3 Dec, 24:00", "Ran out"),
        ("aim", "Thu 3 Dec, 24:00, the office's own aim", "Aim passed"),
        ("begins", "Thu 3 Dec, 24:00, the event begins", "Ran out"),
    ],
)
def test_a_date_that_no_law_sets_is_called_so(own: str, note: str, passed: str) -> None:
    assert time_left(end(12, 3), own=own).note.replace("\u00a0", " ") == note
    assert time_left(end(11, 20), own=own).words.startswith(passed)
