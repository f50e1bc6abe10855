"""Without a mouse: keys alone file a march with a route, from the first page to the receipt; an officer registers it."""

from collections.abc import Callable

from tests.browser.conftest import Town
from tests.browser.keys import chooses, enters, follows, is_at, skips, tab, tabs_to, types
from tests.browser.test_map import said, steers
from tests.browser.walker import Walker
from workflow import versions

Walk = Callable[..., Walker]
GO = 'button[value="go"].govuk-button'


def goes_on(walker: Walker) -> None:
    """To the button at the end of the page, and press it; the next page has no mistakes."""
    tabs_to(walker, GO)
    enters(walker)
    assert not walker.page.locator(".govuk-error-summary").count(), walker.reads()[:900]
    skips(walker)


def is_told_what_is_missing(walker: Walker) -> None:
    """A page sent empty: the focus is on the summary of mistakes, its first link leads to the field at fault."""
    tabs_to(walker, GO)
    enters(walker)
    assert is_at(walker, ".govuk-error-summary")
    tab(walker)
    assert is_at(walker, '.govuk-error-summary a[href="#purpose"]')
    follows(walker)
    assert is_at(walker, '[name="purpose"][aria-invalid="true"]')


def writes_the_route(walker: Walker) -> None:
    """Two lines of streets typed, one more asked for, its point set on the map by arrow keys and taken from there."""
    types(walker, route__0="Lipovy Boulevard", route__1="Sadovnikov Street")
    tabs_to(walker, 'button[value="look:map"]')
    enters(walker)
    tabs_to(walker, ".v-map__field")
    steers(walker, "Melnichnaya Square")
    walker.page.keyboard.press("Enter")
    assert said(walker) == "Point 3 added: Melnichnaya Square"
    assert walker.page.locator('[name="route-2"]').input_value() == "Melnichnaya Square"


def test_a_march_is_filed_by_keys_alone(town: Town, walk: Walk) -> None:
    vera = walk()
    keys = vera.page.keyboard
    vera.goes("/")
    skips(vera)
    types(vera, kind="March", people="350", okrug="North-E")
    types(vera, day__day="14", day__month="3", day__year="2027")
    enters(vera)
    assert "kind=march&people=350&okrug=SVAO&day-day=14" in vera.page.url
    skips(vera)
    tabs_to(vera, 'form[action="/notices/new"] button')
    enters(vera)

    skips(vera)
    is_told_what_is_missing(vera)
    keys.type("In memory of the founders")
    tabs_to(vera, '[name="title"]', back=True)
    keys.type("Memorial walk")
    types(vera, form_details="On foot, laying of flowers")
    goes_on(vera)
    types(vera, **{"sessions-0-start": "12:00", "sessions-0-end": "13:30"})
    goes_on(vera)
    types(vera, **{"places-0-name": "Lipovy Boulevard, from No. 4"})
    goes_on(vera)
    writes_the_route(vera)
    chooses(vera, "vehicles_used", "no")
    goes_on(vera)
    types(vera, attendance="")  # as the first page was told
    goes_on(vera)
    types(vera, order="12 stewards, one at each crossing", medical="Two first-aiders")
    goes_on(vera)
    chooses(vera, "sound_used", "yes")
    types(vera, sound="One loudspeaker, 13:00 to 13:20")
    goes_on(vera)
    chooses(vera, "organiser_kind", "citizen")
    types(
        vera, organiser="Vera Andreevna Sokolnikova", address="Moscow, Prudovaya Street 8",
        phone="+7 495 000-14-20", email="vera@example.com",
    )  # fmt: skip
    goes_on(vera)
    types(vera, **{"authorised-0-name": "Ilya Ganeev", "authorised-0-phone": "+7 495 000-14-21"})
    goes_on(vera)
    goes_on(vera)  # no paper
    types(vera, signature="Vera Sokolnikova")
    tabs_to(vera, '[name="declared"]')
    keys.press("Space")
    tab(vera)
    assert vera.page.evaluate("document.activeElement.innerText") == "File the notice"
    enters(vera)

    here = vera.page.url.partition("#")[0].split("/")
    assert here[-1] == "receipt"
    with town.city.reading() as work:
        filed = versions.content_of(work, work.notice(here[-2]))
    assert filed.places[0].points == ("Lipovy Boulevard", "Sadovnikov Street", "Melnichnaya Square")
    assert (filed.answers["title"], filed.attendance) == ("Memorial walk", 350)


def test_a_notice_is_registered_from_the_keyboard(town: Town, walk: Walk) -> None:
    reference = town.at.files("by keyboard")
    walker = walk("orlova")
    walker.goes(f"/desk/search?q={reference}")
    skips(walker)
    tabs_to(walker, f'a[href="/desk/notices/{reference}"]')
    enters(walker)
    tabs_to(walker, f'a[href="/desk/notices/{reference}/moves/register"]')
    enters(walker)
    tabs_to(walker, "main form button")
    enters(walker)

    assert town.city.stage(reference) == "registered"
