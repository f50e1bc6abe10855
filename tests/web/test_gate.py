"""The gate: nothing is served that names no action, and the table is asked first."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.gate import Ungated, action_of
from workflow.policy import POLICY


def test_an_endpoint_without_a_gate_is_never_served(house: Flask) -> None:
    house.add_url_rule("/planted", "planted", lambda: "secret")
    with pytest.raises(Ungated, match="planted"):
        house.test_client().get("/planted")


def test_every_endpoint_names_an_action_of_the_table(house: Flask) -> None:
    named = {name: action_of(view) for name, view in house.view_functions.items()}
    assert {name: action for name, action in named.items() if action not in POLICY} == {}


def test_a_visitor_is_led_to_sign_in_and_back(plant: Any, client: FlaskClient) -> None:
    plant("/planted", lambda: "secret", action="desk.enter")
    answer = client.get("/planted?a=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/planted?a%3D1")


def test_a_visitor_s_post_is_refused_with_its_text(plant: Any, client: FlaskClient) -> None:
    plant("/planted", lambda: "secret", action="desk.enter", methods=["POST"])
    answer = client.post("/planted", data={"note": "twelve coaches"})
    assert answer.status_code == 403
    assert "twelve coaches" in answer.text
    assert "secret" not in answer.text


def test_an_action_without_a_row_is_refused(plant: Any, client: FlaskClient) -> None:
    plant("/planted", lambda: "secret", action="no.such", methods=["POST"])
    assert client.post("/planted").status_code == 403
