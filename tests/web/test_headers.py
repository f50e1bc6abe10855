"""What every answer carries, and how much a request may weigh."""

from typing import Any

import pytest
from flask import request
from flask.testing import FlaskClient

from web.headers import body_limit

PAGES = ["/help", "/nope", "/health/live", "/static/css/veche.css", "/robots.txt"]


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_is_dressed(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers


def test_a_page_loads_nothing_from_elsewhere_and_nothing_inline(client: FlaskClient) -> None:
    text = client.get("/patterns").text
    assert "http://" not in text.replace("http://localhost", "")
    assert "https://" not in text
    assert " style=" not in text
    assert "<style" not in text
    assert text.count("<script") == 1


def test_a_missing_page_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/nope").headers["Cache-Control"] == "no-store"


def test_a_form_page_comes_back_with_back(client: FlaskClient) -> None:
    assert client.get("/patterns").headers["Cache-Control"] == "no-cache, private"


def test_a_static_file_is_kept_by_its_hash(client: FlaskClient) -> None:
    answer = client.get("/static/css/veche.css?v=1", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 30_000


@pytest.mark.parametrize("name", ["../wsgi.py", "%2e%2e/wsgi.py", "src/../../wsgi.py"])
def test_static_serves_nothing_outside(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_bodies_are_weighed_before_they_are_read(plant: Any, client: FlaskClient) -> None:
    plant("/planted", lambda: str(len(request.form["a"])), methods=["POST"])
    assert client.post("/planted", data={"a": "я" * 80_000}).text == "80000"
    assert client.post("/planted", data={"a": "x" * 600_000}).status_code == 413


def test_a_route_may_take_more(plant: Any, client: FlaskClient) -> None:
    plant("/planted", body_limit(2_000_000)(lambda: str(len(request.data))), methods=["POST"])
    sent = client.post("/planted", data=b"x" * 1_000_000, content_type="application/octet-stream")
    assert sent.text == "1000000"


def test_fifteen_hundred_fields_are_too_many(plant: Any, client: FlaskClient) -> None:
    plant("/planted", lambda: "taken", methods=["POST"])
    assert client.post("/planted", data={f"f{n}": "" for n in range(1500)}).status_code == 413


def test_a_long_query_is_refused(client: FlaskClient) -> None:
    assert client.get("/help?" + "a" * 2049).status_code == 414


@pytest.mark.parametrize("body", ["a=%ff", "a=%ed%a0%80", "a=%c3"])
def test_what_is_not_utf8_is_400(plant: Any, client: FlaskClient, body: str) -> None:
    plant("/planted", lambda: "taken", methods=["POST"])
    sent = client.post("/planted", data=body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 400
    assert client.get(f"/help?{body}").status_code == 400


def test_another_host_name_is_refused(client: FlaskClient) -> None:
    assert client.get("/help", headers={"Host": "evil.example"}).status_code == 400


def test_nul_in_an_address_is_no_question_for_a_database(client: FlaskClient) -> None:
    assert client.get("/c/%00").status_code == 404
    assert client.get("/check-letter?code=%00").status_code == 400


def test_a_file_name_that_no_disk_can_hold_is_not_there(client: FlaskClient) -> None:
    assert client.get(f"/static/{'x' * 300}").status_code == 404
