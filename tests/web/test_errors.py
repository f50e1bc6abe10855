"""Error pages: the right number, a sentence to act on, the typed text, nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from records.errors import Busy, Missing, Overtaken
from web.gate import gate
from web.settings import Settings
from workflow.errors import NotAllowed, NotPossible
from wsgi import create_app

TABLE = [
    (NotAllowed("Not yours."), 403, "Not yours."),
    (NotPossible("%(name)s has not answered.", name="Police"), 409, "Police has not answered."),
    (Overtaken(), 409, "Somebody else was faster"),
    (Busy(), 503, "Nothing was saved."),
    (Missing(), 404, "There is no such page for you"),
]


def _raiser(error: Exception) -> Any:
    def view() -> str:
        raise error

    return view


@pytest.mark.parametrize(("error", "status", "words"), TABLE, ids=lambda one: type(one).__name__)
def test_each_error_has_its_page(
    plant: Any, client: FlaskClient, error: Exception, status: int, words: str
) -> None:
    plant("/planted", _raiser(error), methods=["GET", "POST"])
    answer = client.post(
        "/planted", data={"note": "<b>my text</b>", "password": "hunter2", "seen": "4"}
    )
    assert answer.status_code == status
    assert words in answer.text
    assert "&lt;b&gt;my text&lt;/b&gt;" in answer.text
    assert "hunter2" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_not_yours_and_not_there_look_the_same(plant: Any, client: FlaskClient) -> None:
    plant("/planted", _raiser(Missing("another's notice")))
    there, nowhere = client.get("/planted"), client.get("/nowhere")
    assert there.data == nowhere.data.replace(b"/nowhere", b"/planted")
    assert there.status_code == nowhere.status_code == 404


@pytest.mark.parametrize(
    "path", ["/notices/%00", "/notices/%01", "/notices/x%0C%7F?next=%1B", "/no%C2%85"]
)
def test_no_page_carries_a_sign_that_no_markup_may_hold(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    held = {ord(sign) for sign in answer.text if sign not in "\n\t"}
    assert not {one for one in held if one < 32 or 127 <= one < 160}
    assert "&#0" not in answer.text


def test_busy_says_when_and_where_else(plant: Any, client: FlaskClient) -> None:
    plant("/planted", _raiser(Busy()))
    answer = client.get("/planted")
    assert answer.headers["Retry-After"] == "30"
    assert "1 Vechevaya Square" in answer.text


def test_busy_comes_without_any_database(house: Flask, plant: Any, tmp_path: Any) -> None:
    plant("/planted", _raiser(Busy("unreachable")), methods=["POST"])
    client = house.test_client()
    house.extensions["veche"].who = _raiser(Busy("unreachable"))
    assert client.post("/planted", data={"note": "kept"}).status_code == 503


def test_what_was_typed_stands_there_and_not_what_was_ticked(
    house: Flask, plant: Any, client: FlaskClient
) -> None:
    """The form of the page is not known yet when the records fail: «Your answer: y» tells nobody anything."""
    plant("/planted", _raiser(Busy()), methods=["POST"])
    said = client.post(
        "/planted",
        data={"declared": "y", "kind": "rally", "note": "Оставьте проезд", "attendance": "120"},
    ).text
    kept = [one.strip() for one in re.findall(r'<bdi class="v-asis">(.*?)</bdi>', said)]
    assert kept == ["Оставьте проезд", "120"]


def test_a_bug_shows_no_trace(house: Flask, plant: Any) -> None:
    from_bug = ZeroDivisionError("secret of the house")
    plant("/planted", _raiser(from_bug))
    house.testing = False
    house.config["PROPAGATE_EXCEPTIONS"] = False
    answer = house.test_client().get("/planted")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/language")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_error_pages_speak_russian(client: FlaskClient) -> None:
    answer = client.get("/nope", headers={"Accept-Language": "ru"})
    assert "Такой страницы для вас нет" in answer.text
    assert 'lang="ru"' in answer.text


def test_the_log_of_a_bug_names_its_place_and_nobody(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = create_app(Settings(mode="development", home=tmp_path, database_url=database_url))

    def broken() -> str:
        typed = request.form["phone"]
        return str(1 // (len(typed) - len(typed)))

    app.add_url_rule("/planted", "p", gate("public.read", token=False)(broken), methods=["POST"])
    assert app.test_client().post("/planted", data={"phone": "+74950001420"}).status_code == 500
    app.extensions["veche"].engine.dispose()
    printed = "".join(capsys.readouterr())
    assert "ZeroDivisionError" in printed
    assert "test_errors.py" in printed
    assert "74950001420" not in printed
