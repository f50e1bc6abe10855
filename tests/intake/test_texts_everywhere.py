"""The text corpus in the forms of a notice's later life: change, counter-offer, objection, complaint, power of attorney.

Whatever is typed, no page breaks, real names are taken, what no field keeps is told at the field, and a draft survives.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.intake.test_pleas import REFUSAL
from tests.support.client import Grumbler
from tests.support.filling import PAGES
from tests.support.texts import REFUSED, TAKEN, Typed, corpus
from tests.support.visitor import Visitor

NUMBER = "27-0001"
Sends = Callable[[str], dict[str, str]]
"""Types a text into every field of a form; the page's answer to each field, by its id, empty where it was taken."""

ALL = corpus()
ONE_OF_EACH = tuple({one.kind: one for one in reversed(ALL)}.values())
FEW = tuple({one.expect: one for one in reversed(ALL)}.values())
"""One text for each thing that may come of it."""


def told(browser: Visitor, *fields: str) -> dict[str, str]:
    """Which fields of the last page have an error, and that nothing broke and nothing became markup."""
    assert browser.last is not None
    assert browser.last.status_code < 500, browser.last.status_code
    page = browser.last.get_data(as_text=True)
    for sign_ in (
        "<script>alert",
        "<img src=x",
        "<svg/onload",
        "<iframe srcdoc",
        "<base href=//evil",
    ):
        assert sign_ not in page, sign_
    assert "13341" not in page  # no template was run
    return {name: "told" if f'id="{name}-error"' in page else "" for name in fields}


def holds(sends: Sends, texts: tuple[Typed, ...]) -> Iterator[str]:
    """What came out otherwise than it must, one line a fault."""
    for one in texts:
        answers = sends(one.text)
        for field, answer in answers.items():
            if one.expect == TAKEN and answer:
                yield f"{one.kind} {one.text!r} was not taken at {field}"
            if one.expect == REFUSED and not answer:
                yield f"{one.kind} {one.text!r} was taken at {field}"


class Calm(Grumbler):
    """A browser that grumbles at nothing: what was typed may look like a fault of the page."""

    def _keep(self, answer: TestResponse) -> TestResponse:
        return Visitor._keep(self, answer)


@pytest.fixture
def olga(door: Door) -> Grumbler:
    """Olga's browser; she types anything."""
    return Calm(door.app, language="en")


def attorney(olga: Grumbler, fill: Fill) -> Sends:
    """The power of attorney and the organiser, in a draft."""
    fill(olga)
    secret = olga.hidden("draft")
    given = {
        "attorney-day-day": "3", "attorney-day-month": "2", "attorney-day-year": "2027",
        **PAGES["organiser"], "draft": secret, "do": "go",
    }  # fmt: skip

    def sends(text: str) -> dict[str, str]:
        typed = {"attorney-name": text, "attorney-number": text[:40], "organiser": text}
        olga.post("/draft/organiser", **given | typed)
        found = told(olga, "attorney-name", "organiser")
        assert olga.get("/draft/organiser").status_code == 200  # the draft survives
        assert olga.get("/draft/answers").status_code == 200
        return found

    return sends


def amending(filed: Grumbler) -> Sends:
    """A change: answers, and why."""
    path = f"/notices/{NUMBER}/amend"
    filed.get(f"{path}?open=what&open=helpers")
    seen = filed.hidden("seen")
    given: dict[str, Any] = {
        "open": ["what", "helpers"],
        "purpose": "In memory",
        "form_details": "On foot",
        "seen": seen,
    }

    def sends(text: str) -> dict[str, str]:
        typed = {"title": text, "authorised-0-name": text}
        filed.post(path, **given, **typed, do="go")
        found = told(filed, "title", "authorised-0-name")
        filed.post(path, **given, title="Walk", **{"authorised-0-name": "Ilya"}, do="send", mark="old", reason=text)  # fmt: skip
        told(filed)
        assert filed.last is not None
        assert filed.last.status_code in {409, 422}
        return found

    return sends


def countering(filed: Grumbler, door: Door) -> Sends:
    """A counter-offer; without an hour, so that it is never sent."""
    office.proposes(door.city, NUMBER)
    path = f"/notices/{NUMBER}/counter-offer"
    filed.get(path)
    given = {
        "seen": filed.hidden("seen"), "sessions-0-day-day": "14", "sessions-0-day-month": "3",
        "sessions-0-day-year": "2027", "sessions-0-start": "", "sessions-0-end": "18:00",
        "route-0": "Lipovy Boulevard", "route-1": "Melnichnaya Square", "do": "go",
    }  # fmt: skip

    def sends(text: str) -> dict[str, str]:
        filed.post(path, **given, conditions=text, reason=text, **{"places-0-name": text})
        return told(filed, "conditions", "reason", "places-0-name")

    return sends


def objecting(filed: Grumbler, door: Door) -> Sends:
    """An objection to another decision than stands, so that none is filed."""
    office.decides(door.city, NUMBER, **REFUSAL)
    path = f"/notices/{NUMBER}/objection"

    def sends(text: str) -> dict[str, str]:
        filed.post(path, decision="999", text=text, wish=text)
        return told(filed, "text", "wish")

    return sends


def complaining(filed: Grumbler) -> Sends:
    """A complaint that does not say what it is about, so that none is filed."""

    def sends(text: str) -> dict[str, str]:
        filed.post(f"/notices/{NUMBER}/complaint", text=text)
        return told(filed, "text")

    return sends


def organisation(door: Door) -> Sends:
    """An organisation gets another name, again and again."""
    anna = door.signed_in("anna@lipa.example", Calm)
    anna.get("/organisations")
    home = anna.post("/organisations", name="Lipa").headers["Location"]
    anna.get(home)

    def sends(text: str) -> dict[str, str]:
        anna.post(home, name=text)
        found = told(anna, "name")
        assert anna.get(home).status_code == 200
        return found

    return sends


FORMS = ("attorney", "amending", "countering", "objecting", "complaining", "organisation")


def form(name: str, door: Door, olga: Grumbler, fill: Fill) -> Sends:
    """One of the forms, ready to be typed into."""
    if name == "attorney":
        return attorney(olga, fill)
    if name == "organisation":
        return organisation(door)
    fill(olga)
    olga.follow(sign(olga))
    made: dict[str, Callable[[], Sends]] = {
        "amending": lambda: amending(olga),
        "countering": lambda: countering(olga, door),
        "objecting": lambda: objecting(olga, door),
        "complaining": lambda: complaining(olga),
    }
    return made[name]()


@pytest.mark.parametrize("reason", ["\x00", "a\x07b", "\ue000"])
def test_a_reason_that_no_field_keeps_is_told_and_nothing_is_sent(
    door: Door, olga: Grumbler, fill: Fill, reason: str
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    path = f"/notices/{NUMBER}/amend"
    olga.get(f"{path}?open=people")
    olga.post(path, open="people", attendance="200", do="go", seen=olga.hidden("seen"))
    more = {"seen": olga.hidden("seen"), "mark": olga.hidden("mark"), "open": "people"}

    answer = olga.post(path, **more, attendance="200", do="send", reason=reason)

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.get_data(as_text=True)
    with door.city.reading() as work:
        assert work.notice(NUMBER).version == 1


@pytest.mark.parametrize("name", FORMS)
def test_one_text_of_each_class(name: str, door: Door, olga: Grumbler, fill: Fill) -> None:
    assert list(holds(form(name, door, olga, fill), ONE_OF_EACH)) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", FORMS)
def test_the_whole_corpus(name: str, door: Door, olga: Grumbler, fill: Fill) -> None:
    assert len(ALL) >= 190
    assert list(holds(form(name, door, olga, fill), ALL)) == []
