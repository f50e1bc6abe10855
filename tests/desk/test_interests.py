"""Interests at the door: asked once a year or at each notice, never losing a page or a text on the way."""

import pytest
from sqlmodel import select

from records.tables import Notice
from tests.desk.conftest import Desk
from tests.desk.test_runs import made, run
from tests.support.everywhere import Everywhere
from workflow import recusing
from workflow.actor import SYSTEM


def asks(desk: Desk, how: str) -> None:
    """The city asks for interests in this way."""
    house = desk.app.extensions["veche"]
    house.settings = house.settings.model_copy(update={"interests": how})


def test_a_declaration_a_year_opens_every_page(desk: Desk) -> None:
    reference = desk.files().reference
    asks(desk, "year")
    orlova = desk.at("orlova")
    first = orlova.get(f"/desk/notices/{reference}?x=1")
    assert first.headers["Location"].startswith("/desk/interests?next=")
    orlova.get(first.headers["Location"])
    assert "I have no interests" in orlova.text
    assert orlova.post("/desk/interests", kind="", words="").status_code == 422
    entered = orlova.post("/desk/interests", kind="organiser", words="Липа", next="/desk/due")
    assert entered.headers["Location"] == "/desk/interests?next=/desk/due"
    typed = orlova.post(f"/desk/notices/{reference}/moves/register", seen="1", note="Был звонок")
    assert typed.status_code == 403
    assert "Был звонок" in typed.get_data(as_text=True)  # nothing typed is lost
    assert desk.stage(reference) == "received"

    orlova.get("/desk/interests")
    gone = orlova.post("/desk/interests/declare", next=f"/desk/notices/{reference}?x=1")
    assert gone.headers["Location"] == f"/desk/notices/{reference}?x=1"
    assert orlova.get(f"/desk/notices/{reference}").status_code == 200
    assert (
        orlova.post("/desk/interests/declare", next="//evil.example").headers["Location"]
        == "/desk/interests"
    )

    desk.city.clock.advance(days=366)
    again = desk.at("orlova").get("/desk/")
    assert again.headers["Location"].startswith("/desk/interests?next=")


def test_each_notice_is_asked_about_before_it_opens(desk: Desk) -> None:
    one, two = desk.files().reference, desk.files().reference
    asks(desk, "each")
    orlova = desk.at("orlova")
    orlova.get("/desk/interests")
    orlova.post("/desk/interests/declare")
    first = orlova.get(f"/desk/notices/{one}")
    assert first.headers["Location"].startswith(f"/desk/notices/{one}/interest?next=")
    orlova.get(first.headers["Location"])
    assert "Сокольникова" in orlova.text  # who files: else nobody could say
    opened = orlova.post(f"/desk/notices/{one}/no-interest", next=f"/desk/notices/{one}")
    assert opened.headers["Location"] == f"/desk/notices/{one}"
    assert orlova.get(f"/desk/notices/{one}").status_code == 200
    assert orlova.get(f"/desk/notices/{one}/print").status_code == 200

    orlova.get(f"/desk/notices/{two}/interest")
    assert orlova.post(f"/desk/notices/{two}/interest", reason="").status_code == 422
    assert orlova.post(f"/desk/notices/{two}/interest", reason="Сестра").status_code == 303
    for path in ("", "/interest", "/decision", "/moves/register"):
        assert orlova.get(f"/desk/notices/{two}{path}").status_code == 404
    assert two not in orlova.get("/desk/").get_data(as_text=True)
    assert orlova.get("/desk/notices/27-9999").status_code == 404


def test_the_neutral_review_does_not_name_who_files_here_either(desk: Desk) -> None:
    reference, at = desk.files().reference, Everywhere(desk.city)
    at.moves(reference, "register")
    at.moves(reference, "ask", bodies=("police",))
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}/interest")
    assert "Сокольникова" not in orlova.text
    assert "Who files is not shown at this stage" in orlova.text
    assert orlova.post(f"/desk/notices/{reference}/open", reason="To declare").status_code == 303
    orlova.get(f"/desk/notices/{reference}/interest")
    assert "Сокольникова" in orlova.text


def test_the_head_reads_the_register_and_lifts_with_a_reason(desk: Desk) -> None:
    reference = desk.files().reference
    orlova, zuev = desk.at("orlova"), desk.at("zuev")
    orlova.get("/desk/interests")
    orlova.post("/desk/interests", kind="place", words="Липовый")
    assert orlova.get(f"/desk/notices/{reference}").status_code == 404
    page = zuev.get("/desk/recusals").get_data(as_text=True)
    assert reference in page
    assert "Липовый" in page
    assert (
        zuev.post("/desk/recusals", reference="27-9999", account="2", reason="x").status_code == 422
    )
    number = page.split("/desk/recusals/")[1].split("/lift")[0]
    zuev.get(f"/desk/recusals/{number}/lift")
    assert zuev.post(f"/desk/recusals/{number}/lift", reason="").status_code == 422
    assert zuev.post(f"/desk/recusals/{number}/lift", reason="Другая улица").status_code == 303
    assert "Другая улица" in zuev.get("/desk/recusals?state=lifted").get_data(as_text=True)
    assert orlova.get(f"/desk/notices/{reference}").status_code == 200
    ended = page.split("/desk/interests/")[1].split("/end")[0]
    zuev.get(f"/desk/interests/{ended}/end")
    assert zuev.post(f"/desk/interests/{ended}/end", reason="Переехала").status_code == 303
    assert "Липовый" not in orlova.get("/desk/interests").get_data(as_text=True)
    assert orlova.get("/desk/recusals").status_code == 403
    assert desk.at("auditor", "ru").get("/desk/recusals?state=lifted").status_code == 200


@pytest.mark.parametrize("path", ["/desk/recusals/99/lift", "/desk/interests/99/end"])
def test_what_is_not_there_is_not_there(desk: Desk, path: str) -> None:
    assert desk.at("zuev").get(path).status_code == 404
    assert desk.at("hasanov").get(path).status_code == 403


def test_a_print_run_with_a_letter_in_which_one_has_no_part_is_not_there(desk: Desk) -> None:
    made(desk, (1, 2))
    kravets = desk.at("kravets")
    address = run(kravets)
    with desk.city.unit() as work:
        notice = work.session.exec(select(Notice)).one()
        recusing.write(
            work, notice, desk.city.actor("kravets").account_id or 0, "head", SYSTEM, None, "Брат"
        )
    assert kravets.get(address).status_code == 404
    assert kravets.post(f"{address}.pdf").status_code == 404
    assert kravets.post(f"{address}/sheets", sheet="R0001-0001-1/1").status_code == 404
    kravets.get("/desk/letters/runs")
    assert "R0001" not in kravets.text
