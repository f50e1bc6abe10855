"""A notice written page by page, as a browser sends it."""

from tests.intake.conftest import PAGES
from tests.support.visitor import Visitor


def fills(browser: Visitor, kind: str = "march", **changes: dict[str, str]) -> None:
    """Begin a draft and answer every page, up to the page of answers; `what={...}` changes a page."""
    browser.get("/notices/new")
    answer = browser.post("/notices/new", kind=kind)
    while "/draft/answers" not in answer.headers["Location"]:
        name = answer.headers["Location"].rsplit("/", 1)[-1]
        browser.get(f"/draft/{name}")
        answer = browser.post(f"/draft/{name}", **(PAGES[name] | changes.get(name, {})), do="go")
        assert answer.status_code == 303, (name, browser.text)
    browser.get("/draft/answers")
