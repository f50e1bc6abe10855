"""The whole road in a browser: phone and desk, with and without scripts, in English and in Russian."""

import re
from collections.abc import Callable

import pytest

from records import rows
from tests.browser.conftest import Town
from tests.browser.scales import FIRST, NEXT
from tests.browser.walker import Walker
from tests.intake.conftest import PAGES

Walk = Callable[..., Walker]
WAYS = [
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
    pytest.param(
        {"width": 360, "scripts": True, "language": "en"},
        id="phone-scripts-en",
        marks=pytest.mark.deep,
    ),
    pytest.param(
        {"width": 1280, "scripts": False, "language": "ru"},
        id="desk-plain-ru",
        marks=pytest.mark.deep,
    ),
]
"""Every width, language and kind of script in the suite; every width with every kind of script before a release."""


ASKED = {
    "what": ("purpose", "form_details"),
    "route": ("route-0", "route-1", "route-2"),
    "organiser": ("organiser_kind", "organiser", "address", "phone", "email"),
    "where": ("places-0-name",),
    "helpers": ("authorised-0-name",),
    "things": ("sound_used",),
}
"""What a march with a route must be told where its page asks for more; what the dates were asked for stands there."""
ANSWERS = PAGES | {"things": {"sound_used": "no"}}
MOST_STEPS = 40
"""A control that is filled, a button or a link that is pressed."""


def sees_dates(walker: Walker) -> None:
    """The pre-check, without an account, from the first page."""
    walker.goes("/").types(kind="march", people="350", okrug="SVAO")
    walker.types(day__day="14", day__month="3", day__year="2027").presses("See my dates")
    assert "/check" in walker.page.url


def writes(walker: Walker) -> None:
    """Begin with these dates, then answer what is asked on every page."""
    walker.presses("Start this notice")
    for _ in range(MOST_STEPS):
        if walker.page.url.endswith("/draft/answers"):
            return
        name = walker.page.url.partition("#")[0].rsplit("/", 1)[1]
        for field in ASKED.get(name, ANSWERS[name]):
            control = walker.page.locator(f'main [name="{field}"]:not([type="hidden"])')
            if not control.count():
                walker.presses("Add a street or crossing")
            if (
                control.first.get_attribute("type") == "radio"
                or control.input_value() != ANSWERS[name][field]
            ):
                walker.puts(field, ANSWERS[name][field])
        walker.presses("Save and continue")
        assert not walker.page.locator(".govuk-error-summary").count(), walker.reads()[:900]


def weighs_little(walker: Walker) -> None:
    """The first page below 100 kB with its fonts and its sheet, each next one below 30 kB."""
    first, *others = walker.scales.turns
    assert 20_000 < first.bytes < FIRST, first
    assert len(others) >= 12  # a page for each press
    assert [turn for turn in others if not 1_000 < turn.bytes < NEXT] == []


def files(walker: Walker) -> tuple[str, str]:
    """Sign and file; the number and the check code of the receipt."""
    walker.presses("File the notice", signature="Vera Sokolnikova", declared=True)
    reference = walker.page.url.split("/")[-2]
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", walker.reads())
    assert code is not None
    assert reference in walker.reads()
    return reference, code[0]


def moves(walker: Walker, reference: str, name: str, **typed: str) -> None:
    """From the queue to the notice, to the move, and make it."""
    walker.goes("/desk/").follows(f"/desk/notices/{reference}")
    walker.follows(f"/desk/notices/{reference}/moves/{name}").sends(**typed)


def decides(walker: Walker, reference: str) -> None:
    """Write the decision, look at what it lacks, complete it, submit it."""
    assert walker.page.url.endswith("/decision"), walker.page.url
    walker.puts("outcome", "agreed")
    walker.presses("Save and check again")
    walker.types(
        representative_name="N. P. Zuev", representative_phone="+7 495 000-03-11", capacity="2000"
    )
    walker.presses("Save and check again")
    assert walker.fetches(f"/desk/notices/{reference}/decision/preview.pdf?language=en").startswith(
        b"%PDF"
    )
    walker.follows(f"/desk/notices/{reference}/moves/submit").sends()


@pytest.mark.parametrize("way", WAYS)
def test_a_march_from_the_first_page_to_the_letter(
    town: Town, walk: Walk, way: dict[str, object]
) -> None:
    vera = walk(**way)
    sees_dates(vera)
    writes(vera)
    reference, code = files(vera)
    assert vera.steps < MOST_STEPS, vera.steps
    weighs_little(vera)
    vera.presses("See where the notice stands")
    assert town.city.stage(reference) == "received"

    orlova = walk("orlova", **way)
    moves(orlova, reference, "register")
    orlova.follows(f"/desk/notices/{reference}/moves/ask").sends()
    assert town.city.stage(reference) == "review"
    town.at.answers(reference, "transport")
    town.at.answers(reference, "medical")
    officer = walk("police", **way)
    officer.goes("/desk/").follows(f"/desk/consultations/{town.question(reference, 'police')}")
    officer.presses("Send this answer", answer="no-objection")
    assert PAGES["organiser"]["phone"] not in officer.reads()

    moves(orlova, reference, "prepare")
    decides(orlova, reference)
    morozova = walk("morozova", **way)
    morozova.goes("/desk/").follows(f"/desk/notices/{reference}").follows(
        f"/desk/notices/{reference}/decision"
    )
    morozova.sends()
    assert town.city.stage(reference) == "agreed"

    town.works()
    number = prints_and_sends(walk("kravets", **way), town, reference)

    reader = walk(**way)
    reader.goes("/find").presses("Open the notice", reference=reference, code=code)
    assert "Lipovy Boulevard" in reader.reads()
    link = reader.page.locator('main a[href$=".pdf"]').first.get_attribute("href")
    assert link is not None
    with town.city.reading() as work:
        letters = [
            letter for letter in rows.letters(work, work.notice(reference)) if letter.id == number
        ]
        stored = rows.letter_bytes(work, letters[0])
    assert stored is not None
    assert reader.fetches(f"/notices/{reference}/letters/{number}.pdf") == stored
    assert stored.startswith(b"%PDF")


def prints_and_sends(clerk: Walker, town: Town, reference: str) -> int:
    """What waits as one run with its file; then the letter of this notice is marked as sent. The letter's id."""
    with town.city.reading() as work:
        found = rows.letters(work, work.notice(reference))
    number = next(letter.id or 0 for letter in found if letter.kind == "agreed")
    clerk.goes("/desk/letters/runs").presses("Make a print run")
    with clerk.page.expect_download() as file:
        clerk.page.get_by_role("button", name=clerk.says("Print file, one PDF"), exact=True).click()
    assert file.value.path().read_bytes().startswith(b"%PDF")
    clerk.goes("/desk/letters").follows(f"/desk/letters/{number}/sent").presses(
        "Mark as sent", way="registered-post", post_id="80"
    )
    with town.city.reading() as work:
        letter = next(row for row in rows.letters(work, work.notice(reference)) if row.id == number)
        assert letter.state == "sent"
    return number
