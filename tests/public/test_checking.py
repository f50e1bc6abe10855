"""Anyone who holds a letter checks it: genuine and in force, replaced, or not ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from letters import check_code
from records import rows
from tests.support.city import City
from tests.support.clock import FakeClock
from web.settings import Settings
from wsgi import create_app


@pytest.fixture
def city(engine: Engine, clock: FakeClock) -> City:
    return City(engine, clock).found()


@pytest.fixture
def app(engine: Engine, clock: FakeClock, tmp_path: Path) -> Iterator[Flask]:
    url = engine.url.render_as_string(hide_password=False)
    made = create_app(Settings(home=tmp_path, mode="test", database_url=url), clock)
    yield made
    made.extensions["veche"].engine.dispose()


def receipt_code(city: City) -> str:
    filed = city.files()
    with city.reading() as work:
        return rows.letters(work, work.notice(filed.reference))[0].check_code


def test_a_genuine_letter_shows_its_own_facts_and_no_person(app: Flask, city: City) -> None:
    code = receipt_code(city)

    page = app.test_client().get(f"/C/{check_code.shown(code)}").text

    assert "The letter is genuine." in page
    assert "27-0001/1" in page
    assert "Липовый бульвар" in page
    assert "Сокольникова" not in page


def test_a_code_that_no_letter_has_is_said_to_be_not_ours(app: Flask, city: City) -> None:
    answer = app.test_client().get("/c/0000-0000-0000")

    assert answer.status_code == 404
    assert "No letter has this code" in answer.text


def test_a_typed_code_leads_to_its_page(app: Flask, city: City) -> None:
    code = receipt_code(city)

    answer = app.test_client().get("/check-letter", query_string={"code": code.lower()})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/c/{code.lower()}")


def test_the_address_on_a_letter_opens_the_form(app: Flask, city: City) -> None:
    for address in ("/c", "/c/", "/C", "/C/"):
        answer = app.test_client().get(address)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/check-letter"), address


def test_a_code_is_parted_in_fours_however_it_was_typed(app: Flask, city: City) -> None:
    code = receipt_code(city)
    for typed in (
        code,
        check_code.shown(code),
        check_code.shown(code).lower(),
        f"{code[:3]}--{code[3:]}",
    ):
        page = app.test_client().get(f"/c/{typed}").text
        assert f"By the code at the foot of the letter, {check_code.shown(code)}" in page, typed
