"""The line dies at the worst moment, or the session does: nothing typed is lost, nothing is filed twice."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route, expect
from sqlmodel import select

from records.tables import Notice
from tests.browser.conftest import Town
from tests.browser.test_road import sees_dates, writes
from tests.browser.walker import Walker

Walk = Callable[..., Walker]


def begins(walker: Walker) -> Walker:
    """The first page of a march, with words on it."""
    walker.goes("/notices/new").puts("kind", "march")
    walker.presses("Continue")
    return walker.types(purpose="Said in a tunnel", form_details="On foot")


def purpose(walker: Walker) -> str:
    """What stands under the first question."""
    return walker.page.locator('[name="purpose"]').input_value()


def test_a_phone_without_a_line_keeps_the_text_and_sends_it_by_itself(walk: Walk) -> None:
    vera = begins(walk(width=360))
    vera.page.context.set_offline(True)
    vera.page.get_by_role("button", name="Save and continue", exact=True).click()
    box = vera.page.get_by_role("alert")
    expect(box).to_contain_text("nothing that you typed is lost")
    expect(box).to_be_in_viewport()  # beside the button, at the end of a long page
    assert purpose(vera.looks()) == "Said in a tunnel"

    with vera.page.expect_navigation():
        vera.page.context.set_offline(False)

    assert vera.page.url.endswith("/draft/when")
    assert purpose(vera.goes("/draft/what")) == "Said in a tunnel"


def test_a_line_that_hangs_is_told_of_where_somebody_types(walk: Walk) -> None:
    """Enter in a box of the form: nobody answers, nobody refuses; the box of the text is where the eyes are."""
    vera = walk(width=360)
    vera.page.clock.install()
    vera.page.goto("/notices/new")
    vera.puts("kind", "march")
    vera.moves_on(vera.page.locator('main form[method="post"] button').last)
    asked: list[Route] = []

    def hangs(route: Route) -> None:
        asked.append(route)

    vera.page.route("**/health/live", hangs, times=1)
    vera.page.locator('[name="title"]').focus()
    with vera.page.expect_request("**/health/live"):
        vera.page.keyboard.press("Enter")
    box = vera.page.locator("#no-line")
    expect(box).to_be_hidden()
    vera.page.clock.fast_forward(3_000)
    expect(box).to_be_in_viewport()
    assert vera.page.evaluate("document.activeElement.name") == "title"

    with vera.page.expect_navigation():
        asked[0].fulfill(status=200)

    assert vera.page.locator(".govuk-error-summary").is_visible()  # it was sent


@pytest.mark.deep
@pytest.mark.parametrize("scripts", [True, False])
def test_a_dead_session_gives_the_step_back_as_it_was_typed(walk: Walk, scripts: bool) -> None:
    vera = begins(walk(width=360, scripts=scripts))
    vera.page.context.clear_cookies()
    vera.presses("Save and continue")
    assert "What you typed is kept" in vera.heading()
    assert "Said in a tunnel" in vera.reads()

    vera.presses("Send it now")

    assert vera.page.url.endswith("/draft/when")
    assert purpose(vera.goes("/draft/what")) == "Said in a tunnel"


@pytest.mark.deep
@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_that_is_lost_on_its_way_leaves_one_receipt(
    town: Town, walk: Walk, scripts: bool
) -> None:
    """The city has filed it, and the phone never hears so: sent again, it gets the same receipt."""
    vera = walk(width=360, scripts=scripts)
    sees_dates(vera)
    writes(vera)
    vera.types(signature="Vera Sokolnikova", declared=True)

    def lost(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    before = numbers(town)
    vera.page.context.route("**/draft/answers", lost)
    vera.page.get_by_role("button", name="File the notice", exact=True).click()
    with suppress(Error):  # the navigation failed, as it should
        vera.page.wait_for_url("chrome-error://**")
    assert numbers(town) == before + 1
    vera.page.context.unroute("**/draft/answers")

    vera.page.reload()

    assert vera.page.url.endswith("/receipt")
    vera.looks()
    assert numbers(town) == before + 1


def numbers(town: Town) -> int:
    """How many notices the city has taken."""
    with town.city.reading() as work:
        return len(work.session.exec(select(Notice.id)).all())
