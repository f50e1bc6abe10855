"""A city that no page can carry: its streets come as one pans, by keys alone; where they don't come, the lines still work."""

from collections.abc import Callable, Iterator

import pytest

from places import board
from tests.browser.conftest import Town
from tests.browser.keys import tabs_to
from tests.browser.test_map import said
from tests.browser.walker import Walker
from web.work import atlas

Walk = Callable[..., Walker]
PLACE = "places-0-name"


@pytest.fixture
def large(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The town counts as one."""
    monkeypatch.setattr(board, "MOST_ON_A_BOARD", 10)
    with town.app.app_context():
        atlas().grounds.clear()
        yield
        atlas().grounds.clear()


@pytest.mark.usefixtures("large")
def test_streets_come_as_one_pans_by_keys(walk: Walk) -> None:
    walker = walk("kravets", width=360).goes("/desk/paper")
    assert walker.page.locator(".v-map__board [data-name]").count() == 0  # the page has districts
    walker.puts(PLACE, "Melnichnaya Square")
    walker.page.locator('button[value="map"]').click()
    walker.page.wait_for_selector("[data-cell] [data-street]", state="attached")
    tabs_to(walker, ".v-map__field")
    walker.page.keyboard.press("+")
    walker.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-ground] ~ .v-map__near text')].some(one => one.getAttribute('visibility') === 'visible')"
    )
    walker.page.keyboard.press("n")
    walker.page.keyboard.press("n")
    name = said(walker).removeprefix("At ")
    walker.page.keyboard.press("Enter")
    # the lines were passed last on the way to the map, so it writes there
    assert walker.page.locator('[name="places-0-points"]').input_value() == name
    for _ in range(11):
        walker.page.keyboard.press("-")
    walker.page.wait_for_selector(".v-map__board.is-far [data-cell]", state="attached")
    walker.looks()


@pytest.mark.usefixtures("large")
def test_where_they_do_not_come_the_lines_still_work(walk: Walk) -> None:
    walker = walk("kravets").goes("/desk/paper")
    walker.page.route("**/map/**", lambda route: route.fulfill(status=404, body="gone"))
    walker.page.reload()
    walker.page.wait_for_function(
        "() => document.querySelector('.v-map__said').textContent.startsWith('The streets here could not')"
    )
    walker.puts(PLACE, "Melnichnaya Square")
    walker.page.locator('button[value="map"]').click()
    assert "Ostankinsky" in walker.reads()
