"""Odd requests at the organisers' door: a page that says what to do, never a broken one."""

import pytest

from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler

NASTY = "<script>alert(1)</script>{% 7*7 %} %s \u202eabc 𝔘𝔫𝔦 é"


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing&people=1&okrug=SVAO&day-day=1&day-month=1&day-year=2027",
        "kind=rally&people=0&okrug=SVAO&day-day=1&day-month=1&day-year=2027",
        "kind=rally&people=99999999999999999999&okrug=SVAO&day-day=1&day-month=1&day-year=2027",
        "kind=rally&people=１２&okrug=SVAO&day-day=١&day-month=1&day-year=2027",
        "kind=rally&people=1&okrug=XX&day-day=1&day-month=1&day-year=2100",
        "kind=rally&people=1&okrug=SVAO&day-day=1&day-month=1&day-year=2000",
        "day-day=1",
    ],
)
def test_an_odd_idea_is_answered_with_its_errors(olga: Grumbler, query: str) -> None:
    assert olga.get(f"/check?{query}").status_code == 422


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "add:nothing"},
        {"do": "remove:sessions-99"},
        {"do": "up:sessions-0"},
        {"do": "remove:sessions--1"},
        {"do": ":::"},
        {"sessions-9999999999999-start": "1"},
        {"sessions-0-start": "24:00", "sessions-0-end": "24:00"},
        {"draft": "somebody-else-s"},
        {"unknown": "x" * 1000},
    ],
)
def test_odd_buttons_and_rows_break_nothing(olga: Grumbler, fields: dict[str, str]) -> None:
    olga.get("/notices/new")
    olga.post("/notices/new", kind="march")

    answer = olga.post("/draft/when", **({"do": "go"} | fields))

    assert answer.status_code in {303, 409, 422}
    assert olga.get("/draft/when").status_code == 200


def test_what_was_typed_is_shown_as_text_everywhere(olga: Grumbler, fill: Fill, door: Door) -> None:
    fill(
        olga,
        what={"title": NASTY, "purpose": NASTY},
        where={"places-0-name": NASTY},
        organiser={"organiser": NASTY},
    )
    assert "<script>alert" not in (olga.last.text if olga.last else "")

    olga.follow(sign(olga, signature=NASTY))
    olga.get("/notices/27-0001")

    assert "<script>alert(1)</script>" in olga.text
    assert olga.last is not None
    assert "<script>alert" not in olga.last.text


@pytest.mark.parametrize("sign_", ["\x00", "\x07", "\ue000"])
def test_a_sign_that_can_t_be_stored_is_an_error_of_its_field(olga: Grumbler, sign_: str) -> None:
    olga.get("/notices/new")
    olga.post("/notices/new", kind="march")

    olga.post("/draft/what", title="Walk", purpose=f"Memory{sign_}", do="go")

    assert "Delete it." in olga.errors()[0]
    assert olga.get("/draft/what").status_code == 200


def test_a_number_that_is_none_is_not_there(olga: Grumbler) -> None:
    for path in ("/notices/0", "/notices/%00", "/notices/٢٧-0001", f"/notices/{'9' * 200}"):
        assert olga.get(path).status_code == 404
