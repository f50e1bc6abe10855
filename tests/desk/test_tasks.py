"""Posts and assignments on pages: the officer asks and gives, the organiser answers, a body completes by link and by account."""

import re

from records import accounts
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere
from tests.support.visitor import Visitor
from workflow import assigning, task_links


def test_posts_go_from_the_officer_to_the_organiser_and_back(desk: Desk) -> None:
    at = Everywhere(desk.city)
    with desk.city.unit() as work:
        accounts.create(work, email="owner@veche.example", name="Owner", demo=True)
    reference = at.asked("n", bodies=("police", "transport"))
    orlova, page = desk.at("orlova"), f"/desk/notices/{reference}/resources"
    orlova.get(page)
    assert orlova.post(page, kind="stewards", wanted="20", why="").status_code == 422
    assert orlova.post(page, kind="stewards", wanted="20", why="Narrow square").status_code == 303
    orlova.get(page)
    number = orlova.last.text.split('id="r')[1].split('"')[0] if orlova.last else ""

    owner, path = desk.at("owner", "ru"), f"/notices/{reference}/resources"
    owner.get(path)
    assert "Распорядители: 20" in owner.text
    wrong = owner.post(path, resource=number, number="18", organisation="")
    assert (wrong.status_code, "18" in wrong.text) == (422, True)
    assert (
        owner.post(path, resource=number, number="18", organisation="Совет дворов").status_code
        == 303
    )
    orlova.get(page)
    assert "The organiser answers: 18 , Совет дворов" in orlova.text
    refused = orlova.post(f"{page}/{number}", do="drop", why="x" * 1001)
    assert (refused.status_code, f'value="{"x" * 1001}"' in refused.text) == (422, True)
    assert orlova.post(f"{page}/{number}", do="agree", number="18").status_code == 303
    owner.get(path)
    assert "Город согласовал." in owner.text
    assert desk.at("police").post(page, kind="stewards", wanted="1", why="x").status_code == 403


def test_a_task_is_given_and_completed_by_account_and_by_link(desk: Desk) -> None:
    reference = desk.released()
    orlova, page = desk.at("orlova"), f"/desk/notices/{reference}/assignments"
    orlova.get(page)
    given = {"text": "Close the street", "due_day": "14.03.2027"}
    assert orlova.post(page, unit="", **given).status_code == 422
    for unit in ("police", "transport"):
        assert orlova.post(page, unit=unit, **given).status_code == 303
    task = re.findall(r'name="task" value="(\d+)"', orlova.get(page).text)[0]
    refused = orlova.post(page, task=task, why="y" * 1001)
    assert (refused.status_code, f'value="{"y" * 1001}"' in refused.text) == (422, True)
    police = desk.at("police")
    police.get("/desk/assignments")
    assert police.text.count("Close the street") == 1  # its own alone
    with desk.city.reading() as work:
        tasks = assigning.look(
            work, actor=Everywhere(desk.city).actor("orlova"), reference=reference
        )
        zone = desk.city.rulebook[work.notice(reference).regime_pin].zone
    mark = f"/desk/assignments/{tasks[0].id}"
    assert police.post(mark, do="known").status_code == 303
    assert police.post(mark, do="done", note="Closed at noon").status_code == 303
    assert police.post(f"/desk/assignments/{tasks[1].id}", do="done").status_code == 403

    with desk.city.unit() as work:
        link = f"/assigned/{task_links.make_link(work, tasks[1].id, zone)}"
    body = Visitor(desk.app, language="ru")
    for path in (link, "/assigned/" + "x" * 43):
        assert body.get(path).status_code == 200
        assert reference not in body.text
    assert body.get(f"/assigned/task/{tasks[1].id}").status_code == 404
    over = body.post("/assigned/" + "x" * 43)
    assert (over.status_code, "Отправить новую ссылку" in over.text) == (410, True)
    for secret, status in (
        ("x" * 43, 200),
        ("y" * 43, 200),
        *[("x" * 43, 200)] * 2,
        ("x" * 43, 429),
    ):
        assert body.post(f"/assigned/{secret}/again").status_code == status
    assert body.post(link).headers["Location"] == f"/assigned/task/{tasks[1].id}"
    body.get(f"/assigned/task/{tasks[1].id}")
    assert "Close the street" in body.text
    assert body.post(f"/assigned/task/{tasks[1].id}", do="done", who="").status_code == 422
    assert (
        body.post(f"/assigned/task/{tasks[1].id}", do="done", who="Петров, диспетчер").status_code
        == 303
    )
    orlova.get(page)
    assert "Done, 1 Mar" in orlova.text or "Done," in orlova.text
    assert "Петров, диспетчер" in orlova.text
    desk.city.goes_to(2027, 3, 16)
    orlova = desk.at("orlova")
    assert (
        orlova.post(page, unit="medical", text="Clean up", due_day="16.03.2027").status_code == 303
    )
    desk.city.goes_to(2027, 3, 18)
    orlova = desk.at("orlova")
    orlova.get("/desk/assignments")
    assert "overdue" in orlova.text
    assert orlova.post(page, unit="medical", text="Report", due_day="20.03.2027").status_code == 303
    police = desk.at("police")
    for state, office, theirs in (
        ("", 2, 0), ("overdue", 1, 0), ("unknown", 2, 0), ("done", 2, 1), ("dropped", 0, 0), ("waits", 0, 0),
        ("all", 4, 1), ("junk", 2, 0),
    ):  # fmt: skip
        for who, lines in ((orlova, office), (police, theirs)):
            who.get(f"/desk/assignments?state={state}&day=junk&id=x")
            assert who.text.count("Last day:") == lines, state
    orlova.get(f"/desk/assignments?state=all&unit={tasks[1].unit_id}")
    assert orlova.text.count("Last day:") == 1
    police.get(f"/desk/assignments?unit={tasks[1].unit_id}&state=all")
    assert police.text.count("Last day:") == 1  # whatever body is asked for, its own
