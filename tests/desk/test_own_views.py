"""Views of the queue under a name, marks of what is unread, and who has how much."""

import re

from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere


def rows_of(page: str) -> dict[str, bool]:
    """References of the queue, and whether each is marked new."""
    cells = re.findall(r'v-ref">(.*?)</td>', page, re.DOTALL)
    return {re.findall(r">(\d\d-\d+)<", one)[0]: "v-new" in one for one in cells}


def test_a_view_is_kept_found_again_replaced_and_taken_away(desk: Desk) -> None:
    orlova = desk.at("orlova")
    assert "Your views:" not in orlova.get("/desk/").text
    orlova.get("/desk/?stage=review")
    assert "Keep this view under a name" in orlova.text

    assert orlova.post("/desk/views?stage=review", name=" ").status_code == 422
    assert "Give the view a name." in orlova.text
    kept = orlova.post("/desk/views?stage=review&bogus=1", name="In review")
    assert kept.headers["Location"] == "/desk/?stage=review"
    orlova.post("/desk/views?view=mine", name="In review")

    page = orlova.get("/desk/").text
    assert 'href="/desk/?view=mine"' in page
    assert page.count("In review</bdi>") == 1
    assert "In review" not in desk.at("zuev").get("/desk/").text  # nobody else's
    number = re.search(r"/desk/views/(\d+)/drop", page)
    assert number
    desk.at("zuev").post(number[0])
    assert "In review" in orlova.get("/desk/").text
    orlova.post(number[0])
    assert "In review" not in orlova.get("/desk/").text
    for count in range(20):
        assert orlova.post("/desk/views?view=all", name=f"View {count}").status_code == 303
    assert orlova.post("/desk/views?view=all", name="One more").status_code == 422
    assert "You keep 20 views already" in orlova.text


def test_what_was_read_is_new_again_only_when_somebody_else_does_something(desk: Desk) -> None:
    reference, at = desk.files().reference, Everywhere(desk.city)
    orlova, zuev = desk.at("orlova"), desk.at("zuev")
    assert rows_of(orlova.get("/desk/").text) == {reference: True}

    orlova.get(f"/desk/notices/{reference}")

    assert rows_of(orlova.get("/desk/").text) == {reference: False}
    assert rows_of(zuev.get("/desk/").text) == {reference: True}  # to each their own
    at.moves(reference, "register")  # by Orlova: no news to her
    assert rows_of(orlova.get("/desk/").text) == {reference: False}
    assert rows_of(orlova.get("/desk/?unread=1").text) == {}  # hers, though the bar is kept for all
    assert rows_of(zuev.get("/desk/?unread=1").text) == {reference: True}
    assert zuev.post("/desk/views?unread=1", name="News").headers["Location"] == "/desk/?unread=1"
    zuev.get(f"/desk/notices/{reference}")
    assert rows_of(zuev.get("/desk/?unread=1").text) == {}
    zuev.get(f"/desk/notices/{reference}")
    zuev.post(f"/desk/notices/{reference}/take", seen=zuev.hidden("seen"))
    assert rows_of(orlova.get("/desk/").text) == {reference: True}
    assert rows_of(zuev.get("/desk/").text) == {reference: False}


def test_the_workload_counts_by_owner_and_time_left_and_leads_to_the_queue(desk: Desk) -> None:
    mine, other = desk.files().reference, desk.files().reference
    zuev = desk.at("zuev")
    zuev.get(f"/desk/notices/{mine}")
    zuev.post(f"/desk/notices/{mine}/take", seen=zuev.hidden("seen"))

    page = zuev.get("/desk/workload").text
    rows = {
        re.sub(r"<[^>]+>|\s+", " ", head).strip(): re.findall(r"(\d+)<", cells)
        for head, cells in re.findall(r'<th[^>]* scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    }

    nobody = next(counts for name, counts in rows.items() if name.startswith("Nobody"))
    own = next(counts for name, counts in rows.items() if name.startswith("N. P. Zuev"))
    assert (nobody[-1], own[-1]) == ("1", "1")
    address = re.search(r'href="(/desk/\?view=all&amp;owner=\d+)"><bdi>N. P. Zuev', page)
    assert address
    assert set(rows_of(zuev.get(address[1].replace("&amp;", "&")).text)) == {mine}
    assert "Only notices of:" in zuev.text
    assert set(rows_of(zuev.get("/desk/?owner=99999999999999").text)) == {mine, other}
    assert desk.at("kravets").get("/desk/workload").status_code == 403
