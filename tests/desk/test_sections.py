"""The pages of sections: made, filled, a notice handed over, the queue narrowed; what is wrong is said and nothing lost."""

import re

import pytest

from desk import lists
from records.tables import NoticeSection, Section
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere


def test_a_head_makes_a_section_and_hands_a_notice_to_it(desk: Desk) -> None:
    at, reference, other = Everywhere(desk.city), desk.files().reference, desk.files().reference
    zuev = desk.at("zuev")
    assert "No section yet" in zuev.get("/desk/sections").text
    assert "Hand to a section" not in zuev.get(f"/desk/notices/{reference}").text
    unit = zuev.get("/desk/sections").text.split('name="unit"')[1].split('value="')[1].split('"')[0]
    made = zuev.post("/desk/sections", unit=unit, name_ru="Отдел <b>", name_en="Section <b>")
    address = made.headers["Location"]
    assert made.status_code == 303
    page = zuev.get(address).text
    assert "Section &lt;b&gt;" in page
    nobody = zuev.post(f"{address}/people", account="")
    assert nobody.status_code == 422
    assert 'value="Section &lt;b&gt;"' in nobody.text  # the other form of the page keeps its words
    orlova = str(at.account("orlova"))
    assert zuev.post(f"{address}/people", account=orlova).status_code == 303
    assert "L. N. Orlova" in zuev.get(address).text
    late = zuev.post(address, seen="7", name_ru="Другой", name_en="Other")
    assert late.status_code == 422
    assert "Somebody changed the section meanwhile" in late.text
    assert 'value="Other"' in late.text

    zuev.get(f"/desk/notices/{reference}/section")
    number = address.rsplit("/", 1)[1]
    given = zuev.post(f"/desk/notices/{reference}/section", to=number, seen=zuev.hidden("seen"))
    assert given.status_code == 303
    shown = zuev.get(f"/desk/notices/{reference}").text
    assert "handed the notice to: Section &lt;b&gt;." in shown
    queue = zuev.get(f"/desk/?section={number}").text
    assert (reference in queue, other in queue) == (True, False)
    assert zuev.get("/desk/?section=x").status_code == 200
    assert "By section" in zuev.get("/desk/workload").text
    assert "отдел «Отдел &lt;b&gt;»" in desk.at("zuev", "ru").get(f"/desk/notices/{reference}").text
    assert zuev.post(f"{address}/end").status_code == 409


REFERENCE = re.compile(r'(?:v-ref">\s*<(?:a[^>]*|strong)>|id="n-)(\d\d-\d{4})')


def lying(desk: Desk, references: list[str]) -> int:
    """A section of the office with which these notices lie; its number."""
    with desk.city.unit() as work:
        first = work.notice(references[0])
        section = Section(
            unit_id=first.unit_id, name_ru="Отдел", name_en="North", made_at=work.now,
            kinds=[], districts=[], stages=[],
        )  # fmt: skip
        work.add(section)
        work.flush()
        for reference in references:
            work.add(
                NoticeSection(
                    notice_id=work.notice(reference).id or 0,
                    section_id=section.id or 0,
                    given_at=work.now,
                    by_rule=True,
                )
            )
        return section.id or 0


def test_a_section_is_kept_in_pages_views_and_the_list_of_many(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    theirs = [desk.files().reference for _ in range(lists.PAGE + 1)]
    other = desk.files().reference
    number, zuev = lying(desk, theirs), desk.at("zuev")
    zuev_id = Everywhere(desk.city).account("zuev")

    first = zuev.get(f"/desk/?section={number}&stage=received").text
    turn = re.search(r'href="(/desk/\?[^"]*after=[^"]+)"', first)
    assert turn
    second = zuev.get(turn[1].replace("&amp;", "&")).text
    assert (theirs[-1] in second, other in second) == (True, False)
    assert (
        first.count('<form class="v-filters" method="get"') == 1
    )  # one form: no filter loses another
    many = re.search(r'href="(/desk/bulk\?[^"]+)"', first)
    assert many
    asked = many[1].replace("&amp;", "&")
    assert ("stage=received" in asked, f"section={number}" in asked) == (True, True)
    page = zuev.get(asked).text
    assert set(REFERENCE.findall(page)) == set(theirs[: lists.PAGE])
    go = re.findall(r'name="go" value="(next:[^"]+)"', page)[0]
    page = zuev.post("/desk/bulk", section=str(number), stage="received", go=go).text
    assert set(REFERENCE.findall(page)) == {theirs[-1]}
    assert f'<option selected value="{number}">North' in page
    look = zuev.post(
        "/desk/bulk", section=str(number), step="register", chosen=theirs[:1], go="look"
    ).text
    assert f'name="section" value="{number}"' in look  # the way back to the list keeps it

    kept = zuev.post(f"/desk/views?section={number}", name="North")
    assert kept.headers["Location"] == f"/desk/?section={number}"
    assert other not in zuev.get(kept.headers["Location"]).text
    zuev.get(f"/desk/notices/{other}")
    zuev.post(f"/desk/notices/{other}/take", seen=zuev.hidden("seen"))
    none = zuev.get(f"/desk/?section={number}&owner={zuev_id}").text
    assert "Nothing here under these filters" in none
    assert f'name="owner" value="{zuev_id}"' in none
    page = zuev.get(f"/desk/?owner={zuev_id}").text
    assert set(REFERENCE.findall(page)) == {other}
    assert f"/desk/bulk?owner={zuev_id}" in page
    assert zuev.get(f"/desk/bulk?section={'9' * 40}").status_code == 200
    stranger = desk.at("orlova").get("/desk/bulk?section=x")
    assert stranger.status_code == 200
