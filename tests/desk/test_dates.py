"""The clock ledger: every date opens to its rule, its counting and its fate; nobody moves what law fixes."""

from datetime import timedelta

from tests.desk.conftest import Desk
from tests.support.visitor import Visitor


def test_an_officer_reads_how_each_date_came(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "All dates and how they were counted" in orlova.text

    orlova.get(f"/desk/notices/{reference}/dates")

    for said in (
        "Counted by Public events in Moscow (54-FZ), as in force from 5 December 2022",
        "times are Moscow time",
        "Thursday 4 March, 24:00",
        "Calendar days counted on: 3. Weekends and holidays count.",
        "Skipped: nothing.",
        "The law knows neither a pause nor more time for this".replace("The law", "the law"),
        "The time for filing",
        "From Saturday 27 February 2027 to Thursday 4 March, 24:00.",
        "Received: 1 March 2027, 12:00:00.",
    ):
        assert said in orlova.text, said


def test_what_the_law_fixes_is_not_moved_by_a_form(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    orlova.get(f"/desk/notices/{reference}/dates")
    path = f"/desk/notices/{reference}/dates/proposal"
    typed = {"seen": str(desk.city.revision(reference)), "kind": "extension", "reason": "More time"}

    assert orlova.post(path, **typed).status_code == 409
    assert "neither a pause nor more time" in orlova.text
    for odd in ({"kind": "gift"}, {"number": "99999999999"}, {"number": "-1"}):
        assert orlova.post(path, **typed | odd).status_code == 409
    assert orlova.post(path, **typed | {"amount": "1e9"}).status_code == 422
    assert orlova.post(path, **typed | {"reason": ""}).status_code == 422
    assert "Say why" in orlova.text
    assert orlova.post(path.replace("proposal", "nothing"), **typed).status_code == 409


def test_a_clock_that_ended_says_how(desk: Desk) -> None:
    reference = desk.released()
    desk.city.clock.advance(timedelta(hours=1))
    orlova = desk.at("orlova")

    orlova.get(f"/desk/notices/{reference}/dates")

    assert "No clock runs at this stage." in orlova.text
    assert "Kept. Ended" in orlova.text


def test_the_organiser_reads_the_same_dates(desk: Desk) -> None:
    filed = desk.files()
    browser = Visitor(desk.app)
    browser.get("/find")
    browser.post("/find", reference=filed.reference, code=filed.check_code)
    browser.get(f"/notices/{filed.reference}")
    assert "See every date and how it was counted" in browser.text

    assert browser.get(f"/notices/{filed.reference}/dates").status_code == 200
    assert "The organiser's answer to a proposal" in browser.text
    assert "Calendar days counted back: 3." in browser.text
    assert Visitor(desk.app).get(f"/notices/{filed.reference}/dates").status_code == 404
