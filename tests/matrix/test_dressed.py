"""Every answer of every address, to an organiser and to an officer: headers, cookies, no other host (H-1);
and the log of the machine after it, with nothing in it that anybody sent (H-3).
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.test import Client, TestResponse

from tests.matrix import access
from tests.matrix.conftest import Crowd
from web import headers, logs

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ROLES = ("own", "off")
KINDS = ("name", "phone", "mail", "token", "password", "cookie", "agent", "way")
CANARIES = tuple(f"canary{number:03d}{kind}" for number in range(25) for kind in KINDS)
FORGED = '\r\n{"event": "forged", "level": "error"}\n\u2028{"event": "forged"}'


def addresses(crowd: Crowd) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for endpoint, (path, fields) in access.ADDRESSES.items():
        yield endpoint, path.format(**crowd.words), fields


def faults(answer: TestResponse) -> Iterator[str]:
    """What an answer lacks of AD-14, or carries beyond it."""
    got = answer.headers
    for name, value in headers.HEADERS.items():
        own = name == "Content-Security-Policy" and got.get(name, "").startswith("sandbox")
        if got.get(name) != value and not own:
            yield f"{name}: {got.get(name)}"
    if got.get("Server") or "X-Powered-By" in got:
        yield "says what it runs on"
    if not re.fullmatch(r"[0-9a-f]{16}", got.get("X-Request-Id", "")):
        yield "has no number"
    for cookie in got.getlist("Set-Cookie"):
        if not {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; ")):
            yield f"cookie: {cookie.partition('=')[0]}"
    yield from _kept(answer)
    yield from _elsewhere(answer)


def _kept(answer: TestResponse) -> Iterator[str]:
    """Whether a page about people may be kept by a proxy, or by a browser that somebody else opens."""
    kept, path = answer.headers.get("Cache-Control", ""), answer.request.path
    form = answer.mimetype == "text/html" and kept == "no-cache, private"
    if path.startswith(("/desk", "/n/", "/account", "/my")) and "no-store" not in kept and not form:
        yield f"may be kept: {kept}"
    if "public" in kept and not path.startswith(("/static", "/brand")):
        yield f"may be kept by anybody: {kept}"


def _elsewhere(answer: TestResponse) -> Iterator[str]:
    """Whether a page asks another host or has something inline."""
    got = answer.headers
    page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    if re.search(
        r'(?:src|action)="(?:https?:)?//|<style|<script(?![^>]* src="/static)| style="| on[a-z]+="',
        page,
    ):
        yield "asks another host, or has something inline"
    where = got.get("Location", "")
    if re.match(r"(?:https?:)?//", where) and not where.startswith("http://localhost:8000/"):
        yield f"leads to {where}"


@pytest.fixture
def said(crowd: Crowd) -> Iterator[io.StringIO]:
    """What the log of the machine says meanwhile."""
    handler = next(one for one in logging.getLogger().handlers if one.name == logs.NAME)
    heard = io.StringIO()
    ear = logging.StreamHandler(heard)
    ear.setFormatter(handler.formatter)
    logging.getLogger().addHandler(ear)
    yield heard
    logging.getLogger().removeHandler(ear)


def test_every_answer_is_dressed_and_the_log_knows_nobody(crowd: Crowd, said: io.StringIO) -> None:
    found, number, asked = [], 0, 0
    for endpoint, path, fields in addresses(crowd):
        for role in ROLES:
            for method in ("GET", "POST"):
                picked = [CANARIES[(number + step) % len(CANARIES)] for step in range(8)]
                number += 8
                answer = sends(crowd, role, method, path, fields, picked)
                asked += 1
                found += [f"{method} {endpoint} as {role}: {one}" for one in faults(answer)]
                if answer.status_code >= 500:
                    found.append(f"{method} {endpoint} as {role}: {answer.status_code}")
        crowd.keeping.settle()
    assert found == []
    assert number >= len(CANARIES)
    lines = said.getvalue().splitlines()
    assert len([one for one in lines if json.loads(one)["event"] == "answered"]) >= asked * 0.9
    assert [one[:300] for one in lines if "canary" in one.casefold() or "forged" in one] == []


def sends(
    crowd: Crowd, role: str, method: str, path: str, fields: dict[str, Any], picked: list[str]
) -> TestResponse:
    """One request with a canary in every place that a sender fills, and lines that want to be the log's own."""
    name, phone, mail, token, password, cookie, agent, way = picked
    path, _, asked = path.partition("?")
    query = dict(parse_qsl(asked)) | {"q": name, "token": token, "next": f"/{way}", "code": phone}
    typed = dict.fromkeys(fields, f"{name}{FORGED}") | {
        "name": name + FORGED, "phone": phone, "email": f"{mail}@example.org", "password": password,
        "token": token, "text": way + FORGED,
    }  # fmt: skip
    return crowd.ask(
        role, method, path, typed if method == "POST" else None, query_string=query,
        environ_overrides={
            "HTTP_USER_AGENT": f'{agent}\t{{"event": "forged"}}', "HTTP_REFERER": f"http://x/{token}",
            "HTTP_X_FORWARDED_FOR": phone, "HTTP_AUTHORIZATION": f"Bearer {password}",
            "HTTP_X_REQUEST_ID": cookie,
        },
    )  # fmt: skip


def test_no_word_in_an_address_reaches_the_log(crowd: Crowd, said: io.StringIO) -> None:
    for path in (
        "/l/canary1",
        "/n/canary2",
        "/desk/notices/canary3",
        "/static/canary4",
        "/canary5%0a{",
    ):
        assert crowd.ask("vis", "GET", path).status_code in {303, 404, 410, 200}
    assert "canary" not in said.getvalue()


def test_every_method_that_is_not_offered_is_a_plain_405(crowd: Crowd) -> None:
    offered: dict[str, set[str]] = {}
    for rule in crowd.app.url_map.iter_rules():
        offered.setdefault(rule.endpoint, set()).update(rule.methods or ())
    found, asked = [], 0
    for endpoint, path, _ in addresses(crowd):
        mine = crowd.app.url_map.bind("localhost:8000").allowed_methods(path.partition("?")[0])
        for method in METHODS:
            if method in mine or method == "POST":
                continue
            asked += 1
            answer = crowd.ask("vis", method, path)
            if answer.status_code != 405 or not answer.headers.get("Allow"):
                found.append(f"{method} {endpoint}: {answer.status_code}")
    assert found == []
    assert asked > 300


WAYS = [
    {"Host": "evil.example"}, {"Host": "localhost:8000.evil.example"}, {"Host": "localhost:8000@evil.example"},
    {"Host": ""}, {"Host": "evil.example\\.localhost"},
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_another_host_gets_no_page_and_is_not_repeated(crowd: Crowd, way: dict[str, str]) -> None:
    for _, path, _ in list(addresses(crowd))[::6]:
        made = Client(crowd.app, use_cookies=False).open(path, headers=way)
        assert made.status_code == 400
        assert "evil" not in made.get_data(as_text=True) + str(made.headers)


@pytest.mark.parametrize(
    "name",
    [
        "X-Forwarded-Host",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Prefix",
        "Forwarded",
        "X-Original-Url",
        "X-Rewrite-Url",
        "X-Http-Method-Override",
    ],
)
def test_no_header_of_a_proxy_is_believed(crowd: Crowd, name: str) -> None:
    for _, path, _ in list(addresses(crowd))[::6]:
        plain = crowd.ask("vis", "GET", path)
        told = crowd.ask(
            "vis",
            "GET",
            path,
            environ_overrides={"HTTP_" + name.upper().replace("-", "_"): "evil.example"},
        )
        assert told.status_code == plain.status_code
        assert "evil" not in told.get_data(as_text=True) + str(told.headers)


def test_robots_are_told_to_stay_out_of_what_is_peoples(crowd: Crowd) -> None:
    text = crowd.ask("vis", "GET", "/robots.txt").text
    assert "Disallow: /\n" in text
    allowed = set(re.findall(r"^Allow: (\S+)$", text, re.MULTILINE))
    assert not {
        one for one in allowed if one.startswith(("/desk", "/n/", "/l/", "/account", "/draft"))
    }
