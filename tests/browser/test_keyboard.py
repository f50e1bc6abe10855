"""Without a mouse: Tab, arrows, Space and Enter are enough, and the focus is always seen."""

from collections.abc import Callable

from tests.browser.conftest import Town
from tests.browser.walker import Walker

Walk = Callable[..., Walker]
MOST_TABS = 60
SEES_FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    const label = document.activeElement.labels?.[0];
    const ring = label ? getComputedStyle(label, '::before').boxShadow : 'none';
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || ring !== 'none';
}"""


def tabs_to(walker: Walker, selector: str) -> None:
    """Press Tab until the focus is there; each stop on the way shows where it is."""
    for _ in range(MOST_TABS):
        walker.page.keyboard.press("Tab")
        here = walker.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert walker.page.evaluate(SEES_FOCUS), f"nobody sees the focus on {here}"
        if walker.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{MOST_TABS} times Tab do not lead to {selector}")


def enters(walker: Walker) -> None:
    """Press Enter, and look at the page that comes."""
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")
    walker.looks()


def test_dates_are_asked_and_a_page_is_filled_from_the_keyboard(walk: Walk) -> None:
    walker = walk()
    keys = walker.page.keyboard
    walker.goes("/")
    tabs_to(walker, 'select[name="kind"]')
    keys.type("March")
    for name, typed in (
        ("people", "350"),
        ("okrug", "North-E"),
        ("day-day", "14"),
        ("day-month", "3"),
        ("day-year", "2027"),
    ):
        tabs_to(walker, f'[name="{name}"]')
        keys.type(typed)
    enters(walker)
    assert "kind=march&people=350&okrug=SVAO&day-day=14" in walker.page.url
    tabs_to(walker, 'form[action="/notices/new"] button')
    enters(walker)

    for name in ("title", "purpose", "form_details"):
        tabs_to(walker, f'[name="{name}"]')
        keys.type("A walk in memory of the founders")
    tabs_to(walker, 'button[value="go"].govuk-button')
    enters(walker)

    assert walker.page.url.endswith("/draft/when")


def test_a_skip_link_comes_first_and_leads_past_the_menu(walk: Walk) -> None:
    walker = walk()
    walker.goes("/help").page.keyboard.press("Tab")
    assert walker.page.evaluate("document.activeElement.hash") == "#main"

    walker.page.keyboard.press("Enter")
    walker.page.keyboard.press("Tab")

    assert walker.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_notice_is_registered_from_the_keyboard(town: Town, walk: Walk) -> None:
    reference = town.at.files("by keyboard")
    walker = walk("orlova")
    walker.goes(f"/desk/search?q={reference}")
    tabs_to(walker, f'a[href="/desk/notices/{reference}"]')
    enters(walker)
    tabs_to(walker, f'a[href="/desk/notices/{reference}/moves/register"]')
    enters(walker)
    tabs_to(walker, "main form button")
    enters(walker)

    assert town.city.stage(reference) == "registered"
