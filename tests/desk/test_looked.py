"""The auditor's register of readings: narrowed by person, notice and days, and taken out with a reason that is kept."""

from sqlmodel import select

from records.tables import LogDetail, LogEntry
from tests.desk.conftest import Desk


def test_who_looked_at_what_is_found_and_taken_out(desk: Desk) -> None:
    one, two = desk.files().reference, desk.files().reference
    for who, reference in (("orlova", one), ("orlova", two), ("hasanov", one)):
        browser = desk.at(who)
        browser.get(f"/desk/notices/{reference}/open")
        browser.post(f"/desk/notices/{reference}/open", reason="=1+1 Звонок")
    desk.city.clock.advance(days=2)
    auditor = desk.at("auditor")
    page = auditor.get("/desk/readings").get_data(as_text=True)
    assert one in page
    assert two in page
    assert "name of the organiser" in page
    assert "organiser_kind" not in page
    russian = desk.at("auditor", "ru").get(f"/desk/notices/{one}/readings").text
    assert "organiser_kind" not in russian
    assert "Л. Н. Орлова" in russian
    number = page.split("/desk/readings?who=")[1].split('"')[0]
    of_person = auditor.get(f"/desk/readings?who={number}").get_data(as_text=True)
    assert ("L. N. Orlova" in of_person) != ("R. I. Khasanov" in of_person)
    assert two not in auditor.get(f"/desk/readings?reference={one}").get_data(as_text=True)
    assert one not in auditor.get("/desk/readings?since=02.03.2027").get_data(as_text=True)
    assert one in auditor.get("/desk/readings?since=01.03.2027&until=01.03.2027").get_data(
        as_text=True
    )
    assert auditor.get("/desk/readings?since=x&until=32.13.2027&who=z&before=y").status_code == 200

    auditor.get(f"/desk/readings?reference={one}")
    assert auditor.post("/desk/readings/export", reference=one, reason=" ").status_code == 422
    taken = auditor.post("/desk/readings/export", reference=one, reason="Запрос суда")
    table = taken.get_data(as_text=True)
    assert taken.mimetype == "text/csv"
    assert one in table
    assert two not in table
    assert ",=1+1" not in table  # no cell that a spreadsheet would run
    with desk.city.reading() as work:
        entry = work.session.exec(
            select(LogEntry).where(LogEntry.kind == "readings.exported")
        ).one()
        assert entry.details["notice"] == one
        why = work.session.get(LogDetail, entry.seq)
        assert why is not None
        assert why.details["reason"] == "Запрос суда"
    assert desk.at("zuev").get("/desk/readings").status_code == 403
