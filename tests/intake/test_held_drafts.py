"""The drafts that a browser holds: after a lost session, and where a second one is begun."""

from tests.intake.conftest import PAGES, Door
from tests.intake.test_drafts import WHAT, begin
from tests.support.client import Grumbler


def test_a_form_that_is_sent_again_after_a_lost_session_gives_its_draft_back(
    door: Door, olga: Grumbler
) -> None:
    begin(olga)
    olga.get("/draft/what")
    page = {name: olga.hidden(name) for name in ("draft", "seen")}
    lost = door.visitor()  # the cookie went in mid-form

    assert lost.post("/draft/what", token="", do="go", **page, **WHAT).status_code == 400
    assert "What is its purpose? In memory of the founders" in lost.text, "the question is named"
    assert "Your answer" not in lost.text
    again = lost.fields("/draft/what")
    lost.follow(lost.post("/draft/what", **again))

    assert lost.title == "When does it start and end?"
    assert lost.get("/draft/what").status_code == 200
    assert lost.value("title") == "Memorial walk"


def test_days_of_a_lost_page_are_named_too(olga: Grumbler) -> None:
    assert olga.post("/draft/when", token="", draft="nobody-s", **PAGES["when"]).status_code == 400

    assert "Your answer" not in olga.text
    assert "12:00" in olga.text


def test_a_second_notice_asks_before_it_puts_the_first_draft_aside(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/notices/new")
    assert "A draft was begun" not in olga.text, "nothing is written in it yet"
    olga.get("/draft/what")
    olga.post("/draft/what", draft=olga.hidden("draft"), do="go", **WHAT)

    olga.get("/notices/new")
    assert "A draft was begun in this browser" in olga.text
    assert olga.post("/notices/new", kind="rally").status_code == 200
    assert olga.title == "Go on with your draft, or begin another?"
    first = next(one for one in olga.links() if one.startswith("/drafts/"))
    olga.get("/draft/what")
    assert olga.value("title") == "Memorial walk", "nothing was begun yet"

    olga.get("/notices/new")
    olga.post("/notices/new", kind="rally")
    assert olga.post("/notices/new", **olga.fields("/notices/new"), another="y").status_code == 303
    olga.get("/draft/what")
    assert olga.value("title") == ""

    olga.get("/notices/new")
    assert first in olga.links(), "the other one stays within reach"
    olga.follow(olga.get(first))
    olga.get("/draft/what")
    assert olga.value("title") == "Memorial walk"


def test_the_language_switch_of_a_page_keeps_what_is_typed_right_or_wrong(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/draft/when")
    assert 'form="answers" name="do" value="speak:ru"' in olga.last.text  # type: ignore[union-attr]
    wrong = PAGES["when"] | {"sessions-0-day-month": "13"}

    olga.follow(olga.post("/draft/when", do="speak:ru", draft=olga.hidden("draft"), **wrong))

    assert olga.title == "Когда оно начнётся и закончится?"
    assert olga.value("sessions-0-day-month") == "13"
    assert olga.errors() == [], "nothing was sent to be looked at yet"


def test_a_day_that_is_too_late_and_an_end_before_the_start_are_told_on_their_page(
    olga: Grumbler,
) -> None:
    begin(olga)
    olga.get("/draft/when")
    late = PAGES["when"] | {
        "sessions-0-day-day": "3",
        "sessions-0-start": "16:00",
        "sessions-0-end": "14:00",
    }

    assert olga.post("/draft/when", draft=olga.hidden("draft"), do="go", **late).status_code == 200

    assert "The next day you can still file for is" in olga.text
    assert "16:00 to 14:00 is read as ending on the next day, Thursday 4 March" in olga.text
    assert olga.post("/draft/when", do="keep", **late).status_code == 303


def test_what_is_left_empty_is_asked_for_in_words_that_can_be_followed(olga: Grumbler) -> None:
    begin(olga)
    olga.get("/draft/order")
    olga.post("/draft/order", do="go")
    assert "Enter how you keep order: how many stewards, and where they stand" in olga.errors()
    olga.post("/draft/helpers", do="go")
    assert olga.errors() == ["Enter the full name of a person who may act for you"]


def test_a_short_form_that_grew_says_so_and_where_it_stands(olga: Grumbler) -> None:
    begin(olga, "picket_group")
    olga.get("/draft/all")
    many = PAGES["all"] | {"attendance": "80", "sessions-0-day-month": "13"}

    olga.follow(olga.post("/draft/all", do="go", draft=olga.hidden("draft"), **many))

    assert "The form is longer now" in olga.text
    assert olga.title == "When does it start and end?"
    assert olga.errors() == ["There is no such day. Check day, month and year"]
