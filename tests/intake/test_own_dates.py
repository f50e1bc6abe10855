"""One's own dates in a calendar and one's own papers in one file: for nobody else, and as long as one wants."""

import io
import zipfile

from sqlalchemy import text

from tests.intake import office
from tests.intake.conftest import Door, Fill, sign
from tests.intake.test_pleas import NUMBER, REFUSAL, objects
from tests.support.client import Grumbler
from web import icalendar


def filed_by(door: Door, fill: Fill, email: str) -> Grumbler:
    """A browser that signed in and filed."""
    browser = door.signed_in(email)
    fill(browser)
    browser.follow(sign(browser))
    return browser


def unfolded(answer: bytes) -> str:
    return answer.replace(b"\r\n ", b"").decode()


def test_a_secret_address_gives_the_dates_until_it_is_renewed_or_taken_back(
    door: Door, fill: Fill
) -> None:
    vera = filed_by(door, fill, "vera@example.com")
    page = vera.post("/my-data/calendar")
    first = page.text.split("/calendar/")[1].split(".ics")[0]
    outside = door.app.test_client()

    file = outside.get(f"/calendar/{first}.ics")

    said = unfolded(file.data)
    assert file.mimetype == "text/calendar"
    assert f"SUMMARY:March: Memorial walk\\, No. {NUMBER}" in said
    assert "STATUS:TENTATIVE" in said
    assert "Term ends:" in said
    assert "DTSTART:20270314T090000Z" in said
    for personal in ("Vera", "vera@", "+7 495", "Prudovaya"):
        assert personal not in said
    again = vera.post("/my-data/calendar").text.split("/calendar/")[1].split(".ics")[0]
    assert outside.get(f"/calendar/{first}.ics").status_code == 404
    assert outside.get(f"/calendar/{again}.ics").status_code == 200
    vera.follow(vera.post("/my-data/calendar/revoke"))
    assert "Make an address" in vera.text
    assert outside.get(f"/calendar/{again}.ics").status_code == 404
    with door.city.reading() as work:
        assert first not in str(work.select(text("SELECT * FROM calendar_links")))


def test_uids_stay_and_an_objection_brings_its_dates(
    door: Door, fill: Fill, olga: Grumbler
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    before = unfolded(olga.get(f"/notices/{NUMBER}/dates.ics").data)
    office.decides(door.city, NUMBER, **REFUSAL)
    objects(olga)
    after = unfolded(olga.get(f"/notices/{NUMBER}/dates.ics").data)

    uid = f"UID:{NUMBER}-event-1@localhost"
    assert uid in before
    assert uid in after
    assert "Answer aimed at: objection No. 27-0001/O1" in after
    assert "Last moment: Court" in after
    assert all(
        len(line.encode()) <= icalendar.LONGEST
        for line in after.split("\r\n")
        if "SUMMARY" not in line
    )
    assert door.visitor().get(f"/notices/{NUMBER}/dates.ics").status_code == 404


def test_the_papers_come_as_one_file_and_the_log_says_so(
    door: Door, fill: Fill, olga: Grumbler
) -> None:
    fill(olga)
    olga.follow(sign(olga))
    office.decides(door.city, NUMBER, **REFUSAL)
    objects(olga)
    olga.get(f"/notices/{NUMBER}")

    one = olga.post(f"/notices/{NUMBER}/bundle.zip").data
    two = olga.post(f"/notices/{NUMBER}/bundle.zip").data

    assert one == two
    archive = zipfile.ZipFile(io.BytesIO(one))
    names = archive.namelist()
    assert "1-notice/version-1.txt" in names
    assert "4-objections/27-0001-O1.txt" in names
    assert "3-services.txt" in names
    assert names[-1] == "sha256.txt"
    version = archive.read("1-notice/version-1.txt").decode()
    assert "Memorial walk" in version
    assert "Signed: " in version
    assert "I declare that what I have written is true" in version
    assert not [line for line in version.splitlines() if line.rstrip().endswith(";")]
    assert door.visitor().post(f"/notices/{NUMBER}/bundle.zip").status_code in {403, 404}
    olga.get(f"/notices/{NUMBER}")
    assert "All papers of the notice were downloaded." in olga.text
