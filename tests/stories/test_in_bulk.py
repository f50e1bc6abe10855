"""One step for many notices: looked at first, each in a unit of its own, the rest after a crash, nothing twice."""

import re

from sqlmodel import col, select

from records.tables import BulkItem
from tests.stories.conftest import Town
from tests.support.client import Grumbler
from web import bulk_runs
from workflow import bulking


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
    assert "Choose up to fifty notices at a time." in page
