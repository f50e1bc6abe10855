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
    assert "What is it for? In memory of the founders" in lost.text, "the question is named"
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
