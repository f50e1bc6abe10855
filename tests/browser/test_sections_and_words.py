"""An office shares its work among sections, and the city words its letters, in a browser."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import col, select

from records.tables import Letter, Section
from tests.browser.conftest import Town
from tests.browser.walker import Walker

Walk = Callable[..., Walker]
WAYS = [
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
]


@pytest.mark.parametrize("way", WAYS)
def test_a_section_is_made_filled_handed_a_notice_and_the_lists_narrow_to_it(
    town: Town, walk: Walk, way: dict[str, object]
) -> None:
    name = f"Walks {way['language']}"
    reference, other = town.at.files(f"one, {name}"), town.at.files(f"two, {name}")
    zuev = walk("zuev", **way)
    zuev.goes("/desk/sections").presses("Make it", name_ru=name, name_en=name)
    assert name in zuev.heading()
    zuev.presses("Add to the section", account=str(town.account("orlova")))
    with town.city.reading() as work:
        found = work.session.exec(select(Section).order_by(col(Section.id).desc())).first()
    assert found is not None
    number = str(found.id)

    zuev.goes(f"/desk/notices/{reference}/section").presses("Hand over", to=number)
    assert name in zuev.reads()

    zuev.goes("/desk/").types(section=number)
    zuev.moves_on(zuev.page.locator("form.v-filters button").first)
    zuev.looks()
    assert reference in zuev.reads()
    assert other not in zuev.reads()
    zuev.follows("/desk/bulk").looks()
    assert zuev.page.locator('[name="chosen"]').count() == 1
    assert zuev.page.locator('[name="section"]').input_value() == number
    zuev.goes("/desk/workload").follows(f"/desk/?view=all&section={number}").looks()
    assert other not in zuev.reads()


def test_letters_are_worded_with_a_place_looked_at_saved_and_the_next_letter_says_it(
    town: Town, walk: Walk
) -> None:
    before = town.at.released("before the new words", "agreed")
    admin = walk("admin", width=360, language="ru")
    page = "/desk/texts/letter-paragraph"
    russian, english = "Вопросы: {phone}, о деле {number}.", "Questions: {phone}, about {number}."

    admin.goes(page).presses(
        "Save the version", text_ru="{organiser}", text_en=english, why="Звонят"
    )
    assert admin.page.locator(".govuk-error-summary").is_visible()
    admin.presses("Look at it first", text_ru=russian, text_en=english)
    assert "Вопросы: +7" in admin.page.locator("[aria-labelledby=seen-as]").inner_text()
    assert "{phone}" not in admin.page.locator("[aria-labelledby=seen-as]").inner_text()
    today = town.at.city.clock.now().strftime("%d.%m.%Y")
    admin.presses("Save the version", from_day=today, why="Звонят")
    assert admin.says("counts now") in admin.reads()

    after = town.at.released("after the new words", "agreed")
    said = {row: _words(town, row) for row in (before, after)}
    told = re.search(r"Вопросы: ([^,]*), о деле ([^.]*)\.", said[after])
    assert told is not None, said[after]
    assert all(told.groups()), told[0]
    assert "{phone}" not in said[after]
    assert "Вопросы" not in said[before]


def _words(town: Town, reference: str) -> str:
    """All that is kept of a notice's letters."""
    with town.city.reading() as work:
        found = select(Letter.data).where(Letter.notice_id == work.notice(reference).id)
        return repr(list(work.session.exec(found)))
