"""The organiser's pages in the states that a first look misses: with mistakes, empty, and with more than anybody hopes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload

from tests.browser import states
from tests.browser.conftest import Town
from tests.browser.states import WORD, States
from tests.browser.test_pages import first
from tests.browser.test_tree import sends
from tests.browser.walker import Walker
from tests.support.city import content

Walk = Callable[..., Walker]
STEPS = ("what", "when", "where", "route", "people", "order", "things", "organiser", "helpers")
EMPTY = (
    "/notices", "/my-data", "/organisations", "/account", "/account/ways", "/account/passkeys",
    "/account/password", "/account/address", "/my-data/account/delete", "/notices/new",
)  # fmt: skip
"""Of somebody who has nothing."""
LONG = (
    "/notices", "/notices/{long}", "/notices/{long}/receipt", "/notices/{long}/versions", "/notices/{long}/amend/papers",
    "/notices/{long}/dates", "/notices/{long}/amend", "/notices/{long}/amend?go=1&open=where&open=helpers",
    "/notices/{long}/withdraw", "/my-data", "/organisations", "/account",
)  # fmt: skip
"""Of somebody who has forty notices, names as long as they may be, twelve places, twenty papers."""
LONG_DRAFT = (*(f"/draft/{name}" for name in STEPS), "/draft/papers", "/draft/answers", "/notices")
SIGN = "\ue000"
"""What no box keeps."""
WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("/notices/{asked}/withdraw", {"note": SIGN}), ("/notices/{agreed}/cancel", {"note": SIGN}),
    ("/notices/{proposed}/proposal", {}), ("/notices/{proposed}/proposal", {"answer": "decline"}),
    ("/notices/{proposed}/counter-offer", {"sessions-0-start": "", "sessions-0-end": "25:99", "reason": SIGN}),
    ("/notices/{cured}/cure", {"medical": ""}), ("/notices/{refused}/objection", {}),
    ("/notices/{refused}/complaint", {}), ("/notices/{asked}/messages", {}), ("/notices/{asked}/questions", {}),
    ("/notices/{asked}/resources", {}), ("/organisations", {}), ("/find", {}), ("/account/password", {}),
    ("/account/address", {}), ("/notices/new", {}), ("/notices/{bound}/minutes", {"remark": SIGN}),
    ("/notices/{bound}/conditions", {"answer-1": "objected"}),
)  # fmt: skip
"""Pages whose form is sent as it stands, or with a mistake."""
GRID = [
    pytest.param({"width": width, "language": language}, marks=pytest.mark.deep)
    for width in (360, 1280)
    for language in ("en", "ru")
]


@pytest.fixture(scope="module")
def made(town: Town) -> States:
    """Once for all of these pages."""
    states.people(town)
    return States(town, states.long_ones(town, 40) | states.turns(town) | states.bargains(town))


def wrong(walker: Walker, path: str, **typed: str) -> Walker:
    """The form of a page is sent with a mistake, and the page that says so is looked at."""
    sends(walker, path, **typed)
    said = walker.page.locator(".govuk-error-summary, .govuk-error-message")
    assert said.count(), f"{path}: no mistake is told\n{walker.reads()[:600]}"
    return walker.looks()


def wrong_paper(walker: Walker) -> None:
    """A file that is no paper is refused beside one that stays."""
    walker.page.goto("/draft/papers")
    bad = FilePayload(name=f"{WORD}.pdf", mimeType="application/pdf", buffer=b"MZ no paper")
    walker.page.locator('main input[type="file"]').first.set_input_files(bad)
    walker.moves_on(walker.page.locator('main button[value="add"]'))
    assert WORD in walker.page.locator(".govuk-error-message").inner_text()
    walker.looks()


@pytest.mark.parametrize("way", GRID)
def test_pages_of_somebody_who_has_nothing(
    walk: Walk, made: States, way: dict[str, object]
) -> None:
    walker = walk("nobody", **way)
    for path in EMPTY:
        walker.goes(path)


@pytest.mark.parametrize("way", GRID)
def test_pages_of_somebody_who_has_much(walk: Walk, made: States, way: dict[str, object]) -> None:
    walker = walk("many", **way)
    for path in LONG:
        walker.goes(path.format(**made.refs))
    walker.page.goto(made.draft(states.much()))
    for path in LONG_DRAFT:
        walker.goes(path)


@pytest.mark.parametrize("way", GRID)
def test_every_page_of_the_form_with_its_mistakes(
    walk: Walk, made: States, way: dict[str, object]
) -> None:
    walker = walk(**way)
    walker.page.goto(made.draft())
    for name in STEPS:
        wrong(walker, f"/draft/{name}")
    wrong_paper(walker)
    walker.page.goto(made.draft(kind="picket_group"))
    wrong(walker, "/draft/all")
    walker.page.goto(made.draft(content(answers={"sound": "13:00–13:20"})))
    wrong(walker, "/draft/answers")


@pytest.mark.parametrize("way", GRID)
def test_every_answer_to_the_office_with_its_mistakes(
    walk: Walk, made: States, way: dict[str, object]
) -> None:
    walker = walk("owner", **way)
    for path, typed in WRONG:
        wrong(walker, path.format(**made.refs), **typed)


@pytest.mark.parametrize("language", first("ru"))
def test_some_pages_in_each_state(walk: Walk, made: States, language: str) -> None:
    walker = walk("many", width=360, language=language)
    walker.goes("/notices").goes("/notices/{long}".format(**made.refs))
    walker.page.goto(made.draft(states.much()))
    walker.goes("/draft/where").goes("/draft/answers")
    walker.page.goto(made.draft())
    for name in ("when", "organiser"):
        wrong(walker, f"/draft/{name}")
