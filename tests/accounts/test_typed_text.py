"""A forged form changes nothing; a late one loses nothing (AD-8, T-7)."""

from collections.abc import Callable

import pytest
from flask import Blueprint, request

from tests.accounts.conftest import PASSWORD, Stage
from tests.support.visitor import Visitor
from web.gate import gate
from web.work import current_actor

TEXT = "12 распорядителей & <один> врач"


@pytest.fixture
def notes(stage: Stage) -> list[tuple[str, str]]:
    """A page of another door that takes a text: what arrived there, and from which role."""
    arrived: list[tuple[str, str]] = []
    door = Blueprint("notes", __name__)

    @door.post("/notes")
    @gate("account.own")
    def take() -> str:
        arrived.append((request.form["text"], current_actor().role))
        return "taken"

    stage.app.register_blueprint(door)
    return arrived


def test_a_form_without_a_token_comes_back_filled_in(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    visitor = stage.organiser()
    answer = visitor.post("/notes", token="", text=TEXT)
    assert answer.status_code == 400
    assert notes == []
    assert visitor.hidden("text") == TEXT
    assert visitor.post("/notes", text=visitor.hidden("text")).status_code == 200
    assert notes == [(TEXT, "organiser")]


def test_a_token_of_another_browser_is_worthless(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    mallory = stage.visitor(address="198.51.100.9")
    mallory.get("/sign-in")
    assert stage.organiser().post("/notes", token=mallory.token, text=TEXT).status_code == 400
    assert notes == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://localhost:8000"}, 200),
        ({"Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "http://localhost:8001"}, 400),
    ],
)
def test_forms_of_other_sites_are_refused_even_with_the_token(
    stage: Stage, notes: list[tuple[str, str]], headers: dict[str, str], status: int
) -> None:
    visitor = stage.organiser()
    answer = visitor.post("/notes", headers=headers, text=TEXT)
    assert answer.status_code == status
    assert len(notes) == (status == 200)
    if status == 400 and "Sec-Fetch-Site" in headers:
        assert visitor.hidden("text") == ""  # shown, but not offered to be sent


@pytest.mark.parametrize("minutes", [0, 61, 9 * 60])
def test_a_visitors_form_stays_good_for_hours(
    stage: Stage, notes: list[tuple[str, str]], minutes: int
) -> None:
    visitor = stage.visitor()
    visitor.get("/sign-in")
    stage.clock.advance(minutes=minutes)
    assert visitor.post("/notes", text=TEXT).status_code == 200
    assert notes == [(TEXT, "visitor")]


def test_a_form_stays_good_over_a_change_of_keys_and_a_restart(
    build: Callable[..., Stage], database_url: str
) -> None:
    first = build(secret_key="a-long-key-of-this-house-0123456789")
    visitor = first.organiser()
    second = build(
        secret_key="another-key-of-this-house-987654321",
        secret_key_fallbacks=["a-long-key-of-this-house-0123456789"],
    )
    after = Visitor(second.app)
    after.steal(visitor.cookie())
    after.token = visitor.token
    assert after.post("/account", name="Olga", locale="en").status_code == 303
    assert database_url


def test_an_idle_officer_shows_a_code_with_the_form_in_hand(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    stage.clock.advance(minutes=20)
    answer = visitor.post("/notes", text=TEXT)
    assert answer.status_code == 403
    assert visitor.title == "You were away. What you typed is kept."
    assert TEXT in visitor.text
    assert notes == []

    wrong = "000000" if vera.code() != "000000" else "000001"
    kept = visitor.hidden("text")
    assert visitor.post("/notes", text=kept, second_factor=wrong).status_code == 422
    assert visitor.hidden("text") == TEXT
    assert notes == []
    assert visitor.post("/notes", text=kept, second_factor=vera.code()).status_code == 200
    assert notes == [(TEXT, "officer")]
    assert visitor.get("/account").status_code == 200


def test_a_form_after_ten_hours_waits_for_its_owner(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    vera = stage.staff()
    visitor = vera.at(stage.visitor())
    stage.clock.advance(hours=10)
    assert visitor.post("/notes", text=TEXT).status_code == 403
    assert visitor.title == "You were signed out. What you typed is kept."
    assert TEXT in visitor.text
    assert visitor.get("/sign-in").status_code == 200
    assert TEXT not in visitor.text  # only in the answer to its own POST

    visitor.post("/sign-in/password", email=vera.email, password=PASSWORD)
    answer = visitor.post("/second-factor", code=vera.code())
    assert answer.headers["Location"] == "/sign-in/resume"
    visitor.get("/sign-in/resume")
    assert TEXT in visitor.text
    assert visitor.post("/notes", text=visitor.hidden("text")).status_code == 200
    assert notes == [(TEXT, "officer")]


def test_typed_text_is_not_shown_to_whoever_signs_in_next(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    visitor = stage.organiser("olga@example.org")
    stage.clock.advance(minutes=40)
    assert visitor.post("/notes", text=TEXT).status_code == 403
    visitor.post("/sign-in", email="other@example.org")
    answer = visitor.post(f"/sign-in/link/{stage.mailed()['secret']}")
    assert answer.headers["Location"] != "/sign-in/resume"
    assert visitor.get("/sign-in/resume").status_code == 303
    assert notes == []


def test_an_organiser_whose_session_ended_goes_on_without_one(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    visitor = stage.organiser()
    stage.clock.advance(minutes=40)
    visitor.post("/notes", text=TEXT)
    assert visitor.post("/notes", text=visitor.hidden("text")).status_code == 200
    assert notes == [(TEXT, "visitor")]


def test_a_form_open_while_signing_out_elsewhere_comes_back(
    stage: Stage, notes: list[tuple[str, str]]
) -> None:
    visitor = stage.organiser()
    old = visitor.token
    visitor.post("/sign-out")
    answer = visitor.post("/notes", token=old, text=TEXT, postcode="125032")
    assert answer.status_code == 400
    assert visitor.hidden("text") == TEXT
    assert visitor.hidden("postcode") == "125032"
    assert notes == []


def test_a_password_never_comes_back_on_a_page(stage: Stage) -> None:
    visitor = stage.visitor()
    answer = visitor.post("/sign-in/password", token="", email="a@example.org", password=PASSWORD)
    assert answer.status_code == 400
    assert PASSWORD not in answer.text
