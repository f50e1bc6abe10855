"""The pre-check in a real browser: every answer that it can give, on a phone and at a desk, and with the keyboard."""

from collections.abc import Callable

import pytest

from tests.browser.walker import Walker

Walk = Callable[..., Walker]
MARCH = "people=300&okrug=SVAO&day-day=14&day-month=3&day-year=2027"
IDEAS = (
    f"kind=rally&{MARCH}&start=21:00&end=23:30&more=VAO&on=2027-03-16",
    "kind=rally&people=300&special_place=site-sokolniki&day-day=14&day-month=3&day-year=2027",
    f"kind=rally&{MARCH}&until-day=25&until-month=3&until-year=2027",
    f"kind=assembly&{MARCH}",
    f"kind=sports_event&{MARCH}",
    "kind=promotional_event&people=200&okrug=SVAO&day-day=18&day-month=4&day-year=2027",
)
"""In time with a warning and gaps, at a site, to be parted, exempt, too late, under another law."""


@pytest.mark.parametrize(
    ("width", "language"), [(360, "ru"), (1280, "en")], ids=["phone-ru", "desk-en"]
)
def test_every_answer_of_the_pre_check(walk: Walk, width: int, language: str) -> None:
    walker = walk(width=width, language=language)

    for idea in IDEAS:
        walker.goes(f"/check?{idea}")
        assert walker.page.locator("h1").count() == 1
    walker.goes(f"/check?kind=rally&{MARCH}&start=21:00", 422)
    assert walker.page.locator(".govuk-error-summary").is_visible()
    walker.goes("/notices/new").goes("/rules?law=ru-moscow-mass")


def test_a_baker_goes_to_the_form_and_back_by_keyboard(walk: Walk) -> None:
    baker = walk(width=360)
    baker.goes("/").types(kind="promotional_event", people="200", okrug="SVAO")
    baker.types(day__day="18", day__month="4", day__year="2027")
    with baker.page.expect_navigation():
        baker.page.locator('input[name="day-year"]').press("Enter")
    baker.looks()
    assert "/check?" in baker.page.url

    summary = baker.page.locator("#change > summary")
    summary.focus()
    baker.page.keyboard.press("Enter")
    assert baker.page.locator("#change form").is_visible()
    baker.presses("Start this notice")
    baker.goes("/draft/people").presses("All dates, and how they were counted")
    baker.presses("Use these answers in my draft")
    assert "/draft/" in baker.page.url


def test_the_page_prints_open_with_its_own_words(walk: Walk) -> None:
    walker = walk(width=1280).goes(f"/check?{IDEAS[0]}")
    walker.page.emulate_media(media="print")

    assert walker.page.locator(".v-printonly").first.is_visible()
    assert not walker.page.locator("#change").is_visible()
