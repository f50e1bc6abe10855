"""The page of signing powers: a head enters a line, it lets somebody sign, and it is ended with a reason."""

from sqlmodel import col, select

from records.tables import LogEntry
from tests.desk.conftest import Desk
from tests.support.everywhere import Everywhere

LINE = {
    "order_no": "7-к", "order_day": "20.02.2027", "from_day": "01.03.2027", "to_day": "05.03.2027",
}  # fmt: skip


def number(desk: Desk, who: str) -> str:
    return str(Everywhere(desk.city).account(who))


def test_a_head_gives_a_power_that_signs_and_takes_it_back(desk: Desk) -> None:
    zuev = desk.at("zuev")
    page = zuev.get("/desk/powers").text
    assert "A. V. Morozova" in page
    unsure = zuev.post("/desk/powers", account=number(desk, "kravets"), order_no="7-к")
    assert unsure.status_code == 422
    assert 'value="7-к"' in unsure.get_data(as_text=True)  # nothing typed is lost
    assert zuev.post("/desk/powers", account=number(desk, "zuev"), **LINE).status_code == 422

    given = zuev.post("/desk/powers", account=number(desk, "kravets"), title_ru="Делопроизводитель",
                      title_en="Clerk", kinds=["agreed"], **LINE)  # fmt: skip
    assert given.status_code == 303

    reference = desk.to_sign()
    kravets = desk.at("kravets")
    assert "K. K. Kravets" in kravets.get(f"/desk/notices/{reference}/decision").text
    page = zuev.get("/desk/powers").text
    assert "agreement" in page
    power = page.split("/desk/powers/")[1].split("/end")[0]
    assert kravets.post(f"/desk/powers/{power}/end", reason="x").status_code == 403
    zuev.get(f"/desk/powers/{power}/end")
    assert zuev.post(f"/desk/powers/{power}/end", reason="").status_code == 422
    assert zuev.post(f"/desk/powers/{power}/end", reason="Mistake").status_code == 303

    kravets.get(f"/desk/notices/{reference}/decision")
    assert "names no power of yours" in kravets.text
    assert desk.signs("kravets", reference).status_code in {403, 409}
    assert desk.stage(reference) == "for-signature"
    assert "Mistake" in zuev.get("/desk/powers?state=over").text
    assert desk.signs("morozova", reference).status_code == 303
    with desk.city.reading() as work:
        rows = select(LogEntry.kind).where(col(LogEntry.kind).like("power.%"))
        assert list(work.session.exec(rows.order_by(col(LogEntry.seq)))) == [
            "power.given",
            "power.ended",
        ]


def test_the_register_is_read_by_office_and_kept_by_few(desk: Desk) -> None:
    assert "A. V. Morozova" not in desk.at("stranger").get("/desk/powers").text
    assert "A. V. Morozova" in desk.at("auditor").get("/desk/powers?state=all").text
    assert "Enter a power" not in desk.at("orlova").get("/desk/powers").text
    auditor = number(desk, "auditor")
    zuev = desk.at("zuev")
    assert f'<option value="{auditor}"' not in zuev.get("/desk/powers").text
    post = zuev.post("/desk/powers", account=auditor, title_ru="И. о.", title_en="Acting", **LINE)
    assert post.status_code == 422
    assert desk.at("orlova").get("/desk/powers/1/end").status_code == 403
    admin = desk.at("admin", "ru")
    assert "Полномочия подписывать" in admin.get("/desk/powers?unit=prefecture-svao").text
    assert admin.get("/desk/powers/99/end").status_code == 404
    assert admin.get("/desk/powers?before=x&who=y&state=z&unit=nowhere").status_code == 200
