"""A notice written page by page, as a browser sends it, or copied from one that was."""

import json
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from records.tables import Draft
from tests.support.visitor import Visitor

PAGES: dict[str, dict[str, Any]] = {
    "what": {
        "title": "Memorial walk",
        "purpose": "In memory of the founders of the Melnichny quarter library",
        "form_details": "On foot, laying of flowers",
    },
    "when": {
        "sessions-0-day-day": "14",
        "sessions-0-day-month": "3",
        "sessions-0-day-year": "2027",
        "sessions-0-start": "12:00",
        "sessions-0-end": "13:30",
    },
    "where": {
        "places-0-name": "Lipovy Boulevard, from No. 4",
        "places-0-okrug": "SVAO",
        "places-0-district": "ostankinsky",
    },
    "route": {
        "route-0": "Lipovy Boulevard",
        "route-1": "Sadovnikov Street",
        "route-2": "Melnichnaya Square",
        "vehicles_used": "no",
    },
    "people": {"attendance": "350"},
    "order": {
        "order": "12 stewards with armbands, one at each crossing",
        "medical": "Two first-aiders at the head and the end",
    },
    "things": {"sound_used": "yes", "sound": "One loudspeaker, 13:00 to 13:20, on the square"},
    "organiser": {
        "organiser_kind": "citizen",
        "organiser": "Vera Andreevna Sokolnikova",
        "address": "Moscow, Prudovaya Street 8, flat 31",
        "postcode": "129515",
        "phone": "+7 495 000-14-20",
        "email": "vera@example.com",
    },
    "helpers": {
        "authorised-0-name": "Ilya Maratovich Ganeev",
        "authorised-0-phone": "+7 495 000-14-21",
    },
    "papers": {},
}
"""A whole march, page by page, as a browser sends it."""
PAGES["all"] = {name: value for page in PAGES.values() for name, value in page.items()}

_WRITTEN: dict[tuple[str, str, str], dict[str, Any]] = {}
"""What a walk left in its draft, by the draft's law, kind and first answers; once a process."""


def fills(
    browser: Visitor,
    kind: str = "march",
    begun: TestResponse | None = None,
    **changes: dict[str, str],
) -> TestResponse:
    """Begin a draft and answer every page, up to the page of answers; `what={...}` changes a page."""
    answer = begun or _begins(browser, kind)
    while "/draft/answers" not in answer.headers["Location"]:
        answer = _sends(browser, answer.headers["Location"].rsplit("/", 1)[-1], changes)
    return browser.get("/draft/answers")


def copies(
    engine: Engine,
    browser: Visitor,
    kind: str = "march",
    begun: TestResponse | None = None,
    **changes: dict[str, str],
) -> TestResponse:
    """The same draft in the end; only the first of its kind walks, the next ones send what they change."""
    if begun is not None:  # under a law of the test's own
        return fills(browser, kind, begun, **changes)
    answer = _begins(browser, kind)
    with Session(engine) as lines:
        draft = lines.exec(select(Draft).order_by(col(Draft.id).desc())).first()
        assert draft is not None
        name = (draft.regime_id, draft.kind, json.dumps(draft.answers, sort_keys=True))
        if name in _WRITTEN:
            for column, value in _WRITTEN[name].items():
                setattr(draft, column, value)
            lines.add(draft)
            lines.commit()
            for page in sorted(changes, key=[*PAGES, *changes].index):  # in the order of the form
                _sends(browser, page, changes)
            return browser.get("/draft/answers")
    shown = fills(browser, kind, answer, **changes)
    if not changes:
        with Session(engine) as lines:
            draft = lines.exec(select(Draft).order_by(col(Draft.id).desc())).first()
            assert draft is not None
            _WRITTEN[name] = draft.model_dump(include={"answers", "trail", "revision"})
    return shown


def _begins(browser: Visitor, kind: str) -> TestResponse:
    browser.get("/notices/new")
    return browser.post("/notices/new", kind=kind, another="y")


def _sends(browser: Visitor, page: str, changes: dict[str, dict[str, str]]) -> TestResponse:
    browser.get(f"/draft/{page}")
    answer = browser.post(
        f"/draft/{page}", **(PAGES.get(page, {}) | changes.get(page, {})), do="go"
    )
    if answer.status_code == 200:  # told what the law says against it; they keep it
        answer = browser.post(
            f"/draft/{page}", **(PAGES.get(page, {}) | changes.get(page, {})), do="keep"
        )
    assert answer.status_code == 303, (page, browser.text)
    return answer
