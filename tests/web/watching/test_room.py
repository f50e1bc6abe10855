"""With too little room no notice is taken, and the page says so; the office's work goes on; answers are counted."""

import pytest
from flask import Flask
from sqlmodel import select

from records.errors import Busy
from records.tables import Draft
from tests.support.everywhere import Everywhere
from tests.support.visitor import Visitor
from tests.web.watching.conftest import free
from tests.web.watching.test_alarms import house, is_well, rings
from web.gate import gate
from web.work import unit_of_work


def test_a_form_that_is_sent_comes_back_with_what_was_typed(
    app: Flask, at: Everywhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(app)
    visitor.get("/notices/new?kind=rally")
    free(monkeypatch, 499)
    answer = visitor.post("/notices/new", kind="rally", title="Canary Ivanova")
    office = house(app).settings.office
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "300"
    assert "Nothing was saved." in answer.text
    assert "There is no room to keep it" in answer.text
    for words in (office.phone, office.address.en, "Canary Ivanova", "counts from the minute"):
        assert words in answer.text
    with at.city.reading() as work:
        assert work.session.exec(select(Draft)).all() == []


def test_at_the_least_it_is_taken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    free(monkeypatch, 500)
    with app.test_request_context("/draft/answers", method="POST"), unit_of_work() as work:
        assert work.next_number("planted") == 1


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        ("/draft/answers", True),
        ("/desk/paper", True),
        ("/sign-in", False),
        ("/desk/absences", False),
    ],
)
def test_filing_is_closed_and_the_offices_work_is_not(
    app: Flask, monkeypatch: pytest.MonkeyPatch, path: str, closed: bool
) -> None:
    free(monkeypatch, 100)
    with app.test_request_context(path, method="POST"):
        if closed:
            with pytest.raises(Busy), unit_of_work():
                pass
        else:
            with unit_of_work() as work:
                assert work.next_number("planted") == 1


def test_answers_of_a_process_are_told_and_ring(app: Flask, at: Everywhere) -> None:
    def broken() -> tuple[str, int]:
        return "no", 500

    app.add_url_rule("/planted", "p", gate("public.read")(broken))
    tally = app.extensions["veche_answers"]
    tally.every, tally.soon = 3600, 0.0
    client = app.test_client()
    client.get("/help").close()  # at the start, with the clock of the process
    is_well(app, at)
    assert rings(app) == set()
    client.get("/planted").close()
    assert rings(app) == {"failures"}
    assert (tally.total, tally.failed) == (0, 0)
