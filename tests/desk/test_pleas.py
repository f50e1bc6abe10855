"""Objections and complaints at the desk, by people at browsers: who finds what, and what they can do there."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from records import accounts
from records.people import Account
from tests.desk.conftest import Desk
from tests.support.everywhere import DRAFTS
from tests.support.visitor import Visitor
from workflow import complaining, deciding, objecting
from workflow.actor import VISITOR, Actor


@pytest.fixture
def refused(desk: Desk) -> str:
    """A march that Orlova and Morozova refused; Belov may sign too."""
    reference = desk.prepared()
    with desk.city.unit() as work:
        belov = accounts.create(work, email="belov@veche.example", name="Belov", demo=True)
        accounts.give_post(
            work, belov, "signatory", unit_code="prefecture-svao", from_day=date(2020, 1, 1),
            title=("Deputy prefect", "Заместитель префекта"),
        )  # fmt: skip
        work.session.execute(update(Account).values(demo=True))
        deciding.save(
            work, desk.city.rulebook, actor=desk.city.actor("orlova"), reference=reference,
            seen=work.notice(reference).revision, draft=DRAFTS["refused"],
        )  # fmt: skip
    assert desk.goes(desk.at("orlova"), reference, "submit").status_code == 303
    assert desk.signs("morozova", reference).status_code == 303
    return reference


def holder(desk: Desk, reference: str) -> Actor:
    """The browser that holds the receipt."""
    with desk.city.reading() as work:
        number = work.notice(reference).id or 0
    return Actor(VISITOR.account_id, "", VISITOR.role, notices=frozenset({number}))


def objected(desk: Desk, reference: str) -> int:
    """An objection to the refusal."""
    with desk.city.unit() as work:
        decision = objecting.way_for(
            work, desk.city.rulebook[work.notice(reference).regime_pin], work.notice(reference)
        )
        assert decision is not None
        plea = objecting.file(
            work, desk.city.rulebook, actor=holder(desk, reference), reference=reference,
            decision_id=decision[0].id or 0, text="The <b>school</b> is closed on Sundays.",
        )  # fmt: skip
        return plea.id or 0


def does(browser: Visitor, number: int, deed: str, **typed: Any) -> int:
    """Open the page of the objection and send one of its forms; the status."""
    browser.get(f"/desk/objections/{number}")
    path = f"/desk/objections/{number}/{deed}"
    return browser.post(path, seen=browser.hidden("seen"), **typed).status_code


def test_an_objection_from_the_list_to_its_letter(desk: Desk, refused: str) -> None:
    number = objected(desk, refused)
    hasanov, belov = desk.at("hasanov"), desk.at("belov")
    page = hasanov.get("/desk/objections").text
    assert f"{refused}/O1" in page
    assert "nobody yet" in page
    with desk.city.reading() as work:
        me = str(accounts.find(work, "hasanov@veche.example"))

    assert does(hasanov, number, "assign", to="") == 422
    assert does(hasanov, number, "assign", to=me) == 303
    assert does(hasanov, number, "draft", outcome="", answer="x") == 422
    assert does(hasanov, number, "draft", outcome="rejected", answer="") == 422
    assert (
        does(hasanov, number, "draft", outcome="rejected", answer="The gate is open.", do="save")
        == 303
    )
    assert "The gate is open." in hasanov.get(f"/desk/objections/{number}").text
    assert (
        does(hasanov, number, "draft", outcome="rejected", answer="The gate is open.", do="submit")
        == 303
    )
    assert does(belov, number, "send-back", note="") == 422
    assert does(belov, number, "send-back", note="Name the plan.") == 303
    assert (
        does(hasanov, number, "draft", outcome="upheld", answer="The plan is wrong.", do="submit")
        == 303
    )
    assert "taken back at once" in belov.get(f"/desk/objections/{number}").text
    assert does(belov, number, "sign") == 303

    assert desk.stage(refused) == "preparing"
    assert "the new decision has not left yet" in belov.get(f"/desk/objections/{number}").text
    assert f"{refused}/O1" in belov.get("/desk/objections?state=open").text
    assert "<b>school</b>" not in belov.get(f"/desk/objections/{number}").text


def test_who_had_a_part_reads_and_can_do_nothing(desk: Desk, refused: str) -> None:
    number = objected(desk, refused)
    for who in ("orlova", "morozova"):
        page = desk.at(who).get(f"/desk/objections/{number}").text
        assert "You had a part in it" in page
        assert 'name="to"' not in page
    orlova = desk.at("orlova")
    orlova.get(f"/desk/objections/{number}")
    assert orlova.post(f"/desk/objections/{number}/assign", seen="1", to="1").status_code in {
        403,
        422,
    }
    assert desk.at("stranger").get(f"/desk/objections/{number}").status_code == 404
    assert desk.at("police").get(f"/desk/objections/{number}").status_code == 404


def test_two_people_at_once_the_second_is_told(desk: Desk, refused: str) -> None:
    number = objected(desk, refused)
    hasanov = desk.at("hasanov")
    hasanov.get(f"/desk/objections/{number}")
    seen = hasanov.hidden("seen")
    with desk.city.reading() as work:
        me = str(accounts.find(work, "hasanov@veche.example"))
    assert does(desk.at("zuev"), number, "assign", to=me) == 303

    assert hasanov.post(f"/desk/objections/{number}/assign", seen=seen, to=me).status_code == 409


def test_a_complaint_is_found_by_its_reader_and_by_nobody_who_handles_the_notice(
    desk: Desk,
) -> None:
    reference = desk.prepared()
    with desk.city.unit() as work:
        plea = complaining.file(
            work, desk.city.rulebook, actor=holder(desk, reference), reference=reference, about="delay",
            text="Nobody answers the telephone.",
        )  # fmt: skip
        number = plea.id or 0
    orlova, zuev = desk.at("orlova"), desk.at("zuev")
    assert orlova.get(f"/desk/complaints/{number}").status_code == 404
    assert f"{reference}/C1" not in orlova.get("/desk/complaints").text
    assert f"{reference}/C1" not in orlova.get(f"/desk/notices/{reference}").text
    assert f"{reference}/C1" in zuev.get("/desk/complaints?state=mine").text
    page = zuev.get(f"/desk/complaints/{number}").text
    assert "who had no part in the notice" in page
    path = f"/desk/complaints/{number}/answer"
    seen = zuev.hidden("seen")
    assert zuev.post(path, seen=seen, answer=" ").status_code == 422
    assert desk.at("auditor").post(path, seen=seen, answer="x").status_code == 403
    assert zuev.post(path, seen=seen, answer="The line was down.").status_code == 303

    assert "The line was down." in orlova.get(f"/desk/complaints/{number}").text
    assert zuev.post(path, seen=seen, answer="Again").status_code == 409


@pytest.mark.parametrize(
    "after",
    ["x", "_1", "2027-01-01_x", "2027-01-01T00:00:00_1", "9" * 40, "2027-03-04T20:59:59+00:00_1"],
)
def test_a_page_key_that_nobody_gave_is_no_fault(desk: Desk, after: str) -> None:
    zuev = desk.at("zuev")
    for path in ("objections", "complaints"):
        assert (
            zuev.get(f"/desk/{path}", query_string={"after": after, "state": "x"}).status_code
            == 200
        )
    assert zuev.get("/desk/objections/2147483648").status_code == 404
