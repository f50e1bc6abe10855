"""Form fields: what they read, what they keep when it is wrong, how the summary names it."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from wtforms import BooleanField, RadioField

from web.i18n import speak
from web.widgets import (
    AtMost,
    CountField,
    DayField,
    Given,
    LineField,
    NameField,
    PageForm,
    TextField,
    TimeField,
    choices,
    kind_of,
)


class Form(PageForm):
    title = LineField("Title", [Given("Enter a title"), AtMost(10)])
    name = NameField("Name")
    people = CountField("People", [Given("Enter how many")])
    start = TimeField("Start", [Given("Enter when it starts")])
    on = DayField("Day", [Given("Enter the day")])
    order = TextField("Order")
    way = RadioField("Way", choices=choices([("a", "A"), ("b", "B")]))
    agree = BooleanField("Agree", [Given("Tick the box")])


GOOD = {
    "title": "Walk", "name": "Ян", "people": "1 200", "start": "9.30", "order": "a\r\nb", "way": "a",
    "on-day": "6", "on-month": "12", "on-year": "2026", "agree": "y",
}  # fmt: skip


def filled(house: Flask, **changes: Any) -> Form:
    data = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    with house.test_request_context("/", method="POST", data=data):
        form = Form()
        form.validate_on_submit()
        return form


def test_good_answers_become_values(house: Flask) -> None:
    form = filled(house)
    assert form.errors == {}
    assert form.data == {
        "title": "Walk", "name": "Ян", "people": 1200, "start": "09:30", "on": date(2026, 12, 6),
        "order": "a\nb", "way": "a", "agree": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("13:30", "13:30"),
        ("1330", "13:30"),
        ("9:05", "09:05"),
        ("24:00", "24:00"),
        ("7.00", "07:00"),
        ("14", "14:00"),
        ("9", "09:00"),
        ("24", "24:00"),
        ("2pm", "14:00"),
        ("4.30 pm", "16:30"),
        ("12:15 a.m.", "00:15"),
        ("12 PM", "12:00"),
    ],
)
def test_times_as_people_type_them(house: Flask, typed: str, read: str) -> None:
    assert filled(house, start=typed).start.data == read


@pytest.mark.parametrize(
    "typed", ["25:00", "24:01", "25", "9:", "9:5", "noon", "１３：３０", "-1:00", "14 pm", "0 am"]
)
def test_what_is_no_time_is_kept_and_named(house: Flask, typed: str) -> None:
    form = filled(house, start=typed)
    assert form.start.data == typed
    assert form.problems() == [("start", "Enter a time, for example 13:30")]


@pytest.mark.parametrize("typed", ["-5", "1e3", "1.5", "٣٥٠", "９", "0x10", "1_000"])
def test_what_is_no_number_is_never_a_500(house: Flask, typed: str) -> None:
    assert filled(house, people=typed).problems() == [
        ("people", "Enter a whole number, for example 350")
    ]


@pytest.mark.parametrize("typed", ["1000000000", "2147483648", "9" * 5000])
def test_a_number_of_too_many_digits_is_told_as_that(house: Flask, typed: str) -> None:
    form = filled(house, people=typed)
    assert form.people.data == typed
    assert form.problems() == [
        ("people", "This number is too large. Check its digits: no more than nine fit here")
    ]
    assert filled(house, people="999 999 999").people.data == 999_999_999


def test_nobody_is_a_number(house: Flask) -> None:
    assert filled(house, people="0").people.data == 0


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("31", "2", "2026", "There is no such day. Check day, month and year"),
        ("0", "1", "2026", "There is no such day. Check day, month and year"),
        ("1", "13", "2026", "There is no such day. Check day, month and year"),
        ("1", "1", "27", "Write the year with four digits, for example 2026"),
        ("1", "1", "3026", "Check the year: this day is too far from today"),
    ],
)
def test_no_such_day(house: Flask, day: str, month: str, year: str, told: str) -> None:
    form = filled(house, **{"on-day": day, "on-month": month, "on-year": year})
    assert form.problems() == [("on-day", told)]
    assert form.on.boxes == (day, month, year)


@pytest.mark.parametrize("parts", [{"on-year": None}, {"on-day": "x"}, {"on-month": "٣"}])
def test_half_a_date_is_named_once(house: Flask, parts: dict[str, Any]) -> None:
    assert filled(house, **parts).problems() == [("on-day", "Enter day, month and year as numbers")]


def test_no_date_at_all_says_what_to_enter(house: Flask) -> None:
    form = filled(house, **{"on-day": None, "on-month": None, "on-year": None})
    assert form.problems() == [("on-day", "Enter the day")]


def test_a_refused_text_stays_on_the_page(house: Flask) -> None:
    form = filled(house, title="a\0b")
    assert form.title.data == "a\0b"
    assert form.problems()[0][1].startswith("The text holds a sign that can't be stored (U+0000)")


def test_too_long_is_said_in_letters(house: Flask) -> None:
    assert filled(house, title="я" * 13).problems() == [
        ("title", "Shorten this by 3 letters: 10 fit.")
    ]


def test_unknown_fields_are_ignored(house: Flask) -> None:
    assert "stage" not in filled(house, stage="agreed").data


def test_a_duplicate_value_does_not_break(house: Flask) -> None:
    with house.test_request_context(
        "/", method="POST", data={"title": ["a", "b"], "on-day": ["1", "2"]}
    ):
        form = Form()
        form.validate_on_submit()
        assert form.title.data == "a"


def test_errors_of_the_library_speak_russian(house: Flask) -> None:
    with house.test_request_context("/", method="POST", data={**GOOD, "way": "zzz"}):
        speak("ru")
        form = Form()
        form.validate_on_submit()
        assert form.way.errors == ["Такого варианта нет или больше нет. Выберите заново."]


def test_each_field_names_its_macro(house: Flask) -> None:
    form = filled(house)
    assert [kind_of(field) for field in form] == [
        "text", "text", "count", "time", "date", "textarea", "radios", "check",
    ]  # fmt: skip


def test_the_pattern_page_shows_every_error_at_its_field(house: Flask) -> None:
    client = house.test_client()
    token = client.get("/patterns").text.split('name="csrf_token" value="')[1].split('"')[0]
    text = client.post("/patterns", data={"csrf_token": token, "on-day": "31"}).text
    assert "<title>Error:" in text
    assert 'href="#on-day"' in text
    assert 'id="people-error"' in text
    assert 'aria-describedby="order-hint order-error order-info"' in text
    assert text.index('href="#title"') < text.index('href="#agree"')
