"""The pages of sections: made, filled, a notice handed over, the queue narrowed; what is wrong is said and nothing lost."""

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
