"""Festivals, races and promotions beside assemblies: the form of the event leads to its law, never its aim."""

import pytest

from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler

APRIL = "day-day=18&day-month=4&day-year=2027"


def follow(browser: Grumbler, *words: str) -> None:
    """Answer the guide by the words of its links."""
    browser.get("/notices/new/which")
    for word in words:
        assert browser.last is not None
        part = next(one for one in browser.last.text.split("<li>") if word in one)
        browser.get(part.split('href="')[1].split('"')[0])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("A festival, a concert", "Goods or services"), "Mass promotional event"),
        (("A festival, a concert", "A race, a match"), "Mass sports event"),
        (("People state an opinion", "Citizens, a party", "No, two people", "No, in the street", "Yes"),
         "March"),
    ],
)  # fmt: skip
def test_the_guide_leads_by_what_people_do(
    olga: Grumbler, words: tuple[str, ...], kind: str
) -> None:
    follow(olga, *words)

    assert olga.title == f"It is: {kind}"


def test_a_baker_learns_what_a_stand_needs_and_asks_for_it(
    olga: Grumbler, fill: Fill, door: Door
) -> None:
    olga.get(f"/check?kind=promotional_event&people=200&okrug=SVAO&{APRIL}&start=10:00&end=18:00")

    assert olga.title == "You can file now, and until the end of Thursday 18 March"
    assert "The law sets no first day" in olga.text
    assert "The law sets no time for it." in olga.text
    assert "Without an answer the event is not agreed." in olga.text
    assert "The event is no rally, demonstration, march or picket." in olga.text
    assert "Plan of the site or route" in olga.text
    begun = olga.post("/notices/new", **olga.fields("/notices/new"))
    days = {"sessions-0-day-day": "18", "sessions-0-day-month": "4"}
    fill(olga, begun=begun, when=days, organiser={"organiser_kind": "company"})
    assert "By filing you declare:" in olga.text
    assert "Papers that belong to it" in olga.text

    olga.follow(sign(olga))

    assert "Prefecture of the North-Eastern okrug" in olga.text
    for page in ("/notices/27-0001/receipt", "/notices/27-0001"):
        olga.get(page)
        assert ", the office's own aim, not set by law" in olga.text, page
        assert "Without an answer the event is not agreed." in olga.text, page
        assert "Nothing follows in law" not in olga.text, page
    with door.city.reading() as work:
        notice = work.notice("27-0001")
    assert notice.regime_pin.startswith("ru-moscow-mass@")
    assert (notice.kind, notice.window) == ("promotional_event", "in_window")


def test_six_thousand_runners_are_the_government_s(olga: Grumbler) -> None:
    olga.get(f"/check?kind=sports_event&people=6000&okrug=SVAO&{APRIL}")
    assert (
        "Government of Moscow (Department of Public Events of the City of Moscow) : more than 5,000 people are expected"
        in olga.text
    )

    olga.get(f"/check?kind=sports_event&people=5000&okrug=SVAO&{APRIL}")
    assert "Prefecture of the North-Eastern okrug" in olga.text


def test_a_festival_is_not_asked_about_designated_sites_nor_by_night(olga: Grumbler) -> None:
    olga.get(f"/check?kind=cultural_event&people=900&okrug=SVAO&{APRIL}&start=20:00&end=23:30")

    assert "These hours are outside those of the law" in olga.text
    assert "special_place" not in olga.last.text  # type: ignore[union-attr]


def test_a_draft_changes_its_law_with_its_kind(olga: Grumbler) -> None:
    olga.get(f"/check?kind=rally&people=900&okrug=SVAO&{APRIL}")
    olga.follow(olga.post("/notices/new", **olga.fields("/notices/new")))

    olga.post("/draft/kind", kind="cultural_event")

    olga.get("/draft/when")
    assert "Mass cultural and educational event" in olga.text
    olga.get("/draft/organiser")
    assert "A company or an institution" in olga.text
    assert "A deputy" not in olga.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_both_laws_are_told_on_the_pages_for_everyone(door: Door, language: str) -> None:
    visitor = door.visitor(language)

    for page in ("/", "/notices/new", "/help", "/rules", "/rules?law=ru-moscow-mass", "/contact"):
        assert visitor.get(page).status_code == 200
    visitor.get("/rules?law=ru-moscow-mass")
    assert "1054" in visitor.text


def test_the_rail_begins_today_where_the_law_names_no_first_day(olga: Grumbler) -> None:
    olga.get("/check?kind=sports_event&people=300&okrug=SVAO&day-day=10&day-month=4&day-year=2027")

    assert olga.last is not None
    rail = olga.last.text.split('<ol class="v-rail"')[1].split("</ol>")[0]
    assert rail.count("is-win") == 10  # 1 to 10 March
