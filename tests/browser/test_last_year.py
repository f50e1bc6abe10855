"""A firm holds last year's festival again: what hangs on the day is asked anew, all the rest stands there, up to the receipt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.browser.conftest import Town
from tests.browser.walker import Walker
from tests.support.city import content
from tests.support.papers import looked
from workflow import attaching, drafting, filing, versions
from workflow.content import PlaceIn, SessionIn
from workflow.filing import Sheet

Walk = Callable[..., Walker]
WAYS = [
    pytest.param({"width": 1280, "scripts": True, "language": "en"}, id="desk-scripts-en"),
    pytest.param({"width": 360, "scripts": False, "language": "ru"}, id="phone-plain-ru"),
]
DAYS = (
    SessionIn(date(2026, 4, 18), "11:00", "19:00", "08:00", "21:00"),
    SessionIn(date(2026, 4, 19), "12:00", "18:00", "", "20:00"),
)
PLACES = (
    PlaceIn("Мельничная площадь", "SVAO", "ostankinsky"),
    PlaceIn("Липовый бульвар, 4", "SVAO", "ostankinsky"),
)
SAID: dict[str, Any] = {
    "title": "Праздник хлеба",
    "purpose": "Открытые печи и музыка",
    "form_details": "Ярмарка с музыкой",
    "order": "20 распорядителей у входов",
    "medical": "Два медпоста",
    "sound": "Сцена на площади, с 13:00 до 20:00",
    "structure": "Сцена 6 на 4 метра",
    "vehicles": "Один фургон пекарни",
    "organiser_kind": "company",
    "organiser": "ООО «Колос»",
    "address": "Москва, Хлебная ул., д. 1",
    "postcode": "129515",
    "phone": "+7 495 000-15-15",
    "email": "kolos@example.org",
    "authorised": [{"name": "Зернова Анна", "phone": "+7 495 000-15-16"}],
    "attorney": {
        "name": "Мукин Пётр", "number": "77 АВ 1", "day": "2026-01-10", "until_day": "2026-12-31",
    },
}  # fmt: skip


def held_last_year(town: Town, name: str) -> str:
    """A festival of two days at two places, filed by power of attorney, with its programme."""
    said = content(
        kind="cultural_event", sessions=DAYS, places=PLACES, attendance=900, answers=SAID
    )
    owner = town.at.actor("owner")
    law, kind = "ru-moscow-mass", said.kind
    with town.city.unit() as work:
        secret = drafting.begin(work, actor=owner, regime_id=law, kind=kind, locale="ru")
        work.flush()
        attaching.keep(
            work, actor=owner, owner=attaching.of_draft(work, secret), paper="programme", scan=False,
            looked=looked("программа-2026.pdf"),
        )  # fmt: skip
        work.flush()
        filed = filing.file(
            work, town.city.rulebook, actor=owner, draft_secret=secret,
            sheet=Sheet(law, said, "ru", "Пётр Мукин", declared=True),
            key=f"key-{name}", sender="last year",
        )  # fmt: skip
    return filed.reference


def open_page(walker: Walker) -> str:
    """The page of the form that stands open."""
    return walker.page.url.partition("#")[0].partition("?")[0].rsplit("/", 1)[1]


def standing(walker: Walker, name: str) -> list[str]:
    """What stands in the controls of this name, one after the other."""
    found: list[str] = walker.page.locator(f'main [name$="{name}"]').evaluate_all(
        "all => all.map(one => one.value)"
    )
    return found


def lines(walker: Walker) -> dict[str, str]:
    """The page where answers are checked, as questions with their answers."""
    found = walker.page.locator("main .govuk-summary-list__row").evaluate_all(
        """rows => rows.map(row => [
            row.querySelector('dt').innerText, row.querySelector('dd').innerText.split('\\n')[0]])"""
    )
    return dict(found)


def is_asked_for_the_days_alone(firm: Walker) -> None:
    """Both days stand with their hours and without a date; two pages are open, the rest is as it was said."""
    assert open_page(firm) == "when"
    assert standing(firm, "-start") == ["11:00", "12:00"]
    assert standing(firm, "-end") == ["19:00", "18:00"]
    assert standing(firm, "-setup_from") == ["08:00", ""]
    assert standing(firm, "-cleared_by") == ["21:00", "20:00"]
    assert standing(firm, "-day-day") + standing(firm, "-day-year") == [""] * 4
    firm.goes("/draft/answers")
    links = firm.page.locator("#open-pages a").evaluate_all(
        "all => all.map(one => one.pathname.split('/').pop())"
    )
    assert links == ["when", "organiser"]
    said = list(lines(firm).values())
    assert firm.says("Not answered yet") in said
    for words in (SAID["title"], SAID["order"], SAID["sound"], SAID["structure"], "900"):
        assert any(str(words) in line for line in said), words
    assert "2026" not in " ".join(
        line for line in said if str(SAID["attorney"]["name"]) not in line
    )


def answers_what_is_open(firm: Walker) -> None:
    """The new days, then page by page with nothing but «Save and continue», and a newer power of attorney."""
    firm.goes("/draft/when")
    for row, day in enumerate(("17", "18")):
        for part, value in (("day", day), ("month", "4"), ("year", "2027")):
            firm.puts(f"sessions-{row}-day-{part}", value)
    firm.presses("Save and continue")
    seen = []
    while open_page(firm) != "answers":
        seen.append(open_page(firm))
        if seen[-1] == "papers":  # offered, not taken
            assert firm.page.locator('button[value^="take:"]').count() == 1
            assert firm.page.locator('button[value^="remove:"]').count() == 0
        if seen[-1] == "organiser":
            firm.presses("Save and continue")
            assert "31" in firm.page.locator("#attorney-until_day-error").inner_text()
            firm.puts("attorney-day-year", "2027")
            firm.puts("attorney-until_day-year", "2027")
        firm.presses("Save and continue")
    assert seen == [
        "where", "route", "people", "order", "things", "organiser", "helpers", "papers",
    ]  # fmt: skip
    assert firm.page.locator("#open-pages").count() == 0


@pytest.mark.deep
@pytest.mark.parametrize("way", WAYS)
def test_a_firm_holds_last_years_festival_again(
    town: Town, walk: Walk, way: dict[str, object]
) -> None:
    """Days, and the power of attorney that ended with the year, are open; nothing else is. No paper comes by itself."""
    reference = held_last_year(town, f"festival {way}")
    firm = walk("owner", **way)
    firm.goes(f"/notices/{reference}")
    firm.moves_on(firm.page.locator(f'form[action="/notices/{reference}/copy"] button'))
    firm.looks()
    is_asked_for_the_days_alone(firm)
    answers_what_is_open(firm)
    assert firm.page.locator('[name="signature"]').input_value() == ""
    assert not firm.page.locator('[name="declared"]').is_checked()

    firm.presses("File the notice", signature="Пётр Мукин", declared=True)

    assert firm.page.url.endswith("/receipt")
    number = firm.page.url.split("/")[-2]
    assert number in firm.reads()
    with town.city.reading() as work:
        old, new = (versions.content_of(work, work.notice(one)) for one in (reference, number))
        assert work.notice(reference).version == 1
    assert new.sessions == tuple(
        replace(one, day=one.day.replace(year=2027) - timedelta(days=1)) for one in DAYS
    )
    power = {"day": "2027-01-10", "until_day": "2027-12-31"}
    assert new.answers == {
        **old.answers,
        "attorney": {**SAID["attorney"], **power},
    }
    assert [one.name for one in new.places] == [one.name for one in old.places]
    assert (new.kind, new.attendance) == (old.kind, old.attendance)
