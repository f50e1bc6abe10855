"""What is held near, by day and on the map; how the city decided before; always counted and bounded, never by person."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from places.atlas import SCHEMATIC, read
from places.locating import Locator
from records import around_rows, mirror_rows
from tests.desk.conftest import Desk
from workflow import policy
from workflow.content import PlaceIn, SessionIn

CITY = Locator(read(SCHEMATIC.read_text("utf-8")))


def mapped(name: str) -> PlaceIn:
    """A place as the map has it."""
    geo = CITY.locate("point", name).geo
    assert geo is not None
    return PlaceIn(name, "SVAO", "ostankinsky", geo=geo.text())


def near_of(page: str) -> str:
    return page.partition('id="near"')[2].partition("<h2")[0]


def test_what_overlaps_in_space_and_time_is_named_and_the_rest_is_not(desk: Desk) -> None:
    first = desk.files().reference
    same = desk.files().reference
    later = desk.files(sessions=(SessionIn(date(2027, 3, 14), "18:00", "19:00"),)).reference
    far = desk.files(places=(PlaceIn("Somewhere else", "SVAO", "bibirevo"),)).reference

    page = near_of(desk.at("orlova").get(f"/desk/notices/{first}").text)

    assert same in page
    assert "at the same time" in page
    assert first not in page
    assert later not in page  # four hours after
    assert far not in page
    assert "Vera" not in page


def test_a_neighbour_out_of_reach_is_not_told(desk: Desk) -> None:
    """A body knows of what it was asked about, and of nothing beside it."""
    asked, other = desk.prepared(), desk.files().reference
    page = desk.at("police").get(f"/desk/notices/{asked}").text
    assert other not in page
    assert other in desk.at("orlova").get(f"/desk/notices/{asked}").text


def test_the_plan_lists_by_day_counts_and_draws_with_the_same_numbers(desk: Desk) -> None:
    here, there = (
        desk.files(
            places=(mapped(name),), sessions=(SessionIn(date(2027, 3, day), "10:00", "11:00"),)
        ).reference
        for name, day in (("Melnichnaya Square", 14), ("Prudovy Park, meadow", 12))
    )
    orlova = desk.at("orlova")

    page = orlova.get("/desk/plan?first=08.03.2027&days=14").text

    assert page.index(there) < page.index(here)  # by day
    assert "Friday 12 March" in page
    assert 'aria-label="Friday 12 March: 1 notice"' in page
    numbers = re.findall(r'v-map__mark" x[^>]*>(\d+)<', page)
    assert set(numbers) == {"1", "2"}
    assert here not in orlova.get("/desk/plan?first=12.03.2027&days=1").text
    assert there not in orlova.get("/desk/plan?first=08.03.2027&days=14&okrug=ZAO").text
    assert "Nothing is held in these days" in orlova.text
    for strange in ("first=31.02.2027", "days=999", "kind=nobody", "okrug=nowhere", "after=x"):
        assert orlova.get(f"/desk/plan?{strange}").status_code == 200


def test_the_plan_goes_on_by_key_and_counts_to_a_limit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = [desk.files().reference for _ in range(3)]
    with desk.city.reading() as work:
        scope = policy.scope_of(desk.city.actor("orlova"))
        now = desk.city.clock.now()
        span = around_rows.Wanted(now, now.replace(year=2028), gone=frozenset())
        one, key = around_rows.between(work, scope, span, limit=2)
        two, end = around_rows.between(work, scope, span, after=key, limit=2)
        day = replace(span, first=one[0].starts_at, last=one[0].starts_at + timedelta(hours=1))
        late = replace(span, first=day.last)
        assert around_rows.counts(work, scope, [day, late]) == (3, 0)
        monkeypatch.setattr(around_rows, "MOST_A_DAY", 2)
        assert around_rows.counts(work, scope, [day, late]) == (2, 0)
    day_of_it = one[0].starts_at.strftime("%d.%m.%Y")
    assert ": 2 notices or more" in desk.at("orlova").get(f"/desk/plan?first={day_of_it}").text
    assert [row.reference for row in (*one, *two)] == references
    assert end is None


def mirror_of(desk: Desk, reference: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The mirror on the page of a decision, and its rows: how it ended, here, in the district."""
    page = desk.at("orlova").get(f"/desk/notices/{reference}/decision").text
    mirror = page.partition('id="mirror"')[2].partition("</div></div>")[0]
    row = r'scope="row">([^<]+)</th><td class="num">([^<]+).*?<td class="num">(\d+)</td></tr>'
    return mirror, re.findall(row, mirror)


def test_the_mirror_counts_ends_of_the_same_kind_size_and_district_alone(desk: Desk) -> None:
    for _ in range(3):
        desk.released()
    desk.files(attendance=5000)  # another size, and not decided
    reference = desk.prepared()

    mirror, rows = mirror_of(desk, reference)

    assert rows == [("Agreed", "3", "3")]
    assert "Vera" not in mirror


def test_no_count_tells_what_became_of_one_notice(desk: Desk) -> None:
    reference = desk.prepared()
    nothing, rows = mirror_of(desk, reference)
    assert rows == []
    one = desk.released()
    desk.released()
    assert mirror_of(desk, reference) == (nothing, [])  # none, one and two are alike, word for word
    elsewhere = PlaceIn("Somewhere else", "SVAO", "ostankinsky")
    with desk.city.unit() as work:
        work.notice(one).place_line = elsewhere.name
    desk.released()
    # three in the district; of two and one neither place is counted apart, or the rest would be told by subtraction
    assert mirror_of(desk, reference)[1] == [("Agreed", "–", "3")]


def test_the_mirror_looks_at_no_more_than_it_says(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the register is: the newest of the kind and district, read off one index."""
    references = [desk.released(), desk.prepared(), desk.prepared()]
    with desk.city.reading() as work:
        notice = work.notice(references[2])
        scope = policy.scope_of(desk.city.actor("orlova"))

        def looked() -> int:
            found = mirror_rows.ended_alike(
                work, scope, notice_id=notice.id or 0, kind=notice.kind, district=notice.district
            )
            return len(found)

        assert looked() == 1
        monkeypatch.setattr(mirror_rows, "LOOKS", 1)
        assert (
            looked() == 0
        )  # the newest of the kind has not ended, and nothing further back is read
