"""A form is open for an hour, for nine, over new keys, over a deploy, over a sign-out: no word that was typed is lost.

It arrives, or it comes back on the page. Found by: a token with an end, a form that is answered with an empty one.
"""

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from tests.desk.test_paper import PAPER
from tests.stories.conftest import BASE, Town, filled
from tests.support.client import Grumbler
from web.settings import KEY_NAMES
from workflow.content import SessionIn
from wsgi import create_app

TEXT = "Двести человек <b>с цветами</b> & оркестр, № 7"


@dataclass(frozen=True)
class Open:
    """A form that stands open in a browser, with the text typed into it."""

    who: Grumbler
    path: str
    data: dict[str, Any]


def opened(town: Town, who: Grumbler, path: str, page: str = "", **typed: Any) -> Open:
    return Open(*filled(who, path, page, **typed))


def long_forms(town: Town) -> dict[str, Open]:
    """Every form that a person writes more than a few words into."""
    at, desk = town.at, "/desk/notices"
    town.city.goes_to(2027, 2, 24)
    missed = at.files("missed", sessions=(SessionIn(date(2027, 3, 10), "12:00", "13:30"),))
    town.city.goes_to(2027, 2, 28, 0)
    town.ticks()
    town.city.goes_to(2027, 3, 1)
    asked = at.asked("asked")
    proposed, cure = at.released("proposed", "proposal"), at.released("cure", "cure")
    vera, owner, orlova, zuev = (
        town.visitor(), town.person("owner"), town.person("orlova"), town.person("zuev"),
    )  # fmt: skip
    other = town.visitor()
    town.fills(vera)
    town.fills(other)
    question = f"/desk/consultations/{town.question(asked, 'police')}"
    silent = f"/desk/consultations/{town.question(at.asked('silent'), 'police')}"
    return {
        "page of a draft": opened(town, other, "/draft/what", purpose=TEXT, do="go"),
        "signature": opened(town, vera, "/draft/answers", signature=TEXT, declared="y"),
        "withdrawal": opened(town, owner, f"/notices/{asked}/withdraw", note=TEXT),
        "answer to a proposal": opened(
            town, owner, f"/notices/{proposed}/proposal", answer="decline", reason=TEXT
        ),
        "cure": opened(town, owner, f"/notices/{cure}/cure", medical=TEXT),
        "notice on paper": opened(town, town.person("kravets"), "/desk/paper", **PAPER | {"purpose": TEXT}),
        "decision": opened(
            town, orlova, f"{desk}/{at.preparing('written')}/decision", outcome="agreed", facts=TEXT
        ),
        "correction": opened(town, zuev, f"{desk}/{at.files('wrong')}/correct", attendance="300", reason=TEXT),
        "move": opened(town, zuev, f"{desk}/{at.files('twice')}/moves/void", note=TEXT),
        "answer of a body": opened(
            town, town.person("police"), question, answer="objection", ground="54-FZ, art. 8", facts=TEXT
        ),
        "end of waiting": opened(town, orlova, f"{silent}/close", reason=TEXT),
        "incident": opened(town, zuev, f"/desk/incidents/{incident_of(town, missed)}", explanation=TEXT),
    }  # fmt: skip


def incident_of(town: Town, reference: str) -> int:
    """The only one."""
    assert town.city.stage(reference) == "deemed-agreed"
    return 1


def send(app: Flask, form: Open) -> TestResponse:
    cookie = f"veche={form.who.cookie()}; veche_language=en"
    client = Client(app, use_cookies=False)
    return client.post(form.path, data=form.data, base_url=BASE, headers={"Cookie": cookie})


def second(town: Town) -> Flask:
    """As sent at once."""
    town.city.clock.advance(seconds=1)
    return town.app


def hour(town: Town) -> Flask:
    """Longer than a usual token lives."""
    town.city.clock.advance(minutes=61)
    return town.app


def nine_hours(town: Town) -> Flask:
    """A working day."""
    town.city.clock.advance(hours=9)
    return town.app


def deploy(town: Town) -> Flask:
    """Another process, on the same records."""
    return create_app(town.app.extensions["veche"].settings, town.city.clock)


def new_keys(town: Town) -> Flask:
    """Every key of the house is another; the old ones are still read with."""
    settings = town.app.extensions["veche"].settings
    for name in KEY_NAMES:
        path = settings.home / "secrets" / name
        path.write_text(f"{name:x<8}0123456789abcdef0123456789abcdef\n{path.read_text()}", "ascii")
    return create_app(settings.model_copy(), town.city.clock)


def signed_out(town: Town) -> Flask:
    """The person left in another tab."""
    return town.app


WAYS: list[Any] = [
    pytest.param(second, marks=pytest.mark.deep),
    pytest.param(hour, marks=pytest.mark.deep),
    nine_hours,
    pytest.param(deploy, marks=pytest.mark.deep),
    new_keys,
    signed_out,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_word_is_lost(town: Town, way: Callable[[Town], Flask]) -> None:
    forms = long_forms(town)
    app = way(town)
    if way is signed_out:
        for form in forms.values():
            form.who.post("/sign-out")

    lost, arrived = [], 0
    for name, form in forms.items():
        answer = send(app, form)
        arrived += answer.status_code == 303
        back = html.escape(TEXT, quote=False) in answer.text or html.escape(TEXT) in answer.text
        if answer.status_code != 303 and not back:
            lost.append((name, answer.status_code, answer.text[-600:]))
    assert lost == []
    assert arrived == (0 if way is signed_out else len(forms))
    if app is not town.app:
        app.extensions["veche"].engine.dispose()
