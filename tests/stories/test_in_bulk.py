"""One step for many notices: looked at first, each in a unit of its own, the rest after a crash, nothing twice."""

import re

from sqlmodel import col, select

from desk import lists
from records.tables import BulkItem, BulkRun
from tests.stories.conftest import Town
from tests.support.client import Grumbler
from tests.support.forms import form_to
from web import bulk_runs
from workflow import bulking

TICKS = re.compile(r'type="checkbox" id="n-[^"]+" name="chosen" value="([^"]+)"')
TICKED = re.compile(r'type="checkbox" id="n-[^"]+" name="chosen" value="([^"]+)" checked')


def look(town: Town, references: list[str], step: str, who: str = "orlova") -> tuple[Grumbler, str]:
    browser = town.person(who)
    browser.get("/desk/bulk")
    answer = browser.post("/desk/bulk", step=step, chosen=references, note="Утренний обход")
    return browser, answer.text


def start(town: Town, references: list[str], step: str) -> str:
    browser, page = look(town, references, step)
    items = re.findall(r'name="item" value="([^"]+)"', page)
    answer = browser.post("/desk/bulk/start", step=step, note="Утренний обход", item=items)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_what_will_be_done_is_listed_first_and_each_notice_has_its_own_end(town: Town) -> None:
    new = [town.at.files(f"n{number}") for number in range(3)]
    reviewed = town.at.asked("reviewed")
    orlova = town.person("orlova")
    orlova.get("/desk/bulk")
    for typed in ({"step": "register"}, {"step": "", "chosen": new}):
        empty = orlova.post("/desk/bulk", **typed)
        assert empty.status_code == 422
    assert "Choose what is done." in orlova.text

    _browser, page = look(town, [*new, reviewed], "register")
    assert "3 notices" in page
    assert "this step does not leave the stage of the notice" in page
    assert town.city.stage(new[0]) == "received"  # nothing was done by looking

    path = start(town, [*new, reviewed], "register")
    town.at.moves(new[1], "void", "zuev")  # somebody is faster
    town.works()

    assert [town.city.stage(one) for one in new] == ["registered", "void", "registered"]
    orlova.get(path)
    assert orlova.text.count("done, 1 Mar") + orlova.text.count(": done") >= 2
    assert "кто-то успел раньше" in orlova.text  # in the language of whoever began it
    assert town.person("hasanov").get(path).status_code == 404
    assert town.logged("notice.register") == 3  # with that of the notice under review


def test_after_a_crash_the_rest_goes_on_and_nothing_is_done_twice(town: Town) -> None:
    new = [town.at.files(f"n{number}") for number in range(4)]
    start(town, new, "register")
    with town.city.reading() as work:
        items = [
            one.id or 0 for one in work.session.exec(select(BulkItem).order_by(col(BulkItem.id)))
        ]
    house, actor = town.app.extensions["veche"], town.at.actor("orlova")
    with town.app.app_context():
        bulk_runs._one(house, items[0], actor, "ru")
        with town.city.unit() as work:  # its process died before it went on
            bulking.do_one(work, town.city.rulebook, actor=actor, item_id=items[1])
        bulk_runs._one(house, items[1], actor, "ru")  # begun again

    town.works()
    town.works()

    assert {town.city.stage(one) for one in new} == {"registered"}
    assert town.logged("notice.register") == 4


def test_whoever_was_switched_off_does_nothing_more(town: Town) -> None:
    reference = town.at.files("n")
    start(town, [reference], "take")
    with town.city.reading() as work:
        item = work.session.exec(select(BulkItem)).one().id or 0
    with town.app.app_context():
        bulk_runs._one(town.app.extensions["veche"], item, None, "en")
    town.works()
    with town.city.reading() as work:
        row = work.session.exec(select(BulkItem)).one()
        assert (row.state, work.notice(reference).owner_id) == ("refused", None)
    assert "holds no post today" in row.why


def test_no_more_than_fifty_at_a_time_and_nothing_of_another_office(town: Town) -> None:
    mine = town.at.files("n")
    _browser, page = look(town, [mine], "register", who="stranger")
    assert mine not in re.findall(r'name="item" value="([^@"]+)', page)
    _browser, page = look(town, [f"26-{number:04d}" for number in range(51)], "register")
    assert "Choose up to fifty notices at a time. You chose 51." in page
    _browser, page = look(town, [mine, "26-9999", "<b>"], "register")
    assert re.findall(r'name="item" value="([^@"]+)', page) == [mine]
    assert page.count("It is not there, or it is not yours.") == 2
    assert "&lt;b&gt;" in page


def test_the_list_is_narrowed_and_what_was_chosen_stays_while_pages_turn(town: Town) -> None:
    filed = [town.at.files(f"n{number}") for number in range(lists.PAGE + 2)]
    town.at.moves(filed[3], "register")
    orlova = town.person("orlova")
    first = orlova.get("/desk/bulk?stage=received").text
    shown = TICKS.findall(first)
    assert len(shown) == lists.PAGE
    assert filed[3] not in shown
    turn = re.findall(r'name="go" value="(next:[^"]+)"', first)[0]

    second = orlova.post(
        "/desk/bulk", stage="received", chosen=shown[:2], go=turn, note="Вместе"
    ).text
    assert set(TICKS.findall(second)) == {*shown[:2], filed[-1]}
    assert set(TICKED.findall(second)) == set(shown[:2])  # in sight, so that they can be taken away
    assert "2 more notices are chosen" in second
    assert "Вместе" in second
    place = re.findall(r'name="after" value="([^"]+)"', second)[0]
    same = orlova.post("/desk/bulk", stage="received", chosen=shown[:2], go="all", after=place).text
    assert set(TICKED.findall(same)) == {*shown[:2], filed[-1]}
    narrowed = orlova.post("/desk/bulk", stage="registered", chosen=shown[:2], go="show").text
    assert set(TICKS.findall(narrowed)) == {*shown[:2], filed[3]}

    page = orlova.post(
        "/desk/bulk", step="register", stage="received", chosen=[*shown[:2], filed[3]], go="look"
    ).text
    assert "Left alone: 1 notice" in page
    back = form_to(page, "/desk/bulk").with_(go="back")
    back.pop("csrf_token")
    assert set(TICKED.findall(orlova.post("/desk/bulk", **back).text)) == {*shown[:2], filed[3]}


def test_filters_by_days_left_owner_and_news(town: Town) -> None:
    free, mine, other = (town.at.files(f"n{number}") for number in range(3))
    orlova = town.person("orlova")
    for reference, who in ((mine, orlova), (other, town.person("zuev"))):
        who.get(f"/desk/notices/{reference}")
        who.post(f"/desk/notices/{reference}/take", seen=who.hidden("seen"))
    zuev = town.at.account("zuev")
    orlova.get(f"/desk/notices/{mine}")  # read

    def found(**narrow: str) -> set[str]:
        query = "&".join(f"{name}={value}" for name, value in narrow.items())
        return set(TICKS.findall(orlova.get(f"/desk/bulk?{query}").text))

    assert found(owner="me") == {mine}
    assert found(owner="none") == {free}
    assert found(owner=str(zuev)) == {other}
    assert found(unread="1") == {free, other}
    assert found(days="over") == found(days="0") == set()
    assert found(days="7") == found(days="junk", owner="9" * 40) == {free, mine, other}
    assert found(kind="nothing", district="nowhere") == set()
    assert orlova.get("/desk/bulk?starts=yesterday&after=junk").status_code == 422


def test_the_same_list_confirmed_twice_is_one_run_and_a_changed_one_is_shown_again(
    town: Town,
) -> None:
    new = [town.at.files(f"n{number}") for number in range(2)]
    assert start(town, new, "register") == start(town, new, "register")
    assert town.count(BulkRun) == 1
    town.city.clock.advance(minutes=11)
    assert start(town, new, "register") != "/desk/bulk/1"  # later it is tried anew
    other = town.at.files("n9")
    orlova, page = look(town, [other], "register")
    items = re.findall(r'name="item" value="([^"]+)"', page)
    again = orlova.post("/desk/bulk/start", step="register", item=[*items, "26-9999@1"])
    assert again.status_code == 422
    assert "nothing was done. Look again." in again.text
    assert re.findall(r'name="item" value="([^"]+)"', again.text) == items
    assert town.count(BulkRun) == 2
