"""Every form, sent by its right person from the wrong place: no token, another's, an old one, another site."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.matrix import access
from tests.matrix.conftest import Crowd, sent
from web.gate import needs_token
from web.sessions import hashed

HARMLESS = {"public.compare_letter", "public.csp_reports", "public.language"}
"""What a stranger's page may send: a browser's report, the language of this one browser, a file to compare."""
GOOD = frozenset({"200", "303", "422"})
FORGED = {
    "no token": ("", {}),
    "another person's token": ("another's", {}),
    "the token of before the sign-in": (hashed("csrf " + "x" * 43), {}),
    "the cookie for a token": ("own cookie", {}),
    "a token in the address": ("in the address", {}),
    "a right token from another site": ("right", {"Sec-Fetch-Site": "cross-site"}),
    "a right token from a neighbour": ("right", {"Sec-Fetch-Site": "same-site"}),
    "a right token from another origin": ("right", {"Origin": "https://veche.example.evil"}),
}  # fmt: skip


def somebody(endpoint: str) -> str:
    """A role that gets somewhere with this form."""
    outcomes = access.rows()[endpoint, "POST"]
    return next((role for role, one in outcomes.items() if one in GOOD), "own")


def send(crowd: Crowd, role: str, path: str, data: dict[str, Any], how: str) -> TestResponse:
    token, headers = FORGED[how]
    secret = crowd.secret(role)
    right = hashed("csrf " + secret)
    if token == "in the address":
        path, token = f"{path}?csrf_token={right}", ""
    another = hashed("csrf " + crowd.secret("own" if role == "oth" else "oth"))
    given = {"right": right, "own cookie": secret, "another's": another}.get(token, token)
    return Client(crowd.app, use_cookies=False).post(
        path,
        data={name: one for name, one in data.items() if name != "csrf_token"}
        | ({"csrf_token": given} if given else {}),
        base_url="http://localhost:8000",
        headers={"Cookie": f"veche={secret}; veche_language=en", **headers},
    )


def told(crowd: Crowd, how: str) -> Iterator[str]:
    """What went through, or changed something."""
    for endpoint, method in access.rows():
        if method != "POST" or endpoint in HARMLESS:
            continue
        path, fields = access.ADDRESSES[endpoint]
        path, role = path.format(**crowd.words), somebody(endpoint)
        answer = send(crowd, role, path, sent(crowd, endpoint, path, fields), how)
        changed = crowd.keeping.settle()
        if answer.status_code != 400 or changed:
            yield f"{endpoint} as {role}: {answer.status_code}, changed {changed}"


@pytest.mark.parametrize("how", FORGED)
def test_no_form_goes_through_with(crowd: Crowd, how: str) -> None:
    """Found by: a route that was made free of the token, or a check that looks at the address too."""
    crowd.keeping.settle()
    assert list(told(crowd, how)) == []


def test_three_forms_alone_need_no_token(crowd: Crowd) -> None:
    views = crowd.app.view_functions
    free = {name for name, view in views.items() if not needs_token(view)}
    assert free == HARMLESS


def test_the_right_form_goes_through(crowd: Crowd) -> None:
    """So the refusals above are of the token: the same forms with their own are none of them a 400."""
    for endpoint, method in access.rows():
        if method == "POST" and endpoint not in HARMLESS:
            path, fields = access.ADDRESSES[endpoint]
            path = path.format(**crowd.words)
            answer = crowd.ask(
                somebody(endpoint), "POST", path, sent(crowd, endpoint, path, fields)
            )
            assert answer.status_code != 400, endpoint
    crowd.keeping.settle()
