"""The form in its other states: wrong answers as a screen reader meets them, two devices, the short form, a long text."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.walker import Walker

Walk = Callable[..., Walker]


def begins(walker: Walker, kind: str) -> Walker:
    """Begin a draft of a kind."""
    walker.goes("/notices/new")
    walker.puts("kind", kind)
    return walker.presses("Continue")


@pytest.mark.parametrize(("width", "language"), [(360, "en"), (1280, "ru")])
def test_names_roles_and_errors_are_there_for_a_screen_reader(
    walk: Walk, width: int, language: str
) -> None:
    walker = begins(walk(width=width, language=language), "march")
    purpose = walker.page.get_by_role("textbox", name=walker.says("What is its purpose?"))
    expect(purpose).to_have_accessible_description(re.compile(".+"))

    walker.presses("Save and continue")

    wrong = walker.says("Write what it is for, in your own words")
    alert = walker.page.get_by_role("alert")
    expect(alert).to_contain_text(wrong)
    expect(walker.page.locator(".govuk-error-summary")).to_be_focused()
    expect(purpose).to_have_accessible_description(re.compile(re.escape(wrong)))
    tree = walker.page.locator("main").aria_snapshot()
    assert "- alert:" in tree
    assert f'- link "{wrong}"' in tree
    assert f'- heading "{walker.says("What is it about?")}" [level=1]' in tree
    alert.get_by_role("link", name=wrong).click()
    expect(purpose).to_be_focused()
    walker.presses("Save and continue", purpose="Слово " * 800).goes("/draft/answers")


def test_two_devices_are_told_of_each_other_and_nothing_is_lost(walk: Walk) -> None:
    desk = begins(walk(), "march")
    desk.goes("/draft/later")
    link = desk.page.locator('main a[href*="/drafts/"]').first.inner_text()
    phone = walk(width=360, language="ru")
    phone.goes(re.sub(r"^https?://[^/]+", "", link))
    phone.goes("/draft/what")
    desk.goes("/draft/what").presses("Save and continue", purpose="At the desk")

    phone.presses("Save and continue", purpose="С телефона")

    expect(phone.page.get_by_role("alert")).to_contain_text("At the desk")
    assert (
        phone.page.get_by_role("textbox", name=phone.says("What is its purpose?")).input_value()
        == "С телефона"
    )
    phone.presses("Save and continue")
    desk.goes("/draft/what")
    assert (
        desk.page.get_by_role("textbox", name="What is its purpose?").input_value() == "С телефона"
    )


@pytest.mark.parametrize(("width", "language"), [(360, "ru"), (1280, "en")])
def test_a_small_picket_on_one_page_and_pages_around_it(
    walk: Walk, width: int, language: str
) -> None:
    walker = begins(walk(width=width, language=language), "picket_group")
    assert walker.heading() == walker.says("The whole notice on one page")
    walker.presses("Save and continue")
    walker.goes("/draft/answers").goes("/answer-times").goes("/draft/later")
